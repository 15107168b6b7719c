package org.oxur.protocol;

import java.util.List;

/// An error with places as UTF-16 offsets into texts of given names.
///
/// @param phase decides the kind: `read`, `expand`, `check`, `runtime`, `panic`, `exit`
/// @param rendered for people, with its source lines
/// @param coloured the same with ANSI colours
public record NodeError(
        OxError.Kind phase,
        String code,
        String message,
        Place at,
        List<Note> notes,
        List<Call> calls,
        String rendered,
        String coloured) {
    public record Place(String name, int start, int end) {}

    public record Note(Place at, String text) {}

    public record Call(String function, int version, Tier tier, Place at) {}
}
