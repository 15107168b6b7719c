package org.oxur.interpret;

import org.oxur.text.Span;
import org.oxur.value.TupleValue;

/// `(a, b)`.
final class TupleNode extends Node {
    final Node[] parts;

    TupleNode(Span span, Node[] parts) {
        super(span);
        this.parts = parts;
    }

    @Override
    Object execute(Frame f) {
        var values = new Object[parts.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = parts[i].execute(f);
        }
        return new TupleValue(values);
    }

    @Override
    Node adapted(TypeTest type) {
        for (int i = 0; i < parts.length; i++) {
            var element = type.element(i);
            if (element != null) {
                parts[i] = parts[i].adapted(element);
            }
        }
        return this;
    }

    @Override
    void reach(Reached reached) {
        reached.nodes(parts);
    }

    @Override
    Operation operation() {
        return Operations.made(this, Operations.of(parts));
    }

    @Override
    Object applied(Execution ex, int depth, Object[] parts) {
        return new TupleValue(parts);
    }
}
