package org.oxur.print;

import org.oxur.text.Span;

/// Leaves a printer from the depth of a tree when a part of it cannot be printed. Never leaves the
/// package.
final class NoCounterpart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Span span;
    private final String reason;

    NoCounterpart(Span span, String reason) {
        super(reason, null, false, false);
        this.span = span;
        this.reason = reason;
    }

    Printed.Impossible asResult() {
        return new Printed.Impossible(span, reason);
    }
}
