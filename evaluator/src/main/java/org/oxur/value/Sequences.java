package org.oxur.value;

import org.jspecify.annotations.Nullable;
import org.oxur.error.Bug;
import org.oxur.error.Site;

/// Looking at the elements of what prints as a vector, without taking them.
public final class Sequences {
    private static final Site NOWHERE =
            () -> {
                throw Bug.unreachable("looking at a sequence does not fail");
            };

    private Sequences() {}

    /// Whether it goes over elements that are there: a vector, a range of integers, an iterator
    /// that can be looked at.
    public static boolean isSequence(Object value) {
        return switch (value) {
            case VecValue _ -> true;
            case RangeValue range -> Ranges.isSequence(range);
            case IteratorValue iterator -> iterator.isSequence();
            default -> false;
        };
    }

    /// A walk over the elements of a sequence that changes nothing.
    public static IteratorValue look(Object sequence) {
        IteratorValue walk =
                switch (sequence) {
                    case VecValue vec -> new Elements(vec, 0);
                    case RangeValue range -> Ranges.iterator(range, NOWHERE);
                    case IteratorValue iterator -> iterator.duplicate();
                    default -> null;
                };
        if (walk == null) {
            throw Bug.unreachable("no sequence: " + sequence.getClass());
        }
        return walk;
    }

    private static final class Elements extends IteratorValue {
        private final VecValue vec;
        private int at;

        Elements(VecValue vec, int at) {
            this.vec = vec;
            this.at = at;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            return at < vec.size() ? vec.get(at++) : null;
        }

        @Override
        public long remaining() {
            return vec.size() - at;
        }
    }
}
