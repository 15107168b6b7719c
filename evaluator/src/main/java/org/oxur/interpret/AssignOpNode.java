package org.oxur.interpret;

import org.oxur.text.Span;
import org.oxur.value.Unit;

/// `place += value` for a variable: the new value is computed by an operator node on the old one.
final class AssignOpNode extends Node {
    private static final byte UNKNOWN = 0;
    private static final byte LONGS = 1;
    private static final byte DOUBLES = 2;
    private static final byte OBJECTS = 3;

    private final LocalNode place;
    private final BinaryNode operation;
    private byte kind;

    AssignOpNode(Span span, LocalNode place, BinaryNode operation) {
        super(span);
        this.place = place;
        this.operation = operation;
    }

    @Override
    Object execute(Frame f) {
        if (!place.variable.mutable()) {
            return slow(f);
        }
        try {
            if (kind == LONGS) {
                long number = operation.executeLong(f);
                if (!f.replace(place.slot, Frame.LONG, number)) {
                    place.assign(f, number);
                }
                return Unit.UNIT;
            } else if (kind == DOUBLES) {
                double number = operation.executeDouble(f);
                if (!f.replace(place.slot, Frame.DOUBLE, Double.doubleToRawLongBits(number))) {
                    place.assign(f, number);
                }
                return Unit.UNIT;
            }
        } catch (UnexpectedResult e) {
            kind = OBJECTS;
            place.assign(f, e.value);
            return Unit.UNIT;
        }
        return slow(f);
    }

    private Object slow(Frame f) {
        var value = operation.execute(f);
        if (kind == UNKNOWN) {
            kind = value instanceof Long ? LONGS : value instanceof Double ? DOUBLES : OBJECTS;
        }
        place.assign(f, value);
        return Unit.UNIT;
    }

    @Override
    Operation operation() {
        return place.variable.mutable()
                ? new Operation.Assign(
                        this,
                        place,
                        place.slot,
                        operation.operation(),
                        null,
                        Operation.Wanted.ANY,
                        false)
                : super.operation();
    }

    @Override
    void reach(Reached reached) {
        operation.reach(reached);
        reached.write(place.slot);
    }
}
