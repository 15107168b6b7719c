package org.oxur.frontend.lisp;

import java.util.List;
import org.oxur.error.LanguageError;
import org.oxur.frontend.ParsedText;
import org.oxur.frontend.ParsedText.Expectation;
import org.oxur.frontend.ParsedText.SourceForm;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// A text as it was read: its tokens, comments included, its top-level forms, and what is wrong.
///
/// @param tokens all of them in order, those of broken forms too; white space is what lies between
/// @param forms the top-level forms that could be read
public record Syntax(
        SourceText source,
        List<Lexeme> tokens,
        List<Form> forms,
        List<LanguageError> errors,
        List<Expectation> expectations) {
    public Syntax {
        tokens = List.copyOf(tokens);
        forms = List.copyOf(forms);
        errors = List.copyOf(errors);
        expectations = List.copyOf(expectations);
    }

    /// Reads any text; never throws.
    public static Syntax of(SourceText source) {
        return new Reader(source).read();
    }

    /// Reads the text as it is after an edit, taking over what the edit left alone.
    public Syntax edited(SourceText now) {
        return Rereading.of(this, now);
    }

    /// What the engine sees of it.
    public ParsedText parsed() {
        List<SourceForm> sourceForms = forms.stream().<SourceForm>map(TopLevel::new).toList();
        return new ParsedText(source, sourceForms, errors, expectations);
    }

    /// Forms are equal when they read the same, so the form is its own key.
    record TopLevel(Form form) implements SourceForm {
        @Override
        public Span span() {
            return form.span();
        }

        @Override
        public Object contentKey() {
            return form;
        }
    }
}
