package org.oxur.builtin;

import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;
import org.oxur.value.Cloner;
import org.oxur.value.EnumType;
import org.oxur.value.Host;
import org.oxur.value.IteratorValue;

/// Iterators that are made of no collection.
final class Generators {
    private Generators() {}

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
                var answer = Adapters.option(host.call(function, new Object[0], site), site);
                return answer.is(EnumType.SOME) ? answer.part(0) : null;
            }
            var item = last;
            if (item != null) {
                var answer =
                        Adapters.option(Args.call(host, function, Args.borrowed(item), site), site);
                last = answer.is(EnumType.SOME) ? answer.part(0) : null;
            }
            return item;
        }
    }
}
