package org.oxur.value;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.IntType;
import org.oxur.error.NumberError;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;

/// Ranges as what they go over.
public final class Ranges {
    private Ranges() {}

    /// Whether it has two ends, both integers or characters: then it prints as a vector, and can be
    /// walked from both ends.
    public static boolean isSequence(RangeValue range) {
        var from = range.from();
        var to = range.to();
        if (from == null || to == null) {
            return false;
        }
        var type = Integers.typeOf(from);
        return type == null
                ? from instanceof Char && to instanceof Char
                : type == Integers.typeOf(to);
    }

    /// A walk over the elements, which ends only where the range does.
    ///
    /// @throws org.oxur.error.OxurPanic `type-mismatch` for a range that has no first element, or
    ///   of what cannot be counted
    public static IteratorValue iterator(RangeValue range, Site site) {
        var from = range.from();
        var to = range.to();
        if (from == null) {
            throw Numbers.mismatch("a range without a beginning cannot be iterated", site);
        }
        if (to != null && !isSequence(range)) {
            throw Numbers.mismatch(
                    "cannot iterate from "
                            + TypeNames.withArticle(from)
                            + " to "
                            + TypeNames.withArticle(to),
                    site);
        }
        if (from instanceof Long first && to == null) {
            return new Open(new Counting(first, Long.MAX_VALUE, false), Long.MAX_VALUE, "i64");
        }
        if (from instanceof Long first && to instanceof Long last) {
            boolean empty = range.inclusive() ? first > last : first >= last;
            return new Counting(first, range.inclusive() ? last : last - 1, empty);
        }
        if (from instanceof Char first && to == null) {
            var greatest = Character.MAX_CODE_POINT;
            return new Open(new Characters(first.codePoint(), greatest), Char.of(greatest), "char");
        }
        if (from instanceof Char first && to instanceof Char end) {
            int last = end.codePoint();
            return new Characters(first.codePoint(), range.inclusive() ? last : last - 1);
        }
        var type = Integers.typeOf(from);
        if (type == null) {
            throw Numbers.mismatch(
                    "a range of " + TypeNames.of(from) + " cannot be iterated", site);
        }
        if (to == null) {
            return new Open(
                    new Exact(Integers.exact(from), type.max(), type),
                    Integers.of(type, type.max()),
                    type.rustName());
        }
        var last = Integers.exact(to);
        return new Exact(
                Integers.exact(from),
                range.inclusive() ? last : last.subtract(BigInteger.ONE),
                type);
    }

    /// Of a range without an end: as in Rust, going on from the greatest number is an overflow.
    private static final class Open extends IteratorValue {
        private final IteratorValue inner;
        private final Object greatest;
        private final String type;

        Open(IteratorValue inner, Object greatest, String type) {
            this.inner = inner;
            this.greatest = greatest;
            this.type = type;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            var value = inner.next(host, site);
            if (value == null || value.equals(greatest)) {
                throw new OxurPanic(
                        new NumberError.IntegerOverflow(
                                site.span(),
                                "what comes after "
                                        + Printer.repl(greatest, 1, 1, 60)
                                        + " in a range without an end",
                                type));
            }
            return value;
        }

        @Override
        public IteratorValue duplicate() {
            var copy = inner.duplicate();
            if (copy == null) {
                throw new IllegalStateException("counting can begin anew anywhere");
            }
            return new Open(copy, greatest, type);
        }
    }

    /// Over `i64`: both ends included, so that the greatest number can be one.
    private static final class Counting extends IteratorValue {
        private long first;
        private long last;
        private boolean done;

        Counting(long first, long last, boolean done) {
            this.first = first;
            this.last = last;
            this.done = done;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            if (done) {
                return null;
            }
            long value = first;
            if (value == last) {
                done = true;
            } else {
                first = value + 1;
            }
            return value;
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            if (done) {
                return null;
            }
            long value = last;
            if (value == first) {
                done = true;
            } else {
                last = value - 1;
            }
            return value;
        }

        @Override
        public boolean isDoubleEnded() {
            return true;
        }

        @Override
        public long remaining() {
            long count = last - first + 1;
            return done ? 0 : count <= 0 ? Long.MAX_VALUE : count;
        }

        @Override
        public IteratorValue duplicate() {
            return new Counting(first, last, done);
        }

        @Override
        public boolean isSequence() {
            return true;
        }
    }

    private static final class Characters extends IteratorValue {
        private int first;
        private int last;

        Characters(int first, int last) {
            this.first = first;
            this.last = last;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            if (first > last) {
                return null;
            }
            int value = first;
            first = value == 0xD7FF ? 0xE000 : value + 1;
            return Char.isScalar(value) ? Char.of(value) : next(host, site);
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            if (first > last) {
                return null;
            }
            int value = last;
            last = value == 0xE000 ? 0xD7FF : value - 1;
            return Char.isScalar(value) ? Char.of(value) : nextBack(host, site);
        }

        @Override
        public boolean isDoubleEnded() {
            return true;
        }

        @Override
        public long remaining() {
            long count = Math.max(0, last - first + 1);
            return first <= 0xD7FF && last >= 0xE000 ? count - 0x800 : count;
        }

        @Override
        public IteratorValue duplicate() {
            return new Characters(first, last);
        }

        @Override
        public boolean isSequence() {
            return true;
        }
    }

    /// Over the other integer types.
    private static final class Exact extends IteratorValue {
        private BigInteger first;
        private BigInteger last;
        private final IntType type;

        Exact(BigInteger first, BigInteger last, IntType type) {
            this.first = first;
            this.last = last;
            this.type = type;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            if (first.compareTo(last) > 0) {
                return null;
            }
            var value = first;
            first = value.add(BigInteger.ONE);
            return Integers.of(type, value);
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            if (first.compareTo(last) > 0) {
                return null;
            }
            var value = last;
            last = value.subtract(BigInteger.ONE);
            return Integers.of(type, value);
        }

        @Override
        public boolean isDoubleEnded() {
            return true;
        }

        @Override
        public long remaining() {
            var count = last.subtract(first).add(BigInteger.ONE);
            return count.signum() < 0
                    ? 0
                    : count.bitLength() > 63 ? Long.MAX_VALUE : count.longValue();
        }

        @Override
        public IteratorValue duplicate() {
            return new Exact(first, last, type);
        }

        @Override
        public boolean isSequence() {
            return true;
        }
    }
}
