package org.oxur.value;

import org.jspecify.annotations.Nullable;
import org.oxur.error.BorrowError;
import org.oxur.error.Label;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.text.Span;

/// The rules of lending, on the ownership words of owners. They are Stacked Borrows' with places in
/// place of addresses.
///
/// Every access to a place walks from its root (a variable, or what a reference points at) inwards
/// and reports at each owner which part it goes to, and whether it goes on *deeper* or ends there.
/// Two uses of one owner meet when their parts do and not both go deeper. A write ends all borrows
/// it meets, a read the unique ones; those that the access itself goes through are spared.
public final class Loans {
    /// An index stands for its whole vector.
    public static final int ELEMENTS = -1;

    /// The one part of a [Cell].
    public static final int VALUE = 0;

    /// Off only to measure what it costs (`docs/open-questions.md`): nothing that is lent is
    /// recorded.
    private static final boolean TRACKED = !Boolean.getBoolean("oxur.untracked");

    private Loans() {}

    /// Called only when `owner` is lent: a fast path has looked.
    public static void read(Owner owner, int part, boolean deeper, @Nullable Borrow by, Site site) {
        var top = owner.loans;
        if (top != null && top.anyUnique && top.borrow != by) {
            use(owner, part, deeper, false, by, site, "read");
        }
    }

    public static void write(
            Owner owner, int part, boolean deeper, @Nullable Borrow by, Site site) {
        if (owner.loans != null && owner.loans.borrow != by) {
            use(owner, part, deeper, true, by, site, "changed");
        }
    }

    /// All of a heap value or variable goes away.
    public static void move(Owner owner, Site site) {
        var span = site.span();
        for (var loan = owner.loans; loan != null; loan = loan.below) {
            if (loan.borrow.end == null && loan.borrow != Borrow.FOREVER) {
                loan.borrow.end = new Borrow.End(span, false, "moved");
            }
        }
        owner.loans = null;
    }

    static void end(Owner owner, Span scope) {
        for (var loan = owner.loans; loan != null; loan = loan.below) {
            if (loan.borrow.end == null && loan.borrow != Borrow.FOREVER) {
                loan.borrow.end = new Borrow.End(scope, true, "gone");
            }
        }
        owner.loans = null;
    }

    private static void use(
            Owner owner,
            int part,
            boolean deeper,
            boolean write,
            @Nullable Borrow by,
            Site site,
            String what) {
        Loan kept = null;
        Loan first = null;
        Borrow.End end = null;
        var loan = owner.loans;
        for (; loan != null; loan = loan.below) {
            if (loan.borrow == by) {
                if (kept == null) {
                    first = loan;
                } else {
                    kept.below = loan;
                }
                break;
            }
            var borrow = loan.borrow;
            boolean meets = loan.part == part && !(deeper && loan.deeper);
            if (borrow.end == null
                    && meets
                    && (write || borrow.unique)
                    && !(by != null && by.descendsFrom(borrow))) {
                if (end == null) {
                    end = new Borrow.End(site.span(), false, what);
                }
                borrow.end = end;
            }
            if (borrow.end == null) {
                if (kept == null) {
                    first = loan;
                } else {
                    kept.below = loan;
                }
                kept = loan;
            }
        }
        if (loan == null && kept != null) {
            kept.below = null;
        }
        owner.loans = first;
        remark(first, loan);
    }

    /// Makes the marks exact again after a purge, which has changed nothing from `rest` downwards.
    private static void remark(@Nullable Loan top, @Nullable Loan rest) {
        boolean below = rest != null && rest.anyUnique;
        Loan deepest = null;
        for (var loan = top; loan != rest && loan != null; loan = loan.below) {
            if (loan.borrow.unique && loan.borrow.end == null) {
                deepest = loan;
            }
        }
        boolean any = deepest != null;
        for (var loan = top; loan != rest && loan != null; loan = loan.below) {
            loan.anyUnique = any || below;
            any &= loan != deepest;
        }
    }

    /// A shared borrow of a part; the newest one is used again where nothing has come between.
    public static Borrow share(Owner owner, int part, @Nullable Borrow parent, Site site) {
        return share(owner, part, parent, owner, site);
    }

    /// @param root the variable that the way to the owner began at
    public static Borrow share(
            Owner owner, int part, @Nullable Borrow parent, Owner root, Site site) {
        if (!TRACKED) {
            return Borrow.FOREVER;
        }
        read(owner, part, false, parent, site);
        int looked = 0;
        for (var loan = owner.loans;
                loan != null && !loan.borrow.unique && looked < 16;
                loan = loan.below, looked++) {
            if (loan instanceof Borrow same
                    && same.part == part
                    && same.parent == parent
                    && same.live()) {
                return same;
            }
        }
        var borrow = new Borrow(parent, part, false, site.span(), root);
        push(owner, borrow);
        return borrow;
    }

    public static Borrow unique(Owner owner, int part, @Nullable Borrow parent, Site site) {
        return unique(owner, part, parent, owner, site);
    }

    /// @param root the variable that the way to the owner began at
    public static Borrow unique(
            Owner owner, int part, @Nullable Borrow parent, Owner root, Site site) {
        if (!TRACKED) {
            return Borrow.FOREVER;
        }
        if (owner.loans != null) {
            use(owner, part, false, true, parent, site, "lent with `&mut`");
        }
        var borrow = new Borrow(parent, part, true, site.span(), root);
        push(owner, borrow);
        return borrow;
    }

    /// A unique borrow of the place that a unique borrow is of: `&mut *r`.
    ///
    /// @throws OxurPanic `borrow-conflict`, `borrow-outlives-owner` when that one is stale
    static Borrow again(Owner owner, int part, Borrow parent, Site site) {
        check(parent, site);
        if (owner.loans != null && owner.loans.borrow != parent) {
            use(owner, part, false, true, parent, site, "lent with `&mut`");
        }
        var borrow =
                new Borrow(parent, part, true, site.span(), parent.root, parent.anchor(), true);
        push(owner, borrow);
        return borrow;
    }

    /// Records at an owner on the way that a borrow goes through its part; at the owner itself the
    /// borrow is an entry already.
    public static void through(Owner owner, int part, Borrow borrow) {
        if (borrow == Borrow.FOREVER) {
            return;
        }
        // A second entry does no harm: only the newest are looked at.
        int looked = 0;
        for (var loan = owner.loans; loan != null && looked < 16; loan = loan.below, looked++) {
            if (loan.borrow == borrow) {
                return;
            }
        }
        push(owner, new Loan(borrow, part, true));
    }

    /// Notes that a part of the owner, or something inside one, has moved away.
    public static void partMoved(Owner owner, int part) {
        push(owner, new Loan(Borrow.FOREVER, Integer.MIN_VALUE + part, false));
    }

    /// Where a part of the value, or something inside one, has moved to, so that it cannot be used
    /// as a whole; null if it is whole. Only called when it is lent.
    public static @Nullable Moved movedPart(Owner owner) {
        for (var loan = owner.loans; loan != null; loan = loan.below) {
            if (loan.borrow == Borrow.FOREVER && loan.part < -1) {
                var value = owner.part(loan.part - Integer.MIN_VALUE);
                if (value instanceof Moved moved) {
                    return moved;
                }
                var inside =
                        value instanceof Owner inner && inner.loans != null
                                ? movedPart(inner)
                                : null;
                if (inside != null) {
                    return inside;
                }
            }
        }
        return null;
    }

    private static void push(Owner owner, Loan loan) {
        loan.below = owner.loans;
        loan.anyUnique = loan.borrow.unique || owner.loans != null && owner.loans.anyUnique;
        owner.loans = loan;
    }

    /// Fails if the borrow is stale.
    public static void check(Borrow borrow, Site site) {
        if (borrow.end != null || borrow.parent != null && !borrow.live()) {
            throw stale(borrow, site);
        }
    }

    private static OxurPanic stale(Borrow borrow, Site site) {
        Borrow dead = borrow;
        while (dead.end == null && dead.source != null) {
            dead = dead.source;
        }
        var end = dead.end;
        if (end == null) {
            throw new IllegalStateException("a live borrow is not stale");
        }
        if (end.scope()) {
            var name = borrow.made == null ? "a local" : borrow.made.text();
            return new OxurPanic(
                    new BorrowError.BorrowOutlivesOwner(site.span(), name, end.span()));
        }
        var label =
                end.span() == null
                        ? null
                        : new Label(end.span(), end.what() + " here, while it was lent");
        var what =
                borrow.made == null
                        ? "this reference"
                        : "the reference to `" + oneLine(borrow.made.text()) + "`";
        return new OxurPanic(
                new BorrowError.BorrowConflict(
                        site.span(),
                        what + " is stale: its owner was " + end.what() + " since",
                        label));
    }

    private static String oneLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end) + "…";
    }
}
