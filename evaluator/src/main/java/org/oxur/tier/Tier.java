package org.oxur.tier;

/// What executes a function, slowest first.
public enum Tier {
    INTERPRETED("interpreted"),
    JIT("jit"),
    NATIVE("native");

    private final String word;

    Tier(String word) {
        this.word = word;
    }

    /// As a keyword in a program, a lens and a stack trace say it.
    public String word() {
        return word;
    }
}
