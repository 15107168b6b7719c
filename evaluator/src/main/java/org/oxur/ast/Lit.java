package org.oxur.ast;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// A literal. The tree holds no default: an integer carries its type, or the mark that it adapts to
/// its surroundings and else has that type.
public sealed interface Lit {
    /// @param adapts written without a suffix: takes the integer type its place asks for
    ///   (language.md section 13), else `type`
    record Int(BigInteger value, IntType type, boolean adapts) implements Lit {}

    /// Compared by bits, so that `NaN` equals itself and `0.0` differs from `-0.0`.
    record Float(double value, FloatType type) implements Lit {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Float f
                    && type == f.type
                    && Double.doubleToLongBits(value) == Double.doubleToLongBits(f.value);
        }

        @Override
        public int hashCode() {
            return Double.hashCode(value);
        }
    }

    record Bool(boolean value) implements Lit {}

    /// A Unicode scalar value.
    record Char(int codePoint) implements Lit {}

    /// A `&'static str`.
    record Str(String value) implements Lit {}

    /// `()`.
    record Unit() implements Lit {}

    /// Extension: an interned atom, `:name`; the name is without the colon.
    record Keyword(String name) implements Lit {}
}
