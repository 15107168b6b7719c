package org.oxur.tier;

/// How well it was guessed what would be called often.
///
/// @param made functions that were compiled because something hot calls them
/// @param hits those that were called often later
/// @param misses those that were redefined before they were
public record Forecast(int made, int hits, int misses) {
    /// Those of which nobody knows yet.
    public int open() {
        return made - hits - misses;
    }
}
