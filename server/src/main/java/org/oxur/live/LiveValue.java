package org.oxur.live;

import org.jspecify.annotations.Nullable;

/// What came of a form, as far as whoever holds the value has told of it.
///
/// @param ref by which its holder is asked about it
/// @param session of its holder
/// @param preview the whole as text, as far as it was wanted
/// @param childCount its parts; null where that is not known
public record LiveValue(
        String ref,
        String session,
        String type,
        String preview,
        boolean truncated,
        @Nullable Integer childCount) {}
