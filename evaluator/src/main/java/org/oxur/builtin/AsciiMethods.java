package org.oxur.builtin;

import java.util.function.IntPredicate;
import org.oxur.ast.IntType;
import org.oxur.error.Site;
import org.oxur.value.Char;
import org.oxur.value.Integers;
import org.oxur.value.Ref;
import org.oxur.value.SizedInt;

/// What bytes and characters are in ASCII.
final class AsciiMethods {
    private AsciiMethods() {}

    static void ofBytes(Catalogue c) {
        tests(c, "byte", "98u8", "[x]");
        c.one(
                "to-ascii-uppercase [x] -> u8",
                "The upper-case letter of a letter in ASCII, every other byte itself.",
                "(.to-ascii-uppercase 97u8) ;=> 65u8",
                (_, x, site) -> byteOf(upper(code(x, site))));
        c.one(
                "to-ascii-lowercase [x] -> u8",
                "The lower-case letter of a letter in ASCII, every other byte itself.",
                "(.to-ascii-lowercase 65u8) ;=> 97u8",
                (_, x, site) -> byteOf(lower(code(x, site))));
        c.two(
                "eq-ignore-ascii-case [x &y] -> bool",
                "Whether two bytes are the same letter in ASCII, or equal.",
                "(.eq-ignore-ascii-case 65u8 97u8) ;=> true",
                (_, x, y, site) -> lower(code(x, site)) == lower(code(y, site)));
    }

    static void ofChars(Catalogue c) {
        tests(c, "character", "\\b", "[c]");
        c.two(
                "eq-ignore-ascii-case [c &d] -> bool",
                "Whether two characters are the same letter in ASCII, or equal.",
                "(.eq-ignore-ascii-case \\A \\a) ;=> true",
                (_, x, y, site) -> lower(code(x, site)) == lower(code(y, site)));
    }

    private static void tests(Catalogue c, String what, String letter, String inputs) {
        test(c, "is-ascii", inputs, what, "in ASCII", letter, true, x -> true);
        test(c, "is-ascii-digit", inputs, what, "a digit in ASCII", letter, false, x -> digit(x));
        test(
                c,
                "is-ascii-octdigit",
                inputs,
                what,
                "a digit of base 8 in ASCII",
                letter,
                false,
                x -> x >= '0' && x <= '7');
        test(
                c,
                "is-ascii-hexdigit",
                inputs,
                what,
                "a digit of base 16 in ASCII",
                letter,
                true,
                x -> digit(x) || lower(x) >= 'a' && lower(x) <= 'f');
        test(
                c,
                "is-ascii-alphabetic",
                inputs,
                what,
                "a letter in ASCII",
                letter,
                true,
                AsciiMethods::letter);
        test(
                c,
                "is-ascii-alphanumeric",
                inputs,
                what,
                "a letter or digit in ASCII",
                letter,
                true,
                x -> letter(x) || digit(x));
        test(
                c,
                "is-ascii-uppercase",
                inputs,
                what,
                "an upper-case letter in ASCII",
                letter,
                false,
                x -> x >= 'A' && x <= 'Z');
        test(
                c,
                "is-ascii-lowercase",
                inputs,
                what,
                "a lower-case letter in ASCII",
                letter,
                true,
                x -> x >= 'a' && x <= 'z');
        test(
                c,
                "is-ascii-punctuation",
                inputs,
                what,
                "punctuation in ASCII",
                letter,
                false,
                x -> graphic(x) && !letter(x) && !digit(x));
        test(
                c,
                "is-ascii-graphic",
                inputs,
                what,
                "visible in ASCII",
                letter,
                true,
                AsciiMethods::graphic);
        test(
                c,
                "is-ascii-whitespace",
                inputs,
                what,
                "white space in ASCII",
                letter,
                false,
                x -> x == ' ' || x == '\t' || x == '\n' || x == '\f' || x == '\r');
        test(
                c,
                "is-ascii-control",
                inputs,
                what,
                "a control character in ASCII",
                letter,
                false,
                x -> x < 32 || x == 127);
    }

    private static void test(
            Catalogue c,
            String name,
            String inputs,
            String what,
            String is,
            String letter,
            boolean expected,
            IntPredicate test) {
        c.one(
                name + " " + inputs + " -> bool",
                "Whether a " + what + " is " + is + ".",
                "(." + name + " " + letter + ") ;=> " + expected,
                (_, x, site) -> {
                    int code = code(x, site);
                    return code >= 0 && code < 128 && test.test(code);
                });
    }

    private static int code(Object value, Site site) {
        var seen = Ref.see(value, site);
        if (seen instanceof Char(var codePoint)) {
            return codePoint;
        }
        if (Integers.isInteger(seen)) {
            return (int) Args.integer(seen, site);
        }
        throw Args.expected("a byte or character", value, site);
    }

    private static Object byteOf(int code) {
        return SizedInt.of(IntType.U8, code & 0xFF);
    }

    private static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean letter(int c) {
        return lower(c) >= 'a' && lower(c) <= 'z';
    }

    private static boolean graphic(int c) {
        return c > 32 && c < 127;
    }

    static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    static int upper(int c) {
        return c >= 'a' && c <= 'z' ? c - 32 : c;
    }
}
