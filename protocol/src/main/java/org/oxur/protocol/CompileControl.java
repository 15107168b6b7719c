package org.oxur.protocol;

import org.jspecify.annotations.Nullable;

/// Takes jobs back, puts one first, or begins no more of them.
///
/// @param jobId null for all
public record CompileControl(@Nullable String node, @Nullable Long jobId, Action action) {
    public enum Action {
        CANCEL,
        BOOST,
        PAUSE,
        RESUME
    }

    /// @param changed how many jobs
    public record Result(int changed) {}
}
