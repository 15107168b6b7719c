package org.oxur.builtin;

import java.math.BigInteger;
import org.oxur.ast.IntType;
import org.oxur.error.Site;
import org.oxur.value.Integers;
import org.oxur.value.Ref;
import org.oxur.value.SizedInt;
import org.oxur.value.VecValue;

/// Numbers as their bytes, and bytes as numbers.
final class ByteOrder {
    private static final BigInteger BYTE = BigInteger.valueOf(0xFF);

    private ByteOrder() {}

    static void ofIntegers(Catalogue c) {
        NumberMethods.unary(
                c,
                "to-be-bytes [x] -> (Vec u8)",
                "The bytes, the highest first.",
                "(.to-be-bytes 258u16) ;=> [1u8 2u8]",
                (x, _) -> bytes(Integers.exact(x), NumberMethods.type(x).bits(), true));
        for (var name : new String[] {"to-le-bytes", "to-ne-bytes"}) {
            NumberMethods.unary(
                    c,
                    name + " [x] -> (Vec u8)",
                    "The bytes, the lowest first.",
                    "(." + name + " 258u16) ;=> [2u8 1u8]",
                    (x, _) -> bytes(Integers.exact(x), NumberMethods.type(x).bits(), false));
        }
    }

    static void ofFloats(Catalogue c) {
        c.one(
                "to-be-bytes [x] -> (Vec u8)",
                "The bytes of the bits, the highest first.",
                "(.to-be-bytes 1.0f32) ;=> [63u8 128u8 0u8 0u8]",
                (_, x, site) -> floatBytes(Ref.see(x, site), true, site));
        c.one(
                "to-le-bytes [x] -> (Vec u8)",
                "The bytes of the bits, the lowest first.",
                "(.to-le-bytes 1.0f32) ;=> [0u8 0u8 128u8 63u8]",
                (_, x, site) -> floatBytes(Ref.see(x, site), false, site));
    }

    /// `u16::from-be-bytes` and the like, of every type of numbers.
    static void fromBytes(Catalogue c) {
        for (var type : IntType.values()) {
            from(c, type.rustName(), type.bits(), type == IntType.I64 ? "" : type.rustName());
        }
        from(c, "f64", 64, ".0");
        from(c, "f32", 32, ".0f32");
    }

    private static void from(Catalogue c, String type, int bits, String suffix) {
        var zeros = " 0u8".repeat(bits / 8 - 1);
        var float0 = type.startsWith("f");
        c.one(
                type + "::from-be-bytes [&bytes] -> " + type,
                "The number of these bytes, the highest first.",
                "("
                        + type
                        + "::from-be-bytes ["
                        + (zeros + (float0 ? " 0u8" : " 7u8")).strip()
                        + "]) ;=> "
                        + (float0 ? "0" : "7")
                        + suffix,
                (_, bytes, site) -> number(type, bits, Args.vec(bytes, site), true, site));
        c.one(
                type + "::from-le-bytes [&bytes] -> " + type,
                "The number of these bytes, the lowest first.",
                "("
                        + type
                        + "::from-le-bytes ["
                        + (float0 ? "0u8" : "7u8")
                        + zeros
                        + "]) ;=> "
                        + (float0 ? "0" : "7")
                        + suffix,
                (_, bytes, site) -> number(type, bits, Args.vec(bytes, site), false, site));
    }

    private static Object floatBytes(Object x, boolean highFirst, Site site) {
        return switch (x) {
            case Double d ->
                    bytes(BigInteger.valueOf(Double.doubleToRawLongBits(d)), 64, highFirst);
            case Float f -> bytes(BigInteger.valueOf(Float.floatToRawIntBits(f)), 32, highFirst);
            default -> throw Args.expected("a float", x, site);
        };
    }

    private static VecValue bytes(BigInteger number, int bits, boolean highFirst) {
        var bytes = new VecValue();
        int count = bits / 8;
        for (int i = 0; i < count; i++) {
            int place = highFirst ? count - 1 - i : i;
            bytes.add(SizedInt.of(IntType.U8, number.shiftRight(8 * place).and(BYTE).intValue()));
        }
        return bytes;
    }

    private static Object number(
            String type, int bits, VecValue bytes, boolean highFirst, Site site) {
        if (bytes.size() != bits / 8) {
            throw Args.mismatch(
                    "`" + type + "` has " + bits / 8 + " bytes, found " + bytes.size(), site);
        }
        var number = BigInteger.ZERO;
        for (int i = 0; i < bytes.size(); i++) {
            var next = Ref.see(bytes.get(highFirst ? i : bytes.size() - 1 - i), site);
            if (!IntType.U8.holds(
                    Integers.isInteger(next) ? Integers.exact(next) : BYTE.negate())) {
                throw Args.expected("a byte", next, site);
            }
            number = number.shiftLeft(8).or(Integers.exact(next));
        }
        return switch (type) {
            case "f64" -> Double.longBitsToDouble(number.longValue());
            case "f32" -> Float.intBitsToFloat(number.intValue());
            default -> Integers.wrap(integer(type), number);
        };
    }

    private static IntType integer(String type) {
        var named = IntType.named(type);
        if (named == null) {
            throw new IllegalArgumentException(type);
        }
        return named;
    }
}
