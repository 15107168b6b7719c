package org.oxur.interpret;

import org.oxur.text.Span;
import org.oxur.value.VecValue;

/// `vec![…]`.
final class VecNode extends Node {
    private final Node[] items;

    VecNode(Span span, Node[] items) {
        super(span);
        this.items = items;
    }

    @Override
    Object execute(Frame f) {
        var vec = new VecValue();
        vec.reserve(items.length);
        for (var item : items) {
            vec.add(Places.settled(item.execute(f), item));
        }
        return vec;
    }

    @Override
    Node adapted(TypeTest type) {
        var element = type.element(0);
        if (element != null) {
            for (int i = 0; i < items.length; i++) {
                items[i] = items[i].adapted(element);
            }
        }
        return this;
    }

    @Override
    void reach(Reached reached) {
        reached.nodes(items);
    }

    @Override
    Operation operation() {
        return Operations.made(this, Operations.settled(items));
    }

    @Override
    Object applied(Execution ex, int depth, Object[] parts) {
        var vec = new VecValue();
        vec.reserve(parts.length);
        for (var part : parts) {
            vec.add(part);
        }
        return vec;
    }
}
