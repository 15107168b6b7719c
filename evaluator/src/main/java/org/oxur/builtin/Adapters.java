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

/// Iterators made of iterators: lazy, each takes from its source when it is asked.
final class Adapters {
    private Adapters() {}

    /// How many elements a loop may pass over before it asks whether to go on.
    static final int TURNS = 1024;

    abstract static class Adapter extends IteratorValue {
        final IteratorValue source;

        /// How many of its kind its elements come through.
        private final int depth;

        Adapter(IteratorValue source) {
            this.source = polled(source);
            this.depth = depth(this.source) + 1;
        }

        private Adapter(IteratorValue source, int depth) {
            this.source = source;
            this.depth = depth;
        }

        /// Whether it gives no more elements than its source.
        boolean neverMore() {
            return false;
        }

        @Override
        public boolean isDoubleEnded() {
            return source.isDoubleEnded();
        }

        @Override
        public void check(Site site) {
            IteratorValue from = source;
            while (from instanceof Adapter adapter && !adapter.joins()) {
                from = adapter.source;
            }
            from.check(site);
        }

        /// Whether it goes over several, which it checks itself.
        boolean joins() {
            return false;
        }
    }

    /// Levels of adapters between two questions whether to go on: an element that comes through a
    /// hundred thousand of them takes long.
    private static final int LEVELS = 64;

    private static int depth(IteratorValue iterator) {
        return iterator instanceof Adapter adapter ? adapter.depth : 0;
    }

    /// The same iterator; in a tower of adapters, every so often one that polls.
    static IteratorValue polled(IteratorValue iterator) {
        return depth(iterator) % LEVELS == LEVELS - 1 ? new Polled(iterator) : iterator;
    }

    private static final class Polled extends Adapter {
        Polled(IteratorValue source) {
            super(source, depth(source) + 1);
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            host.poll(site);
            return source.next(host, site);
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            host.poll(site);
            return source.nextBack(host, site);
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
            var same = source.duplicate();
            return same == null ? null : new Polled(same);
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

        @Override
        boolean neverMore() {
            return true;
        }

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

        @Override
        boolean neverMore() {
            return true;
        }

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

        @Override
        boolean neverMore() {
            return true;
        }

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
}
