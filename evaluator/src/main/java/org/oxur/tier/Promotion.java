package org.oxur.tier;

import org.jspecify.annotations.Nullable;

/// When a function moves to a higher tier.
///
/// @param highest no function goes beyond it
/// @param forced each function is compiled for the highest tier at its first call, and the call
///   waits for it
/// @param warmCalls calls after which a function becomes bytecode; [#TURNS] turns of its loops
///   weigh as much as a call
/// @param hotCalls calls after which it becomes native code
public record Promotion(Tier highest, boolean forced, long warmCalls, long hotCalls) {
    /// What a session does unless told otherwise.
    public static final Promotion AUTO = new Promotion(Tier.NATIVE, false, 100, 10_000);

    /// Turns of a loop that weigh as much as a call.
    public static final int TURNS = 10;

    public Promotion {
        if (warmCalls < 1 || hotCalls < warmCalls) {
            throw new IllegalArgumentException("a function is warm before it is hot");
        }
    }

    /// Everything is executed in that tier, as far as its compiler takes it.
    public static Promotion forced(Tier tier) {
        return new Promotion(tier, tier != Tier.INTERPRETED, AUTO.warmCalls, AUTO.hotCalls);
    }

    /// With other thresholds: what is native code must have been warm, so the second is at least
    /// the first.
    ///
    /// @param jitAfter calls until bytecode; 1 or more
    /// @param nativeAfter calls until native code
    public Promotion after(long jitAfter, long nativeAfter) {
        long warm = Math.max(1, jitAfter);
        return new Promotion(highest, forced, warm, Math.max(warm, nativeAfter));
    }

    /// The weight of calls at which a function is looked at next; [Long#MAX_VALUE] for never.
    public long nextLook(long calls) {
        if (calls < warmCalls && !forced && highest != Tier.INTERPRETED) {
            return warmCalls;
        }
        return calls < hotCalls && !forced && highest == Tier.NATIVE ? hotCalls : Long.MAX_VALUE;
    }

    /// The tier to compile a function for whose calls weigh so much; null for none.
    public @Nullable Tier wanted(long calls) {
        if (highest == Tier.INTERPRETED) {
            return null;
        }
        if (forced) {
            return highest;
        }
        if (calls >= hotCalls && highest == Tier.NATIVE) {
            return Tier.NATIVE;
        }
        return calls >= warmCalls ? Tier.JIT : null;
    }
}
