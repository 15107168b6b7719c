package org.oxur.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.oxur.ast.FloatType;
import org.oxur.ast.IntType;
import org.oxur.value.Parsing.Outcome;

class ParsingTest {
    @Test
    void integersParseAsInRust() {
        assertEquals(42L, integer("42", IntType.I64));
        assertEquals(-7L, integer("-7", IntType.I64));
        assertEquals(7L, integer("+7", IntType.I64));
        assertEquals(Long.MIN_VALUE, integer("-9223372036854775808", IntType.I64));
        assertEquals(
                "number too large to fit in target type",
                integer("9223372036854775808", IntType.I64));
        assertEquals("number too small to fit in target type", integer("-129", IntType.I8));
        assertEquals("number too large to fit in target type", integer("256", IntType.U8));
        assertEquals("invalid digit found in string", integer("-1", IntType.U8));
        assertEquals("invalid digit found in string", integer("4x", IntType.I64));
        assertEquals("invalid digit found in string", integer(" 4", IntType.I64));
        assertEquals("invalid digit found in string", integer("1_000", IntType.I64));
        assertEquals("invalid digit found in string", integer("-", IntType.I64));
        assertEquals("invalid digit found in string", integer("٣", IntType.I64));
        assertEquals("cannot parse integer from empty string", integer("", IntType.I64));
        assertEquals(7L, integer("0".repeat(1000) + "7", IntType.I64));
        assertEquals(
                "number too large to fit in target type",
                integer("9".repeat(100_000), IntType.U128));
        assertEquals(
                new WideInt(IntType.U128, IntType.U128.max()),
                integer("340282366920938463463374607431768211455", IntType.U128));
        assertEquals(SizedInt.of(IntType.U64, -1), integer("18446744073709551615", IntType.U64));
        assertEquals(255L, plain(Parsing.integer(StrLiteral.of("fF"), IntType.I64, 16)));
        assertEquals(
                new WideInt(IntType.I128, BigInteger.TWO.pow(100).negate()),
                plain(Parsing.integer(StrLiteral.of("-1" + "0".repeat(100)), IntType.I128, 2)));
    }

    @Test
    void floatsParseAsInRust() {
        assertEquals(1.5, floating("1.5"));
        assertEquals(1.0, floating("1."));
        assertEquals(0.5, floating(".5"));
        assertEquals(1000.0, floating("1e3"));
        assertEquals(Double.NEGATIVE_INFINITY, floating("-Infinity"));
        assertEquals(Double.NaN, floating("NaN"));
        assertEquals("invalid float literal", floating("1.5f"));
        assertEquals("invalid float literal", floating("."));
        assertEquals("invalid float literal", floating("0x1p3"));
        assertEquals("invalid float literal", floating("1 "));
        assertEquals("cannot parse float from empty string", floating(""));
        assertEquals(0.1f, plain(Parsing.floating(StrLiteral.of("0.1"), FloatType.F32)));
    }

    @Test
    void booleansAndCharactersParseAsInRust() {
        assertEquals(true, plain(Parsing.bool(StrLiteral.of("true"))));
        assertEquals(
                "provided string was not `true` or `false`",
                plain(Parsing.bool(StrLiteral.of("True"))));
        assertEquals(Char.of(0x1F600), plain(Parsing.character(StrLiteral.of("😀"))));
        assertEquals(
                "too many characters in string", plain(Parsing.character(StrLiteral.of("ab"))));
        assertEquals(
                "cannot parse char from empty string", plain(Parsing.character(StrLiteral.EMPTY)));
    }

    private static Object integer(String text, IntType type) {
        return plain(Parsing.integer(StrLiteral.of(text), type));
    }

    private static Object floating(String text) {
        return plain(Parsing.floating(StrLiteral.of(text), FloatType.F64));
    }

    private static Object plain(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Value(var value) -> value;
            case Outcome.Failed(var message) -> message;
        };
    }
}
