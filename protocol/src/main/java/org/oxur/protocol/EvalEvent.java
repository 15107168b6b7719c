package org.oxur.protocol;

import org.jspecify.annotations.Nullable;

/// What happens while an evaluation runs.
///
/// @param kind says which of the other parts are there
/// @param text of `stdout`, `stderr` and `orphanOutput` (output after the end); cut between
///   characters, never within one
public record EvalEvent(
        Kind kind,
        @Nullable String pid,
        @Nullable Origin origin,
        @Nullable String text,
        @Nullable Range range,
        @Nullable ValueRef value) {
    public enum Kind {
        STARTED,
        STDOUT,
        STDERR,
        VALUE,
        ORPHAN_OUTPUT
    }

    /// Who asked for it.
    public enum Origin {
        USER,
        SAVE,
        LENS,
        WATCH,
        TEST,
        OTHER_CLIENT
    }

    public static EvalEvent started(String pid, Origin origin) {
        return new EvalEvent(Kind.STARTED, pid, origin, null, null, null);
    }

    public static EvalEvent output(Kind kind, String pid, String text) {
        return new EvalEvent(kind, pid, null, text, null, null);
    }

    public static EvalEvent value(@Nullable Range range, ValueRef value) {
        return new EvalEvent(Kind.VALUE, null, null, null, range, value);
    }
}
