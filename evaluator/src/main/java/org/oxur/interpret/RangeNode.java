package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.Integers;
import org.oxur.value.Numbers;
import org.oxur.value.RangeValue;
import org.oxur.value.Ref;
import org.oxur.value.Unit;

/// `a..b`.
final class RangeNode extends Node {
    final @Nullable Node from;
    final @Nullable Node to;
    final boolean inclusive;

    RangeNode(Span span, @Nullable Node from, @Nullable Node to, boolean inclusive) {
        super(span);
        this.from = from;
        this.to = to;
        this.inclusive = inclusive;
    }

    @Override
    Object execute(Frame f) {
        var low = end(from, f);
        var high = end(to, f);
        if (low != null && high != null && from != null && to != null) {
            if (from.isAdaptable() && !to.isAdaptable() && Integers.isInteger(low)) {
                low = Numbers.adapt(low, high, this);
            } else if (to.isAdaptable() && !from.isAdaptable() && Integers.isInteger(high)) {
                high = Numbers.adapt(high, low, this);
            }
        }
        return new RangeValue(low, high, inclusive);
    }

    private @Nullable Object end(@Nullable Node node, Frame f) {
        if (node == null) {
            return null;
        }
        var value = Ref.see(node.execute(f), this);
        return value == Unit.UNIT ? null : value;
    }

    @Override
    void reach(Reached reached) {
        reached.node(from);
        reached.node(to);
    }
}
