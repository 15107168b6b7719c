package org.oxur.interpret;

import org.oxur.value.Cell;
import org.oxur.value.Ref;
import org.oxur.value.Unit;

/// Ends what was lent of values that no variable holds when what needed them has been executed.
final class TemporariesNode extends Node {
    private Node inner;

    /// Each holds the [Cell] of a value, or anything else where there is none.
    private final int[] slots;

    TemporariesNode(Node inner, int[] slots) {
        super(inner.span());
        this.inner = inner;
        this.slots = slots;
    }

    @Override
    Object execute(Frame f) {
        try {
            return ended(f, inner.execute(f));
        } catch (Signal.Unwinding unwinding) {
            ended(f, unwinding.signal);
            throw unwinding;
        }
    }

    @Override
    long executeLong(Frame f) throws UnexpectedResult {
        try {
            long value = inner.executeLong(f);
            end(f);
            return value;
        } catch (UnexpectedResult e) {
            throw new UnexpectedResult(ended(f, e.value));
        } catch (Signal.Unwinding unwinding) {
            ended(f, unwinding.signal);
            throw unwinding;
        }
    }

    @Override
    double executeDouble(Frame f) throws UnexpectedResult {
        try {
            double value = inner.executeDouble(f);
            end(f);
            return value;
        } catch (UnexpectedResult e) {
            throw new UnexpectedResult(ended(f, e.value));
        } catch (Signal.Unwinding unwinding) {
            ended(f, unwinding.signal);
            throw unwinding;
        }
    }

    /// What is given on: of a reference to a Copy value, that value.
    Object ended(Frame f, Object value) {
        var given = value;
        if (value instanceof Ref) {
            given = Places.settled(value, this);
        } else if (value instanceof Signal && f.ex.signalValue instanceof Ref carried) {
            f.ex.signalValue = Places.settled(carried, this);
        }
        end(f);
        return given;
    }

    void end(Frame f) {
        for (int slot : slots) {
            if (f.tag(slot) == Frame.CELL) {
                ((Cell) f.object(slot)).end(span());
                f.setTagged(slot, Frame.OBJECT, Unit.UNIT);
            }
        }
    }

    @Override
    Node adapted(TypeTest type) {
        inner = inner.adapted(type);
        return this;
    }

    @Override
    boolean isAdaptable() {
        return inner.isAdaptable();
    }

    @Override
    void reach(Reached reached) {
        inner.reach(reached);
        reached.writes(slots);
    }

    @Override
    Operation operation() {
        return new Operation.Ending(this, inner.operation());
    }
}
