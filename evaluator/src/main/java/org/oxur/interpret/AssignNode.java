package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.Integers;
import org.oxur.value.Numbers;
import org.oxur.value.Unit;

/// `place = value`.
final class AssignNode extends Node {
    private static final byte UNKNOWN = 0;
    private static final byte LONGS = 1;
    private static final byte DOUBLES = 2;
    private static final byte OBJECTS = 3;

    private final PlaceNode place;
    private Node value;

    /// A literal for a field, which takes the types that the field asks for.
    private final boolean shaped;

    /// Of an annotated variable.
    private final @Nullable TypeTest type;

    private final int slot;
    private byte kind;

    AssignNode(Span span, PlaceNode place, Node value, @Nullable TypeTest type) {
        super(span);
        this.place = place;
        this.value = type == null ? value : value.adapted(type);
        this.type = type;
        place.setToLiteral = value.isAdaptable();
        this.shaped =
                place instanceof FieldNode
                        && (value instanceof VecNode
                                || value instanceof TupleNode
                                || value instanceof MapNode
                                || value instanceof ConstructNode
                                || value instanceof ConstantNode);
        this.slot = place instanceof LocalNode local && local.variable.mutable() ? local.slot : -1;
    }

    @Override
    Object execute(Frame f) {
        if (shaped && ((FieldNode) place).declared(f) instanceof TypeTest wanted) {
            value = value.adapted(wanted);
        }
        try {
            if (kind == LONGS) {
                long number = value.executeLong(f);
                if (place instanceof IndexNode index) {
                    index.assignLong(f, number);
                } else if (slot < 0 || !f.replace(slot, Frame.LONG, number)) {
                    place.assign(f, number);
                }
                return Unit.UNIT;
            } else if (kind == DOUBLES) {
                double number = value.executeDouble(f);
                if (place instanceof IndexNode index) {
                    index.assignDouble(f, number);
                } else if (place instanceof FieldNode field) {
                    assign(f, field, number);
                } else if (slot < 0
                        || !f.replace(slot, Frame.DOUBLE, Double.doubleToRawLongBits(number))) {
                    place.assign(f, number);
                }
                return Unit.UNIT;
            }
        } catch (UnexpectedResult e) {
            kind = OBJECTS;
            return store(f, e.value);
        }
        return store(f, value.execute(f));
    }

    static void assign(Frame f, FieldNode field, double number) {
        var owner = field.doubleOwner(f);
        if (owner != null) {
            owner.setDoubleField(field.index(), number);
        } else {
            field.assign(f, number);
        }
    }

    private Object store(Frame f, Object given) {
        if (given instanceof Signal) {
            return given;
        }
        var checked = type == null ? given : type.check(given, value);
        if (value.isAdaptable() && type == null && checked instanceof Long literal) {
            checked = adapted(f, literal);
        }
        if (kind == UNKNOWN) {
            kind = checked instanceof Long ? LONGS : checked instanceof Double ? DOUBLES : OBJECTS;
        }
        place.assign(f, checked);
        return Unit.UNIT;
    }

    /// A literal takes the integer type of what the place holds.
    private Object adapted(Frame f, Long literal) {
        return place.use == Use.READ && place instanceof LocalNode local
                ? local.adaptTo(f, literal)
                : literal;
    }

    @Override
    Operation operation() {
        if (slot < 0) {
            return place.operation() instanceof Operation.Data data && !shaped && type == null
                    ? new Operation.Set(this, data, value.operation())
                    : super.operation();
        }
        return new Operation.Assign(
                this,
                place,
                slot,
                value.operation(),
                type,
                Operations.wanted(type),
                value.isAdaptable());
    }

    Object checked(Object given) {
        return type == null ? given : type.check(given, value);
    }

    /// What a variable in a register is set to.
    ///
    /// @param old what it holds
    Object settled(Object given, @Nullable Object old) {
        var checked = checked(given);
        return value.isAdaptable()
                        && type == null
                        && checked instanceof Long literal
                        && old != null
                        && Integers.isInteger(old)
                ? Numbers.adapt(literal, old, place)
                : checked;
    }

    @Override
    void reach(Reached reached) {
        place.reach(reached);
        reached.write(slot);
        value.reach(reached);
    }

    /// As [#settled(Object, Object)], of a variable in the frame.
    Object settled(Frame f, Object given) {
        var checked = checked(given);
        return value.isAdaptable() && type == null && checked instanceof Long literal
                ? adapted(f, literal)
                : checked;
    }
}
