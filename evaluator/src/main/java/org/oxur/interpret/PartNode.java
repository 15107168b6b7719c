package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.HeapValue;
import org.oxur.value.Loans;
import org.oxur.value.Moved;
import org.oxur.value.Numbers;
import org.oxur.value.Owner;
import org.oxur.value.RcValue;
import org.oxur.value.Ref;

/// A place inside another: a field, or an element.
abstract class PartNode extends PlaceNode {
    final Node base;

    /// The base where it is a variable that is not `mut`: parts that it owns are not changed, but
    /// what a `&mut` among them points at is.
    private final @Nullable LocalNode fixed;

    PartNode(Span span, Node base, Use use) {
        super(span, use);
        this.base = base;
        this.fixed = base instanceof LocalNode local && !local.variable.mutable() ? local : null;
    }

    /// Before the part itself is changed.
    final void demandMutable(Frame f) {
        if (fixed != null) {
            fixed.demandOwned(f);
        }
    }

    /// As [#demandMutable(Frame, Object)], of what the part holds now.
    final void demandMutable(Frame f, Owner owner, int part) {
        if (fixed != null) {
            demandMutable(f, owner.part(part));
        }
    }

    /// Before what the part holds is changed, or what that refers to.
    final void demandMutable(Frame f, Object value) {
        if (fixed != null && !(value instanceof Ref)) {
            fixed.demandOwned(f);
        }
    }

    /// As [#demandMutable(Frame, Object)].
    ///
    /// @param owned the base is a variable that holds what it owns
    final void demandMutable(boolean owned, Object value) {
        if (owned && fixed != null && !(value instanceof Ref)) {
            throw fixed.immutable();
        }
    }

    final void demandMutable(boolean owned) {
        if (owned && fixed != null) {
            throw fixed.immutable();
        }
    }

    final boolean isFixed() {
        return fixed != null;
    }

    /// As [#through(Frame, boolean, Trail)], of an owner and part that were found.
    final Object inside(Owner owner, int part, boolean write, boolean owned) {
        if (owner.isLent()) {
            if (write) {
                Loans.write(owner, place(part), true, null, this);
            } else {
                Loans.read(owner, place(part), true, null, this);
            }
        }
        var value = owner.part(part);
        if (value instanceof Moved moved) {
            throw Places.moved(Places.text(this), moved, this);
        }
        if (write) {
            demandMutable(owned, value);
        }
        return Places.through(value, write, null, this);
    }

    /// Which part of the owner is meant, after the base was executed. May execute an index.
    abstract int find(Frame f, Object owner);

    /// What the part is called in an ownership word.
    int place(int part) {
        return part;
    }

    abstract String what();

    /// The part of an owner that was found, for reading or taking.
    final Object get(Frame f, Owner owner, int part) {
        Loans.read(owner, place(part), false, null, this);
        var value = owner.part(part);
        if (value instanceof Moved moved) {
            throw Places.moved(Places.text(this), moved, this);
        }
        if (use == Use.READ) {
            return value;
        }
        if (HeapValue.isCopy(value)) {
            return HeapValue.copied(value);
        }
        if (use == Use.ARGUMENT && value instanceof Ref) {
            return value;
        }
        return move(f, owner, part, value);
    }

    private Object move(Frame f, Owner owner, int part, Object value) {
        Places.whole(value, Places.text(this), this);
        if (!isPlace()) {
            return value;
        }
        var trail = Trail.toMove();
        if (!movable()) {
            throw Places.cannotMove(what(), this);
        }
        base.through(f, false, trail);
        if (trail.fixed() != null) {
            throw Places.cannotMove(trail.fixed(), this);
        }
        Loans.write(owner, place(part), false, null, this);
        trail.move(owner, part, new Moved(span()));
        return value;
    }

    @Override
    void moveOut(Frame f) {
        var found = base.through(f, false, null);
        int part = find(f, found);
        var owner = (Owner) found;
        var value = owner.part(part);
        move(f, owner, part, value);
    }

    @Override
    boolean isPlace() {
        return base.isPlace();
    }

    /// Whether parts may move out one by one.
    boolean movable() {
        return true;
    }

    @Override
    Object execute(Frame f) {
        var owner = base.through(f, false, null);
        int part = find(f, owner);
        return get(f, (Owner) owner, part);
    }

    @Override
    Object through(Frame f, boolean write, @Nullable Trail trail) {
        var found = base.through(f, write, trail);
        int part = find(f, found);
        var owner = (Owner) found;
        if (owner.isLent()) {
            if (write) {
                Loans.write(owner, place(part), true, null, this);
            } else {
                Loans.read(owner, place(part), true, null, this);
            }
        }
        if (trail != null) {
            trail.passed(owner, place(part));
            if (!movable()) {
                trail.fix(what());
            }
        }
        var value = owner.part(part);
        if (value instanceof Moved moved) {
            throw Places.moved(Places.text(this), moved, this);
        }
        if (write) {
            demandMutable(f, value);
        }
        return Places.through(value, write, trail, this);
    }

    @Override
    Object forWrite(Frame f) {
        var found = base.through(f, true, null);
        int part = find(f, found);
        var owner = (Owner) found;
        var value = owner.part(part);
        if (value instanceof Moved moved) {
            throw Places.moved(Places.text(this), moved, this);
        }
        if (value instanceof Ref) {
            return Places.forWrite(value, this);
        }
        demandMutable(f);
        Loans.write(owner, place(part), false, null, this);
        Places.whole(value, Places.text(this), this);
        return value;
    }

    @Override
    Object lend(Frame f, boolean mutable) {
        if (!mutable
                && base instanceof LocalNode local
                && local.sharedReference(f) instanceof Ref shared) {
            return lendFrom(f, shared);
        }
        var trail = Trail.toLend();
        var found = base.through(f, mutable, trail);
        int part = find(f, found);
        var owner = (Owner) found;
        var value = owner.part(part);
        if (value instanceof Moved moved) {
            throw Places.moved(Places.text(this), moved, this);
        }
        Places.whole(value, Places.text(this), this);
        if (value instanceof Ref reference) {
            return Places.reborrow(reference, mutable, this);
        }
        if (mutable) {
            demandMutable(f);
        }
        return trail.lend(owner, part, place(part), mutable, this);
    }

    /// A part of what a shared reference points at lives as long as that one.
    private Object lendFrom(Frame f, Ref shared) {
        var owner = shared.get(this);
        if (owner instanceof Ref || !(owner instanceof Owner holder) || owner instanceof RcValue) {
            return lendSlowly(f);
        }
        var value = holder.part(find(f, owner));
        if (value instanceof Moved moved) {
            throw Places.moved(Places.text(this), moved, this);
        }
        return value instanceof Ref reference
                ? Places.reborrow(reference, false, this)
                : Ref.shared(value, shared.borrow());
    }

    /// The reference that the base holds, if that is a shared one in a variable; null otherwise.
    final @Nullable Ref lender(Frame f) {
        return base instanceof LocalNode local ? local.sharedReference(f) : null;
    }

    /// What a shared reference to the part points at, which lives as long as its [#lender(Frame)];
    /// null where it is not so simple.
    @Nullable Object lentFrom(Frame f, Ref lender) {
        var owner = lender.get(this);
        if (!(owner instanceof Owner holder) || owner instanceof RcValue) {
            return null;
        }
        var value = holder.part(find(f, owner));
        if (value instanceof Moved moved) {
            throw Places.moved(Places.text(this), moved, this);
        }
        return value instanceof Ref ? null : value;
    }

    private Object lendSlowly(Frame f) {
        var trail = Trail.toLend();
        var found = base.through(f, false, trail);
        int part = find(f, found);
        var owner = (Owner) found;
        return trail.lend(owner, part, place(part), false, this);
    }

    @Override
    void assign(Frame f, Object value) {
        var found = base.through(f, true, null);
        int part = find(f, found);
        demandMutable(f);
        var owner = (Owner) found;
        store(owner, part, value);
    }

    final Object likeOld(Owner owner, int part, Object value) {
        return setToLiteral && value instanceof Long
                ? Numbers.adapt(value, owner.part(part), this)
                : value;
    }

    final void store(Owner owner, int part, Object value) {
        Loans.write(owner, place(part), false, null, this);
        owner.setPart(part, check(owner, part, likeOld(owner, part, value)));
    }

    /// The value as it may be stored there: a declared field demands its type.
    Object check(Owner owner, int part, Object value) {
        return value;
    }
}
