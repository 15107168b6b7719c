package org.oxur.value;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.oxur.error.BorrowError;
import org.oxur.error.Label;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.text.Span;

/// `RefCell`: a place that can be lent for writing through a shared reference.
///
/// A reference that it gives is a guard. As long as somebody is known to hold one, `borrow` and
/// `borrow_mut` fail as Rust's do. Of the others (in a struct, in a vector, with a callee) it is
/// not known when they go: of these a `borrow` makes those of `borrow_mut` stale, a `borrow_mut`
/// all, so that it is reported when they are used.
public final class RefCellValue extends HeapValue {
    private static final AtomicLong MADE = new AtomicLong();

    private final Cell cell;
    private final List<Held> held = new ArrayList<>(1);

    /// The newest guard, and the call that gave it.
    private @Nullable Ref given;

    private @Nullable Site givenAt;

    /// The how manieth of all it is.
    private long number;

    public RefCellValue(Object value) {
        this.cell = new Cell(value, null, true);
    }

    /// A guard that somebody holds, until it is released.
    public final class Held {
        private final Ref guard;
        private final @Nullable Span made;
        private final BooleanSupplier there;

        private Held(Ref guard, @Nullable Span made, BooleanSupplier there) {
            this.guard = guard;
            this.made = made;
            this.there = there;
        }

        /// Whether it still is where it was put.
        public boolean lives() {
            return held.contains(this) && there.getAsBoolean();
        }

        public void release() {
            held.remove(this);
        }
    }

    /// Notes that a guard has come to be held.
    ///
    /// @param call where the value is from; a guard that is older, or that somebody holds, is
    ///   somebody else's, and this a reference to it
    /// @param before what [#made()] was before the call
    /// @param there whether it still is where it was put: something else may have been put there
    /// @return null where the value is no guard that the call gave, by itself or by what it called
    public static @Nullable Held hold(
            Object value, Site call, long before, Site site, BooleanSupplier there) {
        return value instanceof Ref guard
                        && guard.borrow().root instanceof RefCellValue lender
                        && lender.given == guard
                        && (lender.givenAt == call
                                || lender.number > before && !lender.isHeld(guard))
                ? lender.hold(guard, site, there)
                : null;
    }

    /// How many guards there have been.
    public static long made() {
        return MADE.get();
    }

    private boolean isHeld(Ref guard) {
        return held.stream().anyMatch(one -> one.guard == guard && one.lives());
    }

    /// Notes that a guard that was held has come to be held by another.
    ///
    /// @return null where the value is no guard
    public static @Nullable Held passOn(Object value, Site site, BooleanSupplier there) {
        return value instanceof Ref guard && guard.borrow().root instanceof RefCellValue lender
                ? lender.hold(guard, site, there)
                : null;
    }

    private Held hold(Ref guard, Site site, BooleanSupplier there) {
        var now = new Held(guard, site.span(), there);
        held.add(now);
        return now;
    }

    private Ref given(Ref guard, Site site) {
        given = guard;
        number = MADE.incrementAndGet();
        givenAt = site;
        return guard;
    }

    public Object value() {
        return cell.value;
    }

    /// @throws OxurPanic `borrow-conflict` while a guard of `borrow_mut` is held
    public Ref borrow(Site site) {
        free(false, site);
        var borrow = Loans.share(cell, Loans.VALUE, null, this, site);
        return given(Ref.shared(cell.value, borrow), site);
    }

    /// @throws OxurPanic `borrow-conflict` while any guard is held
    public Ref borrowMut(Site site) {
        free(true, site);
        var borrow = Loans.unique(cell, Loans.VALUE, null, this, site);
        return given(Ref.unique(cell, Loans.VALUE, borrow), site);
    }

    private void free(boolean forWriting, Site site) {
        if (held.isEmpty()) {
            return;
        }
        held.removeIf(other -> !other.there.getAsBoolean());
        for (var other : held) {
            boolean writes = other.guard.mutable();
            if (forWriting || writes) {
                var label =
                        other.made == null
                                ? null
                                : new Label(other.made, "this guard of it still lives");
                throw new OxurPanic(
                        new BorrowError.BorrowConflict(
                                site.span(),
                                "the ref-cell is lent already, for "
                                        + (writes ? "writing" : "reading"),
                                label));
            }
        }
    }

    @Override
    public Object part(int part) {
        return cell.value;
    }
}
