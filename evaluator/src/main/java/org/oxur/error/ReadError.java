package org.oxur.error;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// Text that is not a program: found by the reader or while forms become the tree.
public sealed interface ReadError extends LanguageError {
    @Override
    default String code() {
        return "parse-error";
    }

    /// An opener without its closer; the span is the opener. Reading goes on with the next form
    /// that begins in column 0.
    ///
    /// @param missing the closers that would make it whole: `)]`; empty where brackets are not what
    ///   is wrong
    /// @param end the last that was read of the form, or null where that says nothing
    record Unclosed(Span span, String opener, String missing, @Nullable Span end)
            implements ReadError {
        /// Text between delimiters that goes on to the end.
        public Unclosed(Span span, String opener) {
            this(span, opener, "", null);
        }

        @Override
        public String message() {
            return "unclosed `" + opener + "`";
        }

        @Override
        public String hint() {
            return end == null
                    ? "what opens here is not closed before the end"
                    : "up to the next form in column 0, or the end, `" + missing + "` is missing";
        }

        @Override
        public List<Label> labels() {
            return end == null
                    ? List.of()
                    : List.of(new Label(end, "the form was read up to here"));
        }
    }

    /// A closer that closes nothing, or another kind of bracket than the one that is open.
    record Mismatched(Span span, String closer, @Nullable Span opener) implements ReadError {
        @Override
        public String message() {
            return opener == null
                    ? "unexpected `" + closer + "`"
                    : "`" + closer + "` does not close `" + opener.text() + "`";
        }

        @Override
        public List<Label> labels() {
            return opener == null ? List.of() : List.of(new Label(opener, "opened here"));
        }

        @Override
        public @Nullable String hint() {
            return opener == null ? "nothing is open here that it could close" : null;
        }
    }

    /// A token or a special form that is not of its shape: a number that no type holds, a `let`
    /// without a value, a `recur` outside of tail position. The hint shows the shape.
    record Malformed(Span span, String message, @Nullable String hint) implements ReadError {
        public Malformed(Span span, String message) {
            this(span, message, null);
        }
    }

    /// Brackets that are nested deeper than is read. Text of that depth is made by programs, and a
    /// program can keep it as data.
    record TooDeep(Span span, int limit) implements ReadError {
        @Override
        public String message() {
            return "forms are nested deeper than " + limit;
        }
    }
}
