package org.oxur.error;

import org.oxur.text.Span;

/// The program gave up by itself.
public sealed interface Panic extends LanguageError {

    /// The program gave up by itself: `(panic …)`, `(todo)`, `(unreachable)`, `unwrap` of nothing.
    record Panicked(Span span, String message) implements Panic {
        @Override
        public String code() {
            return "panic";
        }
    }

    /// `(assert …)`, `(assert-eq …)` or `(assert-ne …)` did not hold.
    record AssertionFailed(Span span, String message) implements Panic {
        @Override
        public String code() {
            return "assertion-failed";
        }
    }
}
