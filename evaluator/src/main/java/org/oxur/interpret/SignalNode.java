package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.Unit;

/// `break`, `continue`, `return`: gives a signal, or unwinds where its parent waits for a value.
final class SignalNode extends Node {
    private final Signal signal;
    private final @Nullable Node value;
    private final boolean flows;

    SignalNode(Span span, Signal signal, @Nullable Node value, boolean flows) {
        super(span);
        this.signal = signal;
        this.value = value;
        this.flows = flows;
    }

    @Override
    Object execute(Frame f) {
        f.ex.signalValue = value == null ? Unit.UNIT : value.execute(f);
        if (flows) {
            return signal;
        }
        throw signal.unwinding;
    }

    @Override
    Operation operation() {
        return new Operation.Jump(this, signal, value == null ? null : value.operation(), flows);
    }

    @Override
    void reach(Reached reached) {
        reached.node(value);
        reached.leaves();
    }
}
