package org.oxur.value;

import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;

/// A lazy iterator.
public abstract class IteratorValue extends HeapValue {
    /// The next element, or null at the end; after that, null for ever.
    public abstract @Nullable Object next(Host host, Site site);

    /// The next element from the other end, as `rev` needs it; null at the end.
    ///
    /// @throws IllegalStateException where [#isDoubleEnded()] is false
    public @Nullable Object nextBack(Host host, Site site) {
        throw new IllegalStateException("not double-ended");
    }

    /// Whether [#nextBack(Host, Site)] works.
    public boolean isDoubleEnded() {
        return false;
    }

    /// Fails if what it goes over must not be used any more: it was changed or has gone since it
    /// was lent. Taking an element sees to that by itself.
    ///
    /// @throws org.oxur.error.OxurPanic `borrow-conflict`, `borrow-outlives-owner`
    public void check(Site site) {}

    /// How many elements are left if that is known without taking them, else -1.
    public long remaining() {
        return -1;
    }

    /// Another iterator over the same elements that are left, or null where there cannot be one.
    /// Taking from one does not change the other.
    public @Nullable IteratorValue duplicate() {
        return null;
    }

    /// Whether it goes over elements that are there already, so that it can be looked at and prints
    /// as a vector; then there is a [#duplicate()].
    public boolean isSequence() {
        return false;
    }
}
