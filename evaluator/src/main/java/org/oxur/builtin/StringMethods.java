package org.oxur.builtin;

import org.oxur.error.Site;
import org.oxur.value.EnumValue;
import org.oxur.value.Ref;
import org.oxur.value.StrLiteral;
import org.oxur.value.StringValue;
import org.oxur.value.Text;
import org.oxur.value.Utf8;

/// What strings do: those of `str` for literals too, those of `String` only where they change it.
/// Positions are bytes.
final class StringMethods {
    private StringMethods() {}

    static Catalogue catalogue() {
        var c = new Catalogue("Strings");
        reading(c);
        StringParts.parts(c);
        StringSplits.splits(c);
        Escaping.ofStrings(c);
        StringMaking.making(c);
        StringChanges.changing(c);
        return c;
    }

    static Text text(Object value) {
        return (Text) value;
    }

    /// For what does not outlive the call.
    static StrLiteral whole(Object value) {
        var text = (Text) Ref.peekThrough(value);
        return text.part(0, text.length());
    }

    /// All of a string that is lent, for as long as it is.
    static StrLiteral lent(Object value, Site site) {
        return switch (Ref.see(value, site)) {
            case StringValue string -> string.lent(Args.shared(value, site).borrow());
            case Object text -> whole(text);
        };
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
                "get [&'a s range] -> (Option str)",
                "The part of a range of bytes, if it is inside and begins and ends between"
                        + " characters.",
                "(get \"héllo\" (.. 0 2)) ;=> None",
                StringMethods::get);
        c.two(
                "eq-ignore-ascii-case [&s &t] -> bool",
                "Whether both are equal but for the case of ASCII letters.",
                "(.eq-ignore-ascii-case \"Ab\" \"aB\") ;=> true",
                (ctx, s, t, site) ->
                        LetterCase.sameInAscii(text(s), Args.text(t, site), ctx, site));
        c.one(
                "is-ascii [&s] -> bool",
                "Whether all characters are ASCII.",
                "(.is-ascii \"é\") ;=> false",
                (_, s, _) ->
                        Utf8.countCharacters(text(s).array(), text(s).start(), text(s).length())
                                == text(s).length());
        c.one(
                "as-str [&'a s] -> str",
                "The string as a `str`.",
                "(.as-str (str \"a\")) ;=> \"a\"",
                (_, s, site) -> lent(s, site));
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
    static int prefix(Context ctx, Object s, Object pattern, Site site) {
        var found = Pattern.of(pattern, ctx, site);
        var text = whole(s);
        int window =
                Ref.see(pattern, site) instanceof Text needle
                        ? needle.length()
                        : text.length() == 0 ? 0 : Utf8.lengthFromFirst(text.array()[text.start()]);
        return window <= text.length() && found.find(text, 0, window) == 0 ? found.length : -1;
    }

    static int suffix(Context ctx, Object s, Object pattern, Site site) {
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

    private static Object get(Context ctx, Object s, Object range, Site site) {
        var text = lent(s, site);
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

    static int boundary(Text text, int at, Site site) {
        if (!Utf8.isBoundary(text, at)) {
            throw Args.panic("byte index " + at + " is not a char boundary", site);
        }
        return at;
    }
}
