package org.oxur.builtin;

import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;
import org.oxur.value.Cloner;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.Host;
import org.oxur.value.IteratorValue;
import org.oxur.value.Ref;
import org.oxur.value.TupleValue;
import org.oxur.value.VecValue;

/// Iterators made of iterators: lazy, each takes from its source when it is asked.
final class Adapters {
    private Adapters() {}

    /// How many elements a loop may pass over before it asks whether to go on.
    static final int TURNS = 1024;

    abstract static class Adapter extends IteratorValue {
        final IteratorValue source;

        Adapter(IteratorValue source) {
            this.source = source;
        }

        @Override
        public boolean isDoubleEnded() {
            return source.isDoubleEnded();
        }
    }

    static final class Mapped extends Adapter {
        private final Object function;

        Mapped(IteratorValue source, Object function) {
            super(source);
            this.function = function;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            var item = source.next(host, site);
            return item == null ? null : Args.call(host, function, item, site);
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            var item = source.nextBack(host, site);
            return item == null ? null : Args.call(host, function, item, site);
        }

        @Override
        public long remaining() {
            return source.remaining();
        }
    }

    static final class Filtered extends Adapter {
        private final Object test;

        Filtered(IteratorValue source, Object test) {
            super(source);
            this.test = test;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            for (int turn = 1; ; turn++) {
                var item = source.next(host, site);
                if (item == null || Args.test(host, test, Args.borrowed(item), site)) {
                    return item;
                }
                if (turn % TURNS == 0) {
                    host.poll(site);
                }
            }
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            for (int turn = 1; ; turn++) {
                var item = source.nextBack(host, site);
                if (item == null || Args.test(host, test, Args.borrowed(item), site)) {
                    return item;
                }
                if (turn % TURNS == 0) {
                    host.poll(site);
                }
            }
        }
    }

    /// Keeps what the function gives in `Some`; ends at `None` where it is a `map-while` or `scan`.
    static final class FilterMapped extends Adapter {
        private final Object function;
        private final boolean endsAtNone;
        private boolean done;

        FilterMapped(IteratorValue source, Object function, boolean endsAtNone) {
            super(source);
            this.function = function;
            this.endsAtNone = endsAtNone;
        }

        @Override
        public boolean isDoubleEnded() {
            return false;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            for (int turn = 1; !done; turn++) {
                var item = source.next(host, site);
                if (item == null) {
                    return null;
                }
                var answer = option(Args.call(host, function, item, site), site);
                if (answer.is(EnumType.SOME)) {
                    return answer.part(0);
                }
                done = endsAtNone;
                if (turn % TURNS == 0) {
                    host.poll(site);
                }
            }
            return null;
        }
    }

    static EnumValue option(Object value, Site site) {
        if (Ref.see(value, site) instanceof EnumValue option && option.type() == EnumType.OPTION) {
            return option;
        }
        throw Args.expected("an Option", value, site);
    }

    static final class Scanned extends Adapter {
        private final Ref state;
        private final Object function;
        private boolean done;

        Scanned(IteratorValue source, Object initial, Object function) {
            super(source);
            this.state = Ref.uniqueTemporary(initial);
            this.function = function;
        }

        @Override
        public boolean isDoubleEnded() {
            return false;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            var item = done ? null : source.next(host, site);
            if (item == null) {
                return null;
            }
            var answer = option(Args.call(host, function, state, item, site), site);
            done = answer.is(EnumType.NONE);
            return done ? null : answer.part(0);
        }
    }

    static final class Enumerated extends Adapter {
        private long index;

        Enumerated(IteratorValue source) {
            super(source);
        }

        @Override
        public boolean isDoubleEnded() {
            return source.isDoubleEnded() && source.remaining() >= 0;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            var item = source.next(host, site);
            return item == null ? null : new TupleValue(index++, item);
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            long last = index + source.remaining() - 1;
            var item = source.nextBack(host, site);
            return item == null ? null : new TupleValue(last, item);
        }

        @Override
        public long remaining() {
            return source.remaining();
        }
    }

    static final class Zipped extends Adapter {
        private final IteratorValue other;

        Zipped(IteratorValue source, IteratorValue other) {
            super(source);
            this.other = other;
        }

        @Override
        public boolean isDoubleEnded() {
            return source.isDoubleEnded()
                    && other.isDoubleEnded()
                    && source.remaining() >= 0
                    && other.remaining() >= 0;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            var a = source.next(host, site);
            if (a == null) {
                return null;
            }
            var b = other.next(host, site);
            return b == null ? null : new TupleValue(a, b);
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            while (source.remaining() > other.remaining()) {
                source.nextBack(host, site);
            }
            while (other.remaining() > source.remaining()) {
                other.nextBack(host, site);
            }
            var a = source.nextBack(host, site);
            var b = other.nextBack(host, site);
            return a == null || b == null ? null : new TupleValue(a, b);
        }

        @Override
        public long remaining() {
            long a = source.remaining();
            long b = other.remaining();
            return a < 0 || b < 0 ? -1 : Math.min(a, b);
        }
    }

    static final class Reversed extends Adapter {
        Reversed(IteratorValue source) {
            super(source);
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            return source.nextBack(host, site);
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            return source.next(host, site);
        }

        @Override
        public long remaining() {
            return source.remaining();
        }

        @Override
        public boolean isSequence() {
            return source.isSequence();
        }

        @Override
        public @Nullable IteratorValue duplicate() {
            var copy = source.duplicate();
            return copy == null ? null : new Reversed(copy);
        }
    }

    static final class Taken extends Adapter {
        private long left;

        Taken(IteratorValue source, long left) {
            super(source);
            this.left = left;
        }

        @Override
        public boolean isDoubleEnded() {
            return source.isDoubleEnded() && source.remaining() >= 0;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            if (left == 0) {
                return null;
            }
            left--;
            return source.next(host, site);
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            while (source.remaining() > left) {
                source.nextBack(host, site);
            }
            left = Math.max(0, left - 1);
            return source.nextBack(host, site);
        }

        @Override
        public long remaining() {
            long rest = source.remaining();
            return rest < 0 ? rest : Math.min(left, rest);
        }
    }

    static final class Skipped extends Adapter {
        private long toSkip;

        Skipped(IteratorValue source, long toSkip) {
            super(source);
            this.toSkip = toSkip;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            for (; toSkip > 0; toSkip--) {
                if (source.next(host, site) == null) {
                    toSkip = 0;
                    return null;
                }
                if (toSkip % TURNS == 0) {
                    host.poll(site);
                }
            }
            return source.next(host, site);
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            return remaining() > 0 ? source.nextBack(host, site) : null;
        }

        @Override
        public boolean isDoubleEnded() {
            return source.isDoubleEnded() && source.remaining() >= 0;
        }

        @Override
        public long remaining() {
            long rest = source.remaining();
            return rest < 0 ? rest : Math.max(0, rest - toSkip);
        }
    }

    static final class Stepped extends Adapter {
        private final long step;
        private boolean started;

        Stepped(IteratorValue source, long step) {
            super(source);
            this.step = step;
        }

        @Override
        public boolean isDoubleEnded() {
            return source.isDoubleEnded() && source.remaining() >= 0;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            for (long i = started ? step : 1; i > 1; i--) {
                if (source.next(host, site) == null) {
                    return null;
                }
                if (i % TURNS == 0) {
                    host.poll(site);
                }
            }
            started = true;
            return source.next(host, site);
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            long count = remaining();
            if (count == 0) {
                return null;
            }
            long first = started ? step - 1 : 0;
            for (long excess = source.remaining() - (first + (count - 1) * step) - 1;
                    excess > 0;
                    excess--) {
                source.nextBack(host, site);
            }
            return source.nextBack(host, site);
        }

        @Override
        public long remaining() {
            long rest = source.remaining();
            return rest < 0
                    ? rest
                    : started ? rest / step : rest / step + (rest % step == 0 ? 0 : 1);
        }
    }

    /// `take-while`, `skip-while`.
    static final class While extends Adapter {
        private final Object test;
        private final boolean takes;
        private boolean decided;

        While(IteratorValue source, Object test, boolean takes) {
            super(source);
            this.test = test;
            this.takes = takes;
        }

        @Override
        public boolean isDoubleEnded() {
            return false;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            if (takes) {
                var item = decided ? null : source.next(host, site);
                decided = item == null || !Args.test(host, test, Args.borrowed(item), site);
                return decided ? null : item;
            }
            var item = source.next(host, site);
            for (int turn = 1; !decided && item != null; turn++) {
                if (!Args.test(host, test, Args.borrowed(item), site)) {
                    decided = true;
                    return item;
                }
                item = source.next(host, site);
                if (turn % TURNS == 0) {
                    host.poll(site);
                }
            }
            return item;
        }
    }

    static final class Chained extends Adapter {
        private final IteratorValue second;
        private boolean firstDone;
        private boolean secondDone;

        Chained(IteratorValue first, IteratorValue second) {
            super(first);
            this.second = second;
        }

        @Override
        public boolean isDoubleEnded() {
            return source.isDoubleEnded() && second.isDoubleEnded();
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            var item = firstDone ? null : source.next(host, site);
            if (item != null) {
                return item;
            }
            firstDone = true;
            return secondDone ? null : second.next(host, site);
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            var item = secondDone ? null : second.nextBack(host, site);
            if (item != null) {
                return item;
            }
            secondDone = true;
            return firstDone ? null : source.nextBack(host, site);
        }

        @Override
        public long remaining() {
            long a = firstDone ? 0 : source.remaining();
            long b = secondDone ? 0 : second.remaining();
            return a < 0 || b < 0 || a + b < 0 ? -1 : a + b;
        }
    }

    /// `flatten`: goes over each element in turn.
    static final class Flattened extends Adapter {
        private @Nullable IteratorValue front;
        private @Nullable IteratorValue back;

        Flattened(IteratorValue source) {
            super(source);
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            for (int turn = 1; ; turn++) {
                if (front != null) {
                    var item = front.next(host, site);
                    if (item != null) {
                        return item;
                    }
                }
                var following = source.next(host, site);
                if (following == null) {
                    front = null;
                    return back == null ? null : back.next(host, site);
                }
                front = Iterators.over(following, host, site);
                if (turn % TURNS == 0) {
                    host.poll(site);
                }
            }
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            for (int turn = 1; ; turn++) {
                if (back != null) {
                    var item = back.nextBack(host, site);
                    if (item != null) {
                        return item;
                    }
                }
                var preceding = source.nextBack(host, site);
                if (preceding == null) {
                    back = null;
                    return front == null ? null : front.nextBack(host, site);
                }
                back = Iterators.over(preceding, host, site);
                if (turn % TURNS == 0) {
                    host.poll(site);
                }
            }
        }
    }

    static final class Inspected extends Adapter {
        private final Object function;

        Inspected(IteratorValue source, Object function) {
            super(source);
            this.function = function;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            return shown(source.next(host, site), host, site);
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            return shown(source.nextBack(host, site), host, site);
        }

        private @Nullable Object shown(@Nullable Object item, Host host, Site site) {
            if (item != null) {
                Args.call(host, function, Args.borrowed(item), site);
            }
            return item;
        }

        @Override
        public long remaining() {
            return source.remaining();
        }
    }

    /// `cloned`, `copied`: what is lent becomes the program's own.
    static final class Owned extends Adapter {
        Owned(IteratorValue source) {
            super(source);
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            var item = source.next(host, site);
            return item instanceof Ref ? Cloner.clone(item, host, site) : item;
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            var item = source.nextBack(host, site);
            return item instanceof Ref ? Cloner.clone(item, host, site) : item;
        }

        @Override
        public long remaining() {
            return source.remaining();
        }
    }

    /// `cycle`: from the second round on, clones of what the first one gave.
    static final class Cycled extends Adapter {
        private final VecValue seen = new VecValue();
        private int at = -1;

        Cycled(IteratorValue source) {
            super(source);
        }

        @Override
        public boolean isDoubleEnded() {
            return false;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            if (at < 0) {
                var item = source.next(host, site);
                if (item != null) {
                    seen.add(item instanceof Ref ? item : Cloner.clone(item, host, site));
                    return item;
                }
                at = 0;
            }
            if (seen.isEmpty()) {
                return null;
            }
            var item = seen.get(at);
            at = (at + 1) % seen.size();
            return item instanceof Ref ? item : Cloner.clone(item, host, site);
        }
    }

    /// `iter::repeat`.
    static final class Repeated extends IteratorValue {
        private final Object item;

        Repeated(Object item) {
            this.item = item;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            return Cloner.clone(item, host, site);
        }

        @Override
        public IteratorValue duplicate() {
            return new Repeated(item);
        }
    }

    /// `iter::from_fn`, and `iter::successors` where there is a last element.
    static final class Generated extends IteratorValue {
        private final Object function;
        private @Nullable Object last;
        private final boolean successors;

        Generated(Object function, @Nullable Object first, boolean successors) {
            this.function = function;
            this.last = first;
            this.successors = successors;
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            if (!successors) {
                var answer = option(host.call(function, new Object[0], site), site);
                return answer.is(EnumType.SOME) ? answer.part(0) : null;
            }
            var item = last;
            if (item != null) {
                var answer = option(Args.call(host, function, Args.borrowed(item), site), site);
                last = answer.is(EnumType.SOME) ? answer.part(0) : null;
            }
            return item;
        }
    }
}
