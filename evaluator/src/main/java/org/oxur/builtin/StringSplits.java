package org.oxur.builtin;

import org.oxur.ast.IntType;
import org.oxur.error.Site;
import org.oxur.value.EnumValue;
import org.oxur.value.SizedInt;
import org.oxur.value.StrLiteral;
import org.oxur.value.Text;
import org.oxur.value.TupleValue;
import org.oxur.value.Utf8;
import org.oxur.value.VecValue;

/// The less common ways to take a string apart: from its end, with what separates, in other units.
final class StringSplits {
    private StringSplits() {}

    static void splits(Catalogue c) {
        c.three(
                "rsplitn [&'a s n pattern] -> Iterator",
                "As `rsplit`, at most `n` parts, the last of which is the rest.",
                "(rsplitn \"a,b,c\" 2 \",\") ;=> [\"c\" \"a,b\"]",
                (ctx, s, n, p, site) ->
                        rsplitn(StringMethods.lent(s, site), Args.count(n, site), p, ctx, site));
        c.two(
                "split-inclusive [&'a s pattern] -> Iterator",
                "As `split`, each part with the match that ends it.",
                "(split-inclusive \"a\\nb\\nc\" \"\\n\") ;=> [\"a\\n\" \"b\\n\" \"c\"]",
                (ctx, s, p, site) -> splitInclusive(StringMethods.lent(s, site), p, ctx, site));
        c.two(
                "rsplit-terminator [&'a s pattern] -> Iterator",
                "As `split-terminator`, from the end.",
                "(rsplit-terminator \"a;b;\" \";\") ;=> [\"b\" \"a\"]",
                (ctx, s, p, site) ->
                        new Adapters.Reversed(
                                StringParts.split(
                                        StringMethods.lent(s, site), p, true, ctx, site)));
        c.one(
                "split-ascii-whitespace [&'a s] -> Iterator",
                "The words between white space of ASCII.",
                "(split-ascii-whitespace \" a  b \") ;=> [\"a\" \"b\"]",
                (ctx, s, site) ->
                        StringParts.words(
                                StringMethods.lent(s, site),
                                StringSplits::isAsciiSpace,
                                ctx,
                                site));
        c.two(
                "rmatches [&'a s pattern] -> Iterator",
                "The parts that match, from the end.",
                "(collect (.rmatches \"1a2b\" (fn [c] (is-numeric c)))) ;=> [\"2\" \"1\"]",
                (ctx, s, p, site) -> rmatches(StringMethods.lent(s, site), p, false, ctx, site));
        c.two(
                "rmatch-indices [&'a s pattern] -> Iterator",
                "The parts that match, with the bytes where they begin, from the end.",
                "(rmatch-indices \"abab\" \"b\") ;=> [{3 \"b\"} {1 \"b\"}]",
                (ctx, s, p, site) -> rmatches(StringMethods.lent(s, site), p, true, ctx, site));
        c.two(
                "split-at-checked [&'a s i] -> (Option {str str})",
                "The parts before and after a byte, if a character begins there.",
                "{(.split-at-checked \"abc\" 1) (.split-at-checked \"é\" 1)} ;=> {(Some {\"a\" \"bc\"})"
                        + " None}",
                (_, s, i, site) -> splitAt(StringMethods.lent(s, site), Args.integer(i, site)));
        c.one(
                "trim-ascii [&'a s] -> str",
                "Without white space of ASCII at both ends.",
                "(.trim-ascii \"  a b \") ;=> \"a b\"",
                (_, s, site) -> trimAscii(StringMethods.lent(s, site), true, true));
        c.one(
                "trim-ascii-start [&'a s] -> str",
                "Without white space of ASCII at the beginning.",
                "(.trim-ascii-start \" a \") ;=> \"a \"",
                (_, s, site) -> trimAscii(StringMethods.lent(s, site), true, false));
        c.one(
                "trim-ascii-end [&'a s] -> str",
                "Without white space of ASCII at the end.",
                "(.trim-ascii-end \" a \") ;=> \" a\"",
                (_, s, site) -> trimAscii(StringMethods.lent(s, site), false, true));
        c.two(
                "floor-char-boundary [&s i] -> i64",
                "Where the character begins that a byte is in.",
                "(.floor-char-boundary \"hé\" 2) ;=> 1",
                (_, s, i, site) -> boundary(StringMethods.lent(s, site), Args.count(i, site), -1));
        c.two(
                "ceil-char-boundary [&s i] -> i64",
                "The byte itself where a character begins, else where the next one does.",
                "(.ceil-char-boundary \"hé\" 2) ;=> 3",
                (_, s, i, site) -> boundary(StringMethods.lent(s, site), Args.count(i, site), 1));
        c.one(
                "encode-utf16 [&s] -> Iterator",
                "The units of UTF-16.",
                "(encode-utf16 \"a😀\") ;=> [97u16 55357u16 56832u16]",
                (ctx, s, site) -> utf16(StringMethods.lent(s, site), ctx, site));
    }

    private static Object rsplitn(
            StrLiteral text, long most, Object pattern, Context ctx, Site site) {
        var parts = new VecValue();
        var found = Pattern.of(pattern, ctx, site);
        int end = text.length();
        while (parts.size() + 1 < most) {
            int at = found.findLast(text, 0, end);
            if (at < 0) {
                break;
            }
            parts.add(text.part(at + found.length, end));
            end = at;
            ctx.poll(site);
        }
        if (most > 0) {
            parts.add(text.part(0, end));
        }
        return Iterators.Elements.parts(parts, text.borrow());
    }

    private static Object splitInclusive(StrLiteral text, Object pattern, Context ctx, Site site) {
        var parts = new VecValue();
        var found = Pattern.of(pattern, ctx, site);
        int from = 0;
        while (from < text.length()) {
            int at = found.find(text, from, text.length());
            int end = at < 0 ? text.length() : Math.max(at + found.length, from + 1);
            parts.add(text.part(from, end));
            from = end;
            ctx.poll(site);
        }
        return Iterators.Elements.parts(parts, text.borrow());
    }

    private static Object rmatches(
            StrLiteral text, Object pattern, boolean withIndices, Context ctx, Site site) {
        var all = new VecValue();
        var found = Pattern.of(pattern, ctx, site);
        int end = text.length();
        for (int at = found.findLast(text, 0, end);
                at >= 0;
                at = end < 0 ? -1 : found.findLast(text, 0, end)) {
            var part = text.part(at, at + found.length);
            all.add(withIndices ? new TupleValue((long) at, part) : part);
            end = found.length == 0 ? at - 1 : at;
            ctx.poll(site);
        }
        return Iterators.Elements.parts(all, text.borrow());
    }

    private static Object splitAt(StrLiteral text, long at) {
        return at < 0 || at > text.length() || !Utf8.isBoundary(text, (int) at)
                ? EnumValue.NONE
                : EnumValue.some(
                        new TupleValue(text.part(0, (int) at), text.part((int) at, text.length())));
    }

    private static boolean isAsciiSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
    }

    private static StrLiteral trimAscii(StrLiteral text, boolean atStart, boolean atEnd) {
        int from = 0;
        int to = text.length();
        byte[] bytes = text.array();
        while (atStart && from < to && isAsciiSpace(bytes[text.start() + from])) {
            from++;
        }
        while (atEnd && to > from && isAsciiSpace(bytes[text.start() + to - 1])) {
            to--;
        }
        return text.part(from, to);
    }

    private static Object boundary(Text text, long index, int step) {
        if (index >= text.length()) {
            return (long) text.length();
        }
        int at = (int) index;
        while (!Utf8.isBoundary(text, at)) {
            at += step;
        }
        return (long) at;
    }

    private static Object utf16(StrLiteral text, Context ctx, Site site) {
        ctx.checkAllocation(8L * text.length(), site);
        var units = new VecValue();
        for (int at = 0, turn = 1; at < text.length(); turn++) {
            int c = Utf8.codePointAt(text.array(), text.start() + at);
            at += Utf8.lengthOf(c);
            for (char unit : Character.toChars(c)) {
                units.add(SizedInt.of(IntType.U16, unit));
            }
            if ((turn & 0xFFFF) == 0) {
                ctx.poll(site);
            }
        }
        return Iterators.Elements.parts(units, text.borrow());
    }
}
