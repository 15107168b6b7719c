package org.oxur.builtin;

import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;
import org.oxur.value.Char;
import org.oxur.value.IteratorValue;
import org.oxur.value.Ref;
import org.oxur.value.StrLiteral;
import org.oxur.value.StringValue;
import org.oxur.value.Text;

/// Strings made of others: in another case, with parts replaced, repeated, joined.
final class StringMaking {
    private StringMaking() {}

    static void making(Catalogue c) {
        c.one(
                "to-string [&s] -> String",
                "A string of one's own.",
                "(to-string \"a\") ;=> \"a\"",
                (ctx, s, site) -> owned(StringMethods.text(s), ctx, site));
        c.one(
                "to-owned [&s] -> String",
                "A string of one's own.",
                "(to-owned \"a\") ;=> \"a\"",
                (ctx, s, site) -> owned(StringMethods.text(s), ctx, site));
        c.one(
                "to-uppercase [&s] -> String",
                "In capitals.",
                "(to-uppercase \"abc\") ;=> \"ABC\"",
                (ctx, s, site) -> LetterCase.upper(StringMethods.text(s), ctx, site));
        c.one(
                "to-lowercase [&s] -> String",
                "In small letters.",
                "(to-lowercase \"ABC\") ;=> \"abc\"",
                (ctx, s, site) -> LetterCase.lower(StringMethods.text(s), ctx, site));
        c.one(
                "to-ascii-uppercase [&s] -> String",
                "ASCII letters in capitals.",
                "(to-ascii-uppercase \"aé\") ;=> \"Aé\"",
                (ctx, s, site) -> LetterCase.ascii(StringMethods.text(s), true, ctx, site));
        c.one(
                "to-ascii-lowercase [&s] -> String",
                "ASCII letters small.",
                "(to-ascii-lowercase \"AÉ\") ;=> \"aÉ\"",
                (ctx, s, site) -> LetterCase.ascii(StringMethods.text(s), false, ctx, site));
        c.three(
                "replace [&s pattern &to] -> String",
                "With every match replaced.",
                "(.replace \"a-b-c\" \"-\" \"+\") ;=> \"a+b+c\"",
                (ctx, s, p, to, site) ->
                        replace(
                                ctx,
                                StringMethods.whole(s),
                                p,
                                Args.text(to, site),
                                Long.MAX_VALUE,
                                site));
        c.any(
                "replacen [&s pattern &to n] -> String",
                "With the first `n` matches replaced.",
                "(.replacen \"a-b-c\" \"-\" \"+\" 1) ;=> \"a+b-c\"",
                (ctx, a, site) ->
                        replace(
                                ctx,
                                StringMethods.whole(a[0]),
                                a[1],
                                Args.text(a[2], site),
                                Args.count(a[3], site),
                                site));
        c.two(
                "repeat [&s n] -> String",
                "The string `n` times over.",
                "(.repeat \"ab\" 3) ;=> \"ababab\"",
                (ctx, s, n, site) -> repeat(ctx, StringMethods.text(s), n, site));
        c.any(
                "parse [&s type?] -> (Result T String)",
                "What the string says as a value of that type, `i64` where none is said; an `Err`"
                        + " tells why not, in Rust's words.",
                "{(parse \"42\" i64) (parse \"x\" f64)} ;=> {(Ok 42) (Err \"invalid float"
                        + " literal\")}",
                (ctx, a, site) ->
                        Conversions.parse(
                                StringMethods.text(a[0]), a.length > 1 ? a[1] : null, ctx, site));
    }

    private static StringValue owned(Text text, Context ctx, Site site) {
        if (text.length() > 4096) {
            ctx.checkAllocation(text.length(), site);
        }
        return StringValue.copyOf(text);
    }

    private static Object replace(
            Context ctx, StrLiteral text, Object pattern, Text to, long most, Site site) {
        var result = new StringValue();
        if (Ref.see(pattern, site) instanceof Text needle && needle.length() == 0) {
            return Args.string(text.toString().replace("", to.toString()));
        }
        var found = Pattern.of(pattern, ctx, site);
        int at = 0;
        for (long i = 0; i < most; i++) {
            int next = found.find(text, at, text.length());
            if (next < 0) {
                break;
            }
            result.append(text.array(), text.start() + at, next - at);
            result.append(to);
            at = next + found.length;
            if ((i & 1023) == 1023) {
                ctx.poll(site);
                ctx.checkAllocation(result.length(), site);
            }
        }
        result.append(text.array(), text.start() + at, text.length() - at);
        return result;
    }

    static Object repeat(Context ctx, Text text, Object n, Site site) {
        long times = Args.count(n, site);
        long bytes =
                text.length() == 0
                        ? 0
                        : times > Long.MAX_VALUE / text.length()
                                ? Long.MAX_VALUE
                                : times * text.length();
        ctx.checkAllocation(bytes, site);
        if (bytes > Integer.MAX_VALUE - 16) {
            throw Args.bad("a string of " + bytes + " bytes is too long", site);
        }
        var result = StringValue.withCapacity((int) bytes);
        long unasked = 0;
        for (long i = 0; i < times && bytes > 0; i++) {
            result.append(text);
            unasked += text.length() + 1024;
            if (unasked >= 1 << 20) {
                unasked = 0;
                ctx.poll(site);
            }
        }
        return result;
    }

    /// The displays of elements, which must be strings or characters, with a separator between
    /// them.
    static StringValue joined(
            IteratorValue parts, @Nullable Text separator, Context ctx, Site site) {
        var result = new StringValue();
        boolean first = true;
        int turn = 0;
        for (var part = parts.next(ctx, site); part != null; part = parts.next(ctx, site)) {
            if (!first && separator != null) {
                result.append(separator);
            }
            first = false;
            switch (Ref.see(part, site)) {
                case Text text -> result.append(text);
                case Char c -> result.append(c.codePoint());
                default -> throw Args.expected("strings to join", part, site);
            }
            if ((++turn & 1023) == 0) {
                ctx.poll(site);
                ctx.checkAllocation(result.length(), site);
            }
        }
        return result;
    }

    static StringValue own(Object s, Site site) {
        if (s instanceof StringValue string) {
            return string;
        }
        throw Args.mismatch(
                "a string literal cannot be changed; `(to-string \"…\")` gives a String that can",
                site);
    }
}
