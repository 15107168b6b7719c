package org.oxur.builtin;

import org.jspecify.annotations.Nullable;
import org.oxur.ast.IntType;
import org.oxur.error.Site;
import org.oxur.value.Char;
import org.oxur.value.Host;
import org.oxur.value.IteratorValue;
import org.oxur.value.SizedInt;
import org.oxur.value.StrLiteral;
import org.oxur.value.TupleValue;
import org.oxur.value.Utf8;
import org.oxur.value.VecValue;

/// Iterators over the parts of a string. They hold bytes that do not change; they may be used as
/// long as the string is lent.
final class TextIterators {
    private TextIterators() {}

    static final class Chars extends Iterators.Sequence {
        private final StrLiteral text;
        private final boolean withIndices;
        private int at;
        private int end;

        Chars(StrLiteral text, boolean withIndices) {
            this(text, withIndices, 0, text.length());
        }

        private Chars(StrLiteral text, boolean withIndices, int at, int end) {
            this.text = text;
            this.withIndices = withIndices;
            this.at = at;
            this.end = end;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            text.check(site);
            if (at >= end) {
                return null;
            }
            int index = at;
            int c = Utf8.codePointAt(text.array(), text.start() + at);
            at += Utf8.lengthOf(c);
            return item(index, c);
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            text.check(site);
            if (at >= end) {
                return null;
            }
            end = Utf8.previous(text.array(), text.start() + end) - text.start();
            return item(end, Utf8.codePointAt(text.array(), text.start() + end));
        }

        @Override
        public void check(Site site) {
            text.check(site);
        }

        private Object item(int index, int c) {
            return withIndices ? new TupleValue((long) index, Char.of(c)) : Char.of(c);
        }

        @Override
        public long remaining() {
            return Utf8.countCharacters(text.array(), text.start() + at, end - at);
        }

        @Override
        public IteratorValue duplicate() {
            return new Chars(text, withIndices, at, end);
        }

        /// What was not taken yet.
        StrLiteral rest() {
            return text.part(at, end);
        }
    }

    static final class Bytes extends Iterators.Sequence {
        private final StrLiteral text;
        private int at;
        private int end;

        Bytes(StrLiteral text, int at, int end) {
            this.text = text;
            this.at = at;
            this.end = end;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            text.check(site);
            return at < end
                    ? SizedInt.of(IntType.U8, text.array()[text.start() + at++] & 0xFF)
                    : null;
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            text.check(site);
            return at < end
                    ? SizedInt.of(IntType.U8, text.array()[text.start() + --end] & 0xFF)
                    : null;
        }

        @Override
        public void check(Site site) {
            text.check(site);
        }

        @Override
        public long remaining() {
            return end - at;
        }

        @Override
        public IteratorValue duplicate() {
            return new Bytes(text, at, end);
        }
    }

    /// `split` and its relatives. Walked from the front it finds parts as they are asked for.
    static final class Split extends Iterators.Sequence {
        private final StrLiteral text;
        private final Pattern pattern;
        // A last part that is empty is left out: `split-terminator`, `lines`.
        private final boolean terminated;
        private int at;
        private int end;
        private boolean done;

        Split(StrLiteral text, Pattern pattern, boolean terminated) {
            this(text, pattern, terminated, 0, text.length(), false);
            if (terminated && text.length() == 0) {
                done = true;
            }
        }

        private Split(
                StrLiteral text,
                Pattern pattern,
                boolean terminated,
                int at,
                int end,
                boolean done) {
            this.text = text;
            this.pattern = pattern;
            this.terminated = terminated;
            this.at = at;
            this.end = end;
            this.done = done;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            text.check(site);
            if (done) {
                return null;
            }
            int found = pattern.find(text, at, end);
            if (found < 0) {
                done = true;
                return text.part(at, end);
            }
            var part = text.part(at, found);
            at = found + pattern.length;
            done = terminated && at == end;
            return part;
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            text.check(site);
            if (done) {
                return null;
            }
            int to = end;
            int found = pattern.findLast(text, at, to);
            if (terminated && end == text.length() && found >= 0 && found + pattern.length == end) {
                to = found;
                found = pattern.findLast(text, at, to);
            }
            if (found < 0) {
                done = true;
                return text.part(at, to);
            }
            var part = text.part(found + pattern.length, to);
            end = found;
            return part;
        }

        @Override
        public void check(Site site) {
            text.check(site);
        }

        @Override
        public IteratorValue duplicate() {
            return new Split(text, pattern, terminated, at, end, done);
        }
    }

    /// The parts between every two characters, as splitting by nothing gives them.
    static IteratorValue splitEverywhere(StrLiteral text, Host host, Site site) {
        var parts = new VecValue();
        parts.add(StrLiteral.EMPTY);
        for (int at = 0; at < text.length(); ) {
            int length = Utf8.lengthFromFirst(text.array()[text.start() + at]);
            parts.add(text.part(at, at + length));
            at += length;
            if ((parts.size() & 1023) == 0) {
                host.poll(site);
                host.checkAllocation(8L * parts.size(), site);
            }
        }
        parts.add(StrLiteral.EMPTY);
        return Iterators.Elements.parts(parts, text.borrow());
    }
}
