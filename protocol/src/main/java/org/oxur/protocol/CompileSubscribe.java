package org.oxur.protocol;

import org.jspecify.annotations.Nullable;

/// Asks for the compilations there are, and to be told of them from now on; the answer is a
/// snapshot.
///
/// @param detail `NONE` ends it, `SUMMARY` leaves the jobs out, `LOG` says of failed jobs all that
///   the compiler said
/// @param session whose compilations; null for all
public record CompileSubscribe(@Nullable String node, Detail detail, @Nullable String session) {
    public enum Detail {
        NONE,
        SUMMARY,
        JOBS,
        LOG
    }
}
