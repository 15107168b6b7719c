package org.oxur.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bounds of printed values.
public record Print(
        @Nullable Integer maxColumns,
        @Nullable Integer maxItems,
        @Nullable Integer maxDepth,
        @Nullable Integer maxBytes,
        @Nullable List<String> mime) {}
