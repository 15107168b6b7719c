package org.oxur.error;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// A name, or a number of arguments, that means nothing where it stands.
public sealed interface ResolveError extends LanguageError {

    /// @param similar a defined name it may have meant, or null when none is near
    record UndefinedName(Span span, String name, @Nullable String similar) implements ResolveError {
        @Override
        public String code() {
            return "undefined-name";
        }

        @Override
        public String message() {
            return "`" + name + "` is not defined";
        }

        @Override
        public @Nullable String hint() {
            return similar == null ? null : "did you mean `" + similar + "`?";
        }
    }

    /// @param expected in words: `2 arguments`, `at least 1 argument`
    record ArityMismatch(Span span, String callee, String expected, int found)
            implements ResolveError {
        @Override
        public String code() {
            return "arity-mismatch";
        }

        @Override
        public String message() {
            return "`"
                    + callee
                    + "` takes "
                    + expected
                    + ", "
                    + found
                    + (found == 1 ? " was" : " were")
                    + " given";
        }
    }

    record UnknownField(Span span, String type, String field, String problem)
            implements ResolveError {
        @Override
        public String code() {
            return "unknown-field";
        }

        @Override
        public String message() {
            return problem + " `" + field + "` of `" + type + "`";
        }
    }

    record UnknownMethod(Span span, String type, String method, @Nullable String similar)
            implements ResolveError {
        @Override
        public String code() {
            return "unknown-method";
        }

        @Override
        public String message() {
            return "`" + type + "` has no method `" + method + "`";
        }

        @Override
        public @Nullable String hint() {
            return similar == null ? null : "did you mean `." + similar + "`?";
        }
    }

    record AmbiguousMethod(Span span, String type, String method, List<String> traits)
            implements ResolveError {
        public AmbiguousMethod {
            traits = List.copyOf(traits);
        }

        @Override
        public String code() {
            return "ambiguous-method";
        }

        @Override
        public String message() {
            return "several traits give `" + type + "` a method `" + method + "`";
        }

        @Override
        public String hint() {
            return "say which: "
                    + String.join(
                            " or ",
                            traits.stream().map(t -> "(" + t + "::" + method + " …)").toList());
        }
    }

    record UnknownVariant(Span span, String type, String variant) implements ResolveError {
        @Override
        public String code() {
            return "unknown-variant";
        }

        @Override
        public String message() {
            return "`" + type + "` has no variant `" + variant + "`";
        }
    }
}
