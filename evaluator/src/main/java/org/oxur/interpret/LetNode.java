package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.Unit;

/// `let name = value`: a variable comes to be.
final class LetNode extends Node {
    private static final byte UNKNOWN = 0;
    private static final byte LONGS = 1;
    private static final byte DOUBLES = 2;
    private static final byte OBJECTS = 3;

    private final int slot;
    private final Node value;
    private final @Nullable TypeTest type;
    private byte kind;

    LetNode(Span span, int slot, Node value, @Nullable TypeTest type) {
        super(span);
        this.slot = slot;
        this.value = type == null ? value : value.adapted(type);
        this.type = type;
    }

    @Override
    Object execute(Frame f) {
        try {
            switch (kind) {
                case LONGS -> f.setLong(slot, value.executeLong(f));
                case DOUBLES -> f.setDouble(slot, value.executeDouble(f));
                default -> {
                    return other(f, value.execute(f));
                }
            }
        } catch (UnexpectedResult e) {
            kind = OBJECTS;
            return other(f, e.value);
        }
        return Unit.UNIT;
    }

    private Object other(Frame f, Object given) {
        if (given instanceof Signal) {
            return given;
        }
        var checked = type == null ? given : type.check(given, value);
        if (kind == UNKNOWN) {
            // An annotation that holds one long holds them all.
            kind = checked instanceof Long ? LONGS : checked instanceof Double ? DOUBLES : OBJECTS;
        }
        f.set(slot, checked);
        return Unit.UNIT;
    }

    @Override
    Operation operation() {
        return new Operation.Let(this, slot, value.operation(), type, Operations.wanted(type));
    }

    /// What a variable of the type is set to.
    Object checked(Object given) {
        return type == null ? given : type.check(given, value);
    }

    @Override
    void reach(Reached reached) {
        reached.write(slot);
        value.reach(reached);
    }
}
