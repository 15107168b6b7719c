package org.oxur.frontend;

import java.util.List;
import org.oxur.error.LanguageError;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// What reading a text gave: always something.
public record ParsedText(
        SourceText source,
        List<SourceForm> forms,
        List<LanguageError> errors,
        List<Expectation> expectations) {
    public ParsedText {
        forms = List.copyOf(forms);
        errors = List.copyOf(errors);
        expectations = List.copyOf(expectations);
    }

    /// One top-level form, read but not yet expanded. What it is made of is the front end's affair.
    public interface SourceForm {
        Span span();

        /// Equal for forms that read the same, wherever they stand and however they are laid out:
        /// the key of what need not be done again.
        Object contentKey();
    }

    /// A comment that says what the form before it does (language.md section 12).
    ///
    /// @param form index into `forms` of the form it speaks of; -1 when there is none, or when that
    ///   form could not be read
    /// @param subject where the form stands that it speaks of, broken or not
    public record Expectation(Kind kind, String text, Span span, int form, Span subject) {}

    public enum Kind {
        VALUE,
        OUTPUT,
        ERROR
    }
}
