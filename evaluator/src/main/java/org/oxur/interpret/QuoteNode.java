package org.oxur.interpret;

import java.util.List;
import org.oxur.text.Span;
import org.oxur.value.Cloner;

/// Quoted data: a fresh copy each time, because what it gives can be changed.
final class QuoteNode extends Node {
    private final Object value;

    QuoteNode(Span span, Object value) {
        super(span);
        this.value = value;
    }

    @Override
    Object execute(Frame f) {
        return Cloner.clone(value, f.ex, this);
    }

    @Override
    void reach(Reached reached) {}

    @Override
    Operation operation() {
        return new Operation.Applied(this, List.of(), Operation.Gives.ANY, false, null);
    }

    @Override
    Object applied(Execution ex, int depth) {
        return Cloner.clone(value, ex, this);
    }
}
