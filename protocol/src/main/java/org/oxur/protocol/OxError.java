package org.oxur.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why an evaluation failed.
///
/// @param code the error's stable name, `use-after-move`
/// @param causes related places with their notes, in reading order
/// @param rendered the whole error as a terminal shows it
public record OxError(
        Kind kind,
        String message,
        @Nullable String code,
        @Nullable Loc loc,
        @Nullable List<OxError> causes,
        @Nullable List<Frame> frames,
        @Nullable String rendered) {
    public enum Kind {
        READ,
        EXPAND,
        CHECK,
        RUNTIME,
        PANIC,
        EXIT
    }
}
