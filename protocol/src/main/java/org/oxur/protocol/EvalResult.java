package org.oxur.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param usedRange what was evaluated, from the first form to the last
/// @param documentVersion the version it was evaluated from
public record EvalResult(
        String evalId,
        Status status,
        List<Form> forms,
        @Nullable RedefinitionReport redefinition,
        Timing timing,
        Tier tier,
        String node,
        String session,
        @Nullable Integer documentVersion,
        @Nullable Range usedRange,
        @Nullable Boolean outputTruncated) {
    /// One evaluated form.
    public record Form(
            Range range, Status status, @Nullable ValueRef value, @Nullable OxError error) {}

    /// Milliseconds.
    public record Timing(
            double queuedMs,
            double readMs,
            double expandMs,
            double checkMs,
            double runMs,
            double printMs) {
        public static final Timing NONE = new Timing(0, 0, 0, 0, 0, 0);
    }
}
