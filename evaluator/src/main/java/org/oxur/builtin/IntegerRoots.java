package org.oxur.builtin;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.IntType;
import org.oxur.error.Site;
import org.oxur.value.EnumValue;
import org.oxur.value.Integers;
import org.oxur.value.Numbers;
import org.oxur.value.SizedInt;

/// Roots, logarithms, powers of two, multiples and means of integers.
final class IntegerRoots {
    private static final BigInteger ONE = BigInteger.ONE;

    private IntegerRoots() {}

    static void roots(Catalogue c) {
        NumberMethods.unary(
                c,
                "isqrt [x]",
                "The square root, rounded down.",
                "(isqrt 17) ;=> 4",
                (x, site) -> isqrt(x, site));
        NumberMethods.unary(
                c,
                "checked-isqrt [x] -> (Option T)",
                "The square root, rounded down; `None` of a negative number.",
                "{(.checked-isqrt 17) (.checked-isqrt -1)} ;=> {(Some 4) None}",
                (x, site) ->
                        Integers.exact(x).signum() < 0
                                ? EnumValue.NONE
                                : EnumValue.some(isqrt(x, site)));
        logarithms(c);
        NumberMethods.unary(
                c,
                "is-power-of-two [x] -> bool",
                "Whether it is a power of two.",
                "(is-power-of-two 8) ;=> true",
                (x, _) -> Integers.exact(x).signum() > 0 && Integers.exact(x).bitCount() == 1);
        NumberMethods.unary(
                c,
                "next-power-of-two [x]",
                "The least power of two that is not below `x`.",
                "(next-power-of-two 5) ;=> 8",
                (x, site) -> Numbers.adapt(nextPower(x), NumberMethods.type(x), site));
        NumberMethods.unary(
                c,
                "checked-next-power-of-two [x] -> (Option T)",
                "As `next-power-of-two`; `None` where it does not fit.",
                "{(.checked-next-power-of-two 5u8) (.checked-next-power-of-two 200u8)} ;=> {(Some"
                        + " 8u8) None}",
                (x, _) -> fitting(NumberMethods.type(x), nextPower(x)));
        NumberMethods.binary(
                c,
                "div-ceil [x y]",
                "The quotient rounded up.",
                "(div-ceil 7 2) ;=> 4",
                IntegerRoots::divCeil);
        NumberMethods.binary(
                c,
                "next-multiple-of [x y]",
                "The least multiple of `y` that is not below `x`.",
                "(next-multiple-of 7 4) ;=> 8",
                (x, y, site) -> Numbers.mul(divCeil(x, y, site), y, site));
        NumberMethods.binary(
                c,
                "checked-next-multiple-of [x y] -> (Option T)",
                "As `next-multiple-of`; `None` where it does not fit or `y` is 0.",
                "{(.checked-next-multiple-of 7u8 4) (.checked-next-multiple-of 255u8 2)} ;=> {(Some"
                        + " 8u8) None}",
                (x, y, site) ->
                        Integers.exact(y).signum() == 0
                                ? EnumValue.NONE
                                : fitting(
                                        NumberMethods.sameType(x, y, site),
                                        Integers.exact(divCeil(x, y, site))
                                                .multiply(Integers.exact(y))));
        NumberMethods.binary(
                c,
                "is-multiple-of [x y] -> bool",
                "Whether it is `y` times an integer; of 0 only 0 is.",
                "(.is-multiple-of 6u8 3) ;=> true",
                (x, y, site) -> isMultiple(x, y, site));
        NumberMethods.binary(
                c,
                "midpoint [x y]",
                "What is half-way between, rounded towards 0.",
                "{(.midpoint 3 8) (.midpoint -1 2)} ;=> {5 0}",
                (x, y, site) ->
                        Integers.of(
                                NumberMethods.sameType(x, y, site),
                                Integers.exact(x).add(Integers.exact(y)).divide(BigInteger.TWO)));
    }

    private static void logarithms(Catalogue c) {
        NumberMethods.binary(
                c,
                "ilog [x base] -> u32",
                "The logarithm, rounded down.",
                "(.ilog 1000 7) ;=> 3u32",
                (x, base, site) -> {
                    NumberMethods.sameType(x, base, site);
                    if (Integers.exact(base).compareTo(BigInteger.TWO) < 0) {
                        throw Args.panic("base of integer logarithm must be at least 2", site);
                    }
                    return u32(log(positive(x, site), Integers.exact(base)));
                });
        NumberMethods.unary(
                c,
                "ilog2 [x] -> u32",
                "The logarithm to base 2, rounded down.",
                "(ilog2 1000) ;=> 9u32",
                (x, site) -> u32(log(positive(x, site), BigInteger.TWO)));
        NumberMethods.unary(
                c,
                "ilog10 [x] -> u32",
                "The logarithm to base 10, rounded down.",
                "(ilog10 1000) ;=> 3u32",
                (x, site) -> u32(log(positive(x, site), BigInteger.TEN)));
        NumberMethods.binary(
                c,
                "checked-ilog [x base] -> (Option u32)",
                "As `ilog`; `None` where there is no logarithm.",
                "{(.checked-ilog 1000 7) (.checked-ilog 0 7)} ;=> {(Some 3u32) None}",
                (x, base, site) -> {
                    NumberMethods.sameType(x, base, site);
                    return checked(x, Integers.exact(base));
                });
        NumberMethods.unary(
                c,
                "checked-ilog2 [x] -> (Option u32)",
                "As `ilog2`; `None` where there is no logarithm.",
                "{(.checked-ilog2 8) (.checked-ilog2 0)} ;=> {(Some 3u32) None}",
                (x, _) -> checked(x, BigInteger.TWO));
        NumberMethods.unary(
                c,
                "checked-ilog10 [x] -> (Option u32)",
                "As `ilog10`; `None` where there is no logarithm.",
                "{(.checked-ilog10 99) (.checked-ilog10 -1)} ;=> {(Some 1u32) None}",
                (x, _) -> checked(x, BigInteger.TEN));
    }

    private static Object u32(int number) {
        return SizedInt.of(IntType.U32, number);
    }

    private static Object checked(Object x, BigInteger base) {
        var exact = Integers.exact(x);
        return exact.signum() <= 0 || base.compareTo(BigInteger.TWO) < 0
                ? EnumValue.NONE
                : EnumValue.some(u32(log(exact, base)));
    }

    private static int log(BigInteger x, BigInteger base) {
        int log = 0;
        for (var power = base; power.compareTo(x) <= 0; power = power.multiply(base)) {
            log++;
        }
        return log;
    }

    private static BigInteger positive(Object x, Site site) {
        var exact = Integers.exact(x);
        if (exact.signum() <= 0) {
            throw Args.panic("argument of integer logarithm must be positive", site);
        }
        return exact;
    }

    private static Object isqrt(Object x, Site site) {
        if (Integers.exact(x).signum() < 0) {
            throw Args.panic("argument of integer square root cannot be negative", site);
        }
        return Integers.of(NumberMethods.type(x), Integers.exact(x).sqrt());
    }

    private static BigInteger nextPower(Object x) {
        var exact = Integers.exact(x);
        return exact.signum() <= 0 ? ONE : ONE.shiftLeft(exact.subtract(ONE).bitLength());
    }

    static EnumValue fitting(IntType type, @Nullable BigInteger value) {
        return value != null && type.holds(value)
                ? EnumValue.some(Integers.of(type, value))
                : EnumValue.NONE;
    }

    private static Object isMultiple(Object x, Object y, Site site) {
        NumberMethods.sameType(x, y, site);
        var of = Integers.exact(y);
        return of.signum() == 0
                ? Integers.exact(x).signum() == 0
                : Integers.exact(x).remainder(of).signum() == 0;
    }

    private static Object divCeil(Object x, Object y, Site site) {
        var quotient = Numbers.div(x, y, site);
        var rest = Integers.exact(Numbers.rem(x, y, site)).signum();
        return rest != 0 && rest == Integers.exact(y).signum()
                ? Integers.of(NumberMethods.type(x), Integers.exact(quotient).add(ONE))
                : quotient;
    }
}
