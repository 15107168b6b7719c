package org.oxur.interpret;

import org.oxur.ast.BinOp;
import org.oxur.text.Span;
import org.oxur.value.HeapValue;
import org.oxur.value.Loans;
import org.oxur.value.Moved;
import org.oxur.value.Numbers;
import org.oxur.value.Owner;
import org.oxur.value.Ref;
import org.oxur.value.StructValue;
import org.oxur.value.Unit;
import org.oxur.value.VecValue;

/// `place += value` for a field, an element, or what a reference points at: the place is found
/// once.
final class AssignOpPartNode extends Node {
    private final PlaceNode place;
    private final BinOp op;
    private final Node value;
    private boolean doubles;

    AssignOpPartNode(Span span, BinOp op, PlaceNode place, Node value) {
        super(span);
        this.op = op;
        this.place = place;
        this.value = value;
    }

    @Override
    Object execute(Frame f) {
        if (doubles && place instanceof FieldNode field) {
            double right;
            try {
                right = value.executeDouble(f);
            } catch (UnexpectedResult e) {
                doubles = false;
                return store(f, e.value);
            }
            var owner = field.doubleOwner(f);
            if (owner == null) {
                return store(f, right);
            }
            owner.setDoubleField(field.index(), compute(owner.doubleField(field.index()), right));
            return Unit.UNIT;
        }
        var given = value.execute(f);
        if (given instanceof Double && place instanceof FieldNode) {
            doubles = true;
        }
        return store(f, given);
    }

    private double compute(double a, double b) {
        return switch (op) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case REM -> a % b;
            default -> (Double) Numbers.operate(op, a, b, this);
        };
    }

    private Object store(Frame f, Object given) {
        if (place instanceof PartNode part) {
            var found = part.base.through(f, true, null);
            int at = part.find(f, found);
            var owner = (Owner) found;
            part.demandMutable(f, owner, at);
            return change(f, part, owner, at, given);
        }
        if (place instanceof DerefNode pointer) {
            return change(f, pointer, pointer.target(f), given);
        }
        var old = Ref.see(place.execute(f), place);
        place.assign(f, operate(f, old, given));
        return Unit.UNIT;
    }

    private Object change(Frame f, DerefNode pointer, Ref target, Object given) {
        target.set(operate(f, Ref.see(target, pointer), given), pointer);
        return Unit.UNIT;
    }

    PlaceNode place() {
        return place;
    }

    /// Of what a reference points at that was executed.
    void change(Frame f, Object reference, Object given) {
        var pointer = (DerefNode) place;
        var _ = change(f, pointer, pointer.target(reference), given);
    }

    /// Of an owner that was executed.
    ///
    /// @param owned the base is a variable that holds what it owns
    void change(Frame f, int at, Object found, boolean owned, Object given) {
        var part = (PartNode) place;
        var owner = (Owner) found;
        part.demandMutable(owned, owner.part(at));
        var _ = change(f, part, owner, at, given);
    }

    private Object change(Frame f, PartNode part, Owner owner, int at, Object given) {
        if (owner instanceof VecValue vec
                && !vec.isLent()
                && given instanceof Long b
                && quick(vec, at, b)) {
            return Unit.UNIT;
        }
        var old = owner.part(at);
        if (old instanceof Moved moved) {
            throw Places.moved(Places.text(place), moved, place);
        }
        if (old instanceof Ref reference) {
            reference.set(operate(f, reference.get(this), given), this);
            return Unit.UNIT;
        }
        var result = operate(f, old, given);
        Loans.write(owner, part.place(at), false, null, this);
        if (owner instanceof StructValue || !(owner instanceof VecValue)) {
            part.store(owner, at, result);
        } else {
            owner.setPart(at, result);
        }
        return Unit.UNIT;
    }

    /// Adds to or takes from an element in place; false where that overflows or is another
    /// operation.
    private boolean quick(VecValue vec, int at, long by) {
        var longs = vec.longs();
        if (longs == null) {
            return false;
        }
        long old = longs[at];
        long result;
        if (op == BinOp.ADD) {
            result = old + by;
            if (((old ^ result) & (by ^ result)) < 0) {
                return false;
            }
        } else if (op == BinOp.SUB) {
            result = old - by;
            if (((old ^ by) & (old ^ result)) < 0) {
                return false;
            }
        } else {
            return false;
        }
        longs[at] = result;
        return true;
    }

    private Object operate(Frame f, Object old, Object given) {
        var right = Ref.see(given, value);
        if (value.isAdaptable()) {
            right = Numbers.adapt(right, old, value);
        }
        if (old instanceof HeapValue) {
            var implementation =
                    f.ex.implementation(old, trait(), trait().toLowerCase(java.util.Locale.ROOT));
            if (implementation != null) {
                return Calls.operator(f, implementation, HeapValue.copied(old), right, this);
            }
        }
        return switch (op) {
            case ADD -> Numbers.add(old, right, this);
            case SUB -> Numbers.sub(old, right, this);
            case MUL -> Numbers.mul(old, right, this);
            case DIV -> Numbers.div(old, right, this);
            case REM -> Numbers.rem(old, right, this);
            default -> Numbers.operate(op, old, right, this);
        };
    }

    private String trait() {
        return switch (op) {
            case ADD -> "Add";
            case SUB -> "Sub";
            case MUL -> "Mul";
            case DIV -> "Div";
            default -> "Rem";
        };
    }

    @Override
    Operation operation() {
        return place.operation() instanceof Operation.Data data
                ? new Operation.Change(this, data, op, value.operation())
                : super.operation();
    }

    @Override
    void reach(Reached reached) {
        place.reach(reached);
        value.reach(reached);
    }
}
