package org.oxur.interpret;

import org.oxur.text.Span;

/// A block with a label, left by `break`.
final class LabelledBlockNode extends Node {
    private final Node body;
    private final LoopSignals signals;

    LabelledBlockNode(Span span, Node body, LoopSignals signals) {
        super(span);
        this.body = body;
        this.signals = signals;
    }

    @Override
    Object execute(Frame f) {
        Object value;
        try {
            value = body.execute(f);
        } catch (Signal.Unwinding unwinding) {
            if (unwinding.signal != signals.leave) {
                throw unwinding;
            }
            value = unwinding.signal;
        }
        return value == signals.leave ? f.ex.signalValue : value;
    }

    @Override
    void reach(Reached reached) {
        body.reach(reached);
    }

    @Override
    Operation operation() {
        return new Operation.Labelled(this, body.operation(), Operations.exits(signals));
    }
}
