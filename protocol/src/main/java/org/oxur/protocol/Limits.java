package org.oxur.protocol;

import org.jspecify.annotations.Nullable;

/// Bounds of one evaluation; what is absent is the node's default.
public record Limits(
        @Nullable Long wallMs,
        @Nullable Long reductions,
        @Nullable Long heapBytes,
        @Nullable Long outputBytes) {}
