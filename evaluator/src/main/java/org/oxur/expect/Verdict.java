package org.oxur.expect;

import org.jspecify.annotations.Nullable;
import org.oxur.frontend.ParsedText.Expectation;
import org.oxur.text.Span;

/// What became of one expectation, or of a form that failed though nothing said it would.
///
/// @param expectation null for a failure that no expectation foresaw
/// @param form the form it speaks of
/// @param expected what should have been seen, in words of the expectation: `;=> 3`; `no error` if
///   nothing was foreseen
/// @param found what was seen, in the same words
/// @param details the rendered error, if there was one
public record Verdict(
        boolean passed,
        @Nullable Expectation expectation,
        Span form,
        String expected,
        String found,
        @Nullable String details) {
    /// Where a reader should look: the expectation, or the form without one.
    public Span place() {
        return expectation == null ? form : expectation.span();
    }
}
