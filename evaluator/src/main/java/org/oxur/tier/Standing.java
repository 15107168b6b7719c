package org.oxur.tier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Why a function is executed by what it is executed by.
///
/// @param since when that is so
/// @param next the tier that it may come to; null when there is nothing to say
/// @param lastDeopt the last time that its code was thrown away; null for never
/// @param madeFor why the code was compiled that executes it now; null for none
/// @param millis that compiling the code took that executes it now; 0 for none
public record Standing(
        Tier tier,
        Instant since,
        boolean pinned,
        @Nullable Next next,
        @Nullable Deopt lastDeopt,
        @Nullable Urgency madeFor,
        long millis) {
    public enum State {
        QUEUED("queued"),
        COMPILING("compiling"),
        BLOCKED("blocked");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// @param reason in words; null unless it is blocked
    /// @param etaMillis when it should be there, going by what compiling took before; null where
    ///   that is not known
    public record Next(Tier tier, State state, @Nullable String reason, @Nullable Long etaMillis) {}

    /// @param count how often that happened to this function
    public record Deopt(String reason, int count, Instant at) {}

    /// Interpreted, and nothing was ever asked.
    public static Standing none(Tier tier) {
        return new Standing(tier, Instant.EPOCH, false, null, null, null, 0);
    }
}
