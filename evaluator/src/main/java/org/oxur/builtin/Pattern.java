package org.oxur.builtin;

import java.nio.charset.StandardCharsets;
import org.oxur.error.Site;
import org.oxur.value.Char;
import org.oxur.value.Ref;
import org.oxur.value.StrLiteral;
import org.oxur.value.Text;
import org.oxur.value.Utf8;
import org.oxur.value.VecValue;

/// What is looked for in a string: a string, a character, one of several characters, or those for
/// which a test holds.
abstract class Pattern {
    /// Where the pattern first matches in the bytes `[from, to)`, or -1; then [#length] is how many
    /// bytes matched.
    abstract int find(StrLiteral text, int from, int to);

    /// As [#find(StrLiteral, int, int)], the last match.
    abstract int findLast(StrLiteral text, int from, int to);

    /// Bytes of the last match.
    int length;

    static Pattern of(Object pattern, Context ctx, Site site) {
        return switch (Ref.see(pattern, site)) {
            case Text text -> new Exact(text.part(0, text.length()), ctx, site);
            case Char c ->
                    new Exact(
                            StrLiteral.ofUtf8(
                                    Character.toString(c.codePoint())
                                            .getBytes(StandardCharsets.UTF_8)),
                            ctx,
                            site);
            case VecValue several -> new Matching(c -> contains(several, c, site), ctx, site);
            default -> {
                if (!Args.isCallable(pattern)) {
                    throw Args.expected(
                            "a string, a character, characters, or a test of characters",
                            pattern,
                            site);
                }
                yield new Matching(c -> Args.test(ctx, pattern, Char.of(c), site), ctx, site);
            }
        };
    }

    private static boolean contains(VecValue several, int c, Site site) {
        for (int i = 0; i < several.size(); i++) {
            if (Ref.see(several.get(i), site) instanceof Char one && one.codePoint() == c) {
                return true;
            }
        }
        return false;
    }

    private static final class Exact extends Pattern {
        /// Longer ones are not compared anew at every position: that could take the square of the
        /// time.
        private static final int SHORT = 16;

        private final StrLiteral needle;
        private final Context ctx;
        private final Site site;

        Exact(StrLiteral needle, Context ctx, Site site) {
            this.needle = needle;
            this.ctx = ctx;
            this.site = site;
            this.length = needle.length();
        }

        @Override
        int find(StrLiteral text, int from, int to) {
            if (length > SHORT && to - from > length) {
                return search(text, from, to, true);
            }
            // Searched in stretches, so that a search through very much can be cancelled.
            int stretch = 1 << 20;
            int at = from;
            while (true) {
                int end = (int) Math.min(to, (long) at + stretch + needle.length());
                int found = Utf8.indexOf(text.part(0, end), needle, at);
                if (found >= 0 || end == to) {
                    return found;
                }
                at += stretch;
                ctx.poll(site);
            }
        }

        @Override
        int findLast(StrLiteral text, int from, int to) {
            if (length > SHORT && to - from > length) {
                return search(text, from, to, false);
            }
            byte[] bytes = text.array();
            search:
            for (int at = to - length; at >= from; at--) {
                if ((at & 0xFFFFF) == 0) {
                    ctx.poll(site);
                }
                for (int k = 0; k < length; k++) {
                    if (bytes[text.start() + at + k] != needle.array()[needle.start() + k]) {
                        continue search;
                    }
                }
                return at;
            }
            return -1;
        }

        /// Knuth, Morris and Pratt's search, which looks at each byte of the text about once; for
        /// the last match both are read backwards.
        private int search(StrLiteral text, int from, int to, boolean forward) {
            int[] borders = borders(forward);
            byte[] bytes = text.array();
            int matched = 0;
            for (int i = 0; i < to - from; i++) {
                byte next = bytes[text.start() + (forward ? from + i : to - 1 - i)];
                while (matched > 0 && at(matched, forward) != next) {
                    matched = borders[matched];
                }
                if (at(matched, forward) == next && ++matched == length) {
                    return forward ? from + i + 1 - length : to - 1 - i;
                }
                if ((i & 0xFFFFF) == 0xFFFFF) {
                    ctx.poll(site);
                }
            }
            return -1;
        }

        private byte at(int index, boolean forward) {
            return needle.array()[needle.start() + (forward ? index : length - 1 - index)];
        }

        /// For each number of matched bytes how many stay matched when the next one differs.
        private int[] borders(boolean forward) {
            ctx.checkAllocation(4L * length, site);
            int[] borders = new int[length + 1];
            int border = 0;
            for (int i = 1; i < length; i++) {
                byte next = at(i, forward);
                while (border > 0 && at(border, forward) != next) {
                    border = borders[border];
                }
                if (at(border, forward) == next) {
                    border++;
                }
                borders[i + 1] = border;
            }
            return borders;
        }
    }

    private interface CharTest {
        boolean test(int codePoint);
    }

    private static final class Matching extends Pattern {
        private final CharTest test;
        private final Context ctx;
        private final Site site;

        Matching(CharTest test, Context ctx, Site site) {
            this.test = test;
            this.ctx = ctx;
            this.site = site;
        }

        @Override
        int find(StrLiteral text, int from, int to) {
            int start = text.start();
            int turn = 0;
            for (int at = from; at < to; ) {
                int c = Utf8.codePointAt(text.array(), start + at);
                if (test.test(c)) {
                    length = Utf8.lengthOf(c);
                    return at;
                }
                at += Utf8.lengthOf(c);
                if ((++turn & 1023) == 0) {
                    ctx.poll(site);
                }
            }
            return -1;
        }

        @Override
        int findLast(StrLiteral text, int from, int to) {
            int start = text.start();
            for (int at = to; at > from; ) {
                at = Utf8.previous(text.array(), start + at) - start;
                int c = Utf8.codePointAt(text.array(), start + at);
                if (test.test(c)) {
                    length = Utf8.lengthOf(c);
                    return at;
                }
            }
            return -1;
        }
    }
}
