package org.oxur.builtin;

import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;
import org.oxur.value.Host;
import org.oxur.value.IteratorValue;

/// Iterators that give some elements of others, by where they stand.
final class PositionAdapters {
    private PositionAdapters() {}

    static final class Taken extends Adapters.Adapter {
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

    static final class Skipped extends Adapters.Adapter {
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
                if (toSkip % Adapters.TURNS == 0) {
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

    static final class Stepped extends Adapters.Adapter {
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
                if (i % Adapters.TURNS == 0) {
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
    static final class While extends Adapters.Adapter {
        private final Object test;
        private final boolean takes;
        private boolean decided;

        While(IteratorValue source, Object test, boolean takes) {
            super(source);
            this.test = test;
            this.takes = takes;
        }

        @Override
        boolean neverMore() {
            return true;
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
                if (turn % Adapters.TURNS == 0) {
                    host.poll(site);
                }
            }
            return item;
        }
    }
}
