package org.oxur.builtin;

import java.math.BigInteger;
import org.oxur.ast.IntType;
import org.oxur.error.Site;
import org.oxur.value.Char;
import org.oxur.value.EnumValue;
import org.oxur.value.IntOps;
import org.oxur.value.Integers;
import org.oxur.value.Ref;
import org.oxur.value.TupleValue;
import org.oxur.value.TypeNames;

/// What integers of all types do.
final class NumberMethods {
    static final BigInteger ONE = BigInteger.ONE;

    private NumberMethods() {}

    interface Unary {
        Object apply(Object x, Site site);
    }

    interface Binary {
        Object apply(Object x, Object y, Site site);
    }

    private static Object integer(Object value, Site site) {
        var seen = Ref.see(value, site);
        if (!Integers.isInteger(seen)) {
            throw Args.expected("an integer", seen, site);
        }
        return seen;
    }

    static void unary(Catalogue c, String signature, String doc, String example, Unary operation) {
        c.one(signature, doc, example, (_, x, site) -> operation.apply(integer(x, site), site));
    }

    static void binary(
            Catalogue c, String signature, String doc, String example, Binary operation) {
        c.two(
                signature,
                doc,
                example,
                (_, x, y, site) -> operation.apply(integer(x, site), integer(y, site), site));
    }

    static Catalogue catalogue() {
        var c = new Catalogue("Integers").adaptingLiterals();
        arithmetic(c);
        IntegerRoots.roots(c);
        families(c);
        MixedSigns.mixed(c);
        BitMethods.bits(c);
        ByteOrder.ofIntegers(c);
        c.notAdaptingLiterals();
        AsciiMethods.ofBytes(c);
        return c;
    }

    static IntType type(Object x) {
        var type = Integers.typeOf(x);
        if (type == null) {
            throw new IllegalArgumentException("no integer");
        }
        return type;
    }

    private static void arithmetic(Catalogue c) {
        unary(
                c,
                "abs [x]",
                "Without its sign; `integer-overflow` for the least number.",
                "(abs -3) ;=> 3",
                (x, site) -> signed(x, "abs", site) ? IntOps.ABS.checkedOrThrow(x, x, site) : x);
        unary(
                c,
                "signum [x]",
                "-1, 0 or 1.",
                "(signum -3) ;=> -1",
                (x, _) -> Integers.of(type(x), BigInteger.valueOf(Integers.exact(x).signum())));
        unary(
                c,
                "unsigned-abs [x]",
                "Without its sign, as the unsigned type.",
                "(unsigned-abs -3i8) ;=> 3u8",
                (x, _) -> Integers.of(unsigned(type(x)), Integers.exact(x).abs()));
        binary(
                c,
                "abs-diff [x y]",
                "How far apart two numbers are, as the unsigned type.",
                "(abs-diff 3u8 5) ;=> 2u8",
                (x, y, site) ->
                        Integers.of(
                                unsigned(sameType(x, y, site)),
                                Integers.exact(x).subtract(Integers.exact(y)).abs()));
        binary(
                c,
                "pow [x n]",
                "`x` to the power of `n`, which may be of any integer type.",
                "(pow 2 10) ;=> 1024",
                IntOps.POW::checkedOrThrow);
        binary(
                c,
                "rem-euclid [x y]",
                "The remainder that is not negative.",
                "(rem-euclid -7 2) ;=> 1",
                IntOps.REM_EUCLID::checkedOrThrow);
        binary(
                c,
                "div-euclid [x y]",
                "The quotient that goes with `rem-euclid`.",
                "(div-euclid -7 2) ;=> -4",
                IntOps.DIV_EUCLID::checkedOrThrow);
        unary(
                c,
                "is-positive [x] -> bool",
                "Whether it is greater than 0.",
                "(is-positive 0) ;=> false",
                (x, _) -> Integers.exact(x).signum() > 0);
        unary(
                c,
                "is-negative [x] -> bool",
                "Whether it is less than 0.",
                "(is-negative -1) ;=> true",
                (x, _) -> Integers.exact(x).signum() < 0);
    }

    private static boolean signed(Object x, String function, Site site) {
        if (!type(x).signed()) {
            throw Args.mismatch(
                    "`" + function + "` is for signed numbers, found " + TypeNames.withArticle(x),
                    site);
        }
        return true;
    }

    static IntType unsigned(IntType type) {
        return switch (type) {
            case I8, U8 -> IntType.U8;
            case I16, U16 -> IntType.U16;
            case I32, U32 -> IntType.U32;
            case I64, U64 -> IntType.U64;
            case I128, U128 -> IntType.U128;
            case ISIZE, USIZE -> IntType.USIZE;
        };
    }

    static IntType sameType(Object x, Object y, Site site) {
        if (type(x) != type(y)) {
            throw Args.mismatch(
                    "cannot take "
                            + TypeNames.withArticle(x)
                            + " and "
                            + TypeNames.withArticle(y)
                            + " together",
                    site);
        }
        return type(x);
    }

    private static void families(Catalogue c) {
        family(c, "add", IntOps.ADD, "255u8 1", "0u8", "None", "255u8", "{0u8 true}");
        family(c, "sub", IntOps.SUB, "1u8 2", "255u8", "None", "0u8", "{255u8 true}");
        family(c, "mul", IntOps.MUL, "16u8 17", "16u8", "None", "255u8", "{16u8 true}");
        family(c, "div", IntOps.DIV, "-128i8 -1", "-128i8", "None", "127i8", "{-128i8 true}");
        family(c, "pow", IntOps.POW, "3u8 6", "217u8", "None", "255u8", "{217u8 true}");
        wrapCheck(c, "rem", IntOps.REM, "7 4", "3", "(Some 3)", "{3 false}");
        wrapCheck(c, "shl", IntOps.SHL, "1u8 9", "2u8", "None", "{2u8 true}");
        wrapCheck(c, "shr", IntOps.SHR, "128u8 9", "64u8", "None", "{64u8 true}");
        wrapCheck(c, "rem-euclid", IntOps.REM_EUCLID, "-7 4", "1", "(Some 1)", "{1 false}");
        wrapCheck(c, "div-euclid", IntOps.DIV_EUCLID, "-7 4", "-2", "(Some -2)", "{-2 false}");
        unaryFamily(c, "neg", IntOps.NEG);
        unaryFamily(c, "abs", IntOps.ABS);
    }

    private static void family(
            Catalogue c,
            String name,
            IntOps op,
            String operands,
            String wraps,
            String checks,
            String saturates,
            String overflows) {
        wrapCheck(c, name, op, operands, wraps, checks, overflows);
        binary(
                c,
                "saturating-" + name + " [x y]",
                "`" + name + "`; the bound of the type where the result is beyond it.",
                "(saturating-" + name + " " + operands + ") ;=> " + saturates,
                op::saturating);
    }

    private static void wrapCheck(
            Catalogue c,
            String name,
            IntOps op,
            String operands,
            String wraps,
            String checks,
            String overflows) {
        // Bits that a shift pushes out are lost with each of them; what may not fit is the amount.
        boolean shift = name.equals("shl") || name.equals("shr");
        binary(
                c,
                "wrapping-" + name + " [x y]",
                shift
                        ? "`" + name + "`; by the amount modulo the width of the type."
                        : "`" + name + "`; the low bits where the result does not fit.",
                "(wrapping-" + name + " " + operands + ") ;=> " + wraps,
                op::wrapping);
        binary(
                c,
                "checked-" + name + " [x y] -> (Option T)",
                shift
                        ? "`"
                                + name
                                + "`; `None` where the amount is not below the width of the type."
                        : "`" + name + "`; `None` where the result does not fit or does not exist.",
                "(checked-" + name + " " + operands + ") ;=> " + checks,
                (x, y, site) -> IteratorMethods.option(op.checked(x, y, site)));
        binary(
                c,
                "overflowing-" + name + " [x y] -> {T bool}",
                shift
                        ? "As `wrapping-" + name + "`, and whether the amount was too large."
                        : "`" + name + "` wrapped, and whether it had to be.",
                "(overflowing-" + name + " " + operands + ") ;=> " + overflows,
                (x, y, site) -> new TupleValue(op.wrapping(x, y, site), op.overflowed(x, y, site)));
    }

    private static void unaryFamily(Catalogue c, String name, IntOps op) {
        unary(
                c,
                "wrapping-" + name + " [x]",
                "`" + name + "`; the low bits where the result does not fit.",
                "(wrapping-" + name + " -128i8) ;=> -128i8",
                (x, site) -> op.wrapping(x, x, site));
        unary(
                c,
                "checked-" + name + " [x] -> (Option T)",
                "`" + name + "`; `None` where the result does not fit.",
                "(checked-" + name + " -128i8) ;=> None",
                (x, site) -> IteratorMethods.option(op.checked(x, x, site)));
        unary(
                c,
                "saturating-" + name + " [x]",
                "`" + name + "`; the bound of the type where the result is beyond it.",
                "(saturating-" + name + " -128i8) ;=> 127i8",
                (x, site) -> op.saturating(x, x, site));
        unary(
                c,
                "overflowing-" + name + " [x] -> {T bool}",
                "`" + name + "` wrapped, and whether it had to be.",
                "(overflowing-" + name + " -128i8) ;=> {-128i8 true}",
                (x, site) -> new TupleValue(op.wrapping(x, x, site), op.overflowed(x, x, site)));
    }

    static Object toChar(Object x, Site site) {
        var exact = Integers.exact(x);
        if (exact.signum() < 0 || exact.bitLength() > 21 || !Char.isScalar(exact.intValue())) {
            throw Args.bad(exact + " is the code of no character", site);
        }
        return Char.of(exact.intValue());
    }

    /// `(from-u32 97)`: an `Option`.
    static Object fromU32(Object x, Site site) {
        var exact = Integers.exact(integer(x, site));
        boolean is =
                exact.signum() >= 0 && exact.bitLength() <= 21 && Char.isScalar(exact.intValue());
        return is ? EnumValue.some(Char.of(exact.intValue())) : EnumValue.NONE;
    }
}
