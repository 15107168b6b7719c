package org.oxur.builtin;

import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;
import org.oxur.error.Site;
import org.oxur.value.Char;
import org.oxur.value.EnumValue;
import org.oxur.value.IteratorValue;
import org.oxur.value.Ref;
import org.oxur.value.StrLiteral;
import org.oxur.value.StringValue;
import org.oxur.value.Text;
import org.oxur.value.Unit;
import org.oxur.value.Utf8;

/// What changes a `String` where it is.
final class StringChanges {
    private StringChanges() {}

    static void changing(Catalogue c) {
        c.two(
                "push [&mut s c]",
                "Appends a character.",
                "(let [mut s (str \"a\")] (push! s \\b) s) ;=> \"ab\"",
                StringChanges::push);
        c.two(
                "push-str [&mut s &t]",
                "Appends a string.",
                "(let [mut s (str \"a\")] (push-str! s \"bc\") s) ;=> \"abc\"",
                StringChanges::pushStr);
        c.one(
                "pop [&mut s] -> (Option char)",
                "Removes the last character and gives it.",
                "(let [mut s (str \"ab\")] {(pop! s) s}) ;=> {(Some \\b) \"a\"}",
                (_, s, site) -> pop(StringMaking.own(s, site)));
        c.three(
                "insert [&mut s i c]",
                "Puts a character at a byte.",
                "(let [mut s (str \"ac\")] (insert! s 1 \\b) s) ;=> \"abc\"",
                (_, s, i, ch, site) ->
                        insert(StringMaking.own(s, site), i, character(ch, site), site));
        c.three(
                "insert-str [&mut s i &t]",
                "Puts a string at a byte.",
                "(let [mut s (str \"ad\")] (insert-str! s 1 \"bc\") s) ;=> \"abcd\"",
                (_, s, i, t, site) ->
                        insert(StringMaking.own(s, site), i, Args.text(t, site), site));
        c.two(
                "remove [&mut s i] -> char",
                "Removes the character at a byte and gives it.",
                "(let [mut s (str \"abc\")] {(remove! s 1) s}) ;=> {\\b \"ac\"}",
                (_, s, i, site) -> remove(StringMaking.own(s, site), i, site));
        c.two(
                "truncate [&mut s n]",
                "Keeps the first `n` bytes.",
                "(let [mut s (str \"abc\")] (truncate! s 1) s) ;=> \"a\"",
                (_, s, n, site) -> truncate(StringMaking.own(s, site), Args.count(n, site), site));
        c.one(
                "clear [&mut s]",
                "Removes all characters.",
                "(let [mut s (str \"a\")] (clear! s) s) ;=> \"\"",
                (_, s, site) -> truncate(StringMaking.own(s, site), 0, site));
        c.two(
                "extend [&mut s xs]",
                "Appends characters or strings.",
                "(let [mut s (str \"a\")] (extend! s [\\b \\c]) s) ;=> \"abc\"",
                (ctx, s, xs, site) ->
                        extend(
                                StringMaking.own(s, site),
                                Iterators.over(xs, ctx, site),
                                ctx,
                                site));
        c.two(
                "retain [&mut s test]",
                "Keeps the characters for which `test` holds.",
                "(let [mut s (str \"a1b\")] (retain! s (fn [c] (is-alphabetic c))) s) ;=> \"ab\"",
                (ctx, s, test, site) -> retain(StringMaking.own(s, site), test, ctx, site));
        c.two(
                "drain [&mut s range] -> Iterator",
                "Removes the characters of a range of bytes and gives them.",
                "(let [mut s (str \"abc\")] (drain! s (.. 0 2)) s) ;=> \"c\"",
                (_, s, range, site) -> drain(StringMaking.own(s, site), range, site));
        c.three(
                "replace-range [&mut s range &t]",
                "Puts a string in the place of a range of bytes.",
                "(let [mut s (str \"hello\")] (replace-range! s (.. 1 3) \"XYZ\") s) ;=> \"hXYZlo\"",
                (_, s, range, t, site) ->
                        replaceRange(StringMaking.own(s, site), range, Args.text(t, site), site));
        c.two(
                "split-off [&mut s i] -> String",
                "Cuts the string at a byte and gives what was behind.",
                "(let [mut s (str \"abc\")] {(split-off! s 1) s}) ;=> {\"bc\" \"a\"}",
                (_, s, i, site) -> splitOff(StringMaking.own(s, site), i, site));
        c.one(
                "make-ascii-uppercase [&mut s]",
                "Makes its letters of ASCII upper-case.",
                "(let [mut s (str \"aé\")] (make-ascii-uppercase! s) s) ;=> \"Aé\"",
                (ctx, s, site) ->
                        mapBytes(StringMaking.own(s, site), AsciiMethods::upper, ctx, site));
        c.one(
                "make-ascii-lowercase [&mut s]",
                "Makes its letters of ASCII lower-case.",
                "(let [mut s (str \"AÉ\")] (make-ascii-lowercase! s) s) ;=> \"aÉ\"",
                (ctx, s, site) ->
                        mapBytes(StringMaking.own(s, site), AsciiMethods::lower, ctx, site));
        c.two(
                "reserve [&mut s n]",
                "Nothing that can be seen: strings grow by themselves.",
                "(let [mut s (str \"a\")] (reserve! s 9) s) ;=> \"a\"",
                (_, _, n, site) -> Args.count(n, site) < 0 ? n : Unit.UNIT);
        c.one(
                "into-bytes [s] -> (Vec u8)",
                "The bytes, moved out.",
                "(into-bytes (str \"a\")) ;=> [97u8]",
                (ctx, s, site) -> StringParts.bytes(ctx, Args.text(s, site), site));
    }

    private static Object push(Context ctx, Object s, Object c, Site site) {
        var string = StringMaking.own(s, site);
        if (!(Ref.see(c, site) instanceof Char ch)) {
            throw Args.expected("a char", c, site);
        }
        guard(string, ctx, site);
        string.append(ch.codePoint());
        return Unit.UNIT;
    }

    private static Object pushStr(Context ctx, Object s, Object t, Site site) {
        var string = StringMaking.own(s, site);
        var text = Args.text(t, site);
        if (text.length() > 4096) {
            ctx.checkAllocation((long) string.length() + text.length(), site);
        }
        guard(string, ctx, site);
        string.append(text);
        return Unit.UNIT;
    }

    // Growing copies: where that is much, it is asked for first.
    private static void guard(StringValue string, Context ctx, Site site) {
        if (string.length() > 1 << 20 && string.length() == string.capacity()) {
            ctx.checkAllocation(2L * string.length(), site);
        }
    }

    private static Object pop(StringValue string) {
        if (string.length() == 0) {
            return EnumValue.NONE;
        }
        int at = Utf8.previous(string.array(), string.length());
        int c = Utf8.codePointAt(string.array(), at);
        string.truncate(at);
        return EnumValue.some(Char.of(c));
    }

    private static Text character(Object c, Site site) {
        if (Ref.see(c, site) instanceof Char ch) {
            return StrLiteral.ofUtf8(
                    Character.toString(ch.codePoint()).getBytes(StandardCharsets.UTF_8));
        }
        throw Args.expected("a char", c, site);
    }

    private static Object insert(StringValue string, Object index, Text text, Site site) {
        string.insert(
                StringMethods.boundary(string, Args.indexOrEnd(index, string.length(), site), site),
                text);
        return Unit.UNIT;
    }

    private static Object remove(StringValue string, Object index, Site site) {
        int at = StringMethods.boundary(string, Args.index(index, string.length(), site), site);
        int c = Utf8.codePointAt(string.array(), at);
        string.remove(at, at + Utf8.lengthOf(c));
        return Char.of(c);
    }

    private static Object truncate(StringValue string, long length, Site site) {
        if (length < string.length()) {
            string.truncate(StringMethods.boundary(string, (int) length, site));
        }
        return Unit.UNIT;
    }

    private static Object extend(StringValue string, IteratorValue it, Context ctx, Site site) {
        Collecting.fill(string, ctx, it, site);
        return Unit.UNIT;
    }

    private static Object retain(StringValue string, Object test, Context ctx, Site site) {
        var kept = new StringValue();
        var chars = new TextIterators.Chars(string.part(0, string.length()), false);
        int turn = 0;
        for (var c = chars.next(ctx, site); c != null; c = chars.next(ctx, site)) {
            if (Args.test(ctx, test, c, site)) {
                kept.append(((Char) c).codePoint());
            }
            if ((++turn & 1023) == 0) {
                ctx.poll(site);
            }
        }
        string.truncate(0);
        string.append(kept);
        return Unit.UNIT;
    }

    private static Object drain(StringValue string, Object range, Site site) {
        var part = Slicing.of(range, string.length(), site);
        var taken = StrLiteral.of(StringMethods.slice(string, range, site).toString());
        string.remove(part.from(), part.to());
        return new TextIterators.Chars(taken, false);
    }

    private static Object replaceRange(StringValue string, Object range, Text text, Site site) {
        var part = Slicing.of(range, string.length(), site);
        StringMethods.boundary(string, part.from(), site);
        StringMethods.boundary(string, part.to(), site);
        var with = StrLiteral.of(text.toString());
        string.remove(part.from(), part.to());
        string.insert(part.from(), with);
        return Unit.UNIT;
    }

    private static Object splitOff(StringValue string, Object index, Site site) {
        int at =
                StringMethods.boundary(string, Args.indexOrEnd(index, string.length(), site), site);
        var rest = StringValue.copyOf(string.part(at, string.length()));
        string.truncate(at);
        return rest;
    }

    private static Object mapBytes(
            StringValue string, IntUnaryOperator change, Context ctx, Site site) {
        string.map(change, () -> ctx.poll(site));
        return Unit.UNIT;
    }
}
