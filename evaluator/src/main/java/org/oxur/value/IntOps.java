package org.oxur.value;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.IntType;
import org.oxur.error.NumberError;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.error.TypeError;

/// Operations on integers beyond the operators, and what each family of them (`wrapping-`,
/// `checked-`, `saturating-`, `overflowing-`) makes of a result that does not fit.
public enum IntOps {
    ADD("+"),
    SUB("-"),
    MUL("*"),
    DIV("/"),
    REM("%"),
    DIV_EUCLID("div-euclid"),
    REM_EUCLID("rem-euclid"),
    POW("pow"),
    SHL("<<"),
    SHR(">>"),
    NEG("-"),
    ABS("abs");

    private final String symbol;

    IntOps(String symbol) {
        this.symbol = symbol;
    }

    /// Whether the second operand may be of any integer type.
    public boolean takesAnyRight() {
        return this == POW || this == SHL || this == SHR;
    }

    public boolean isUnary() {
        return this == NEG || this == ABS;
    }

    /// The result, or `integer-overflow` / `division-by-zero`.
    ///
    /// @param b unused by the unary ones
    public Object checkedOrThrow(Object a, Object b, Site site) {
        var type = operands(a, b, site);
        if (type == IntType.I64 && this == POW && b instanceof Long exponent && exponent >= 0) {
            return powerOfLongs((Long) a, exponent, site);
        }
        var exact = exact(type, a, b);
        if (exact == null) {
            throw new OxurPanic(new NumberError.DivisionByZero(site.span(), operation(a, b)));
        }
        if (overflows(type, exact, a, b)) {
            throw overflow(type, a, b, site);
        }
        return Integers.of(type, result(type, exact, b));
    }

    /// The result, or null where it does not exist or does not fit.
    public @Nullable Object checked(Object a, Object b, Site site) {
        var type = operands(a, b, site);
        var exact = exact(type, a, b);
        return exact == null || overflows(type, exact, a, b)
                ? null
                : Integers.of(type, result(type, exact, b));
    }

    /// The low bits of the result; division by zero stays an error.
    public Object wrapping(Object a, Object b, Site site) {
        if (a instanceof Long x && b instanceof Long y) {
            switch (this) {
                case ADD:
                    return x + y;
                case SUB:
                    return x - y;
                case MUL:
                    return x * y;
                default:
                    break;
            }
        }
        var type = operands(a, b, site);
        return Integers.wrap(type, nonZero(exact(type, a, b), a, b, site));
    }

    /// The result, or the bound of the type that it is beyond.
    public Object saturating(Object a, Object b, Site site) {
        var type = operands(a, b, site);
        var exact = nonZero(exact(type, a, b), a, b, site);
        return Integers.of(type, exact.max(type.min()).min(type.max()));
    }

    /// Whether [#wrapping(Object, Object, Site)] gives something else than the true result.
    public boolean overflowed(Object a, Object b, Site site) {
        var type = operands(a, b, site);
        return overflows(type, nonZero(exact(type, a, b), a, b, site), a, b);
    }

    // The mathematical result; for shifts the one of the shift count that is left after masking;
    // null is division by zero.
    private @Nullable BigInteger exact(IntType type, Object a, Object b) {
        var x = Integers.exact(a);
        if (isUnary()) {
            return this == NEG || x.signum() < 0 ? x.negate() : x;
        }
        var y = Integers.exact(b);
        return switch (this) {
            case ADD -> x.add(y);
            case SUB -> x.subtract(y);
            case MUL -> x.multiply(y);
            case DIV -> y.signum() == 0 ? null : x.divide(y);
            case REM -> y.signum() == 0 ? null : x.remainder(y);
            case REM_EUCLID -> y.signum() == 0 ? null : x.mod(y.abs());
            case DIV_EUCLID -> y.signum() == 0 ? null : x.subtract(x.mod(y.abs())).divide(y);
            case SHL -> x.shiftLeft(y.intValue() & type.bits() - 1);
            case SHR -> x.shiftRight(y.intValue() & type.bits() - 1);
            case POW -> power(type, x, y);
            case NEG, ABS -> throw new IllegalStateException("unary");
        };
    }

    private boolean overflows(IntType type, BigInteger exact, Object a, Object b) {
        return switch (this) {
            case SHL, SHR -> {
                var by = Integers.exact(b);
                yield by.signum() < 0 || by.compareTo(BigInteger.valueOf(type.bits())) >= 0;
            }
            // As in Rust: MIN % -1 overflows although 0 would fit.
            case REM, REM_EUCLID -> {
                yield type.signed()
                        && Integers.exact(b).equals(BigInteger.ONE.negate())
                        && Integers.exact(a).equals(type.min());
            }
            default -> !type.holds(exact);
        };
    }

    // A shift to the left drops the bits that leave the type: that is no overflow.
    private BigInteger result(IntType type, BigInteger exact, Object b) {
        return this == SHL ? Integers.exact(Integers.wrap(type, exact)) : exact;
    }

    // Powers grow without bound: beyond the type's own size, only the low bits and the sign are
    // kept, as a number that surely does not fit.
    private static BigInteger power(IntType type, BigInteger base, BigInteger exponent) {
        if (exponent.signum() == 0 || base.equals(BigInteger.ONE)) {
            return BigInteger.ONE;
        }
        if (base.signum() == 0) {
            return BigInteger.ZERO;
        }
        if (base.equals(BigInteger.ONE.negate())) {
            return exponent.testBit(0) ? base : BigInteger.ONE;
        }
        if (exponent.bitLength() < 8) {
            return base.pow(exponent.intValue());
        }
        var modulus = BigInteger.TWO.pow(type.bits());
        var beyond = modulus.shiftLeft(1);
        var low = base.modPow(exponent, modulus);
        return base.signum() < 0 && exponent.testBit(0) ? low.subtract(beyond) : low.add(beyond);
    }

    private Object powerOfLongs(long base, long exponent, Site site) {
        long result = 1;
        long square = base;
        long left = exponent;
        while (left > 0) {
            if ((left & 1) == 1) {
                if (Math.multiplyHigh(result, square) != result * square >> 63) {
                    throw overflow(IntType.I64, base, exponent, site);
                }
                result *= square;
            }
            left >>= 1;
            if (left > 0) {
                if (Math.multiplyHigh(square, square) != square * square >> 63) {
                    throw overflow(IntType.I64, base, exponent, site);
                }
                square *= square;
            }
        }
        return result;
    }

    private IntType operands(Object a, Object b, Site site) {
        var type = Integers.typeOf(a);
        if (type == null) {
            throw Numbers.mismatch(
                    "`" + symbol + "` wants an integer, found " + TypeNames.withArticle(a), site);
        }
        if (isUnary()) {
            return type;
        }
        var right = Integers.typeOf(b);
        if (right == null || right != type && !takesAnyRight()) {
            throw Numbers.mismatch(
                    "`"
                            + symbol
                            + "` cannot take "
                            + TypeNames.withArticle(a)
                            + " and "
                            + TypeNames.withArticle(b),
                    site);
        }
        if (this == POW && Integers.exact(b).signum() < 0) {
            throw new OxurPanic(
                    new TypeError.BadArgument(
                            site.span(),
                            "the exponent "
                                    + Integers.decimal(b)
                                    + " is negative; `powi` and `powf` of floats take such"));
        }
        return type;
    }

    private BigInteger nonZero(@Nullable BigInteger exact, Object a, Object b, Site site) {
        if (exact == null) {
            throw new OxurPanic(new NumberError.DivisionByZero(site.span(), operation(a, b)));
        }
        return exact;
    }

    private OxurPanic overflow(IntType type, Object a, Object b, Site site) {
        return new OxurPanic(
                new NumberError.IntegerOverflow(site.span(), operation(a, b), type.rustName()));
    }

    private String operation(Object a, Object b) {
        if (isUnary()) {
            return symbol + "(" + Numbers.written(a) + ")";
        }
        return Numbers.written(a) + " " + symbol + " " + Numbers.written(b);
    }
}
