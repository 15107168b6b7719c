package org.oxur.builtin;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.oxur.ast.IntType;
import org.oxur.error.Site;
import org.oxur.value.Char;
import org.oxur.value.EnumValue;
import org.oxur.value.Ref;
import org.oxur.value.SizedInt;
import org.oxur.value.StrLiteral;
import org.oxur.value.Utf8;

/// What characters do.
final class CharMethods {
    private CharMethods() {}

    private interface Test {
        boolean test(int c);
    }

    private static int code(Object c, Site site) {
        if (Ref.see(c, site) instanceof Char ch) {
            return ch.codePoint();
        }
        throw Args.expected("a char", c, site);
    }

    private static void test(Catalogue c, String name, String what, String example, Test test) {
        c.one(
                name + " [c] -> bool",
                "Whether it is " + what + ".",
                example,
                (_, ch, site) -> test.test(code(ch, site)));
    }

    static Catalogue catalogue() {
        var c = new Catalogue("Characters");
        test(
                c,
                "is-alphabetic",
                "a letter",
                "(is-alphabetic \\é) ;=> true",
                Character::isAlphabetic);
        test(c, "is-numeric", "a numeral", "(is-numeric \\7) ;=> true", CharMethods::isNumeric);
        test(
                c,
                "is-alphanumeric",
                "a letter or a numeral",
                "(is-alphanumeric \\_) ;=> false",
                ch -> Character.isAlphabetic(ch) || isNumeric(ch));
        test(
                c,
                "is-whitespace",
                "white space",
                "(is-whitespace \\space) ;=> true",
                StringParts::isWhitespace);
        test(
                c,
                "is-uppercase",
                "a capital letter",
                "(is-uppercase \\A) ;=> true",
                Character::isUpperCase);
        test(
                c,
                "is-lowercase",
                "a small letter",
                "(is-lowercase \\A) ;=> false",
                Character::isLowerCase);
        test(
                c,
                "is-control",
                "a control character",
                "(is-control \\newline) ;=> true",
                ch -> Character.getType(ch) == Character.CONTROL);
        AsciiMethods.ofChars(c);
        c.two(
                "is-digit [c radix] -> bool",
                "Whether it is a digit in a base of up to 36.",
                "(is-digit \\f 16) ;=> true",
                (_, ch, radix, site) -> digit(ch, radix, site) >= 0);
        c.two(
                "to-digit [c radix] -> (Option u32)",
                "The digit that it is in a base of up to 36.",
                "(to-digit \\7 10) ;=> (Some 7u32)",
                (_, ch, radix, site) ->
                        digit(ch, radix, site) < 0
                                ? EnumValue.NONE
                                : EnumValue.some(SizedInt.of(IntType.U32, digit(ch, radix, site))));
        c.one(
                "to-uppercase [c] -> Iterator",
                "The capital, which may be several characters.",
                "(collect (to-uppercase \\ß) String) ;=> \"SS\"",
                (_, ch, site) ->
                        chars(Character.toString(code(ch, site)).toUpperCase(Locale.ROOT)));
        c.one(
                "to-lowercase [c] -> Iterator",
                "The small letter.",
                "(to-lowercase \\A) ;=> [\\a]",
                (_, ch, site) ->
                        chars(Character.toString(code(ch, site)).toLowerCase(Locale.ROOT)));
        c.one(
                "to-ascii-uppercase [c] -> char",
                "The capital of an ASCII letter.",
                "(to-ascii-uppercase \\a) ;=> \\A",
                (_, ch, site) -> Char.of(AsciiMethods.upper(code(ch, site))));
        c.one(
                "to-ascii-lowercase [c] -> char",
                "The small letter of an ASCII letter.",
                "(to-ascii-lowercase \\A) ;=> \\a",
                (_, ch, site) -> Char.of(AsciiMethods.lower(code(ch, site))));
        c.one(
                "len-utf8 [c] -> i64",
                "How many bytes it takes in UTF-8.",
                "(len-utf8 \\é) ;=> 2",
                (_, ch, site) -> (long) Utf8.lengthOf(code(ch, site)));
        c.one(
                "len-utf16 [c] -> i64",
                "How many units it takes in UTF-16.",
                "(len-utf16 \\😀) ;=> 2",
                (_, ch, site) -> (long) Character.charCount(code(ch, site)));
        Escaping.ofChars(c);
        return c;
    }

    private static boolean isNumeric(int c) {
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
                    true;
            default -> false;
        };
    }

    private static int digit(Object c, Object radix, Site site) {
        long base = Args.integer(radix, site);
        if (base < 2 || base > 36) {
            throw Args.panic("a base is from 2 to 36, found " + base, site);
        }
        int code = code(c, site);
        return code < 128 ? Character.digit(code, (int) base) : -1;
    }

    private static Object chars(String text) {
        return new TextIterators.Chars(
                StrLiteral.ofUtf8(text.getBytes(StandardCharsets.UTF_8)), false);
    }
}
