package org.oxur.builtin;

import java.util.function.IntPredicate;
import org.oxur.ast.IntType;
import org.oxur.error.Site;
import org.oxur.value.Borrow;
import org.oxur.value.EnumValue;
import org.oxur.value.IteratorValue;
import org.oxur.value.Ref;
import org.oxur.value.SizedInt;
import org.oxur.value.StrLiteral;
import org.oxur.value.Text;
import org.oxur.value.TupleValue;
import org.oxur.value.Utf8;
import org.oxur.value.VecValue;

/// Strings taken apart: split, trimmed, matched, by lines, words and bytes. Parts are `str`s that
/// share the bytes.
final class StringParts {
    private StringParts() {}

    static void parts(Catalogue c) {
        c.one(
                "chars [&'a s] -> Iterator",
                "The characters.",
                "(chars \"hé\") ;=> [\\h \\é]",
                (_, s, site) -> new TextIterators.Chars(StringMethods.lent(s, site), false));
        c.one(
                "char-indices [&'a s] -> Iterator",
                "The characters with the bytes where they begin.",
                "(char-indices \"éa\") ;=> [{0 \\é} {2 \\a}]",
                (_, s, site) -> new TextIterators.Chars(StringMethods.lent(s, site), true));
        c.one(
                "bytes [&'a s] -> Iterator",
                "The bytes of UTF-8.",
                "(bytes \"hé\") ;=> [104u8 195u8 169u8]",
                (_, s, site) ->
                        new TextIterators.Bytes(
                                StringMethods.lent(s, site),
                                0,
                                StringMethods.lent(s, site).length()));
        c.one(
                "as-bytes [&'a s] -> &(Vec u8)",
                "The bytes of UTF-8, lent.",
                "(.as-bytes \"hi\") ;=> [104u8 105u8]",
                StringParts::asBytes);
        c.one(
                "lines [&'a s] -> Iterator",
                "The lines without their ends.",
                "(lines \"a\\nb\\r\\n\") ;=> [\"a\" \"b\"]",
                StringParts::lines);
        c.two(
                "split [&'a s pattern] -> Iterator",
                "The parts between the matches of a string, character or test.",
                "(split \"a,b,c\" \",\") ;=> [\"a\" \"b\" \"c\"]",
                (ctx, s, p, site) -> split(StringMethods.lent(s, site), p, false, ctx, site));
        c.two(
                "split-terminator [&'a s pattern] -> Iterator",
                "As `split`, without an empty part at the end.",
                "(split-terminator \"a;b;\" \";\") ;=> [\"a\" \"b\"]",
                (ctx, s, p, site) -> split(StringMethods.lent(s, site), p, true, ctx, site));
        c.two(
                "rsplit [&'a s pattern] -> Iterator",
                "As `split`, from the end.",
                "(rsplit \"a,b\" \",\") ;=> [\"b\" \"a\"]",
                (ctx, s, p, site) ->
                        new Adapters.Reversed(
                                split(StringMethods.lent(s, site), p, false, ctx, site)));
        c.three(
                "splitn [&'a s n pattern] -> Iterator",
                "As `split`, at most `n` parts, the last of which is the rest.",
                "(splitn \"a,b,c\" 2 \",\") ;=> [\"a\" \"b,c\"]",
                (ctx, s, n, p, site) -> splitn(ctx, StringMethods.lent(s, site), n, p, site));
        c.one(
                "split-whitespace [&'a s] -> Iterator",
                "The words between white space.",
                "(split-whitespace \" a  b \") ;=> [\"a\" \"b\"]",
                (ctx, s, site) ->
                        words(StringMethods.lent(s, site), StringParts::isSpace, ctx, site));
        c.two(
                "split-once [&'a s pattern] -> (Option {str str})",
                "What stands before and after the first match.",
                "(split-once \"k=v=w\" \"=\") ;=> (Some {\"k\" \"v=w\"})",
                (ctx, s, p, site) -> splitOnce(ctx, StringMethods.lent(s, site), p, false, site));
        c.two(
                "rsplit-once [&'a s pattern] -> (Option {str str})",
                "What stands before and after the last match.",
                "(rsplit-once \"k=v=w\" \"=\") ;=> (Some {\"k=v\" \"w\"})",
                (ctx, s, p, site) -> splitOnce(ctx, StringMethods.lent(s, site), p, true, site));
        c.two(
                "split-at [&'a s i] -> {str str}",
                "The parts before and after a byte.",
                "(.split-at \"abc\" 1) ;=> {\"a\" \"bc\"}",
                (_, s, i, site) -> splitAt(StringMethods.lent(s, site), i, site));
        c.one(
                "trim [&'a s] -> str",
                "Without white space at both ends.",
                "(trim \"  a b \") ;=> \"a b\"",
                (_, s, site) -> trim(StringMethods.lent(s, site), true, true));
        c.one(
                "trim-start [&'a s] -> str",
                "Without white space at the beginning.",
                "(trim-start \"  a \") ;=> \"a \"",
                (_, s, site) -> trim(StringMethods.lent(s, site), true, false));
        c.one(
                "trim-end [&'a s] -> str",
                "Without white space at the end.",
                "(trim-end \"  a \") ;=> \"  a\"",
                (_, s, site) -> trim(StringMethods.lent(s, site), false, true));
        c.two(
                "trim-matches [&'a s pattern] -> str",
                "Without matches at both ends.",
                "(trim-matches \"xxaxx\" \\x) ;=> \"a\"",
                (ctx, s, p, site) -> trim(ctx, StringMethods.lent(s, site), p, true, true, site));
        c.two(
                "trim-start-matches [&'a s pattern] -> str",
                "Without matches at the beginning.",
                "(trim-start-matches \"00420\" \\0) ;=> \"420\"",
                (ctx, s, p, site) -> trim(ctx, StringMethods.lent(s, site), p, true, false, site));
        c.two(
                "trim-end-matches [&'a s pattern] -> str",
                "Without matches at the end.",
                "(trim-end-matches \"a!!\" \\!) ;=> \"a\"",
                (ctx, s, p, site) -> trim(ctx, StringMethods.lent(s, site), p, false, true, site));
        c.two(
                "strip-prefix [&'a s pattern] -> (Option str)",
                "What follows a beginning, if the string has it.",
                "(strip-prefix \"abc\" \"ab\") ;=> (Some \"c\")",
                (ctx, s, p, site) ->
                        stripped(
                                StringMethods.lent(s, site),
                                StringMethods.prefix(ctx, s, p, site),
                                true));
        c.two(
                "strip-suffix [&'a s pattern] -> (Option str)",
                "What precedes an ending, if the string has it.",
                "(strip-suffix \"abc\" \"bc\") ;=> (Some \"a\")",
                (ctx, s, p, site) ->
                        stripped(
                                StringMethods.lent(s, site),
                                StringMethods.suffix(ctx, s, p, site),
                                false));
        c.two(
                "matches [&'a s pattern] -> Iterator",
                "The parts that match.",
                "(.count (.matches \"abab\" \"a\")) ;=> 2",
                (ctx, s, p, site) -> matches(ctx, StringMethods.lent(s, site), p, false, site));
        c.two(
                "match-indices [&'a s pattern] -> Iterator",
                "The parts that match, with the bytes where they begin.",
                "(match-indices \"abab\" \"b\") ;=> [{1 \"b\"} {3 \"b\"}]",
                (ctx, s, p, site) -> matches(ctx, StringMethods.lent(s, site), p, true, site));
    }

    private static Object asBytes(Context ctx, Object s, Site site) {
        var text = StringMethods.lent(s, site);
        var borrow = text.borrow();
        return Ref.shared(bytes(ctx, s, site), borrow == null ? Borrow.FOREVER : borrow);
    }

    /// The bytes in a vector of its own.
    static Object bytes(Context ctx, Object s, Site site) {
        var text = StringMethods.lent(s, site);
        ctx.checkAllocation(8L * text.length(), site);
        var bytes = new VecValue();
        for (int i = 0; i < text.length(); i++) {
            bytes.add(SizedInt.of(IntType.U8, text.array()[text.start() + i] & 0xFF));
            if ((i & 0xFFFF) == 0xFFFF) {
                ctx.poll(site);
            }
        }
        return bytes;
    }

    private static Object lines(Context ctx, Object s, Site site) {
        var whole = StringMethods.lent(s, site);
        var lines =
                new TextIterators.Split(whole, Pattern.of(StrLiteral.of("\n"), ctx, site), true);
        var without = new VecValue();
        for (var line = lines.next(ctx, site); line != null; line = lines.next(ctx, site)) {
            var text = (StrLiteral) line;
            int length = text.length();
            boolean carriage = length > 0 && text.array()[text.start() + length - 1] == '\r';
            without.add(carriage ? text.part(0, length - 1) : text);
            if ((without.size() & 1023) == 0) {
                ctx.poll(site);
            }
        }
        return Iterators.Elements.parts(without, whole.borrow());
    }

    static IteratorValue split(
            StrLiteral text, Object pattern, boolean terminated, Context ctx, Site site) {
        if (Ref.see(pattern, site) instanceof Text needle && needle.length() == 0) {
            return TextIterators.splitEverywhere(text, ctx, site);
        }
        return new TextIterators.Split(text, Pattern.of(pattern, ctx, site), terminated);
    }

    private static Object splitn(
            Context ctx, StrLiteral text, Object n, Object pattern, Site site) {
        var parts = new VecValue();
        var found = Pattern.of(pattern, ctx, site);
        long most = Args.count(n, site);
        int at = 0;
        while (parts.size() + 1 < most) {
            int next = found.find(text, at, text.length());
            if (next < 0) {
                break;
            }
            parts.add(text.part(at, next));
            at = next + found.length;
            if ((parts.size() & 1023) == 0) {
                ctx.poll(site);
                ctx.checkAllocation(8L * parts.size(), site);
            }
        }
        if (most > 0) {
            parts.add(text.part(at, text.length()));
        }
        return Iterators.Elements.parts(parts, text.borrow());
    }

    private static boolean isSpace(int c) {
        return switch (c) {
            case ' ',
                    '\t',
                    '\n',
                    0x0B,
                    '\f',
                    '\r',
                    0x85,
                    0xA0,
                    0x1680,
                    0x2028,
                    0x2029,
                    0x202F,
                    0x205F,
                    0x3000 ->
                    true;
            default -> c >= 0x2000 && c <= 0x200A;
        };
    }

    static boolean isWhitespace(int c) {
        return isSpace(c);
    }

    static Object words(StrLiteral text, IntPredicate isSpace, Context ctx, Site site) {
        var words = new VecValue();
        int wordStart = -1;
        for (int at = 0; at < text.length(); ) {
            int c = Utf8.codePointAt(text.array(), text.start() + at);
            if (isSpace.test(c)) {
                if (wordStart >= 0) {
                    words.add(text.part(wordStart, at));
                    if ((words.size() & 1023) == 0) {
                        ctx.poll(site);
                    }
                }
                wordStart = -1;
            } else if (wordStart < 0) {
                wordStart = at;
            }
            at += Utf8.lengthOf(c);
        }
        if (wordStart >= 0) {
            words.add(text.part(wordStart, text.length()));
        }
        return Iterators.Elements.parts(words, text.borrow());
    }

    private static Object splitOnce(
            Context ctx, StrLiteral text, Object pattern, boolean last, Site site) {
        var found = Pattern.of(pattern, ctx, site);
        int at = last ? found.findLast(text, 0, text.length()) : found.find(text, 0, text.length());
        return at < 0
                ? EnumValue.NONE
                : EnumValue.some(
                        new TupleValue(
                                text.part(0, at), text.part(at + found.length, text.length())));
    }

    private static Object splitAt(Text text, Object index, Site site) {
        int at = StringMethods.boundary(text, Args.indexOrEnd(index, text.length(), site), site);
        return new TupleValue(text.part(0, at), text.part(at, text.length()));
    }

    private static StrLiteral trim(StrLiteral text, boolean atStart, boolean atEnd) {
        int from = 0;
        int to = text.length();
        byte[] bytes = text.array();
        while (atStart && from < to) {
            int c = Utf8.codePointAt(bytes, text.start() + from);
            if (!isSpace(c)) {
                break;
            }
            from += Utf8.lengthOf(c);
        }
        while (atEnd && to > from) {
            int before = Utf8.previous(bytes, text.start() + to) - text.start();
            if (!isSpace(Utf8.codePointAt(bytes, text.start() + before))) {
                break;
            }
            to = before;
        }
        return text.part(from, to);
    }

    private static StrLiteral trim(
            Context ctx,
            StrLiteral text,
            Object pattern,
            boolean atStart,
            boolean atEnd,
            Site site) {
        var rest = text;
        int turn = 0;
        while (atStart && rest.length() > 0) {
            int length = StringMethods.prefix(ctx, rest, pattern, site);
            if (length <= 0) {
                break;
            }
            rest = rest.part(length, rest.length());
            if ((++turn & 1023) == 0) {
                ctx.poll(site);
            }
        }
        while (atEnd && rest.length() > 0) {
            int length = StringMethods.suffix(ctx, rest, pattern, site);
            if (length <= 0) {
                break;
            }
            rest = rest.part(0, rest.length() - length);
            if ((++turn & 1023) == 0) {
                ctx.poll(site);
            }
        }
        return rest;
    }

    private static Object stripped(StrLiteral text, int length, boolean prefix) {
        if (length < 0) {
            return EnumValue.NONE;
        }
        return EnumValue.some(
                prefix ? text.part(length, text.length()) : text.part(0, text.length() - length));
    }

    private static Object matches(
            Context ctx, StrLiteral text, Object pattern, boolean withIndices, Site site) {
        var found = Pattern.of(pattern, ctx, site);
        var all = new VecValue();
        int at = found.find(text, 0, text.length());
        while (at >= 0) {
            var part = text.part(at, at + found.length);
            all.add(withIndices ? new TupleValue((long) at, part) : part);
            int after = at + Math.max(1, found.length);
            at = after > text.length() ? -1 : found.find(text, after, text.length());
            ctx.poll(site);
        }
        return Iterators.Elements.parts(all, text.borrow());
    }
}
