package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.error.BorrowError;
import org.oxur.error.OxurPanic;
import org.oxur.resolve.Variable;
import org.oxur.text.Span;
import org.oxur.value.Cell;
import org.oxur.value.HeapValue;
import org.oxur.value.Integers;
import org.oxur.value.Loans;
import org.oxur.value.Moved;
import org.oxur.value.Numbers;
import org.oxur.value.RcValue;
import org.oxur.value.Ref;
import org.oxur.value.RefCellValue;
import org.oxur.value.StrLiteral;
import org.oxur.value.VecValue;

/// A use of a variable.
class LocalNode extends PlaceNode {
    final Variable variable;
    final int slot;

    LocalNode(Span span, Variable variable, Use use) {
        super(span, use);
        this.variable = variable;
        this.slot = variable.slot();
    }

    static LocalNode of(Span span, Variable variable, Use use) {
        return switch (variable.slot()) {
            case 0 -> new Local0Node(span, variable, use);
            case 1 -> new Local1Node(span, variable, use);
            case 2 -> new Local2Node(span, variable, use);
            case 3 -> new Local3Node(span, variable, use);
            default -> new LocalNode(span, variable, use);
        };
    }

    @Override
    Object execute(Frame f) {
        int i = slot - Frame.INLINE;
        return value(f, f.tags[i], f.longs[i], f.objects[i]);
    }

    @Override
    long executeLong(Frame f) throws UnexpectedResult {
        int i = slot - Frame.INLINE;
        if (f.tags[i] == Frame.LONG) {
            return f.longs[i];
        }
        return otherLong(f);
    }

    @Override
    double executeDouble(Frame f) throws UnexpectedResult {
        int i = slot - Frame.INLINE;
        if (f.tags[i] == Frame.DOUBLE) {
            return Double.longBitsToDouble(f.longs[i]);
        }
        return otherDouble(f);
    }

    final long otherLong(Frame f) throws UnexpectedResult {
        var value = value(f, f.tag(slot), f.number(slot), f.object(slot));
        if (value instanceof Long l) {
            return l;
        }
        throw new UnexpectedResult(value);
    }

    final double otherDouble(Frame f) throws UnexpectedResult {
        var value = value(f, f.tag(slot), f.number(slot), f.object(slot));
        if (value instanceof Double d) {
            return d;
        }
        throw new UnexpectedResult(value);
    }

    final Object value(Frame f, byte tag, long number, Object object) {
        return switch (tag) {
            case Frame.LONG -> number;
            case Frame.DOUBLE -> Double.longBitsToDouble(number);
            case Frame.OBJECT -> {
                if (object instanceof HeapValue
                        || object instanceof Ref
                        || object instanceof Moved) {
                    yield plain(f, object);
                }
                yield object;
            }
            case Frame.CELL -> cell((Cell) object);
            default -> view((Ref) object);
        };
    }

    private Object plain(Frame f, Object value) {
        if (value instanceof Ref reference && !reference.mutable()) {
            return reference;
        }
        if (value instanceof Moved moved) {
            throw Places.moved(variable.name(), moved, this);
        }
        Places.whole(value, variable.name(), this);
        if (use == Use.READ || use == Use.TAKE_LAST) {
            return value;
        }
        if (HeapValue.isCopy(value)) {
            return HeapValue.copied(value);
        }
        if (!(use == Use.ARGUMENT && value instanceof Ref)) {
            f.setTagged(slot, Frame.OBJECT, new Moved(span()));
        }
        return value;
    }

    private Object cell(Cell cell) {
        var value = cell.value;
        if (value instanceof Moved moved) {
            throw Places.moved(variable.name(), moved, this);
        }
        Places.whole(value, variable.name(), this);
        if (use == Use.READ || HeapValue.isCopy(value)) {
            Loans.read(cell, Loans.VALUE, false, null, this);
            return use == Use.READ ? value : HeapValue.copied(value);
        }
        if (!(use == Use.ARGUMENT && value instanceof Ref)) {
            Loans.move(cell, this);
            cell.value = new Moved(span());
        }
        return value;
    }

    private Object view(Ref outside) {
        var value = outside.get(this);
        if (value instanceof Moved moved) {
            throw Places.moved(variable.name(), moved, this);
        }
        Places.whole(value, variable.name(), this);
        if (use == Use.READ) {
            return value;
        }
        if (HeapValue.isCopy(value)) {
            return HeapValue.copied(value);
        }
        if (use == Use.ARGUMENT && value instanceof Ref) {
            return value;
        }
        throw Places.cannotMove("a captured variable", this);
    }

    /// A write through a variable that is not `mut` is the business of the part that is changed:
    /// see [#demandOwned(Frame)].
    @Override
    Object through(Frame f, boolean write, @Nullable Trail trail) {
        if (trail == null) {
            var object = f.plainObject(slot);
            if (object instanceof VecValue) {
                if (!write || variable.mutable()) {
                    return object;
                }
            } else if (object instanceof Ref reference && (!write || reference.mutable())) {
                var target = reference.through(write, this);
                return target instanceof VecValue
                                || target instanceof HeapValue && !(target instanceof RcValue)
                        ? target
                        : Places.through(target, write, null, this);
            }
        }
        return throughAny(f, write, trail);
    }

    private Object throughAny(Frame f, boolean write, @Nullable Trail trail) {
        byte tag = f.tag(slot);
        Object value;
        switch (tag) {
            case Frame.LONG:
                value = f.number(slot);
                break;
            case Frame.DOUBLE:
                value = Double.longBitsToDouble(f.number(slot));
                break;
            case Frame.CELL:
                var cell = (Cell) f.object(slot);
                value = cell.value;
                if (!(value instanceof Ref)) {
                    if (write) {
                        Loans.write(cell, Loans.VALUE, true, null, this);
                    } else {
                        Loans.read(cell, Loans.VALUE, true, null, this);
                    }
                }
                if (trail != null) {
                    trail.passed(cell, Loans.VALUE);
                }
                break;
            case Frame.VIEW:
                value = f.object(slot);
                break;
            default:
                value = f.object(slot);
                if (value instanceof HeapValue && trail != null && trail.lends()) {
                    trail.passed(promote(f, value), Loans.VALUE);
                }
                break;
        }
        if (value instanceof Moved moved) {
            throw Places.moved(variable.name(), moved, this);
        }
        return Places.through(value, write, trail, this);
    }

    /// An integer literal in the type of what the variable holds.
    final Object adaptTo(Frame f, Long literal) {
        var current =
                switch (f.tag(slot)) {
                    case Frame.CELL -> ((Cell) f.object(slot)).value;
                    case Frame.VIEW -> Ref.peekThrough(f.object(slot));
                    default -> f.plain(slot);
                };
        return current != null && Integers.isInteger(current)
                ? Numbers.adapt(literal, current, this)
                : literal;
    }

    /// What the variable holds on the heap, or what it refers to, which is no access by the
    /// program; null when it is a number, or a reference that may not be used any more.
    final @Nullable Object peek(Frame f) {
        byte tag = f.tag(slot);
        if (tag == Frame.LONG || tag == Frame.DOUBLE) {
            return null;
        }
        var held = tag == Frame.CELL ? ((Cell) f.object(slot)).value : f.object(slot);
        return held instanceof Ref reference ? reference.peekLive() : held;
    }

    /// The shared reference that the variable holds, or null when it holds anything else.
    final @Nullable Ref sharedReference(Frame f) {
        return f.tag(slot) == Frame.OBJECT
                        && f.object(slot) instanceof Ref reference
                        && !reference.mutable()
                ? reference
                : null;
    }

    /// Fails where a part of what the variable owns is to be changed and the variable is not `mut`;
    /// what it refers to is another's.
    final void demandOwned(Frame f) {
        boolean refers =
                switch (f.tag(slot)) {
                    case Frame.VIEW -> true;
                    case Frame.CELL -> ((Cell) f.object(slot)).value instanceof Ref;
                    case Frame.OBJECT -> f.object(slot) instanceof Ref;
                    default -> false;
                };
        if (!refers) {
            demandMutable();
        }
    }

    private void demandMutable() {
        if (!variable.mutable()) {
            throw immutable();
        }
    }

    /// As [#demandMutable()], of the whole that it holds: of a ref-cell the content may be meant.
    private void demandSettable(@Nullable Object held) {
        if (!variable.mutable() && held instanceof RefCellValue) {
            throw immutable(
                    "what is in it is set by `(set! (deref (.borrow-mut "
                            + variable.name()
                            + ")) …)`");
        }
        demandMutable();
    }

    final OxurPanic immutable() {
        return immutable("declare it as `mut " + variable.name() + "`");
    }

    private OxurPanic immutable(String hint) {
        return new OxurPanic(
                new BorrowError.ImmutableAssignment(
                        span(),
                        "`" + variable.name() + "` is not declared `mut`",
                        hint,
                        variable.declared()));
    }

    /// Whether the variable holds what it owns, not a reference.
    final boolean owns(Frame f) {
        return switch (f.tag(slot)) {
            case Frame.VIEW -> false;
            case Frame.CELL -> !(((Cell) f.object(slot)).value instanceof Ref);
            case Frame.OBJECT -> !(f.object(slot) instanceof Ref);
            default -> true;
        };
    }

    /// As [#through(Frame, boolean, Trail)], of a variable that lives in a register.
    final Object through(Object held, boolean write) {
        if (held instanceof Moved moved) {
            throw Places.moved(variable.name(), moved, this);
        }
        return Places.through(held, write, null, this);
    }

    /// From now on the variable lives in a cell.
    private Cell promote(Frame f, Object value) {
        var cell = new Cell(value, variable.name(), variable.mutable());
        f.setTagged(slot, Frame.CELL, cell);
        return cell;
    }

    /// The cell of the variable, made if need be; null when it is one outside that is captured by
    /// reference.
    final @Nullable Cell home(Frame f) {
        return switch (f.tag(slot)) {
            case Frame.LONG -> promote(f, f.number(slot));
            case Frame.DOUBLE -> promote(f, Double.longBitsToDouble(f.number(slot)));
            case Frame.CELL -> (Cell) f.object(slot);
            case Frame.VIEW -> null;
            default -> promote(f, f.object(slot));
        };
    }

    @Override
    Object forWrite(Frame f) {
        var tag = f.tag(slot);
        if (tag == Frame.VIEW) {
            return Places.forWrite(f.object(slot), this);
        }
        var value = tag == Frame.CELL ? ((Cell) f.object(slot)).value : f.plain(slot);
        if (value instanceof Moved moved) {
            throw Places.moved(variable.name(), moved, this);
        }
        if (value instanceof Ref) {
            return Places.forWrite(value, this);
        }
        demandMutable();
        if (tag == Frame.CELL) {
            Loans.write((Cell) f.object(slot), Loans.VALUE, false, null, this);
        }
        if (value == null) {
            throw new IllegalStateException("a variable is read before it is bound");
        }
        Places.whole(value, variable.name(), this);
        return value;
    }

    @Override
    Object lend(Frame f, boolean mutable) {
        if (f.tag(slot) == Frame.VIEW) {
            return Places.reborrow((Ref) f.object(slot), mutable, this);
        }
        var current = f.tag(slot) == Frame.CELL ? ((Cell) f.object(slot)).value : f.plain(slot);
        if (current instanceof Moved moved) {
            throw Places.moved(variable.name(), moved, this);
        }
        if (current instanceof Ref reference && (!mutable || !variable.mutable())) {
            return Places.reborrow(reference, mutable, this);
        }
        if (current != null) {
            Places.whole(current, variable.name(), this);
        }
        if (mutable) {
            demandMutable();
        }
        var cell = home(f);
        if (cell == null) {
            throw new IllegalStateException("views were handled");
        }
        var borrow =
                mutable
                        ? Loans.unique(cell, Loans.VALUE, null, this)
                        : Loans.share(cell, Loans.VALUE, null, this);
        return mutable ? Ref.unique(cell, Loans.VALUE, borrow) : Ref.shared(cell.value, borrow);
    }

    @Override
    Object lendPart(Frame f) {
        return f.tag(slot) == Frame.OBJECT && f.object(slot) instanceof StrLiteral text
                ? text
                : lend(f, false);
    }

    @Override
    void assign(Frame f, Object value) {
        switch (f.tag(slot)) {
            case Frame.CELL -> {
                var cell = (Cell) f.object(slot);
                demandSettable(cell.value);
                Loans.write(cell, Loans.VALUE, false, null, this);
                cell.value = value;
            }
            case Frame.VIEW -> {
                var outside = (Ref) f.object(slot);
                if (!outside.mutable()) {
                    throw variable.mutable() ? outside.onlyShared(this) : immutable();
                }
                outside.set(value, this);
            }
            default -> {
                demandSettable(f.object(slot));
                f.set(slot, value);
            }
        }
    }

    @Override
    void moveOut(Frame f) {
        moveOut(f, span());
    }

    void moveOut(Frame f, Span where) {
        switch (f.tag(slot)) {
            case Frame.CELL -> {
                var cell = (Cell) f.object(slot);
                Loans.move(cell, this);
                cell.value = new Moved(where);
            }
            case Frame.VIEW -> throw Places.cannotMove("a captured variable", this);
            default -> f.setTagged(slot, Frame.OBJECT, new Moved(where));
        }
    }

    @Override
    Operation operation() {
        return new Operation.Local(this, slot, use == Use.TAKE || use == Use.ARGUMENT);
    }

    @Override
    void reach(Reached reached) {
        if (use == Use.TAKE || use == Use.ARGUMENT) {
            reached.take(slot);
        } else {
            reached.read(slot);
        }
    }

    /// As [#execute(Frame)], of a variable that lives in a register and holds this.
    Object held(Object object) {
        if (!(object instanceof HeapValue || object instanceof Ref || object instanceof Moved)) {
            return object;
        }
        if (object instanceof Ref reference && !reference.mutable()) {
            return reference;
        }
        if (object instanceof Moved moved) {
            throw Places.moved(variable.name(), moved, this);
        }
        Places.whole(object, variable.name(), this);
        return use == Use.READ || use == Use.TAKE_LAST || !HeapValue.isCopy(object)
                ? object
                : HeapValue.copied(object);
    }

    /// What the register holds after the value was taken.
    Object left(Object object) {
        return object instanceof HeapValue heap && !heap.isCopy()
                        || use == Use.TAKE && object instanceof Ref reference && reference.mutable()
                ? new Moved(span())
                : object;
    }
}
