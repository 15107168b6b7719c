package org.oxur.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ends evaluations: one, those of a session, or all.
///
/// @param mode absent: soft. `kill` ends the node if the evaluation does not end by itself
/// @param graceMs how long a kill waits before that; absent: 500
public record EvalCancel(
        @Nullable String evalId,
        @Nullable String session,
        @Nullable Boolean all,
        @Nullable Mode mode,
        @Nullable Long graceMs) {
    public enum Mode {
        SOFT,
        KILL
    }

    public record Result(List<Outcome> outcomes) {}

    public record Outcome(
            String evalId, How outcome, @Nullable Loc at, @Nullable List<Frame> frames) {}

    public enum How {
        CANCELLED,
        ALREADY_DONE,
        NOT_FOUND,
        /// The node was ended, and with it everything else that ran there.
        ESCALATED,
        FAILED
    }
}
