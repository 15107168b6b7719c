package org.oxur.value;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.ast.IntType;
import org.oxur.error.LanguageError;
import org.oxur.error.NumberError;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.error.TypeError;

/// What Rust's checked operators mean: both operands of one type, overflow and division by zero are
/// errors, integer division truncates.
///
/// This is the definition; the nodes and generated code of the tiers are fast paths in front of it.
public final class Numbers {
    private Numbers() {}

    public static Object add(Object a, Object b, Site site) {
        if (a instanceof Long x && b instanceof Long y) {
            long sum = x + y;
            if (((x ^ sum) & (y ^ sum)) < 0) {
                throw overflow(BinOp.ADD, a, b, site);
            }
            return sum;
        }
        return a instanceof Double x && b instanceof Double y
                ? (Object) (x + y)
                : operate(BinOp.ADD, a, b, site);
    }

    public static Object sub(Object a, Object b, Site site) {
        if (a instanceof Long x && b instanceof Long y) {
            long difference = x - y;
            if (((x ^ y) & (x ^ difference)) < 0) {
                throw overflow(BinOp.SUB, a, b, site);
            }
            return difference;
        }
        return a instanceof Double x && b instanceof Double y
                ? (Object) (x - y)
                : operate(BinOp.SUB, a, b, site);
    }

    public static Object mul(Object a, Object b, Site site) {
        if (a instanceof Long x && b instanceof Long y) {
            long low = x * y;
            if (Math.multiplyHigh(x, y) != low >> 63) {
                throw overflow(BinOp.MUL, a, b, site);
            }
            return low;
        }
        return a instanceof Double x && b instanceof Double y
                ? (Object) (x * y)
                : operate(BinOp.MUL, a, b, site);
    }

    public static Object div(Object a, Object b, Site site) {
        if (a instanceof Long x && b instanceof Long y) {
            if (y == 0) {
                throw divisionByZero(BinOp.DIV, a, b, site);
            }
            if (y == -1 && x == Long.MIN_VALUE) {
                throw overflow(BinOp.DIV, a, b, site);
            }
            return x / y;
        }
        return a instanceof Double x && b instanceof Double y
                ? (Object) (x / y)
                : operate(BinOp.DIV, a, b, site);
    }

    public static Object rem(Object a, Object b, Site site) {
        if (a instanceof Long x && b instanceof Long y) {
            if (y == 0) {
                throw divisionByZero(BinOp.REM, a, b, site);
            }
            if (y == -1 && x == Long.MIN_VALUE) {
                throw overflow(BinOp.REM, a, b, site);
            }
            return x % y;
        }
        return a instanceof Double x && b instanceof Double y
                ? (Object) (x % y)
                : operate(BinOp.REM, a, b, site);
    }

    /// Any arithmetic or bitwise operator; comparisons are [Order]'s and [Equality]'s.
    public static Object operate(BinOp op, Object a, Object b, Site site) {
        return switch (op) {
            case SHL, SHR -> shift(op, a, b, site);
            case ADD, SUB, MUL, DIV, REM, BIT_AND, BIT_OR, BIT_XOR -> {
                if (a instanceof SizedInt x
                        && b instanceof SizedInt y
                        && x.type() == y.type()
                        && x.type().bits() < 64) {
                    yield narrow(op, x, y, site);
                }
                var type = Integers.typeOf(a);
                if (type != null && type == Integers.typeOf(b)) {
                    yield integers(op, type, a, b, site);
                }
                yield others(op, a, b, site);
            }
            case AND, OR, EQ, NE, LT, LE, GT, GE ->
                    throw new IllegalArgumentException(op.symbol() + " is no arithmetic");
        };
    }

    /// `-x`.
    public static Object neg(Object a, Site site) {
        return switch (a) {
            case Double x -> -x;
            case Float x -> -x;
            case Long x when x != Long.MIN_VALUE -> -x;
            default -> {
                var type = Integers.typeOf(a);
                if (type == null || !type.signed()) {
                    throw mismatch("cannot negate " + TypeNames.withArticle(a), site);
                }
                var exact = Integers.exact(a).negate();
                if (!type.holds(exact)) {
                    throw new OxurPanic(
                            new NumberError.IntegerOverflow(
                                    site.span(), "-(" + written(a) + ")", type.rustName()));
                }
                yield Integers.of(type, exact);
            }
        };
    }

    /// Rust's `!`: of a boolean its opposite, of an integer all bits turned.
    public static Object not(Object a, Site site) {
        return switch (a) {
            case Boolean x -> !x;
            case Long x -> ~x;
            case SizedInt(var type, var bits) -> SizedInt.of(type, Integers.wrap(type, ~bits));
            case WideInt(var type, var value) -> Integers.wrap(type, value.not());
            default ->
                    throw mismatch(
                            "`not` wants a boolean or an integer, found "
                                    + TypeNames.withArticle(a),
                            site);
        };
    }

    /// The value that an integer literal without suffix has beside an operand: the operand's type
    /// if that is an integer, `i64` otherwise.
    public static Object adapt(BigInteger literal, IntType type, Site site) {
        if (!type.holds(literal)) {
            throw new OxurPanic(
                    new NumberError.IntegerOverflow(
                            site.span(), literal.toString(), type.rustName()));
        }
        return Integers.of(type, literal);
    }

    /// An integer literal without suffix, beside `model`; where that is no integer it stays what it
    /// is.
    public static Object adapt(Object literal, Object model, Site site) {
        var type = Integers.typeOf(model);
        if (type == null || type == Integers.typeOf(literal)) {
            return literal;
        }
        return adapt(Integers.exact(literal), type, site);
    }

    // Up to 32 bits, every result but that of a shift is exact in a long (the product of two u32 is
    // compared as what it is: too large or negative).
    private static Object narrow(BinOp op, SizedInt a, SizedInt b, Site site) {
        long x = a.bits();
        long y = b.bits();
        if (y == 0 && (op == BinOp.DIV || op == BinOp.REM)) {
            throw divisionByZero(op, a, b, site);
        }
        var type = a.type();
        long exact =
                switch (op) {
                    case ADD -> x + y;
                    case SUB -> x - y;
                    case MUL -> x * y;
                    case DIV -> x / y;
                    case REM -> y == -1 ? -x : x % y;
                    case BIT_AND -> x & y;
                    case BIT_OR -> x | y;
                    case BIT_XOR -> x ^ y;
                    default -> throw new IllegalArgumentException(op.symbol());
                };
        if (Integers.wrap(type, exact) != exact) {
            throw overflow(op, a, b, site);
        }
        return SizedInt.of(type, op == BinOp.REM ? x % y : exact);
    }

    private static Object integers(BinOp op, IntType type, Object a, Object b, Site site) {
        if (type.bits() == 64) {
            var fast = wordSized(op, type, Integers.lowBits(a), Integers.lowBits(b));
            if (fast != null) {
                return fast;
            }
        }
        var x = Integers.exact(a);
        var y = Integers.exact(b);
        if (y.signum() == 0 && (op == BinOp.DIV || op == BinOp.REM)) {
            throw divisionByZero(op, a, b, site);
        }
        var exact = exact(op, x, y);
        if (!type.holds(exact) || op == BinOp.REM && !type.holds(x.divide(y))) {
            throw overflow(op, a, b, site);
        }
        return Integers.of(type, exact);
    }

    // u64, usize and isize where the result is sure to fit; null leaves the case to exact
    // arithmetic.
    private static @Nullable Object wordSized(BinOp op, IntType type, long x, long y) {
        if (op == BinOp.BIT_AND) {
            return Integers.ofBits(type, x & y);
        } else if (op == BinOp.BIT_OR) {
            return Integers.ofBits(type, x | y);
        } else if (op == BinOp.BIT_XOR) {
            return Integers.ofBits(type, x ^ y);
        }
        if (x < 0 || y < 0) {
            return null;
        }
        return switch (op) {
            case ADD -> x + y >= 0 ? Integers.ofBits(type, x + y) : null;
            case SUB -> x >= y || type.signed() ? Integers.ofBits(type, x - y) : null;
            case MUL ->
                    Math.multiplyHigh(x, y) == 0 && x * y >= 0
                            ? Integers.ofBits(type, x * y)
                            : null;
            case DIV -> y != 0 ? Integers.ofBits(type, x / y) : null;
            case REM -> y != 0 ? Integers.ofBits(type, x % y) : null;
            default -> null;
        };
    }

    /// The mathematical result of an operator on integers; the divisor is not 0.
    static BigInteger exact(BinOp op, BigInteger x, BigInteger y) {
        return switch (op) {
            case ADD -> x.add(y);
            case SUB -> x.subtract(y);
            case MUL -> x.multiply(y);
            case DIV -> x.divide(y);
            case REM -> x.remainder(y);
            case BIT_AND -> x.and(y);
            case BIT_OR -> x.or(y);
            case BIT_XOR -> x.xor(y);
            default -> throw new IllegalArgumentException(op.symbol());
        };
    }

    private static Object shift(BinOp op, Object a, Object b, Site site) {
        var type = Integers.typeOf(a);
        if (type == null || !Integers.isInteger(b)) {
            throw mismatched(op, a, b, site);
        }
        var by = Integers.exact(b);
        if (by.signum() < 0 || by.bitLength() > 7 || by.intValue() >= type.bits()) {
            throw overflow(op, a, b, site);
        }
        int places = by.intValue();
        if (type.bits() == 128) {
            var value = Integers.exact(a);
            return Integers.wrap(
                    type, op == BinOp.SHL ? value.shiftLeft(places) : value.shiftRight(places));
        }
        long bits = Integers.lowBits(a);
        if (op == BinOp.SHL) {
            return Integers.ofBits(type, Integers.wrap(type, bits << places));
        }
        return Integers.ofBits(type, type.signed() ? bits >> places : bits >>> places);
    }

    private static Object others(BinOp op, Object a, Object b, Site site) {
        if (a instanceof Float x && b instanceof Float y) {
            switch (op) {
                case ADD:
                    return x + y;
                case SUB:
                    return x - y;
                case MUL:
                    return x * y;
                case DIV:
                    return x / y;
                case REM:
                    return x % y;
                default:
                    break;
            }
        } else if (a instanceof Double x && b instanceof Double y) {
            switch (op) {
                case ADD:
                    return x + y;
                case SUB:
                    return x - y;
                case MUL:
                    return x * y;
                case DIV:
                    return x / y;
                case REM:
                    return x % y;
                default:
                    break;
            }
        } else if (a instanceof Boolean x && b instanceof Boolean y) {
            switch (op) {
                case BIT_AND:
                    return x & y;
                case BIT_OR:
                    return x | y;
                case BIT_XOR:
                    return x ^ y;
                default:
                    break;
            }
        }
        throw mismatched(op, a, b, site);
    }

    static OxurPanic overflow(BinOp op, Object a, Object b, Site site) {
        var type = Integers.typeOf(a);
        return new OxurPanic(
                new NumberError.IntegerOverflow(
                        site.span(),
                        operation(op, a, b),
                        type == null ? "its type" : type.rustName()));
    }

    static OxurPanic divisionByZero(BinOp op, Object a, Object b, Site site) {
        return new OxurPanic(new NumberError.DivisionByZero(site.span(), operation(op, a, b)));
    }

    /// Whether that is the name of a type of numbers.
    public static boolean isType(String name) {
        return IntType.named(name) != null || name.equals("f64") || name.equals("f32");
    }

    /// How one comes to what is in an `Option` or `Result`; null for anything else.
    public static @Nullable String takenOut(Object value) {
        return value instanceof EnumValue variant
                        && (variant.variant().type() == EnumType.OPTION
                                || variant.variant().type() == EnumType.RESULT)
                ? "`(? …)` or `(unwrap …)` takes its value out"
                : null;
    }

    public static boolean isNumber(Object value) {
        return Integers.isInteger(value) || value instanceof Double || value instanceof Float;
    }

    /// The one that the other can become with less loss: a float, or the first.
    private static Object wider(Object a, Object b) {
        return Integers.isInteger(a) && !Integers.isInteger(b) ? b : a;
    }

    static OxurPanic mismatched(BinOp op, Object a, Object b, Site site) {
        var hint =
                isNumber(a) && isNumber(b)
                        ? "convert one of them with `(as … " + TypeNames.of(wider(a, b)) + ")`"
                        : op == BinOp.ADD && (a instanceof Text || b instanceof Text)
                                ? "`(str a b)` joins texts"
                                : takenOut(takenOut(a) == null ? b : a);
        LanguageError error =
                new TypeError.TypeMismatch(
                        site.span(),
                        "`"
                                + op.symbol()
                                + "` cannot take "
                                + TypeNames.withArticle(a)
                                + " and "
                                + TypeNames.withArticle(b),
                        hint);
        return new OxurPanic(error);
    }

    static OxurPanic mismatch(String message, Site site) {
        return new OxurPanic(new TypeError.TypeMismatch(site.span(), message, null));
    }

    private static String operation(BinOp op, Object a, Object b) {
        return written(a) + " " + op.symbol() + " " + written(b);
    }

    /// A number as a program would write it, suffix included.
    static String written(Object number) {
        var type = Integers.typeOf(number);
        if (type == null) {
            return String.valueOf(number);
        }
        return type == IntType.I64
                ? Integers.decimal(number)
                : Integers.decimal(number) + type.rustName();
    }
}
