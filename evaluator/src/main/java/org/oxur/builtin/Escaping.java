package org.oxur.builtin;

import java.nio.charset.StandardCharsets;
import org.oxur.error.Site;
import org.oxur.value.Char;
import org.oxur.value.Escapes;
import org.oxur.value.Ref;
import org.oxur.value.StrLiteral;
import org.oxur.value.StringValue;

/// Text as it is written in a literal of Rust: `escape-debug`, `escape-default`, `escape-unicode`.
final class Escaping {
    private Escaping() {}

    private interface Escape {
        void write(int codePoint, boolean first, StringBuilder out);
    }

    static void ofStrings(Catalogue c) {
        ofString(
                c,
                "escape-debug",
                "The string with escapes for quotes and for what is not seen.",
                "(.escape-debug \"a\\n\\\"é\") ;=> \"a\\\\n\\\\\\\"é\"",
                Escaping::debug);
        ofString(
                c,
                "escape-default",
                "The string with escapes for quotes and for all that is not ASCII.",
                "(.escape-default \"a\\né\") ;=> \"a\\\\n\\\\u{e9}\"",
                Escaping::ascii);
        ofString(
                c,
                "escape-unicode",
                "The string with every character as its number.",
                "(.escape-unicode \"aé\") ;=> \"\\\\u{61}\\\\u{e9}\"",
                Escaping::number);
    }

    static void ofChars(Catalogue c) {
        ofChar(
                c,
                "escape-debug",
                "The characters of its escape where it is a quote or not seen, else itself.",
                "(collect (.escape-debug \\newline) String) ;=> \"\\\\n\"",
                Escaping::debug);
        ofChar(
                c,
                "escape-default",
                "The characters of its escape where it is a quote or not in ASCII, else itself.",
                "(collect (.escape-default \\é) String) ;=> \"\\\\u{e9}\"",
                Escaping::ascii);
        ofChar(
                c,
                "escape-unicode",
                "The characters of its number.",
                "(collect (.escape-unicode \\a) String) ;=> \"\\\\u{61}\"",
                Escaping::number);
    }

    private static void ofString(
            Catalogue c, String name, String doc, String example, Escape escape) {
        c.one(
                name + " [&s] -> String",
                doc,
                example,
                (ctx, s, site) -> {
                    var out = new StringBuilder();
                    var chars = new TextIterators.Chars(StringMethods.whole(s), false);
                    int turn = 0;
                    for (var next = chars.next(ctx, site);
                            next != null;
                            next = chars.next(ctx, site)) {
                        escape.write(((Char) next).codePoint(), turn == 0, out);
                        if ((++turn & 1023) == 0) {
                            ctx.poll(site);
                            ctx.checkAllocation(2L * out.length(), site);
                        }
                    }
                    return StringValue.of(out.toString());
                });
    }

    private static void ofChar(
            Catalogue c, String name, String doc, String example, Escape escape) {
        c.one(
                name + " [c] -> Iterator",
                doc,
                example,
                (_, ch, site) -> {
                    var out = new StringBuilder();
                    escape.write(character(ch, site), true, out);
                    return new TextIterators.Chars(
                            StrLiteral.ofUtf8(out.toString().getBytes(StandardCharsets.UTF_8)),
                            false);
                });
    }

    private static int character(Object c, Site site) {
        if (Ref.see(c, site) instanceof Char(var codePoint)) {
            return codePoint;
        }
        throw Args.expected("a char", c, site);
    }

    // What combines with the character before it is seen there.
    private static void debug(int c, boolean first, StringBuilder out) {
        if (c == 0) {
            out.append("\\0");
        } else if (!named(c, out)) {
            boolean seen = first ? Escapes.isPrintable(c) : Escapes.isPrintableWithin(c);
            if (seen) {
                out.appendCodePoint(c);
            } else {
                number(c, first, out);
            }
        }
    }

    private static void ascii(int c, boolean first, StringBuilder out) {
        if (named(c, out)) {
            return;
        }
        if (c >= 0x20 && c < 0x7F) {
            out.append((char) c);
        } else {
            number(c, first, out);
        }
    }

    private static void number(int c, boolean first, StringBuilder out) {
        out.append("\\u{").append(Integer.toHexString(c)).append('}');
    }

    private static boolean named(int c, StringBuilder out) {
        switch (c) {
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            case '\n' -> out.append("\\n");
            case '\'', '"', '\\' -> out.append('\\').append((char) c);
            default -> {
                return false;
            }
        }
        return true;
    }
}
