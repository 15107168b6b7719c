package org.oxur.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.oxur.ast.BinOp;
import org.oxur.ast.FloatType;
import org.oxur.ast.IntType;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

class NumbersTest {
    private static final Site SITE = () -> new Span(new SourceText("test", ""), 0, 0);
    private static final List<BinOp> OPERATORS =
            List.of(
                    BinOp.ADD,
                    BinOp.SUB,
                    BinOp.MUL,
                    BinOp.DIV,
                    BinOp.REM,
                    BinOp.BIT_AND,
                    BinOp.BIT_OR,
                    BinOp.BIT_XOR);
    private static final int ROUNDS = 4_000;

    @Test
    void everyOperatorOnEveryIntegerTypeGivesTheExactResultOrRustsError() {
        var random = new Random(20260101);
        for (var type : IntType.values()) {
            for (int round = 0; round < ROUNDS; round++) {
                var x = integer(type, random);
                var y = integer(type, random);
                for (var op : OPERATORS) {
                    assertEquals(
                            expected(op, type, x, y),
                            outcome(() -> dispatch(op, Integers.of(type, x), Integers.of(type, y))),
                            () -> type + ": " + x + " " + op.symbol() + " " + y);
                }
            }
        }
    }

    @Test
    void shiftsKeepTheTypesBitsAndRefuseTooManyPlaces() {
        var random = new Random(7);
        for (var type : IntType.values()) {
            for (int round = 0; round < ROUNDS; round++) {
                var x = integer(type, random);
                int places = random.nextInt(-2, type.bits() + 3);
                var left =
                        places < 0 || places >= type.bits()
                                ? "integer-overflow"
                                : Integers.wrap(type, x.shiftLeft(places));
                var right =
                        places < 0 || places >= type.bits()
                                ? "integer-overflow"
                                : Integers.wrap(type, x.shiftRight(places));
                assertEquals(
                        left,
                        outcome(() ->
                                Numbers.operate(
                                        BinOp.SHL, Integers.of(type, x), (long) places, SITE)),
                        () -> type + " " + x + " << " + places);
                assertEquals(
                        right,
                        outcome(() ->
                                Numbers.operate(
                                        BinOp.SHR, Integers.of(type, x), (long) places, SITE)),
                        () -> type + " " + x + " >> " + places);
            }
        }
    }

    @Test
    void familiesAgreeWithExactArithmetic() {
        var random = new Random(11);
        for (var type : IntType.values()) {
            for (int round = 0; round < ROUNDS / 4; round++) {
                var x = integer(type, random);
                var y = integer(type, random);
                var a = Integers.of(type, x);
                var b = Integers.of(type, y);
                for (var op : List.of(IntOps.ADD, IntOps.SUB, IntOps.MUL)) {
                    var exact =
                            op == IntOps.ADD
                                    ? x.add(y)
                                    : op == IntOps.SUB ? x.subtract(y) : x.multiply(y);
                    boolean fits = type.holds(exact);
                    assertEquals(Integers.wrap(type, exact), op.wrapping(a, b, SITE));
                    assertEquals(fits ? Integers.of(type, exact) : null, op.checked(a, b, SITE));
                    assertEquals(!fits, op.overflowed(a, b, SITE));
                    var bound = exact.signum() < 0 ? type.min() : type.max();
                    assertEquals(
                            Integers.of(type, fits ? exact : bound), op.saturating(a, b, SITE));
                }
                if (y.signum() != 0) {
                    var rest = x.mod(y.abs());
                    boolean overflows =
                            type.signed()
                                    && x.equals(type.min())
                                    && y.equals(BigInteger.ONE.negate());
                    assertEquals(
                            overflows ? null : Integers.of(type, rest),
                            IntOps.REM_EUCLID.checked(a, b, SITE));
                    assertEquals(
                            overflows ? null : Integers.of(type, x.subtract(rest).divide(y)),
                            IntOps.DIV_EUCLID.checked(a, b, SITE));
                }
            }
        }
    }

    @Test
    void powersAgreeWithExactArithmetic() {
        var random = new Random(13);
        for (var type : IntType.values()) {
            for (int round = 0; round < ROUNDS / 4; round++) {
                var x = integer(type, random);
                int exponent = random.nextInt(random.nextBoolean() ? 8 : 140);
                var exact = x.pow(exponent);
                var a = Integers.of(type, x);
                Object expected = type.holds(exact) ? Integers.of(type, exact) : "integer-overflow";
                assertEquals(
                        expected,
                        outcome(() -> IntOps.POW.checkedOrThrow(a, (long) exponent, SITE)),
                        () -> type + " " + x + "^" + exponent);
                assertEquals(
                        Integers.wrap(type, exact), IntOps.POW.wrapping(a, (long) exponent, SITE));
                var bound = exact.signum() < 0 ? type.min() : type.max();
                assertEquals(
                        Integers.of(type, type.holds(exact) ? exact : bound),
                        IntOps.POW.saturating(a, (long) exponent, SITE));
            }
        }
        assertEquals(
                Integers.wrap(IntType.I64, BigInteger.valueOf(3).pow(1001)),
                IntOps.POW.wrapping(3L, 1001L, SITE));
        assertEquals(Long.MIN_VALUE, IntOps.POW.saturating(-3L, 1001L, SITE));
        assertEquals(Long.MAX_VALUE, IntOps.POW.saturating(-3L, 1000L, SITE));
    }

    @Test
    void castsBetweenIntegersKeepTheLowBits() {
        var random = new Random(17);
        for (var from : IntType.values()) {
            for (var to : IntType.values()) {
                for (int round = 0; round < 200; round++) {
                    var x = integer(from, random);
                    assertEquals(
                            Integers.wrap(to, x),
                            Casts.toInt(Integers.of(from, x), to, SITE),
                            () -> x + " as " + to);
                }
            }
        }
    }

    @Test
    void castsFromFloatsSaturate() {
        assertEquals(3L, Casts.toInt(3.99, IntType.I64, SITE));
        assertEquals(SizedInt.of(IntType.U8, 0), Casts.toInt(-1.5, IntType.U8, SITE));
        assertEquals(
                SizedInt.of(IntType.I32, Integer.MAX_VALUE), Casts.toInt(1e30, IntType.I32, SITE));
        assertEquals(Long.MAX_VALUE, Casts.toInt(Double.POSITIVE_INFINITY, IntType.I64, SITE));
        assertEquals(Long.MIN_VALUE, Casts.toInt(-9.3e18, IntType.I64, SITE));
        assertEquals(0L, Casts.toInt(Double.NaN, IntType.I64, SITE));
        assertEquals(SizedInt.of(IntType.U64, -1), Casts.toInt(1e20, IntType.U64, SITE));
        assertEquals(
                SizedInt.of(IntType.U64, Long.MIN_VALUE), Casts.toInt(0x1p63, IntType.U64, SITE));
        assertEquals(
                new WideInt(IntType.U128, new java.math.BigDecimal(1e30).toBigInteger()),
                Casts.toInt(1e30, IntType.U128, SITE));
    }

    @Test
    void castsToFloatsRoundToNearest() {
        assertEquals(
                1.8446744073709552e19,
                Casts.toFloat(SizedInt.of(IntType.U64, -1), FloatType.F64, SITE));
        assertEquals(16777216.0f, Casts.toFloat(16777217L, FloatType.F32, SITE));
        assertEquals(0.1f, Casts.toFloat(0.1, FloatType.F32, SITE));
        assertEquals((double) 0.1f, Casts.toFloat(0.1f, FloatType.F64, SITE));
    }

    @Test
    void operandsOfTwoTypesAreATypeMismatch() {
        assertEquals("type-mismatch", outcome(() -> Numbers.add(1L, 2.0, SITE)));
        assertEquals(
                "type-mismatch",
                outcome(() ->
                        Numbers.add(
                                SizedInt.of(IntType.U8, 1), SizedInt.of(IntType.U16, 1), SITE)));
        assertEquals("type-mismatch", outcome(() -> Numbers.neg(SizedInt.of(IntType.U8, 1), SITE)));
        assertEquals("type-mismatch", outcome(() -> Casts.toChar(97.0, SITE)));
        var panic = assertThrows(OxurPanic.class, () -> Numbers.add(1L, 2.0, SITE));
        assertEquals("`+` cannot take an i64 and an f64", panic.error().message());
    }

    @Test
    void errorsNameTheComputation() {
        var overflow =
                assertThrows(
                        OxurPanic.class,
                        () ->
                                Numbers.add(
                                        SizedInt.of(IntType.U8, 250),
                                        SizedInt.of(IntType.U8, 6),
                                        SITE));
        assertEquals("250u8 + 6u8 does not fit in u8", overflow.error().message());
        var zero = assertThrows(OxurPanic.class, () -> Numbers.div(1L, 0L, SITE));
        assertEquals("1 / 0 divides by zero", zero.error().message());
    }

    @Test
    void literalsAdaptToTheOtherOperand() {
        assertEquals(
                SizedInt.of(IntType.U8, 5), Numbers.adapt(5L, SizedInt.of(IntType.U8, 1), SITE));
        assertEquals(5L, Numbers.adapt(5L, 2.0, SITE));
        assertEquals(
                "integer-overflow",
                outcome(() -> Numbers.adapt(300L, SizedInt.of(IntType.U8, 1), SITE)));
    }

    private static Object dispatch(BinOp op, Object a, Object b) {
        return switch (op) {
            case ADD -> Numbers.add(a, b, SITE);
            case SUB -> Numbers.sub(a, b, SITE);
            case MUL -> Numbers.mul(a, b, SITE);
            case DIV -> Numbers.div(a, b, SITE);
            case REM -> Numbers.rem(a, b, SITE);
            default -> Numbers.operate(op, a, b, SITE);
        };
    }

    private static Object expected(BinOp op, IntType type, BigInteger x, BigInteger y) {
        boolean divides = op == BinOp.DIV || op == BinOp.REM;
        if (divides && y.signum() == 0) {
            return "division-by-zero";
        }
        var exact =
                switch (op) {
                    case ADD -> x.add(y);
                    case SUB -> x.subtract(y);
                    case MUL -> x.multiply(y);
                    case DIV -> x.divide(y);
                    case REM -> x.remainder(y);
                    case BIT_AND -> x.and(y);
                    case BIT_OR -> x.or(y);
                    default -> x.xor(y);
                };
        boolean fits = type.holds(exact) && !(op == BinOp.REM && !type.holds(x.divide(y)));
        return fits ? Integers.of(type, exact) : "integer-overflow";
    }

    private static Object outcome(Supplier<Object> computation) {
        try {
            return computation.get();
        } catch (OxurPanic panic) {
            return panic.error().code();
        }
    }

    // Half of them near the bounds of the type or near zero, where the mistakes are.
    private static BigInteger integer(IntType type, Random random) {
        var near = BigInteger.valueOf(random.nextInt(-3, 4));
        var value =
                switch (random.nextInt(6)) {
                    case 0 -> type.min().add(near);
                    case 1 -> type.max().add(near);
                    case 2 -> near;
                    case 3 -> new BigInteger(type.bits() / 2, random);
                    default -> new BigInteger(type.bits(), random).add(type.min());
                };
        return value.max(type.min()).min(type.max());
    }
}
