package org.oxur.error;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// A value of the wrong kind for what is done with it.
public sealed interface TypeError extends LanguageError {

    /// A value of another type than what is done with it wants: operands of two types, an argument,
    /// a declared result, a condition that is no `bool`. Nothing is converted without being asked:
    /// `(as x f64)`.
    record TypeMismatch(Span span, String message, @Nullable String hint) implements TypeError {
        @Override
        public String code() {
            return "type-mismatch";
        }

        public static TypeMismatch expected(Span span, String expected, String found) {
            return expected(span, expected, found, null);
        }

        public static TypeMismatch expected(
                Span span, String expected, String found, @Nullable String hint) {
            return new TypeMismatch(span, "expected " + expected + ", found " + found, hint);
        }
    }

    /// What stands at the head of a call is no function.
    ///
    /// @param hint what the built-in function wants that was given it, or null
    record NotCallable(Span span, String found, @Nullable String hint) implements TypeError {
        @Override
        public String code() {
            return "not-callable";
        }

        @Override
        public String message() {
            return found + " is not a function";
        }
    }

    /// A `match` without an arm for the value.
    ///
    /// @param arms whether there are arms to choose from: else it is one pattern that must fit
    record MatchFailure(Span span, String value, boolean arms) implements TypeError {
        @Override
        public String code() {
            return "match-failure";
        }

        @Override
        public String message() {
            return "no pattern matches " + value;
        }

        @Override
        public String hint() {
            return arms
                    ? "add an arm, or `_` for all other values"
                    : "where it may not fit, `if-let` or `match` tries it";
        }
    }

    /// A value of the right type that a built-in function cannot use.
    record BadArgument(Span span, String message) implements TypeError {
        @Override
        public String code() {
            return "bad-argument";
        }
    }
}
