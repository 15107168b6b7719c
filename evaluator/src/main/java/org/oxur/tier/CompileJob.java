package org.oxur.tier;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// A compilation at one moment.
///
/// @param id unique in the process
/// @param function its name with its module
/// @param version that is compiled
/// @param phase what the compiler does; null unless it runs
/// @param queuedMillis how long it has waited, or waited before it began
/// @param runMillis how long it has run, or ran; 0 when it has not begun
/// @param expectedMillis what compiling for that tier took mostly, of late; null while that is not
///   known
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
        @Nullable Long expectedMillis,
        @Nullable Problem problem) {
    /// @param code as errors have one
    /// @param span of the function, or of what in it could not be compiled; null for none of it
    public record Problem(String code, String message, @Nullable Span span) {}

    /// How far it is, in percent of what compiling took mostly; null while that is not known.
    public @Nullable Integer percentage() {
        return switch (state) {
            case RUNNING ->
                    expectedMillis == null
                            ? null
                            : (Integer)
                                    (int)
                                            Math.min(
                                                    99,
                                                    100 * runMillis / Math.max(1, expectedMillis));
            case DONE -> 100;
            case QUEUED, FAILED, CANCELLED, SUPERSEDED -> null;
        };
    }

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
