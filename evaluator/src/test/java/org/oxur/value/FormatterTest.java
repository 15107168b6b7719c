package org.oxur.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.oxur.ast.IntType;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// What is expected here was printed by rustc's `format!`, where Oxur's form is not another.
class FormatterTest {
    private static final Site SITE = () -> new Span(new SourceText("test", ""), 0, 0);

    @Test
    void widthFillAndAlignment() {
        check(
                "    1|2    |  3  |00042|3.14|ff|\"q\"",
                "{:>5}|{:<5}|{:^5}|{:05}|{:.2}|{:x}|{:?}",
                1L,
                2L,
                3L,
                42L,
                3.14159,
                255L,
                str("q"));
        check("***mid***", "{:*^9}", str("mid"));
        check("--12---", "{:-^7}", 12L);
        check("true |", "{:5}|", true);
        check("c    |", "{:5}|", Char.of('c'));
        check("  1.5|", "{:5}|", 1.5);
        check("   -0|", "{:>5}|", -0.0);
        check("é    |   ab|", "{:<5}|{:>5}|", str("é"), str("ab"));
        check("}}}}7", "{:}>5}", 7L);
    }

    @Test
    void signsZerosAndPrefixes() {
        check("+5", "{:+}", 5L);
        check("+2.0", "{:+.1}", 2.0);
        check("   +3|", "{:>+5}|", 3L);
        check("00007", "{:<05}", 7L);
        check("-003.142", "{:08.3}", -3.14159);
        check("00inf", "{:05}", Double.POSITIVE_INFINITY);
        check("00NaN", "{:05}", Double.NaN);
        check("+inf", "{:+}", Double.POSITIVE_INFINITY);
        check("NaN", "{:+}", Double.NaN);
        check("0xff", "{:#x}", 255L);
        check("0b00000101", "{:#010b}", 5L);
        check("0x000a", "{:#06x}", 10L);
        check("0xAB", "{:#X}", 171L);
        check("ff", "{:x}", SizedInt.of(IntType.I8, -1));
        check("ffffffffffffffff", "{:x}", -1L);
        check("10", "{:o}", 8L);
    }

    @Test
    void argumentsByPositionAndName() {
        check("1 2 1", "{0} {1} {0}", 1L, 2L);
        check("{}", "{{}}");
        check("1.235", "{:.*}", 3L, 1.23456);
        check("2 1 2", "{1} {} {}", 1L, 2L);
        var named = Map.<String, Object>of("x", 1.23456, "width", 8L, "prec", 2L);
        assertEquals(
                "    1.23",
                Formatter.format(
                        FormatString.parse("{x:>width$.prec$}"),
                        new Object[0],
                        named,
                        Host.NONE,
                        SITE));
        assertEquals(Set.of("x", "width", "prec"), FormatString.parse("{x:>width$.prec$}").names());
        check("   1.5", "{:1$.2$}", 1.5, 6L, 1L);
    }

    @Test
    void exponents() {
        check(
                "1.2345e3 1.2E-4 1.2e3 1.2e3",
                "{:e} {:E} {:e} {:.1e}",
                1234.5,
                0.00012,
                1200L,
                1250L);
        check("0e0 1e2 0e0", "{:e} {:e} {:e}", 0.0, SizedInt.of(IntType.U64, 100), 0L);
        check("00001.23e3|", "{:010.2e}|", 1234.5);
        check("1.235e5 2e1 2e1", "{:.3e} {:.0e} {:.0e}", 123456L, 15.0, 25.0);
    }

    @Test
    void debugPassesItsWishesToTheNumbersInside() {
        check("[1.2 2.0]", "{:.1?}", VecValue.of(1.25, 2.0));
        check("[001 002]", "{:03?}", VecValue.of(1L, 2L));
        check("[+1]", "{:+?}", VecValue.of(1L));
        check("(Some      1)|", "{:6?}|", EnumValue.some(1L));
        check("\"a\"| true |", "{:5?}| {:5?}|", str("a"), true);
    }

    @Test
    void prettyIsOneElementToALine() {
        var type = new StructType("P", "", List.of("x", "y"), "oo", false, false);
        check(
                "(P\n    :x 1\n    :y [\n        2.0\n    ]\n)",
                "{:#?}",
                new StructValue(type, new Object[] {1L, VecValue.of(2.0)}));
        check("[]", "{:#?}", new VecValue());
        check("{\n    1\n    \"a\"\n}", "{:#?}", new TupleValue(1L, str("a")));
        check("(Some\n    1\n)", "{:#?}", EnumValue.some(1L));
    }

    @Test
    void displayIsWithoutSuffixesAndQuotes() {
        check(
                "2 2.0 7 7",
                "{} {:?} {} {:?}",
                2.0,
                2.0,
                SizedInt.of(IntType.U8, 7),
                SizedInt.of(IntType.U8, 7));
        check(
                "a \\a b \"b\" [1.0 \"x\"]",
                "{} {:?} {} {:?} {}",
                Char.of('a'),
                Char.of('a'),
                str("b"),
                str("b"),
                VecValue.of(1.0, str("x")));
        check("ab", "{:.2}", str("abcdef"));
    }

    @Test
    void mistakesAreFoundBeforeAnythingRuns() {
        assertMistake("unmatched `}`", "a } b");
        assertMistake("is not closed", "a {x");
        assertMistake("unknown format `q`", "{:q}");
        assertMistake("is no name", "{p.x}");
        assertMistake("precision must follow", "{:.}");
        assertTrue(
                FormatString.parse("{} {0:?} {name:>+#08.3x} {:>1$} {:w$.p$} {{}}")
                        .mistakes()
                        .isEmpty());
        assertEquals(2, FormatString.parse("{1} {}").positions());
        assertEquals(
                "the format string asks for 2 arguments, but there is 1 argument",
                FormatString.parse("{} {}").problemWith(1));
        assertEquals(
                "argument never used: the format string asks for 1 argument, but there are 2",
                FormatString.parse("{}").problemWith(2));
        assertEquals(
                "bad-argument", assertThrows(OxurPanic.class, () -> format("{}")).error().code());
        assertEquals(
                "type-mismatch",
                assertThrows(OxurPanic.class, () -> format("{:x}", str("a"))).error().code());
        assertEquals(
                "type-mismatch",
                assertThrows(OxurPanic.class, () -> format("{:x}", 1.5)).error().code());
    }

    private static StrLiteral str(String text) {
        return StrLiteral.of(text);
    }

    private static String format(String format, Object... arguments) {
        return Formatter.format(FormatString.parse(format), arguments, Map.of(), Host.NONE, SITE);
    }

    private static void check(String expected, String format, Object... arguments) {
        assertEquals(expected, format(format, arguments));
    }

    private static void assertMistake(String part, String format) {
        var mistakes = FormatString.parse(format).mistakes();
        assertTrue(
                !mistakes.isEmpty() && mistakes.getFirst().message().contains(part),
                () -> format + ": " + mistakes);
    }
}
