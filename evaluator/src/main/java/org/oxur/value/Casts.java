package org.oxur.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.oxur.ast.FloatType;
import org.oxur.ast.IntType;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.error.TypeError;

/// Rust's `as`: integers are cut to the low bits, floats saturate (`NaN` is 0), nothing fails
/// between numbers.
public final class Casts {
    private static final double TWO_63 = 0x1p63;

    private Casts() {}

    /// `x as u8`: of a number, a boolean or a character.
    public static Object toInt(Object value, IntType type, Site site) {
        return switch (value) {
            case Long x ->
                    type.bits() <= 64
                            ? Integers.ofBits(type, Integers.wrap(type, x))
                            : Integers.wrap(type, BigInteger.valueOf(x));
            case SizedInt x -> {
                yield type.bits() <= 64
                        ? Integers.ofBits(type, Integers.wrap(type, x.bits()))
                        : Integers.wrap(type, Integers.exact(x));
            }
            case WideInt(_, var x) -> Integers.wrap(type, x);
            case Double x -> fromDouble(x, type);
            case Float x -> fromDouble(x, type);
            case Boolean x -> Integers.of(type, x ? BigInteger.ONE : BigInteger.ZERO);
            case Char(var codePoint) -> toInt((long) codePoint, type, site);
            default -> throw invalid(value, type.rustName(), site);
        };
    }

    /// `x as f64`: of a number; the nearest float, ties to even.
    public static Object toFloat(Object value, FloatType type, Site site) {
        return switch (type) {
            case F64 ->
                    switch (value) {
                        case Double x -> x;
                        case Float x -> (double) x;
                        case Long x -> (double) x;
                        default -> {
                            if (!Integers.isInteger(value)) {
                                throw invalid(value, "f64", site);
                            }
                            yield Integers.exact(value).doubleValue();
                        }
                    };
            case F32 ->
                    switch (value) {
                        case Double x -> (float) (double) x;
                        case Float x -> x;
                        case Long x -> (float) x;
                        default -> {
                            if (!Integers.isInteger(value)) {
                                throw invalid(value, "f32", site);
                            }
                            yield Integers.exact(value).floatValue();
                        }
                    };
        };
    }

    /// `x as char`: of a `u8`, as in Rust, or of a character.
    public static Object toChar(Object value, Site site) {
        return switch (value) {
            case Char c -> c;
            case SizedInt(var type, var bits) when type == IntType.U8 -> Char.of((int) bits);
            // An unsuffixed literal in Rust would be a u8 here: what fits one is taken as one.
            case Long x when x >= 0 && x <= 255 -> Char.of((int) (long) x);
            default ->
                    throw Numbers.mismatch(
                            "only a u8 can be cast to char, found "
                                    + TypeNames.withArticle(value)
                                    + "; `from-u32` converts others",
                            site);
        };
    }

    /// `x as bool`: only a boolean is one.
    public static Object toBool(Object value, Site site) {
        if (value instanceof Boolean) {
            return value;
        }
        throw Numbers.mismatch(
                "cannot cast " + TypeNames.withArticle(value) + " to bool; compare it with 0",
                site);
    }

    private static Object fromDouble(double x, IntType type) {
        if (Double.isNaN(x)) {
            return Integers.of(type, BigInteger.ZERO);
        }
        if (x > -TWO_63 && x < TWO_63) {
            long whole = (long) x;
            if (Integers.holds(type, whole)) {
                return type.bits() == 128
                        ? new WideInt(type, BigInteger.valueOf(whole))
                        : Integers.ofBits(type, whole);
            }
        }
        if (Double.isInfinite(x)) {
            return Integers.of(type, x > 0 ? type.max() : type.min());
        }
        var whole = new BigDecimal(x).toBigInteger();
        return Integers.of(type, whole.max(type.min()).min(type.max()));
    }

    private static RuntimeException invalid(Object value, String type, Site site) {
        return new OxurPanic(
                new TypeError.TypeMismatch(
                        site.span(),
                        "cannot cast " + TypeNames.withArticle(value) + " to " + type,
                        value instanceof Text
                                ? "`(parse s " + type + ")` reads one from a text"
                                : Numbers.takenOut(value)));
    }
}
