package org.oxur.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What executes a function, and why.
///
/// @param range where it is defined; null when it is not in a document that is open
/// @param calls of all versions; calls from compiled code are not counted
/// @param backEdges turns of its loops, as far as they were interpreted
/// @param since milliseconds of the epoch
/// @param author the text that the current version came from
/// @param compileMs that compiling took of the code that executes it; 0 for none
/// @param artifacts what can be looked at, as the last part of an address `oxur-artifact:`
public record TierInfo(
        String def,
        @Nullable Range range,
        int version,
        Tier tier,
        long calls,
        long backEdges,
        long since,
        boolean pinned,
        @Nullable Next next,
        @Nullable Deopt lastDeopt,
        String author,
        long compileMs,
        List<String> artifacts) {
    public enum State {
        QUEUED,
        COMPILING,
        BLOCKED
    }

    /// @param etaMs when it should be there, by the median of what compiling took before; null
    ///   where that is not known
    public record Next(Tier tier, State state, @Nullable String reason, @Nullable Long etaMs) {}

    /// @param at milliseconds of the epoch
    public record Deopt(String reason, int count, long at) {}
}
