package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.error.OxurPanic;
import org.oxur.error.TypeError;
import org.oxur.text.Span;
import org.oxur.value.HeapValue;
import org.oxur.value.Numbers;
import org.oxur.value.RcValue;
import org.oxur.value.Ref;
import org.oxur.value.TypeNames;

/// `*r`.
final class DerefNode extends PlaceNode {
    private final Node reference;

    DerefNode(Span span, Node reference, Use use) {
        super(span, use);
        this.reference = reference;
    }

    @Override
    Object execute(Frame f) {
        return get(reference.execute(f));
    }

    /// As [#execute(Frame)], of a reference that was executed.
    Object get(Object given) {
        Object value;
        if (given instanceof Ref r) {
            value = r.get(this);
        } else if (given instanceof RcValue rc) {
            value = rc.value();
        } else if (HeapValue.isCopy(given) || !reference.isPlace()) {
            // A shared reference to a Copy value may have become the value on its way.
            return given;
        } else {
            throw notReference(given);
        }
        if (use == Use.READ) {
            return value;
        }
        if (HeapValue.isCopy(value)) {
            return HeapValue.copied(value);
        }
        throw Places.cannotMove(given instanceof RcValue ? "an Rc" : "a reference", this);
    }

    private OxurPanic notReference(Object given) {
        return new OxurPanic(
                TypeError.TypeMismatch.expected(
                        span(), "a reference", TypeNames.withArticle(given)));
    }

    /// The reference itself, executed once, to read what it points at and to change that.
    Ref target(Frame f) {
        return target(reference.execute(f));
    }

    Ref target(Object given) {
        if (!(given instanceof Ref r)) {
            throw notReference(given);
        }
        if (!r.mutable()) {
            throw r.onlyShared(this);
        }
        return r;
    }

    @Override
    Object through(Frame f, boolean write, @Nullable Trail trail) {
        return Places.through(reference.execute(f), write, trail, this);
    }

    @Override
    Object forWrite(Frame f) {
        return Places.forWrite(reference.execute(f), this);
    }

    @Override
    Object lend(Frame f, boolean mutable) {
        var given = reference.execute(f);
        if (given instanceof Ref r) {
            return Places.reborrow(r, mutable, this);
        }
        return mutable ? Ref.uniqueTemporary(given) : Ref.toTemporary(given);
    }

    @Override
    void moveOut(Frame f) {
        throw Places.cannotMove("a reference", this);
    }

    @Override
    void assign(Frame f, Object value) {
        assign(target(f), value);
    }

    void assign(Ref target, Object value) {
        target.set(
                setToLiteral && value instanceof Long
                        ? Numbers.adapt(value, target.peek(), this)
                        : value,
                this);
    }

    @Override
    Operation operation() {
        return new Operation.Deref(this, reference.operation());
    }

    @Override
    void reach(Reached reached) {
        reference.reach(reached);
    }
}
