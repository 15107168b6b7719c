package org.oxur.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An error with places as UTF-16 offsets into texts of given names.
///
/// @param phase decides the kind: `read`, `expand`, `check`, `runtime`, `panic`, `exit`
/// @param hint what to do about it, or null
/// @param rendered for people, with its source lines
/// @param coloured the same with ANSI colours
public record NodeError(
        OxError.Kind phase,
        String code,
        String message,
        Place at,
        List<Note> notes,
        List<Call> calls,
        @Nullable String hint,
        String rendered,
        String coloured) {
    public record Place(String name, int start, int end) {}

    public record Note(Place at, String text) {}

    public record Call(String function, int version, Tier tier, Place at) {}
}
