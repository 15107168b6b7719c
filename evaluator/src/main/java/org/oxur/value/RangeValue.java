package org.oxur.value;

import org.jspecify.annotations.Nullable;

/// `(.. a b)`, `(..= a b)`; an end is null where open.
public final class RangeValue extends HeapValue {
    private final @Nullable Object from;
    private final @Nullable Object to;
    private final boolean inclusive;

    public RangeValue(@Nullable Object from, @Nullable Object to, boolean inclusive) {
        this.from = from;
        this.to = to;
        this.inclusive = inclusive;
    }

    public @Nullable Object from() {
        return from;
    }

    public @Nullable Object to() {
        return to;
    }

    public boolean inclusive() {
        return inclusive;
    }
}
