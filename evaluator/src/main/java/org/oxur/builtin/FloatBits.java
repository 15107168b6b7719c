package org.oxur.builtin;

import org.oxur.ast.IntType;
import org.oxur.error.Site;
import org.oxur.value.Integers;
import org.oxur.value.Keyword;
import org.oxur.value.Ref;
import org.oxur.value.SizedInt;
import org.oxur.value.TupleValue;

/// Floats as they are represented: their bits, their neighbours, their class.
final class FloatBits {
    private FloatBits() {}

    static void bits(Catalogue c) {
        c.one(
                "next-up [x]",
                "The least float that is greater.",
                "(.next-up 1.0) ;=> 1.0000000000000002",
                (_, x, site) ->
                        Ref.see(x, site) instanceof Float f
                                ? (Object) Math.nextUp(f)
                                : (Object) Math.nextUp(number(x, site)));
        c.one(
                "next-down [x]",
                "The greatest float that is less.",
                "(.next-down 1.0) ;=> 0.9999999999999999",
                (_, x, site) ->
                        Ref.see(x, site) instanceof Float f
                                ? (Object) Math.nextDown(f)
                                : (Object) Math.nextDown(number(x, site)));
        c.one(
                "is-normal [x] -> bool",
                "Whether it is none of 0, infinite, `NaN` and subnormal.",
                "(.is-normal 1.5) ;=> true",
                (_, x, site) -> category(x, site).equals("normal"));
        c.one(
                "is-subnormal [x] -> bool",
                "Whether it is nearer to 0 than the least normal float, and not 0.",
                "(.is-subnormal 1e-310) ;=> true",
                (_, x, site) -> category(x, site).equals("subnormal"));
        c.one(
                "to-bits [x]",
                "The bits as an unsigned integer.",
                "(to-bits 1.0) ;=> 4607182418800017408u64",
                (_, x, site) -> bits(Ref.see(x, site), site));
        c.one(
                "classify [x] -> Keyword",
                "`:nan`, `:infinite`, `:zero`, `:subnormal` or `:normal`.",
                "(classify 0.0) ;=> :zero",
                (_, x, site) -> Keyword.of(category(x, site)));
        c.one(
                "integer-decode [x]",
                "Mantissa, exponent and sign: `{u64 i16 i8}`.",
                "(integer-decode 1.0) ;=> {4503599627370496u64 -52i16 1i8}",
                (_, x, site) -> decode(number(x, site)));
        ByteOrder.ofFloats(c);
    }

    private static double number(Object x, Site site) {
        return FloatMethods.number(x, site);
    }

    private static String category(Object x, Site site) {
        return category(number(x, site), Ref.see(x, site) instanceof Float);
    }

    private static Object bits(Object x, Site site) {
        return switch (x) {
            case Float f -> Integers.ofBits(IntType.U32, Float.floatToRawIntBits(f) & 0xFFFFFFFFL);
            case Double d -> Integers.ofBits(IntType.U64, Double.doubleToRawLongBits(d));
            default -> throw Args.expected("a float", x, site);
        };
    }

    private static String category(double x, boolean single) {
        if (Double.isNaN(x)) {
            return "nan";
        }
        if (Double.isInfinite(x)) {
            return "infinite";
        }
        double least = single ? Float.MIN_NORMAL : Double.MIN_NORMAL;
        return x == 0 ? "zero" : Math.abs(x) < least ? "subnormal" : "normal";
    }

    private static Object decode(double x) {
        long bits = Double.doubleToRawLongBits(x);
        long exponent = bits >> 52 & 0x7FF;
        long mantissa =
                exponent == 0 ? (bits & 0xFFFFFFFFFFFFFL) << 1 : bits & 0xFFFFFFFFFFFFFL | 1L << 52;
        return new TupleValue(
                Integers.ofBits(IntType.U64, mantissa),
                SizedInt.of(IntType.I16, exponent - 1075),
                SizedInt.of(IntType.I8, bits < 0 ? -1 : 1));
    }
}
