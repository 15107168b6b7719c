package org.oxur.protocol;

import org.jspecify.annotations.Nullable;

/// A value as an editor sees it.
///
/// @param ref names the value within its session
/// @param type as the language writes types
/// @param preview the value printed, cut at the limits of the evaluation
/// @param childCount absent: unknown
public record ValueRef(
        String ref,
        String session,
        String type,
        String preview,
        boolean truncated,
        @Nullable Integer childCount) {}
