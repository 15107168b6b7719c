package org.oxur.protocol;

import org.jspecify.annotations.Nullable;

/// A place that need not be in the document the message is about.
public record Loc(
        String uri,
        @Nullable Integer version,
        Range range,
        @Nullable String def,
        @Nullable DefVersion defVersion) {}
