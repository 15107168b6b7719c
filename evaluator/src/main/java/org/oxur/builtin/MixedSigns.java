package org.oxur.builtin;

import java.math.BigInteger;
import org.oxur.ast.BinOp;
import org.oxur.ast.IntType;
import org.oxur.error.Site;
import org.oxur.value.Integers;
import org.oxur.value.Numbers;
import org.oxur.value.SizedInt;
import org.oxur.value.TupleValue;
import org.oxur.value.TypeNames;

/// Arithmetic of a signed and an unsigned integer of one width, and shifts by any distance.
final class MixedSigns {
    private MixedSigns() {}

    private interface Exact {
        BigInteger of(BigInteger x, BigInteger y);
    }

    static void mixed(Catalogue c) {
        c.notAdaptingLiterals();
        family(c, "add", "unsigned", "100i8 100u8", "-56i8", "None", "127i8", BigInteger::add);
        family(
                c,
                "sub",
                "unsigned",
                "-100i8 100u8",
                "56i8",
                "None",
                "-128i8",
                BigInteger::subtract);
        family(c, "add", "signed", "5u8 -6i8", "255u8", "None", "0u8", BigInteger::add);
        family(c, "sub", "signed", "250u8 -6i8", "0u8", "None", "255u8", BigInteger::subtract);
        NumberMethods.unary(
                c,
                "cast-signed [x]",
                "The bits of an unsigned number as the signed type of its width.",
                "(.cast-signed 200u8) ;=> -56i8",
                (x, _) -> Integers.wrap(signed(NumberMethods.type(x)), Integers.exact(x)));
        NumberMethods.unary(
                c,
                "cast-unsigned [x]",
                "The bits of a signed number as the unsigned type of its width.",
                "(.cast-unsigned -1i8) ;=> 255u8",
                (x, _) ->
                        Integers.wrap(
                                NumberMethods.unsigned(NumberMethods.type(x)), Integers.exact(x)));
        NumberMethods.binary(
                c,
                "unbounded-shl [x n]",
                "As `shl`; 0 where the distance is not below the width of the type.",
                "(.unbounded-shl 1u8 9) ;=> 0u8",
                (x, n, site) ->
                        isShort(x, n, site)
                                ? Numbers.operate(BinOp.SHL, x, n, site)
                                : Integers.of(NumberMethods.type(x), BigInteger.ZERO));
        NumberMethods.binary(
                c,
                "unbounded-shr [x n]",
                "As `shr`; only the sign is left where the distance is not below the width.",
                "{(.unbounded-shr 255u8 9) (.unbounded-shr -8i8 9)} ;=> {0u8 -1i8}",
                (x, n, site) ->
                        Numbers.operate(
                                BinOp.SHR,
                                isShort(x, n, site) || Integers.exact(x).signum() < 0
                                        ? x
                                        : Integers.of(NumberMethods.type(x), BigInteger.ZERO),
                                isShort(x, n, site)
                                        ? n
                                        : SizedInt.of(
                                                IntType.U32, NumberMethods.type(x).bits() - 1),
                                site));
        c.adaptingLiterals();
    }

    private static boolean isShort(Object x, Object n, Site site) {
        if (Integers.exact(n).signum() < 0) {
            throw Args.bad("a distance cannot be negative", site);
        }
        return Integers.exact(n).compareTo(BigInteger.valueOf(NumberMethods.type(x).bits())) < 0;
    }

    private static void family(
            Catalogue c,
            String operation,
            String other,
            String operands,
            String wraps,
            String checks,
            String saturates,
            Exact exact) {
        var name = operation + "-" + other;
        var doc = "`" + operation + "` of " + (other.equals("signed") ? "a" : "an") + " " + other;
        NumberMethods.binary(
                c,
                "checked-" + name + " [x y] -> (Option T)",
                doc + " number; `None` where the result does not fit.",
                "(.checked-" + name + " " + operands + ") ;=> " + checks,
                (x, y, site) ->
                        IntegerRoots.fitting(
                                receiver(x, other, site), result(exact, x, y, other, site)));
        NumberMethods.binary(
                c,
                "wrapping-" + name + " [x y]",
                doc + " number; the low bits where the result does not fit.",
                "(.wrapping-" + name + " " + operands + ") ;=> " + wraps,
                (x, y, site) ->
                        Integers.wrap(receiver(x, other, site), result(exact, x, y, other, site)));
        NumberMethods.binary(
                c,
                "saturating-" + name + " [x y]",
                doc + " number; the bound of the type where the result is beyond it.",
                "(.saturating-" + name + " " + operands + ") ;=> " + saturates,
                (x, y, site) -> {
                    var type = receiver(x, other, site);
                    return Integers.of(
                            type, result(exact, x, y, other, site).min(type.max()).max(type.min()));
                });
        NumberMethods.binary(
                c,
                "overflowing-" + name + " [x y] -> {T bool}",
                doc + " number wrapped, and whether it had to be.",
                "(.overflowing-" + name + " " + operands + ") ;=> {" + wraps + " true}",
                (x, y, site) -> {
                    var type = receiver(x, other, site);
                    var result = result(exact, x, y, other, site);
                    return new TupleValue(Integers.wrap(type, result), !type.holds(result));
                });
    }

    private static IntType receiver(Object x, String other, Site site) {
        if (NumberMethods.type(x).signed() == other.equals("signed")) {
            throw Args.mismatch(
                    "this is for "
                            + (other.equals("signed") ? "unsigned" : "signed")
                            + " numbers, found "
                            + TypeNames.withArticle(x),
                    site);
        }
        return NumberMethods.type(x);
    }

    // A literal goes with every type that holds it.
    private static BigInteger result(Exact exact, Object x, Object y, String other, Site site) {
        var wanted =
                other.equals("signed")
                        ? signed(NumberMethods.type(x))
                        : NumberMethods.unsigned(NumberMethods.type(x));
        if (NumberMethods.type(y) != wanted
                && !(y instanceof Long && wanted.holds(Integers.exact(y)))) {
            throw Args.expected("an `" + wanted.rustName() + "`", y, site);
        }
        return exact.of(Integers.exact(x), Integers.exact(y));
    }

    private static IntType signed(IntType type) {
        return switch (type) {
            case I8, U8 -> IntType.I8;
            case I16, U16 -> IntType.I16;
            case I32, U32 -> IntType.I32;
            case I64, U64 -> IntType.I64;
            case I128, U128 -> IntType.I128;
            case ISIZE, USIZE -> IntType.ISIZE;
        };
    }
}
