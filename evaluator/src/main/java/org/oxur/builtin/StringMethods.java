package org.oxur.builtin;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.IntType;
import org.oxur.error.Site;
import org.oxur.value.Char;
import org.oxur.value.EnumValue;
import org.oxur.value.IteratorValue;
import org.oxur.value.Ref;
import org.oxur.value.SizedInt;
import org.oxur.value.StrLiteral;
import org.oxur.value.StringValue;
import org.oxur.value.Text;
import org.oxur.value.TupleValue;
import org.oxur.value.Unit;
import org.oxur.value.Utf8;
import org.oxur.value.VecValue;

/// What strings do: those of `str` for literals too, those of `String` only where they change it.
/// Positions are bytes.
final class StringMethods {
    private StringMethods() {}

    static Catalogue catalogue() {
        var c = new Catalogue("Strings");
        reading(c);
        parts(c);
        making(c);
        changing(c);
        return c;
    }

    static Text text(Object value) {
        return (Text) value;
    }

    private static StrLiteral whole(Object value) {
        var text = (Text) value;
        return text.part(0, text.length());
    }

    private static void reading(Catalogue c) {
        c.one(
                "len [&s] -> i64",
                "The length in bytes of UTF-8.",
                "(len \"héllo\") ;=> 6",
                (_, s, _) -> (long) text(s).length());
        c.one(
                "is-empty [&s] -> bool",
                "Whether there is no character.",
                "(is-empty \"\") ;=> true",
                (_, s, _) -> text(s).length() == 0);
        c.two(
                "contains [&s pattern] -> bool",
                "Whether a string, character or test matches somewhere.",
                "(contains \"abc\" \"bc\") ;=> true",
                (ctx, s, p, site) -> find(ctx, s, p, site) >= 0);
        c.two(
                "starts-with [&s pattern] -> bool",
                "Whether the string begins so.",
                "(starts-with \"abc\" \"ab\") ;=> true",
                (ctx, s, p, site) -> prefix(ctx, s, p, site) >= 0);
        c.two(
                "ends-with [&s pattern] -> bool",
                "Whether the string ends so.",
                "(ends-with \"abc\" \\c) ;=> true",
                (ctx, s, p, site) -> suffix(ctx, s, p, site) >= 0);
        c.two(
                "find [&s pattern] -> (Option i64)",
                "The byte where the first match begins.",
                "(.find \"abcb\" \"b\") ;=> (Some 1)",
                (ctx, s, p, site) -> position(find(ctx, s, p, site)));
        c.two(
                "rfind [&s pattern] -> (Option i64)",
                "The byte where the last match begins.",
                "(.rfind \"abcb\" \"b\") ;=> (Some 3)",
                (ctx, s, p, site) ->
                        position(Pattern.of(p, ctx, site).findLast(whole(s), 0, text(s).length())));
        c.two(
                "is-char-boundary [&s i] -> bool",
                "Whether a character begins at a byte, or the string ends there.",
                "(.is-char-boundary \"é\" 1) ;=> false",
                (_, s, i, site) -> Utf8.isBoundary(text(s), Args.integer(i, site)));
        c.two(
                "get [&s range] -> (Option str)",
                "The part of a range of bytes, if it is inside and begins and ends between characters.",
                "(get \"héllo\" (.. 0 2)) ;=> None",
                StringMethods::get);
        c.two(
                "eq-ignore-ascii-case [&s &t] -> bool",
                "Whether both are equal but for the case of ASCII letters.",
                "(.eq-ignore-ascii-case \"Ab\" \"aB\") ;=> true",
                (_, s, t, site) -> lowerAscii(text(s)).equals(lowerAscii(Args.text(t, site))));
        c.one(
                "is-ascii [&s] -> bool",
                "Whether all characters are ASCII.",
                "(.is-ascii \"é\") ;=> false",
                (_, s, _) ->
                        Utf8.countCharacters(text(s).array(), text(s).start(), text(s).length())
                                == text(s).length());
        c.one(
                "as-str [&s] -> str",
                "The string as a `str`.",
                "(.as-str (str \"a\")) ;=> \"a\"",
                (_, s, _) -> whole(s));
        c.one(
                "capacity [&s] -> i64",
                "For how many bytes there is room.",
                "(>= (.capacity (str \"ab\")) 2) ;=> true",
                (_, s, _) ->
                        (long)
                                (s instanceof StringValue string
                                        ? string.capacity()
                                        : text(s).length()));
    }

    private static int find(Context ctx, Object s, Object pattern, Site site) {
        return Pattern.of(pattern, ctx, site).find(whole(s), 0, text(s).length());
    }

    private static Object position(int at) {
        return at < 0 ? EnumValue.NONE : EnumValue.some((long) at);
    }

    // The length of the match at the beginning, or -1.
    private static int prefix(Context ctx, Object s, Object pattern, Site site) {
        var found = Pattern.of(pattern, ctx, site);
        var text = whole(s);
        int window =
                Ref.see(pattern, site) instanceof Text needle
                        ? needle.length()
                        : text.length() == 0 ? 0 : Utf8.lengthFromFirst(text.array()[text.start()]);
        return window <= text.length() && found.find(text, 0, window) == 0 ? found.length : -1;
    }

    private static int suffix(Context ctx, Object s, Object pattern, Site site) {
        var found = Pattern.of(pattern, ctx, site);
        var text = whole(s);
        int length = text.length();
        int window =
                Ref.see(pattern, site) instanceof Text needle
                        ? needle.length()
                        : length == 0
                                ? 0
                                : text.start()
                                        + length
                                        - Utf8.previous(text.array(), text.start() + length);
        return window <= length
                        && found.findLast(text, length - window, length) == length - window
                        && (found.length > 0 || window == 0)
                ? found.length
                : -1;
    }

    private static String lowerAscii(Text text) {
        var lower = new StringBuilder();
        text.toString()
                .chars()
                .forEach(ch -> lower.append((char) (ch >= 'A' && ch <= 'Z' ? ch + 32 : ch)));
        return lower.toString();
    }

    private static String upperAscii(Text text) {
        var upper = new StringBuilder();
        text.toString()
                .chars()
                .forEach(ch -> upper.append((char) (ch >= 'a' && ch <= 'z' ? ch - 32 : ch)));
        return upper.toString();
    }

    private static Object get(Context ctx, Object s, Object range, Site site) {
        var text = text(s);
        var part = Slicing.within(range, text.length(), site);
        boolean inside =
                part != null
                        && Utf8.isBoundary(text, part.from())
                        && Utf8.isBoundary(text, part.to());
        return part != null && inside
                ? EnumValue.some(text.part(part.from(), part.to()))
                : EnumValue.NONE;
    }

    /// A part whose ends must be between characters.
    static StrLiteral slice(Text text, Object range, Site site) {
        var part = Slicing.of(range, text.length(), site);
        boundary(text, part.from(), site);
        boundary(text, part.to(), site);
        return text.part(part.from(), part.to());
    }

    private static int boundary(Text text, int at, Site site) {
        if (!Utf8.isBoundary(text, at)) {
            throw Args.panic("byte index " + at + " is not a char boundary", site);
        }
        return at;
    }

    private static void parts(Catalogue c) {
        c.one(
                "chars [&s] -> Iterator",
                "The characters.",
                "(chars \"hé\") ;=> [\\h \\é]",
                (_, s, _) -> new TextIterators.Chars(whole(s), false));
        c.one(
                "char-indices [&s] -> Iterator",
                "The characters with the bytes where they begin.",
                "(char-indices \"éa\") ;=> [{0 \\é} {2 \\a}]",
                (_, s, _) -> new TextIterators.Chars(whole(s), true));
        c.one(
                "bytes [&s] -> Iterator",
                "The bytes of UTF-8.",
                "(bytes \"hé\") ;=> [104u8 195u8 169u8]",
                (_, s, _) -> new TextIterators.Bytes(whole(s), 0, text(s).length()));
        c.one(
                "as-bytes [&s] -> (Vec u8)",
                "The bytes of UTF-8 in a vector.",
                "(.as-bytes \"hi\") ;=> [104u8 105u8]",
                StringMethods::asBytes);
        c.one(
                "lines [&s] -> Iterator",
                "The lines without their ends.",
                "(lines \"a\\nb\\r\\n\") ;=> [\"a\" \"b\"]",
                StringMethods::lines);
        c.two(
                "split [&s pattern] -> Iterator",
                "The parts between the matches of a string, character or test.",
                "(split \"a,b,c\" \",\") ;=> [\"a\" \"b\" \"c\"]",
                (ctx, s, p, site) -> split(whole(s), p, false, ctx, site));
        c.two(
                "split-terminator [&s pattern] -> Iterator",
                "As `split`, without an empty part at the end.",
                "(split-terminator \"a;b;\" \";\") ;=> [\"a\" \"b\"]",
                (ctx, s, p, site) -> split(whole(s), p, true, ctx, site));
        c.two(
                "rsplit [&s pattern] -> Iterator",
                "As `split`, from the end.",
                "(rsplit \"a,b\" \",\") ;=> [\"b\" \"a\"]",
                (ctx, s, p, site) -> new Adapters.Reversed(split(whole(s), p, false, ctx, site)));
        c.three(
                "splitn [&s n pattern] -> Iterator",
                "As `split`, at most `n` parts, the last of which is the rest.",
                "(splitn \"a,b,c\" 2 \",\") ;=> [\"a\" \"b,c\"]",
                (ctx, s, n, p, site) -> splitn(ctx, whole(s), n, p, site));
        c.one(
                "split-whitespace [&s] -> Iterator",
                "The words between white space.",
                "(split-whitespace \" a  b \") ;=> [\"a\" \"b\"]",
                (ctx, s, site) -> words(whole(s), ctx, site));
        c.two(
                "split-once [&s pattern] -> (Option {str str})",
                "What stands before and after the first match.",
                "(split-once \"k=v=w\" \"=\") ;=> (Some {\"k\" \"v=w\"})",
                (ctx, s, p, site) -> splitOnce(ctx, whole(s), p, false, site));
        c.two(
                "rsplit-once [&s pattern] -> (Option {str str})",
                "What stands before and after the last match.",
                "(rsplit-once \"k=v=w\" \"=\") ;=> (Some {\"k=v\" \"w\"})",
                (ctx, s, p, site) -> splitOnce(ctx, whole(s), p, true, site));
        c.two(
                "split-at [&s i] -> {str str}",
                "The parts before and after a byte.",
                "(.split-at \"abc\" 1) ;=> {\"a\" \"bc\"}",
                (_, s, i, site) -> splitAt(text(s), i, site));
        c.one(
                "trim [&s] -> str",
                "Without white space at both ends.",
                "(trim \"  a b \") ;=> \"a b\"",
                (_, s, _) -> trim(whole(s), true, true));
        c.one(
                "trim-start [&s] -> str",
                "Without white space at the beginning.",
                "(trim-start \"  a \") ;=> \"a \"",
                (_, s, _) -> trim(whole(s), true, false));
        c.one(
                "trim-end [&s] -> str",
                "Without white space at the end.",
                "(trim-end \"  a \") ;=> \"  a\"",
                (_, s, _) -> trim(whole(s), false, true));
        c.two(
                "trim-matches [&s pattern] -> str",
                "Without matches at both ends.",
                "(trim-matches \"xxaxx\" \\x) ;=> \"a\"",
                (ctx, s, p, site) -> trim(ctx, whole(s), p, true, true, site));
        c.two(
                "trim-start-matches [&s pattern] -> str",
                "Without matches at the beginning.",
                "(trim-start-matches \"00420\" \\0) ;=> \"420\"",
                (ctx, s, p, site) -> trim(ctx, whole(s), p, true, false, site));
        c.two(
                "trim-end-matches [&s pattern] -> str",
                "Without matches at the end.",
                "(trim-end-matches \"a!!\" \\!) ;=> \"a\"",
                (ctx, s, p, site) -> trim(ctx, whole(s), p, false, true, site));
        c.two(
                "strip-prefix [&s pattern] -> (Option str)",
                "What follows a beginning, if the string has it.",
                "(strip-prefix \"abc\" \"ab\") ;=> (Some \"c\")",
                (ctx, s, p, site) -> stripped(whole(s), prefix(ctx, s, p, site), true));
        c.two(
                "strip-suffix [&s pattern] -> (Option str)",
                "What precedes an ending, if the string has it.",
                "(strip-suffix \"abc\" \"bc\") ;=> (Some \"a\")",
                (ctx, s, p, site) -> stripped(whole(s), suffix(ctx, s, p, site), false));
        c.two(
                "matches [&s pattern] -> Iterator",
                "The parts that match.",
                "(.count (.matches \"abab\" \"a\")) ;=> 2",
                (ctx, s, p, site) -> matches(ctx, whole(s), p, false, site));
        c.two(
                "match-indices [&s pattern] -> Iterator",
                "The parts that match, with the bytes where they begin.",
                "(match-indices \"abab\" \"b\") ;=> [{1 \"b\"} {3 \"b\"}]",
                (ctx, s, p, site) -> matches(ctx, whole(s), p, true, site));
    }

    private static Object asBytes(Context ctx, Object s, Site site) {
        var text = text(s);
        ctx.checkAllocation(8L * text.length(), site);
        var bytes = new VecValue();
        for (int i = 0; i < text.length(); i++) {
            bytes.add(SizedInt.of(IntType.U8, text.array()[text.start() + i] & 0xFF));
        }
        return bytes;
    }

    private static Object lines(Context ctx, Object s, Site site) {
        var lines =
                new TextIterators.Split(whole(s), Pattern.of(StrLiteral.of("\n"), ctx, site), true);
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
        return new Iterators.Elements(without, null);
    }

    private static IteratorValue split(
            StrLiteral text, Object pattern, boolean terminated, Context ctx, Site site) {
        if (Ref.see(pattern, site) instanceof Text needle && needle.length() == 0) {
            return TextIterators.splitEverywhere(text);
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
        }
        if (most > 0) {
            parts.add(text.part(at, text.length()));
        }
        return new Iterators.Elements(parts, null);
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

    private static Object words(StrLiteral text, Context ctx, Site site) {
        var words = new VecValue();
        int wordStart = -1;
        for (int at = 0; at < text.length(); ) {
            int c = Utf8.codePointAt(text.array(), text.start() + at);
            if (isSpace(c)) {
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
        return new Iterators.Elements(words, null);
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
        int at = boundary(text, Args.indexOrEnd(index, text.length(), site), site);
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
        while (atStart && rest.length() > 0) {
            int length = prefix(ctx, rest, pattern, site);
            if (length <= 0) {
                break;
            }
            rest = rest.part(length, rest.length());
        }
        while (atEnd && rest.length() > 0) {
            int length = suffix(ctx, rest, pattern, site);
            if (length <= 0) {
                break;
            }
            rest = rest.part(0, rest.length() - length);
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
        return new Iterators.Elements(all, null);
    }

    private static void making(Catalogue c) {
        c.one(
                "to-string [&s] -> String",
                "A string of one's own.",
                "(to-string \"a\") ;=> \"a\"",
                (ctx, s, site) -> owned(text(s), ctx, site));
        c.one(
                "to-owned [&s] -> String",
                "A string of one's own.",
                "(to-owned \"a\") ;=> \"a\"",
                (ctx, s, site) -> owned(text(s), ctx, site));
        c.one(
                "to-uppercase [&s] -> String",
                "In capitals.",
                "(to-uppercase \"abc\") ;=> \"ABC\"",
                (_, s, _) -> Args.string(s.toString().toUpperCase(Locale.ROOT)));
        c.one(
                "to-lowercase [&s] -> String",
                "In small letters.",
                "(to-lowercase \"ABC\") ;=> \"abc\"",
                (_, s, _) -> Args.string(s.toString().toLowerCase(Locale.ROOT)));
        c.one(
                "to-ascii-uppercase [&s] -> String",
                "ASCII letters in capitals.",
                "(to-ascii-uppercase \"aé\") ;=> \"Aé\"",
                (_, s, _) -> Args.string(upperAscii(text(s))));
        c.one(
                "to-ascii-lowercase [&s] -> String",
                "ASCII letters small.",
                "(to-ascii-lowercase \"AÉ\") ;=> \"aÉ\"",
                (_, s, _) -> Args.string(lowerAscii(text(s))));
        c.three(
                "replace [&s pattern &to] -> String",
                "With every match replaced.",
                "(.replace \"a-b-c\" \"-\" \"+\") ;=> \"a+b+c\"",
                (ctx, s, p, to, site) ->
                        replace(ctx, whole(s), p, Args.text(to, site), Long.MAX_VALUE, site));
        c.any(
                "replacen [&s pattern &to n] -> String",
                "With the first `n` matches replaced.",
                "(.replacen \"a-b-c\" \"-\" \"+\" 1) ;=> \"a+b-c\"",
                (ctx, a, site) ->
                        replace(
                                ctx,
                                whole(a[0]),
                                a[1],
                                Args.text(a[2], site),
                                Args.count(a[3], site),
                                site));
        c.two(
                "repeat [&s n] -> String",
                "The string `n` times over.",
                "(.repeat \"ab\" 3) ;=> \"ababab\"",
                (ctx, s, n, site) -> repeat(ctx, text(s), n, site));
        c.any(
                "parse [&s type?] -> (Result T String)",
                "What the string says as a value of that type, `i64` where none is said; an `Err` tells why not, in Rust's words.",
                "{(parse \"42\" i64) (parse \"x\" f64)} ;=> {(Ok 42) (Err \"invalid float literal\")}",
                (ctx, a, site) ->
                        Conversions.parse(text(a[0]), a.length > 1 ? a[1] : null, ctx, site));
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
        for (long i = 0; i < times && bytes > 0; i++) {
            result.append(text);
            if ((i & 1023) == 1023) {
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

    private static StringValue own(Object s, Site site) {
        if (s instanceof StringValue string) {
            return string;
        }
        throw Args.mismatch(
                "a string literal cannot be changed; `(to-string \"…\")` gives a String that can",
                site);
    }

    private static void changing(Catalogue c) {
        c.two(
                "push [&mut s c]",
                "Appends a character.",
                "(let [mut s (str \"a\")] (push! s \\b) s) ;=> \"ab\"",
                StringMethods::push);
        c.two(
                "push-str [&mut s &t]",
                "Appends a string.",
                "(let [mut s (str \"a\")] (push-str! s \"bc\") s) ;=> \"abc\"",
                StringMethods::pushStr);
        c.one(
                "pop [&mut s] -> (Option char)",
                "Removes the last character and gives it.",
                "(let [mut s (str \"ab\")] {(pop! s) s}) ;=> {(Some \\b) \"a\"}",
                (_, s, site) -> pop(own(s, site)));
        c.three(
                "insert [&mut s i c]",
                "Puts a character at a byte.",
                "(let [mut s (str \"ac\")] (insert! s 1 \\b) s) ;=> \"abc\"",
                (_, s, i, ch, site) -> insert(own(s, site), i, character(ch, site), site));
        c.three(
                "insert-str [&mut s i &t]",
                "Puts a string at a byte.",
                "(let [mut s (str \"ad\")] (insert-str! s 1 \"bc\") s) ;=> \"abcd\"",
                (_, s, i, t, site) -> insert(own(s, site), i, Args.text(t, site), site));
        c.two(
                "remove [&mut s i] -> char",
                "Removes the character at a byte and gives it.",
                "(let [mut s (str \"abc\")] {(remove! s 1) s}) ;=> {\\b \"ac\"}",
                (_, s, i, site) -> remove(own(s, site), i, site));
        c.two(
                "truncate [&mut s n]",
                "Keeps the first `n` bytes.",
                "(let [mut s (str \"abc\")] (truncate! s 1) s) ;=> \"a\"",
                (_, s, n, site) -> truncate(own(s, site), Args.count(n, site), site));
        c.one(
                "clear [&mut s]",
                "Removes all characters.",
                "(let [mut s (str \"a\")] (clear! s) s) ;=> \"\"",
                (_, s, site) -> truncate(own(s, site), 0, site));
        c.two(
                "extend [&mut s xs]",
                "Appends characters or strings.",
                "(let [mut s (str \"a\")] (extend! s [\\b \\c]) s) ;=> \"abc\"",
                (ctx, s, xs, site) ->
                        extend(own(s, site), Iterators.over(xs, ctx, site), ctx, site));
        c.two(
                "retain [&mut s test]",
                "Keeps the characters for which `test` holds.",
                "(let [mut s (str \"a1b\")] (retain! s (fn [c] (is-alphabetic c))) s) ;=> \"ab\"",
                (ctx, s, test, site) -> retain(own(s, site), test, ctx, site));
        c.two(
                "drain [&mut s range] -> Iterator",
                "Removes the characters of a range of bytes and gives them.",
                "(let [mut s (str \"abc\")] (drain! s (.. 0 2)) s) ;=> \"c\"",
                (_, s, range, site) -> drain(own(s, site), range, site));
        c.two(
                "reserve [&mut s n]",
                "Nothing that can be seen: strings grow by themselves.",
                "(let [mut s (str \"a\")] (reserve! s 9) s) ;=> \"a\"",
                (_, _, n, site) -> Args.count(n, site) < 0 ? n : Unit.UNIT);
        c.one(
                "into-bytes [s] -> (Vec u8)",
                "The bytes, moved out.",
                "(into-bytes (str \"a\")) ;=> [97u8]",
                (ctx, s, site) -> asBytes(ctx, Args.text(s, site), site));
    }

    private static Object push(Context ctx, Object s, Object c, Site site) {
        var string = own(s, site);
        if (!(Ref.see(c, site) instanceof Char ch)) {
            throw Args.expected("a char", c, site);
        }
        guard(string, ctx, site);
        string.append(ch.codePoint());
        return Unit.UNIT;
    }

    private static Object pushStr(Context ctx, Object s, Object t, Site site) {
        var string = own(s, site);
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
        string.insert(boundary(string, Args.indexOrEnd(index, string.length(), site), site), text);
        return Unit.UNIT;
    }

    private static Object remove(StringValue string, Object index, Site site) {
        int at = boundary(string, Args.index(index, string.length(), site), site);
        int c = Utf8.codePointAt(string.array(), at);
        string.remove(at, at + Utf8.lengthOf(c));
        return Char.of(c);
    }

    private static Object truncate(StringValue string, long length, Site site) {
        if (length < string.length()) {
            string.truncate(boundary(string, (int) length, site));
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
        var taken = StrLiteral.of(slice(string, range, site).toString());
        string.remove(part.from(), part.to());
        return new TextIterators.Chars(taken, false);
    }
}
