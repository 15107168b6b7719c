package org.oxur.builtin;

import org.oxur.error.Site;
import org.oxur.value.Order;
import org.oxur.value.Ref;
import org.oxur.value.TupleValue;

/// What floats do. An `f32` is worked on as an `f64` and rounded once.
final class FloatMethods {
    private FloatMethods() {}

    private interface Unary {
        double apply(double x);
    }

    private interface Binary {
        double apply(double x, double y);
    }

    private interface Test {
        boolean test(double x);
    }

    static double number(Object value, Site site) {
        if (value instanceof Double d) {
            return d;
        }
        return switch (Ref.see(value, site)) {
            case Double d -> d;
            case Float f -> f;
            default -> throw Args.expected("a float", value, site);
        };
    }

    private static Object as(Object model, double result, Site site) {
        return model instanceof Float
                        || !(model instanceof Double) && Ref.see(model, site) instanceof Float
                ? (Object) (float) result
                : (Object) result;
    }

    private static double second(Object x, Object y, Site site) {
        if (Ref.see(x, site).getClass() != Ref.see(y, site).getClass()) {
            throw Args.expected("a float of the same type", y, site);
        }
        return number(y, site);
    }

    private static void unary(
            Catalogue c, String name, String doc, String example, Unary operation) {
        c.one(
                name + " [x]",
                doc,
                example,
                (_, x, site) -> as(x, operation.apply(number(x, site)), site));
    }

    private static void binary(
            Catalogue c, String name, String doc, String example, Binary operation) {
        c.two(
                name + " [x y]",
                doc,
                example,
                (_, x, y, site) ->
                        as(x, operation.apply(number(x, site), second(x, y, site)), site));
    }

    private static void test(Catalogue c, String name, String doc, String example, Test test) {
        c.one(name + " [x] -> bool", doc, example, (_, x, site) -> test.test(number(x, site)));
    }

    static Catalogue catalogue() {
        var c = new Catalogue("Floats");
        rounding(c);
        functions(c);
        tests(c);
        FloatBits.bits(c);
        return c;
    }

    private static void rounding(Catalogue c) {
        unary(c, "floor", "Rounded down.", "(floor -1.5) ;=> -2.0", Math::floor);
        unary(c, "ceil", "Rounded up.", "(ceil 1.2) ;=> 2.0", Math::ceil);
        unary(
                c,
                "round",
                "Rounded to the nearest whole number, halves away from 0.",
                "(round -2.5) ;=> -3.0",
                FloatMethods::round);
        unary(
                c,
                "round-ties-even",
                "Rounded to the nearest whole number, halves to the even one.",
                "(round-ties-even 2.5) ;=> 2.0",
                Math::rint);
        unary(
                c,
                "trunc",
                "Without its fraction.",
                "(trunc -1.7) ;=> -1.0",
                x -> Math.copySign(Math.floor(Math.abs(x)), x));
        unary(
                c,
                "fract",
                "The fraction alone.",
                "(fract 1.5) ;=> 0.5",
                x -> x - Math.copySign(Math.floor(Math.abs(x)), x));
        unary(c, "abs", "Without its sign.", "(abs -1.5) ;=> 1.5", Math::abs);
        unary(
                c,
                "signum",
                "1.0 or -1.0; `NaN` of `NaN`.",
                "(signum -2.5) ;=> -1.0",
                x -> Double.isNaN(x) ? x : Math.copySign(1.0, x));
        binary(
                c,
                "copysign",
                "The first with the sign of the second.",
                "(copysign 2.0 -1.0) ;=> -2.0",
                Math::copySign);
    }

    private static double round(double x) {
        double whole = Math.floor(Math.abs(x));
        return Math.copySign(Math.abs(x) - whole >= 0.5 ? whole + 1 : whole, x);
    }

    private static void functions(Catalogue c) {
        unary(c, "sqrt", "The square root.", "(sqrt 2.25) ;=> 1.5", Math::sqrt);
        unary(c, "cbrt", "The cube root.", "(cbrt 27.0) ;=> 3.0", Math::cbrt);
        unary(c, "exp", "e to the power of `x`.", "(exp 0.0) ;=> 1.0", Math::exp);
        unary(c, "exp2", "2 to the power of `x`.", "(exp2 3.0) ;=> 8.0", x -> Math.pow(2, x));
        unary(c, "exp-m1", "`exp` less 1, exact near 0.", "(exp-m1 0.0) ;=> 0.0", Math::expm1);
        unary(c, "ln", "The natural logarithm.", "(ln 1.0) ;=> 0.0", Math::log);
        unary(
                c,
                "ln-1p",
                "The natural logarithm of 1 more, exact near 0.",
                "(ln-1p 0.0) ;=> 0.0",
                Math::log1p);
        unary(c, "log2", "The logarithm to base 2.", "(log2 8.0) ;=> 3.0", FloatMethods::log2);
        unary(c, "log10", "The logarithm to base 10.", "(log10 1000.0) ;=> 3.0", Math::log10);
        binary(
                c,
                "log",
                "The logarithm to a base.",
                "(log 8.0 2.0) ;=> 3.0",
                (x, base) -> Math.log(x) / Math.log(base));
        binary(
                c,
                "powf",
                "`x` to the power of a float.",
                "(powf 2.0 0.5) ;=> 1.4142135623730951",
                Math::pow);
        c.two(
                "powi [x n]",
                "`x` to the power of an integer.",
                "(powi 2.0 -2) ;=> 0.25",
                (_, x, n, site) -> as(x, Math.pow(number(x, site), Args.integer(n, site)), site));
        binary(
                c,
                "hypot",
                "The length of the diagonal over both.",
                "(hypot 3.0 4.0) ;=> 5.0",
                Math::hypot);
        c.three(
                "mul-add [x y z]",
                "`x * y + z` with one rounding.",
                "(mul-add 2.0 3.0 1.0) ;=> 7.0",
                (_, x, y, z, site) ->
                        as(
                                x,
                                Math.fma(number(x, site), second(x, y, site), second(x, z, site)),
                                site));
        unary(c, "recip", "1 divided by it.", "(recip 4.0) ;=> 0.25", x -> 1 / x);
        unary(c, "sin", "The sine.", "(sin 0.0) ;=> 0.0", Math::sin);
        unary(c, "cos", "The cosine.", "(cos 0.0) ;=> 1.0", Math::cos);
        unary(c, "tan", "The tangent.", "(tan 0.0) ;=> 0.0", Math::tan);
        unary(c, "asin", "The arc sine.", "(asin 0.0) ;=> 0.0", Math::asin);
        unary(c, "acos", "The arc cosine.", "(acos 1.0) ;=> 0.0", Math::acos);
        unary(c, "atan", "The arc tangent.", "(atan 0.0) ;=> 0.0", Math::atan);
        binary(
                c,
                "atan2",
                "The angle of the point with this `y` and the other as `x`.",
                "(atan2 0.0 1.0) ;=> 0.0",
                Math::atan2);
        unary(c, "sinh", "The hyperbolic sine.", "(sinh 0.0) ;=> 0.0", Math::sinh);
        unary(c, "cosh", "The hyperbolic cosine.", "(cosh 0.0) ;=> 1.0", Math::cosh);
        unary(c, "tanh", "The hyperbolic tangent.", "(tanh 0.0) ;=> 0.0", Math::tanh);
        unary(
                c,
                "asinh",
                "The inverse hyperbolic sine.",
                "(.asinh 0.0) ;=> 0.0",
                FloatMethods::asinh);
        unary(
                c,
                "acosh",
                "The inverse hyperbolic cosine; `NaN` below 1.",
                "(.acosh 1.0) ;=> 0.0",
                x -> x < 1 ? Double.NaN : Math.log(x + Math.sqrt(x - 1) * Math.sqrt(x + 1)));
        unary(
                c,
                "atanh",
                "The inverse hyperbolic tangent.",
                "(.atanh 0.0) ;=> 0.0",
                x -> {
                    double ax = Math.abs(x);
                    return Math.copySign(0.5 * Math.log1p(2 * ax / (1 - ax)), x);
                });
        binary(
                c,
                "midpoint",
                "What is half-way between.",
                "(.midpoint 1.0 4.0) ;=> 2.5",
                (x, y) -> Double.isInfinite(x + y) ? x / 2 + y / 2 : (x + y) / 2);
        c.one(
                "sin-cos [x] -> {f64 f64}",
                "Sine and cosine.",
                "(sin-cos 0.0) ;=> {0.0 1.0}",
                (_, x, site) ->
                        new TupleValue(
                                as(x, Math.sin(number(x, site)), site),
                                as(x, Math.cos(number(x, site)), site)));
        unary(
                c,
                "to-radians",
                "From degrees.",
                "(to-radians 180.0) ;=> 3.141592653589793",
                x -> x * (Math.PI / 180));
        unary(
                c,
                "to-degrees",
                "From radians.",
                "(to-degrees 0.0) ;=> 0.0",
                x -> x * (180 / Math.PI));
        binary(
                c,
                "rem-euclid",
                "The remainder that is not negative.",
                "(rem-euclid -7.5 2.0) ;=> 0.5",
                FloatMethods::remEuclid);
        binary(
                c,
                "div-euclid",
                "The whole quotient that goes with `rem-euclid`.",
                "(div-euclid -7.5 2.0) ;=> -4.0",
                (x, y) -> {
                    double quotient = Math.copySign(Math.floor(Math.abs(x / y)), x / y);
                    return x % y < 0 ? y > 0 ? quotient - 1 : quotient + 1 : quotient;
                });
        binary(
                c,
                "max",
                "The greater one; the other one of a `NaN`.",
                "(.max 1.5 2.5) ;=> 2.5",
                (x, y) -> Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.max(x, y));
        binary(
                c,
                "min",
                "The lesser one; the other one of a `NaN`.",
                "(.min 1.5 2.5) ;=> 1.5",
                (x, y) -> Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.min(x, y));
        c.three(
                "clamp [x low high]",
                "The nearest number within bounds.",
                "(clamp 7.5 0.0 5.0) ;=> 5.0",
                (_, x, low, high, site) -> clamp(x, low, high, site));
    }

    private static double log2(double x) {
        int exponent = Math.getExponent(x);
        return x > 0 && x == Math.scalb(1.0, exponent) ? exponent : Math.log(x) / Math.log(2);
    }

    private static double remEuclid(double x, double y) {
        double rest = x % y;
        return rest < 0 ? rest + Math.abs(y) : rest;
    }

    private static Object clamp(Object x, Object low, Object high, Site site) {
        double from = second(x, low, site);
        double to = second(x, high, site);
        if (!(from <= to)) {
            throw Args.panic("min > max, or either was NaN", site);
        }
        double value = number(x, site);
        return as(x, value < from ? from : value > to ? to : value, site);
    }

    private static void tests(Catalogue c) {
        test(c, "is-nan", "Whether it is not a number.", "(is-nan NaN) ;=> true", Double::isNaN);
        test(
                c,
                "is-infinite",
                "Whether it is one of the infinities.",
                "(is-infinite inf) ;=> true",
                Double::isInfinite);
        test(
                c,
                "is-finite",
                "Whether it is neither infinite nor `NaN`.",
                "(is-finite 1.5) ;=> true",
                Double::isFinite);
        test(
                c,
                "is-sign-negative",
                "Whether it has a minus, also before 0.",
                "(is-sign-negative -0.0) ;=> true",
                x -> Double.doubleToRawLongBits(x) < 0);
        test(
                c,
                "is-sign-positive",
                "Whether it has no minus.",
                "(is-sign-positive 0.0) ;=> true",
                x -> Double.doubleToRawLongBits(x) >= 0);
        c.two(
                "total-cmp [x y] -> Ordering",
                "The order of all floats, `-0.0` before `0.0` and `NaN` last.",
                "(total-cmp 1.0 NaN) ;=> Ordering::Less",
                (_, x, y, site) -> Order.ordering(totalOrder(number(x, site), second(x, y, site))));
    }

    private static int totalOrder(double x, double y) {
        // Two's complement order of the bits, negative numbers turned around.
        long a = Double.doubleToRawLongBits(x);
        long b = Double.doubleToRawLongBits(y);
        return Long.compare(a ^ a >> 63 >>> 1, b ^ b >> 63 >>> 1);
    }

    private static double asinh(double x) {
        double ax = Math.abs(x);
        double ix = 1 / ax;
        return Math.copySign(Math.log1p(ax + ax / (Math.hypot(1, ix) + ix)), x);
    }
}
