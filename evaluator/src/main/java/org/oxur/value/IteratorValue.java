package org.oxur.value;

import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;

/// A lazy iterator.
public abstract class IteratorValue extends HeapValue {
    /// The next element, or null at the end; after that, null for ever.
    public abstract @Nullable Object next(Site site);

    /// The next element from the other end, as `rev` needs it; null where that is not possible or
    /// at the end.
    public @Nullable Object nextBack(Site site) {
        return null;
    }

    /// Whether [#nextBack(Site)] works.
    public boolean isDoubleEnded() {
        return false;
    }
}
