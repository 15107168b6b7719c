package org.oxur.builtin;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.oxur.error.Site;
import org.oxur.value.StringValue;
import org.oxur.value.Text;
import org.oxur.value.Utf8;

/// Strings in capitals or small letters, in stretches, so that it can be cancelled for a very long
/// one.
final class LetterCase {
    /// Not more: it takes the square of the time where letters become several.
    private static final int STRETCH = 1 << 10;

    private static final int SIGMA = 0x3A3;
    private static final int SMALL_SIGMA = 0x3C3;
    private static final int FINAL_SIGMA = 0x3C2;
    private static final int DOTTED_I = 0x130;

    /// Quotes and points that stand inside of words.
    private static final String IN_WORDS =
            "'.:\u00B7\u0387\u055F\u05F4\u2018\u2019\u2024\u2027\uFE13\uFE52\uFE55\uFF07\uFF0E\uFF1A";

    private LetterCase() {}

    /// As Unicode has it.
    static StringValue upper(Text text, Context ctx, Site site) {
        ctx.checkAllocation(text.length(), site);
        var result = StringValue.withCapacity(text.length());
        byte[] bytes = text.array();
        int end = text.start() + text.length();
        for (int at = text.start(); at < end; ) {
            int to = end - at <= STRETCH ? end : Utf8.previous(bytes, at + STRETCH);
            var part = new String(bytes, at, to - at, StandardCharsets.UTF_8);
            result.append(part.toUpperCase(Locale.ROOT));
            at = to;
            ctx.poll(site);
        }
        return result;
    }

    /// As Unicode has it: a sigma has another form at the end of a word.
    static StringValue lower(Text text, Context ctx, Site site) {
        ctx.checkAllocation(text.length(), site);
        var result = StringValue.withCapacity(text.length());
        byte[] bytes = text.array();
        int end = text.start() + text.length();
        boolean inWord = false;
        int turn = 0;
        for (int at = text.start(); at < end; ) {
            int c = Utf8.codePointAt(bytes, at);
            at += Utf8.lengthOf(c);
            if (c == SIGMA) {
                result.append(inWord && !wordGoesOn(bytes, at, end) ? FINAL_SIGMA : SMALL_SIGMA);
            } else if (c == DOTTED_I) {
                result.append("i\u0307");
            } else {
                result.append(Character.toLowerCase(c));
            }
            if (!isIgnored(c)) {
                inWord = isCased(c);
            }
            if ((++turn & 0xFFFFF) == 0) {
                ctx.poll(site);
            }
        }
        return result;
    }

    private static boolean wordGoesOn(byte[] bytes, int from, int end) {
        for (int at = from; at < end; ) {
            int c = Utf8.codePointAt(bytes, at);
            if (!isIgnored(c)) {
                return isCased(c);
            }
            at += Utf8.lengthOf(c);
        }
        return false;
    }

    private static boolean isCased(int c) {
        return Character.isLowerCase(c) || Character.isUpperCase(c) || Character.isTitleCase(c);
    }

    /// Whether it neither begins nor ends a word: Unicode's `Case_Ignorable`.
    private static boolean isIgnored(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT,
                    Character.MODIFIER_LETTER,
                    Character.MODIFIER_SYMBOL ->
                    true;
            default -> IN_WORDS.indexOf(c) >= 0;
        };
    }

    /// With the letters of ASCII alone changed.
    static StringValue ascii(Text text, boolean upper, Context ctx, Site site) {
        ctx.checkAllocation(text.length(), site);
        var result = StringValue.copyOf(text);
        result.map(
                b -> upper ? AsciiMethods.upper(b) : AsciiMethods.lower(b), () -> ctx.poll(site));
        return result;
    }

    /// Whether both are equal but for the case of the letters of ASCII.
    static boolean sameInAscii(Text a, Text b, Context ctx, Site site) {
        if (a.length() != b.length()) {
            return false;
        }
        byte[] left = a.array();
        byte[] right = b.array();
        for (int i = 0; i < a.length(); i++) {
            if (AsciiMethods.lower(left[a.start() + i])
                    != AsciiMethods.lower(right[b.start() + i])) {
                return false;
            }
            if ((i & 0xFFFFF) == 0xFFFFF) {
                ctx.poll(site);
            }
        }
        return true;
    }
}
