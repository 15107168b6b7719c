package org.oxur.tier;

/// Why something is compiled, most urgent first.
public enum Urgency {
    /// Someone said so, and may wait.
    ASKED("asked for"),
    /// It is called often.
    HOT("hot"),
    /// What calls it is called often.
    SPECULATIVE("called by something hot");

    private final String words;

    Urgency(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
