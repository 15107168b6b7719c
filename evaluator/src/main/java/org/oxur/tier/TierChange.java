package org.oxur.tier;

/// A function is executed by something else from now on.
///
/// @param detail in words; empty where the reason says it all
public record TierChange(
        String function, int version, Tier from, Tier to, Reason reason, String detail) {
    public enum Reason {
        /// It was called often, or something that calls it.
        HOT,
        /// Someone asked for it.
        PINNED,
        /// What it was compiled from has changed.
        DEOPT,
        REDEFINED,
        /// It was to be compiled and could not be: it stays where it is.
        FAILED
    }
}
