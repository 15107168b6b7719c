package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.Char;
import org.oxur.value.Integers;
import org.oxur.value.Order;
import org.oxur.value.Ref;

/// `(..= 1 5)`.
final class RangePattern extends Pattern {
    private final @Nullable Object from;
    private final @Nullable Object to;
    private final boolean inclusive;

    RangePattern(Span span, @Nullable Object from, @Nullable Object to, boolean inclusive) {
        super(span);
        this.from = from;
        this.to = to;
        this.inclusive = inclusive;
    }

    @Override
    boolean test(Execution ex, Object given) {
        var value = seen(given, this);
        if (from != null && !(ordered(ex, from, value) <= 0)) {
            return false;
        }
        if (to == null) {
            return from != null || value instanceof Number;
        }
        int order = ordered(ex, value, to);
        return inclusive ? order <= 0 : order < 0;
    }

    /// As comparators do; 2 where they do not compare.
    private int ordered(Execution ex, Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return Long.compare(x, y);
        }
        if (Integers.isInteger(a) && Integers.isInteger(b)) {
            return Integers.exact(a).compareTo(Integers.exact(b));
        }
        boolean comparable =
                a instanceof Double && b instanceof Double
                        || a instanceof Float && b instanceof Float
                        || a instanceof Char && b instanceof Char;
        return comparable ? Order.partial(a, b, ex, this) : Order.UNORDERED;
    }

    @Override
    void bind(Frame f, Object given, @Nullable Ref via) {}

    @Override
    void reach(Reached reached) {}
}
