package org.oxur.builtin;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.error.TypeError;
import org.oxur.value.Borrow;
import org.oxur.value.Cell;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.HeapValue;
import org.oxur.value.Host;
import org.oxur.value.Integers;
import org.oxur.value.IteratorValue;
import org.oxur.value.ListValue;
import org.oxur.value.Loans;
import org.oxur.value.MapValue;
import org.oxur.value.RangeValue;
import org.oxur.value.Ranges;
import org.oxur.value.RcValue;
import org.oxur.value.Ref;
import org.oxur.value.SetValue;
import org.oxur.value.StructValue;
import org.oxur.value.Text;
import org.oxur.value.TupleValue;
import org.oxur.value.TypeNames;
import org.oxur.value.VecValue;

/// What can be iterated, as iterators: a value is consumed, from a reference elements are lent.
public final class Iterators {
    private Iterators() {}

    /// What `for` and every function that takes elements goes over.
    ///
    /// @throws org.oxur.error.OxurPanic `type-mismatch` for what has no elements
    public static IteratorValue over(Object value, Host host, Site site) {
        return switch (value) {
            case IteratorValue iterator -> iterator;
            case Ref reference -> lending(reference, host, site);
            case VecValue vec -> new Elements(vec, null);
            case RangeValue range -> Ranges.iterator(range, site);
            case MapValue map -> new Entries(map, null, Entries.BOTH);
            case SetValue set -> new Items(set, null);
            case ListValue list -> new Elements(VecValue.of(list.items()), null);
            case EnumValue variant when variant.type() == EnumType.OPTION -> {
                yield new Elements(
                        variant.size() == 0 ? new VecValue() : VecValue.of(variant.part(0)), null);
            }
            case EnumValue variant when variant.type() == EnumType.RESULT -> {
                yield new Elements(
                        variant.is(EnumType.OK) ? VecValue.of(variant.part(0)) : new VecValue(),
                        null);
            }
            case StructValue _, EnumValue _
                    when host.implementation(value, "Iterator", "next") != null -> {
                yield new OfProgram(
                        Ref.unique(new Cell(value, null, true), Loans.VALUE, Borrow.FOREVER));
            }
            default -> throw notIterable(value, site);
        };
    }

    private static RuntimeException notIterable(Object value, Site site) {
        @Nullable String hint =
                switch (value) {
                    case Text _ -> "`(chars s)`, `(bytes s)` and `(lines s)` go over a string";
                    case RcValue _ -> "`(.iter r)` goes over what it holds";
                    default ->
                            Integers.isInteger(value)
                                    ? "`(range 0 n)` are the numbers below it"
                                    : null;
                };
        return new OxurPanic(
                new TypeError.TypeMismatch(
                        site.span(), "cannot iterate over " + TypeNames.withArticle(value), hint));
    }

    private static IteratorValue lending(Ref reference, Host host, Site site) {
        var value = reference.get(site);
        return switch (value) {
            case Ref inner -> lending(inner, host, site);
            case VecValue vec -> new Elements(vec, reference);
            case RangeValue range -> Ranges.iterator(range, site);
            case MapValue map -> new Entries(map, reference, Entries.BOTH);
            case SetValue set -> new Items(set, reference);
            case ListValue list -> new Elements(VecValue.of(list.items()), reference);
            case EnumValue variant
                    when variant.type() == EnumType.OPTION || variant.type() == EnumType.RESULT -> {
                boolean holds = variant.is(EnumType.SOME) || variant.is(EnumType.OK);
                yield Elements.parts(
                        holds ? VecValue.of(reference.lendPart(0, site)) : new VecValue(),
                        reference.borrow());
            }
            case IteratorValue iterator when reference.mutable() ->
                    new Through(iterator, reference);
            case IteratorValue iterator -> {
                var copy = iterator.duplicate();
                if (copy == null) {
                    throw Args.mismatch(
                            "an iterator is iterated by itself or through `&mut`, not through `&`",
                            site);
                }
                yield copy;
            }
            default -> {
                if (host.implementation(value, "Iterator", "next") != null) {
                    yield new OfProgram(reference);
                }
                throw notIterable(value, site);
            }
        };
    }

    /// The element of a borrowed collection as it is lent.
    static Object lend(Object element, @Nullable Ref from) {
        return from == null || !(element instanceof HeapValue)
                ? element
                : Ref.shared(element, from.borrow());
    }

    /// Iterators that look at what is there: they print as vectors and can be walked from both
    /// ends.
    abstract static class Sequence extends IteratorValue {
        @Override
        public boolean isDoubleEnded() {
            return true;
        }

        @Override
        public boolean isSequence() {
            return true;
        }

        @Override
        public abstract IteratorValue duplicate();
    }

    /// Of a vector: its own, which go away with it, or lent ones.
    static final class Elements extends Sequence {
        private static final Borrow[] OWN = {};

        private final VecValue vec;
        private final @Nullable Ref from;

        /// What must last as long as it is used.
        private final Borrow[] lent;

        private int at;
        private int end;

        Elements(VecValue vec, @Nullable Ref from) {
            this(vec, from, from == null ? OWN : new Borrow[] {from.borrow()}, 0, vec.size());
        }

        private Elements(VecValue vec, @Nullable Ref from, Borrow[] lent, int at, int end) {
            this.vec = vec;
            this.from = from;
            this.lent = lent;
            this.at = at;
            this.end = end;
        }

        /// Over parts of something that were found already.
        ///
        /// @param lent as what it was lent; null where nobody can take it away
        static Elements parts(VecValue parts, @Nullable Borrow... lent) {
            var known = Arrays.stream(lent).filter(Objects::nonNull).toArray(Borrow[]::new);
            return new Elements(parts, null, known, 0, parts.size());
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            check(site);
            return at < end ? element(at++) : null;
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            check(site);
            return at < end ? element(--end) : null;
        }

        @Override
        public void check(Site site) {
            for (var borrow : lent) {
                Loans.check(borrow, site);
            }
        }

        private Object element(int index) {
            if (from == null) {
                return vec.get(index);
            }
            return from.mutable() ? from.lendSibling(vec, index) : lend(vec.get(index), from);
        }

        @Override
        public long remaining() {
            return end - at;
        }

        @Override
        public IteratorValue duplicate() {
            return new Elements(vec, from, lent, at, end);
        }
    }

    /// Of a map: keys and values in tuples, or one of them.
    static final class Entries extends Sequence {
        static final int BOTH = 0;
        static final int KEYS = 1;
        static final int VALUES = 2;

        private final MapValue map;
        private final @Nullable Ref from;
        private final int what;
        private int at;
        private int end;
        private int left;

        Entries(MapValue map, @Nullable Ref from, int what) {
            this(map, from, what, 0, map.positions(), map.size());
        }

        private Entries(MapValue map, @Nullable Ref from, int what, int at, int end, int left) {
            this.map = map;
            this.from = from;
            this.what = what;
            this.at = at;
            this.end = end;
            this.left = left;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            check(site);
            while (at < end) {
                int position = at++;
                if (map.isEntry(position)) {
                    left--;
                    return entry(position);
                }
            }
            return null;
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            check(site);
            while (at < end) {
                int position = --end;
                if (map.isEntry(position)) {
                    left--;
                    return entry(position);
                }
            }
            return null;
        }

        @Override
        public void check(Site site) {
            if (from != null) {
                Loans.check(from.borrow(), site);
            }
        }

        private Object entry(int position) {
            return switch (what) {
                case KEYS -> lend(map.keyAt(position), from);
                case VALUES -> value(position);
                default -> new TupleValue(lend(map.keyAt(position), from), value(position));
            };
        }

        private Object value(int position) {
            return from != null && from.mutable()
                    ? from.lendSibling(map, position)
                    : lend(map.valueAt(position), from);
        }

        @Override
        public long remaining() {
            return left;
        }

        @Override
        public IteratorValue duplicate() {
            return new Entries(map, from, what, at, end, left);
        }
    }

    /// Of a set.
    static final class Items extends Sequence {
        private final SetValue set;
        private final @Nullable Ref from;
        private int at;
        private int end;
        private int left;

        Items(SetValue set, @Nullable Ref from) {
            this(set, from, 0, set.positions(), set.size());
        }

        private Items(SetValue set, @Nullable Ref from, int at, int end, int left) {
            this.set = set;
            this.from = from;
            this.at = at;
            this.end = end;
            this.left = left;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            check(site);
            while (at < end) {
                int position = at++;
                if (set.isEntry(position)) {
                    left--;
                    return item(position);
                }
            }
            return null;
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            check(site);
            while (at < end) {
                int position = --end;
                if (set.isEntry(position)) {
                    left--;
                    return item(position);
                }
            }
            return null;
        }

        @Override
        public void check(Site site) {
            if (from != null) {
                Loans.check(from.borrow(), site);
            }
        }

        private Object item(int position) {
            return lend(set.at(position), from);
        }

        @Override
        public long remaining() {
            return left;
        }

        @Override
        public IteratorValue duplicate() {
            return new Items(set, from, at, end, left);
        }
    }

    /// A struct of the program that implements `Iterator`.
    private static final class OfProgram extends IteratorValue {
        private final Ref state;
        private boolean done;

        OfProgram(Ref state) {
            this.state = state;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            if (done) {
                return null;
            }
            var next = host.implementation(state.peek(), "Iterator", "next");
            if (next == null) {
                throw notIterable(state.peek(), site);
            }
            var answer = host.call(next, new Object[] {state}, site);
            if (Ref.see(answer, site) instanceof EnumValue option
                    && option.type() == EnumType.OPTION) {
                if (option.is(EnumType.SOME)) {
                    return option.part(0);
                }
                done = true;
                return null;
            }
            throw Args.expected("an Option from `next`", answer, site);
        }
    }

    /// `&mut it`: takes from another iterator.
    private static final class Through extends IteratorValue {
        private final IteratorValue inner;
        private final Ref from;

        Through(IteratorValue inner, Ref from) {
            this.inner = inner;
            this.from = from;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            Loans.check(from.borrow(), site);
            return inner.next(host, site);
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            Loans.check(from.borrow(), site);
            return inner.nextBack(host, site);
        }

        @Override
        public void check(Site site) {
            Loans.check(from.borrow(), site);
            inner.check(site);
        }

        @Override
        public boolean isDoubleEnded() {
            return inner.isDoubleEnded();
        }

        @Override
        public long remaining() {
            return inner.remaining();
        }
    }

    /// All elements that are left, in a vector.
    static VecValue collect(IteratorValue iterator, Host host, Site site) {
        var vec = new VecValue();
        long known = iterator.remaining();
        if (known > 0) {
            host.checkAllocation(known >= Long.MAX_VALUE / 16 ? Long.MAX_VALUE : known * 8, site);
        }
        int untilPoll = 1024;
        for (var item = iterator.next(host, site); item != null; item = iterator.next(host, site)) {
            vec.add(item);
            if (--untilPoll == 0) {
                untilPoll = 1024;
                host.poll(site);
                host.checkAllocation(8L * vec.size(), site);
            }
        }
        return vec;
    }

    /// Elements that were worked out before.
    static IteratorValue of(List<Object> items) {
        return new Elements(VecValue.of(items), null);
    }

    /// An iterator whose next element can be looked at: `peekable`.
    static final class Peekable extends IteratorValue {
        private final IteratorValue inner;
        private final ArrayDeque<Object> seen = new ArrayDeque<>(1);
        private boolean done;

        Peekable(IteratorValue inner) {
            this.inner = inner;
        }

        @Nullable Object peek(Host host, Site site) {
            if (seen.isEmpty() && !done) {
                var next = inner.next(host, site);
                if (next == null) {
                    done = true;
                } else {
                    seen.add(next);
                }
            }
            return seen.peek();
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            if (!seen.isEmpty()) {
                return seen.poll();
            }
            return done ? null : inner.next(host, site);
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            var last = done ? null : inner.nextBack(host, site);
            return last == null ? seen.poll() : last;
        }

        @Override
        public void check(Site site) {
            inner.check(site);
        }

        @Override
        public boolean isDoubleEnded() {
            return inner.isDoubleEnded();
        }

        @Override
        public long remaining() {
            long rest = done ? 0 : inner.remaining();
            return rest < 0 ? rest : rest + seen.size();
        }
    }
}
