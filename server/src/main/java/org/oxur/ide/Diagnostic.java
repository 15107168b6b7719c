package org.oxur.ide;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// A mistake or a remark to draw under a text.
///
/// @param code of language.md section 6, or `unused-binding`
/// @param hint what to do about it, or null when the message says all
/// @param unnecessary the text does nothing: editors fade it
public record Diagnostic(
        Span span,
        Severity severity,
        String code,
        String message,
        List<Related> related,
        @Nullable String hint,
        boolean unnecessary) {
    public Diagnostic {
        related = List.copyOf(related);
    }

    /// A second place with its note; it may be in another text.
    public record Related(Span span, String note) {}

    /// How much it matters.
    public enum Severity {
        ERROR,
        WARNING,
        HINT
    }
}
