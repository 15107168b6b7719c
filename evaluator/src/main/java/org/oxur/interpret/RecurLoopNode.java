package org.oxur.interpret;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.Cell;

/// `loop` with bindings that `recur` sets anew.
final class RecurLoopNode extends Node {
    private final Node[] bindings;

    /// Takes apart what a binding's slot holds, before each turn; null for plain names.
    private final @Nullable Pattern[] patterns;

    private final int[] slots;
    private final Node body;
    private final Signal recur;
    private final LoopSignals signals;
    private final int[] lent;
    private final Code code;
    private final HotLoop hot;

    /// No binding is taken apart.
    private final boolean plain;

    RecurLoopNode(
            Span span,
            Node[] bindings,
            @Nullable Pattern[] patterns,
            int[] slots,
            Node body,
            Signal recur,
            LoopSignals signals,
            int[] lent,
            Code code) {
        super(span);
        this.bindings = bindings;
        this.patterns = patterns;
        this.slots = slots;
        this.body = body;
        this.recur = recur;
        this.signals = signals;
        this.lent = lent;
        this.code = code;
        this.hot = new HotLoop(code);
        this.plain = Arrays.stream(patterns).allMatch(Objects::isNull);
    }

    @Override
    Object execute(Frame f) {
        for (var binding : bindings) {
            if (binding.execute(f) instanceof Signal signal) {
                return signal;
            }
        }
        var quick = plain ? hot.begin(f, this, () -> described(new Node[0])) : null;
        if (quick != null) {
            return quick;
        }
        var ex = f.ex;
        long turns = 0;
        while (true) {
            takeApart(f);
            Object value;
            try {
                value = body.execute(f);
            } catch (Signal.Unwinding unwinding) {
                if (unwinding.signal != signals.leave && unwinding.signal != signals.next) {
                    throw unwinding;
                }
                value = unwinding.signal;
            }
            if (lent.length > 0) {
                end(f);
            }
            if (value == recur || value == signals.next) {
                turns++;
                if (--ex.reductions < 0) {
                    ex.slice(this);
                    var rest = goOn(f);
                    if (rest != null) {
                        code.turned(turns);
                        return rest;
                    }
                }
                continue;
            }
            code.turned(turns);
            if (value == signals.leave) {
                return ex.signalValue;
            }
            return value;
        }
    }

    private @Nullable Object goOn(Frame f) {
        return plain ? hot.goOn(f, this, () -> described(new Node[0])) : null;
    }

    private void takeApart(Frame f) {
        for (int i = 0; i < patterns.length; i++) {
            var pattern = patterns[i];
            if (pattern != null) {
                var value = Objects.requireNonNull(f.plain(slots[i]));
                if (!pattern.test(f.ex, value)) {
                    throw Pattern.noMatch(value, this);
                }
                pattern.bind(f, value, null);
            }
        }
    }

    private void end(Frame f) {
        for (int slot : lent) {
            if (f.tag(slot) == Frame.CELL) {
                ((Cell) f.object(slot)).end(span());
            }
        }
    }

    @Override
    Operation operation() {
        return plain ? described(bindings) : opaque();
    }

    private Operation described(Node[] before) {
        return new Operation.RecurLoop(
                this,
                Operations.of(before),
                slots,
                body.operation(),
                recur,
                Operations.exits(signals),
                lent);
    }

    @Override
    void reach(Reached reached) {
        reached.nodes(bindings);
        for (var pattern : patterns) {
            reached.pattern(pattern);
        }
        reached.writes(slots);
        body.reach(reached);
        reached.writes(lent);
    }
}
