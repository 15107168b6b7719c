package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.Unit;

/// `while`, and `loop` without a test.
final class WhileNode extends Node {
    private final @Nullable Node test;
    private final Node body;
    private final LoopSignals signals;
    private final Code code;
    private final HotLoop hot;

    WhileNode(Span span, @Nullable Node test, Node body, LoopSignals signals, Code code) {
        super(span);
        this.test = test;
        this.body = body;
        this.signals = signals;
        this.code = code;
        this.hot = new HotLoop(code);
    }

    @Override
    Object execute(Frame f) {
        var quick = hot.begin(f, this, this::operation);
        if (quick != null) {
            return quick;
        }
        if (signals.unwinds) {
            return unwinding(f);
        }
        var ex = f.ex;
        long turns = 0;
        while (test == null || test.test(f)) {
            if (body.execute(f) instanceof Signal signal && signal != signals.next) {
                code.turned(turns);
                return signal == signals.leave ? left(f) : signal;
            }
            turns++;
            if (--ex.reductions < 0) {
                ex.slice(this);
                var rest = hot.goOn(f, this, this::operation);
                if (rest != null) {
                    code.turned(turns);
                    return rest;
                }
            }
        }
        code.turned(turns);
        return Unit.UNIT;
    }

    private Object left(Frame f) {
        var value = f.ex.signalValue;
        f.ex.signalValue = Unit.UNIT;
        return test == null ? value : Unit.UNIT;
    }

    private Object unwinding(Frame f) {
        var ex = f.ex;
        while (true) {
            code.turned(1);
            try {
                if (test != null && !test.test(f)) {
                    return Unit.UNIT;
                }
                if (body.execute(f) instanceof Signal signal && signal != signals.next) {
                    return signal == signals.leave ? left(f) : signal;
                }
            } catch (Signal.Unwinding unwinding) {
                if (unwinding.signal == signals.leave) {
                    return left(f);
                } else if (unwinding.signal != signals.next) {
                    throw unwinding;
                }
            }
            if (--ex.reductions < 0) {
                ex.slice(this);
                var rest = hot.goOn(f, this, this::operation);
                if (rest != null) {
                    return rest;
                }
            }
        }
    }

    @Override
    Operation operation() {
        return new Operation.While(
                this,
                test == null ? null : test.operation(),
                body.operation(),
                Operations.exits(signals));
    }

    @Override
    void reach(Reached reached) {
        reached.node(test);
        body.reach(reached);
    }
}
