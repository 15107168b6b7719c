package org.oxur.builtin;

import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;
import org.oxur.value.Cloner;
import org.oxur.value.Host;
import org.oxur.value.IteratorValue;
import org.oxur.value.Ref;
import org.oxur.value.TupleValue;
import org.oxur.value.VecValue;

/// Iterators over the elements of several, one after the other or side by side.
final class JoiningAdapters {
    private JoiningAdapters() {}

    /// Over two, both of which must still be fit for use.
    private abstract static class Joining extends Adapters.Adapter {
        final IteratorValue other;

        Joining(IteratorValue source, IteratorValue other) {
            super(source);
            this.other = other;
        }

        @Override
        boolean joins() {
            return true;
        }

        @Override
        public void check(Site site) {
            super.check(site);
            other.check(site);
        }
    }

    static final class Zipped extends Joining {
        Zipped(IteratorValue source, IteratorValue other) {
            super(source, other);
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

    static final class Chained extends Joining {
        private boolean firstDone;
        private boolean secondDone;

        Chained(IteratorValue first, IteratorValue second) {
            super(first, Adapters.polled(second));
        }

        @Override
        public boolean isDoubleEnded() {
            return source.isDoubleEnded() && other.isDoubleEnded();
        }

        @Override
        public @Nullable Object next(Host host, Site site) {
            var item = firstDone ? null : source.next(host, site);
            if (item != null) {
                return item;
            }
            firstDone = true;
            return secondDone ? null : other.next(host, site);
        }

        @Override
        public @Nullable Object nextBack(Host host, Site site) {
            var item = secondDone ? null : other.nextBack(host, site);
            if (item != null) {
                return item;
            }
            secondDone = true;
            return firstDone ? null : source.nextBack(host, site);
        }

        @Override
        public long remaining() {
            long a = firstDone ? 0 : source.remaining();
            long b = secondDone ? 0 : other.remaining();
            return a < 0 || b < 0 || a + b < 0 ? -1 : a + b;
        }
    }

    /// `flatten`: goes over each element in turn.
    static final class Flattened extends Adapters.Adapter {
        private @Nullable IteratorValue front;
        private @Nullable IteratorValue back;

        Flattened(IteratorValue source) {
            super(source);
        }

        @Override
        boolean joins() {
            return true;
        }

        @Override
        public void check(Site site) {
            super.check(site);
            if (front != null) {
                front.check(site);
            }
            if (back != null) {
                back.check(site);
            }
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
                if (turn % Adapters.TURNS == 0) {
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
                if (turn % Adapters.TURNS == 0) {
                    host.poll(site);
                }
            }
        }
    }

    /// `cycle`: from the second round on, clones of what the first one gave.
    static final class Cycled extends Adapters.Adapter {
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
}
