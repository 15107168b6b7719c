package org.oxur.error;

/// The colours of a rendered error, or none.
enum Palette {
    PLAIN("", "", "", "", ""),
    ANSI("\u001b[1;31m", "\u001b[1m", "\u001b[1;34m", "\u001b[1;34m", "\u001b[0m");

    private final String error;
    private final String strong;
    private final String margin;
    private final String note;
    private final String reset;

    Palette(String error, String strong, String margin, String note, String reset) {
        this.error = error;
        this.strong = strong;
        this.margin = margin;
        this.note = note;
        this.reset = reset;
    }

    static Palette of(boolean colour) {
        return colour ? ANSI : PLAIN;
    }

    String error(String text) {
        return error + text + reset;
    }

    String strong(String text) {
        return strong + text + reset;
    }

    /// Line numbers, rules, arrows.
    String margin(String text) {
        return margin + text + reset;
    }

    String note(String text) {
        return note + text + reset;
    }
}
