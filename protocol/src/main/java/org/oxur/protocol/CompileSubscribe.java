package org.oxur.protocol;

import org.jspecify.annotations.Nullable;

/// Asks for the compilations there are, and to be told of them from now on; the answer is a
/// snapshot.
///
/// @param detail `NONE` ends it, `SUMMARY` leaves the jobs out
public record CompileSubscribe(@Nullable String node, Detail detail) {
    public enum Detail {
        NONE,
        SUMMARY,
        JOBS
    }
}
