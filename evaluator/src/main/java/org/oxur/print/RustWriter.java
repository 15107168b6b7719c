package org.oxur.print;

/// Rust text with its indentation, written from left to right.
final class RustWriter {
    private static final int STEP = 4;

    /// A deep program's text must not grow with the square of its depth.
    private static final int MAX_INDENT = 80;

    private final StringBuilder out = new StringBuilder();
    private int indent;

    RustWriter write(String text) {
        out.append(text);
        return this;
    }

    RustWriter line() {
        out.append('\n').repeat(' ', Math.min(indent, MAX_INDENT));
        return this;
    }

    /// Opens a block; what follows is written in lines of its own, each begun by [#line()].
    RustWriter open(String text) {
        out.append(text);
        indent += STEP;
        return this;
    }

    RustWriter close(String text) {
        indent -= STEP;
        line();
        out.append(text);
        return this;
    }

    /// Where the next character goes.
    int mark() {
        return out.length();
    }

    String since(int mark) {
        return out.substring(mark);
    }

    /// Puts a text in front of what was written since the mark.
    void insert(int mark, String text) {
        out.insert(mark, text);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
