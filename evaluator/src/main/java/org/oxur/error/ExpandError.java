package org.oxur.error;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// What goes wrong while macros are expanded. The span is the macro call's.
public sealed interface ExpandError extends LanguageError {
    @Override
    default String code() {
        return "macro-error";
    }

    /// A macro whose expansion contains a call of itself, without end.
    record Runaway(Span span, String macro, int depth) implements ExpandError {
        @Override
        public String message() {
            return "expansion of `" + macro + "` does not end (depth " + depth + ")";
        }
    }

    /// The macro's own code failed, or was called with arguments that it does not take.
    record Failed(Span span, String macro, String cause, @Nullable Span inTemplate)
            implements ExpandError {
        @Override
        public String message() {
            return "macro `" + macro + "` failed: " + cause;
        }

        @Override
        public List<Label> labels() {
            return inTemplate == null
                    ? List.of()
                    : List.of(new Label(inTemplate, "in the macro, here"));
        }
    }
}
