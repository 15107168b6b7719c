package org.oxur.frontend.lisp;

import org.jspecify.annotations.Nullable;
import org.oxur.error.ExpandError;
import org.oxur.error.LanguageError;
import org.oxur.error.ReadError;
import org.oxur.text.Span;

/// A form that cannot become a tree, on its way to the top-level form that it is part of. Never
/// leaves this package.
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient LanguageError error;

    Refused(LanguageError error) {
        super(error.code(), null, false, false);
        this.error = error;
    }

    static Refused malformed(Span span, String message, @Nullable String hint) {
        var template = span.template();
        return new Refused(
                template == null
                        ? new ReadError.Malformed(span, message, hint)
                        : new ExpandError.Failed(
                                span,
                                macroName(span),
                                "it gave code that cannot be: " + message,
                                template));
    }

    static Refused malformed(Form form, String message, @Nullable String hint) {
        return malformed(form.span(), message, hint);
    }

    static Refused malformed(Form form, String message) {
        return malformed(form, message, null);
    }

    LanguageError error() {
        return error;
    }

    /// The head of a macro call, as it stands in the text.
    private static String macroName(Span call) {
        var text = call.text();
        int start = text.startsWith("(") ? 1 : 0;
        int end = start;
        while (end < text.length()
                && !Character.isWhitespace(text.charAt(end))
                && "()[]{}".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(start, end);
    }
}
