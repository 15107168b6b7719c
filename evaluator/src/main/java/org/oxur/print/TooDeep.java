package org.oxur.print;

import org.oxur.text.Span;

/// A tree goes deeper than the stack at hand is sure to hold.
final class TooDeep extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Span span;

    TooDeep(Span span) {
        super("too deep", null, false, false);
        this.span = span;
    }

    Printed.Impossible asResult(int limit) {
        return new Printed.Impossible(span, "this is nested deeper than " + limit + " levels");
    }
}
