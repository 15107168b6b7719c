package org.oxur.interpret;

import java.util.ArrayList;
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
        return made(end(from, f), end(to, f));
    }

    private Object made(@Nullable Object from0, @Nullable Object to0) {
        var low = from0;
        var high = to0;
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

    @Override
    Operation operation() {
        var parts = new ArrayList<Operation>();
        if (from != null) {
            parts.add(Operations.seen(from, this));
        }
        if (to != null) {
            parts.add(Operations.seen(to, this));
        }
        return Operations.made(this, parts);
    }

    @Override
    Object applied(Execution ex, int depth, Object[] parts) {
        int next = 0;
        var low = from == null ? null : parts[next++];
        var high = to == null ? null : parts[next];
        return made(low == Unit.UNIT ? null : low, high == Unit.UNIT ? null : high);
    }
}
