package org.oxur.builtin;

import java.math.BigInteger;
import java.util.Locale;
import org.oxur.ast.IntType;
import org.oxur.value.Integers;
import org.oxur.value.Numbers;
import org.oxur.value.SizedInt;

/// What integers do as patterns of bits.
final class BitMethods {
    private BitMethods() {}

    private static Object u32(long count) {
        return SizedInt.of(IntType.U32, count);
    }

    // The bits as a number that is not negative.
    private static BigInteger bitsOf(Object x) {
        var exact = Integers.exact(x);
        return exact.signum() < 0
                ? exact.add(NumberMethods.ONE.shiftLeft(NumberMethods.type(x).bits()))
                : exact;
    }

    static void bits(Catalogue c) {
        NumberMethods.unary(
                c,
                "bit-not [x]",
                "All bits turned.",
                "(bit-not 5) ;=> -6",
                (x, site) -> Numbers.not(x, site));
        NumberMethods.unary(
                c,
                "count-ones [x] -> u32",
                "How many bits are 1.",
                "(count-ones 7) ;=> 3u32",
                (x, _) -> u32(bitsOf(x).bitCount()));
        NumberMethods.unary(
                c,
                "count-zeros [x] -> u32",
                "How many bits are 0.",
                "(count-zeros 7u8) ;=> 5u32",
                (x, _) -> u32(NumberMethods.type(x).bits() - bitsOf(x).bitCount()));
        NumberMethods.unary(
                c,
                "leading-zeros [x] -> u32",
                "How many bits are 0 before the first 1.",
                "(leading-zeros 1u8) ;=> 7u32",
                (x, _) -> u32(NumberMethods.type(x).bits() - bitsOf(x).bitLength()));
        NumberMethods.unary(
                c,
                "trailing-zeros [x] -> u32",
                "How many bits are 0 after the last 1.",
                "(trailing-zeros 8) ;=> 3u32",
                (x, _) ->
                        u32(
                                bitsOf(x).signum() == 0
                                        ? NumberMethods.type(x).bits()
                                        : bitsOf(x).getLowestSetBit()));
        NumberMethods.unary(
                c,
                "leading-ones [x] -> u32",
                "How many bits are 1 before the first 0.",
                "(leading-ones 224u8) ;=> 3u32",
                (x, _) ->
                        u32(
                                NumberMethods.type(x).bits()
                                        - mask(NumberMethods.type(x))
                                                .andNot(bitsOf(x))
                                                .bitLength()));
        NumberMethods.unary(
                c,
                "trailing-ones [x] -> u32",
                "How many bits are 1 after the last 0.",
                "(trailing-ones 7) ;=> 3u32",
                (x, _) ->
                        u32(
                                mask(NumberMethods.type(x)).andNot(bitsOf(x)).signum() == 0
                                        ? NumberMethods.type(x).bits()
                                        : mask(NumberMethods.type(x))
                                                .andNot(bitsOf(x))
                                                .getLowestSetBit()));
        NumberMethods.binary(
                c,
                "rotate-left [x n]",
                "The bits moved up; those that leave come in below.",
                "(rotate-left 129u8 1) ;=> 3u8",
                (x, n, _) ->
                        rotate(
                                x,
                                Integers.exact(n)
                                        .mod(BigInteger.valueOf(NumberMethods.type(x).bits()))
                                        .intValue()));
        NumberMethods.binary(
                c,
                "rotate-right [x n]",
                "The bits moved down; those that leave come in above.",
                "(rotate-right 129u8 1) ;=> 192u8",
                (x, n, _) ->
                        rotate(
                                x,
                                NumberMethods.type(x).bits()
                                        - Integers.exact(n)
                                                .mod(
                                                        BigInteger.valueOf(
                                                                NumberMethods.type(x).bits()))
                                                .intValue()));
        NumberMethods.unary(
                c,
                "swap-bytes [x]",
                "The bytes in the other order.",
                "(swap-bytes 0x1234u16) ;=> 13330u16",
                (x, _) -> swapBytes(x));
        NumberMethods.unary(
                c,
                "reverse-bits [x]",
                "The bits in the other order.",
                "(reverse-bits 1u8) ;=> 128u8",
                (x, _) -> reverseBits(x));
        NumberMethods.unary(
                c,
                "to-char [x] -> char",
                "The character of that code.",
                "(to-char 97u8) ;=> \\a",
                (x, site) -> NumberMethods.toChar(x, site));
    }

    private static BigInteger mask(IntType type) {
        return NumberMethods.ONE.shiftLeft(type.bits()).subtract(NumberMethods.ONE);
    }

    private static Object rotate(Object x, int left) {
        var type = NumberMethods.type(x);
        var bits = bitsOf(x);
        return Integers.wrap(type, bits.shiftLeft(left).or(bits.shiftRight(type.bits() - left)));
    }

    private static Object swapBytes(Object x) {
        var bits = bitsOf(x);
        var swapped = BigInteger.ZERO;
        for (int i = 0; i < NumberMethods.type(x).bits() / 8; i++) {
            swapped = swapped.shiftLeft(8).or(bits.shiftRight(8 * i).and(BigInteger.valueOf(255)));
        }
        return Integers.wrap(NumberMethods.type(x), swapped);
    }

    private static Object reverseBits(Object x) {
        int width = NumberMethods.type(x).bits();
        var padded =
                String.format(Locale.ROOT, "%" + width + "s", bitsOf(x).toString(2))
                        .replace(' ', '0');
        return Integers.wrap(
                NumberMethods.type(x),
                new BigInteger(new StringBuilder(padded).reverse().toString(), 2));
    }
}
