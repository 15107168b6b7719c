package org.oxur.error;

import org.oxur.text.Counted;
import org.oxur.text.Span;

/// Arithmetic and indexing that Rust would panic on.
public sealed interface NumberError extends LanguageError {

    /// The result does not fit in the type of the operands; an integer never wraps around by
    /// itself. `wrapping-add`, `checked-add` and their kin say what else should happen.
    ///
    /// @param operation the failed computation with its operands, `250u8 + 6u8`
    record IntegerOverflow(Span span, String operation, String type) implements NumberError {
        @Override
        public String code() {
            return "integer-overflow";
        }

        @Override
        public String message() {
            return operation + " does not fit in " + type;
        }
    }

    /// An integer divided by zero, or the rest of that. Floats give `inf` or `NaN`.
    record DivisionByZero(Span span, String operation) implements NumberError {
        @Override
        public String code() {
            return "division-by-zero";
        }

        @Override
        public String message() {
            return operation + " divides by zero";
        }
    }

    /// A map that has no entry for a key. `(get m k)` gives an `Option` instead.
    record NoEntry(Span span, String key) implements NumberError {
        @Override
        public String code() {
            return "index-out-of-bounds";
        }

        @Override
        public String message() {
            return "the map has no entry for the key " + key;
        }

        @Override
        public String hint() {
            return "`(get m k)` gives an `Option`, `(get-or m k default)` a value in any case";
        }
    }

    /// An index beyond the end. `(get v i)` gives an `Option` instead.
    record IndexOutOfBounds(Span span, String index, long length) implements NumberError {
        @Override
        public String code() {
            return "index-out-of-bounds";
        }

        @Override
        public String message() {
            return "index " + index + " of " + Counted.of(length, "element");
        }
    }
}
