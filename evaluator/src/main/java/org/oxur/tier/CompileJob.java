package org.oxur.tier;

import org.jspecify.annotations.Nullable;

/// A compilation at one moment.
///
/// @param id unique in the process
/// @param function its name with its module
/// @param version that is compiled
/// @param phase what the compiler does; null unless it runs
/// @param queuedMillis how long it has waited, or waited before it began
/// @param runMillis how long it has run, or ran; 0 when it has not begun
/// @param problem why it failed; null unless it did
public record CompileJob(
        long id,
        String function,
        int version,
        Tier tier,
        State state,
        FunctionCompiler.@Nullable Phase phase,
        Urgency urgency,
        long queuedMillis,
        long runMillis,
        @Nullable String problem) {
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        /// Someone took it back.
        CANCELLED,
        /// The function was redefined meanwhile.
        SUPERSEDED
    }

    public boolean hasEnded() {
        return state != State.QUEUED && state != State.RUNNING;
    }
}
