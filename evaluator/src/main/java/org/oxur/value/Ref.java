package org.oxur.value;

import org.jspecify.annotations.Nullable;
import org.oxur.error.BorrowError;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;

/// A reference: `&place` (Copy) or `&mut place` (moves).
///
/// A shared one holds the value itself, which cannot change while the borrow lives; a unique one
/// holds the place: part [#part] of [#base].
public final class Ref {
    /// In place of a part's number: the reference is shared.
    private static final int SHARED = Integer.MIN_VALUE;

    /// The value, or the [Owner] whose part is meant: references are many, so they are small.
    private final Object target;

    private final int part;
    private final Borrow borrow;

    private Ref(Object target, int part, Borrow borrow) {
        this.target = target;
        this.part = part;
        this.borrow = borrow;
    }

    public static Ref shared(Object value, Borrow borrow) {
        return new Ref(value, SHARED, borrow);
    }

    /// To something that nobody can change or take away.
    public static Ref toTemporary(Object value) {
        return new Ref(value, SHARED, Borrow.FOREVER);
    }

    public static Ref unique(Owner base, int part, Borrow borrow) {
        return new Ref(base, part, borrow);
    }

    /// To a place of its own that nobody else knows.
    public static Ref uniqueTemporary(Object value) {
        return new Ref(new Cell(value, null, true), Loans.VALUE, Borrow.FOREVER);
    }

    public boolean mutable() {
        return part != SHARED;
    }

    public Borrow borrow() {
        return borrow;
    }

    /// Where a unique reference points.
    public Owner base() {
        if (part == SHARED) {
            throw new IllegalStateException("a shared reference has no place");
        }
        return (Owner) target;
    }

    public int part() {
        return part;
    }

    /// What it points at, for reading.
    ///
    /// @throws org.oxur.error.OxurPanic `borrow-conflict`, `borrow-outlives-owner` when it is stale
    public Object get(Site site) {
        Loans.check(borrow, site);
        if (part == SHARED) {
            return target;
        }
        var owner = base();
        if (owner.loans != null) {
            Loans.read(owner, part, false, borrow, site);
        }
        return owner.part(part);
    }

    /// What it points at, to go on to one of its parts, or to change that part.
    public Object through(boolean write, Site site) {
        Loans.check(borrow, site);
        if (part == SHARED) {
            return target;
        }
        var owner = base();
        if (owner.loans != null) {
            if (write) {
                Loans.write(owner, part, true, borrow, site);
            } else {
                Loans.read(owner, part, true, borrow, site);
            }
        }
        // What is lent most is a variable.
        return owner instanceof Cell cell ? cell.value : owner.part(part);
    }

    /// As [#through], of a shared reference: null where it would fail.
    public @Nullable Object sharedTarget() {
        return borrow.isOpen() ? target : null;
    }

    /// As [#through], of a unique reference to a variable or an element, nothing else of which is
    /// lent meanwhile; null for others.
    public @Nullable Object uniqueTarget() {
        if (!borrow.isOpen()) {
            return null;
        }
        if (target instanceof Cell cell) {
            return isMine(cell) ? cell.value : null;
        }
        return target instanceof VecValue vec && part < vec.size() && isMine(vec)
                ? vec.boxedAt(part)
                : null;
    }

    private boolean isMine(Owner owner) {
        var top = owner.loans;
        return top == null || top.borrow == borrow;
    }

    /// What a unique reference points at, to change it; all borrows made through it become stale.
    ///
    /// @throws OxurPanic `immutable-assignment` when it is a shared one
    public Object getForWrite(Site site) {
        Loans.check(borrow, site);
        var owner = writable(site);
        if (owner.loans != null) {
            Loans.write(owner, part, false, borrow, site);
        }
        return owner.part(part);
    }

    /// @throws OxurPanic `immutable-assignment` when it is a shared one
    public void set(Object newValue, Site site) {
        Loans.check(borrow, site);
        var owner = writable(site);
        if (owner.loans != null) {
            Loans.write(owner, part, false, borrow, site);
        }
        owner.setPart(part, newValue);
    }

    /// What is wrong with a change through this, a shared one.
    public OxurPanic onlyShared(Site site) {
        return new OxurPanic(BorrowError.ImmutableAssignment.ofShared(site.span(), borrow.made));
    }

    private Owner writable(Site site) {
        if (!mutable()) {
            throw onlyShared(site);
        }
        return base();
    }

    /// What it points at, without any check: for printing and sizes.
    public Object peek() {
        return part == SHARED ? target : base().part(part);
    }

    /// As [#peekThrough(Object)]; null where a reference on the way may not be used any more.
    public @Nullable Object peekLive() {
        Object value = this;
        while (value instanceof Ref reference) {
            if (!reference.borrow.live()) {
                return null;
            }
            value = reference.peek();
        }
        return value;
    }

    /// Lends part number `index` of the heap value this points at (an element, a field, a map's
    /// value), the way this one lends: what `get`, `first`, `iter` give. A shared reference to a
    /// Copy scalar is the value itself.
    ///
    /// @param index as [Owner#part(int)] counts
    public Object lendPart(int index, Site site) {
        if (part == SHARED) {
            var inner = ((Owner) peek()).part(index);
            return inner instanceof HeapValue ? shared(inner, borrow) : inner;
        }
        var owner = (Owner) through(true, site);
        int place = owner instanceof VecValue ? Loans.ELEMENTS : index;
        var inner = Loans.unique(owner, place, borrow, site);
        Loans.through(base(), part, inner);
        return new Ref(owner, index, inner);
    }

    /// Lends parts of a vector or map one after the other, all at once alive: what `iter_mut`
    /// needs. They do not conflict with each other.
    public Ref lendSibling(Owner owner, int index) {
        return part == SHARED ? shared(owner.part(index), borrow) : new Ref(owner, index, borrow);
    }

    /// As an argument: what the callee makes of it ends when this one is used next. Parts of
    /// collections are passed on as they are: several may be lent by one borrow.
    ///
    /// @throws OxurPanic `borrow-conflict`, `borrow-outlives-owner` when it is stale
    public Ref passed(Site site) {
        if (part == SHARED
                || borrow == Borrow.FOREVER
                || !(target instanceof Cell cell)
                || borrow.root instanceof RefCellValue) {
            return this;
        }
        return new Ref(cell, part, Loans.again(cell, part, borrow, site));
    }

    /// A shared reference to the same place: `&(deref r)`.
    public Ref shareAgain(Site site) {
        if (part == SHARED) {
            return this;
        }
        return shared(get(site), Loans.share(base(), part, borrow, site));
    }

    /// `value`, or what it refers to through any number of references.
    public static Object see(Object value, Site site) {
        while (value instanceof Ref reference) {
            value = reference.get(site);
        }
        if (value instanceof StrLiteral text) {
            text.check(site);
        }
        return value;
    }

    /// As [#see(Object, Site)], without any check.
    public static Object peekThrough(Object value) {
        while (value instanceof Ref reference) {
            value = reference.peek();
        }
        return value;
    }
}
