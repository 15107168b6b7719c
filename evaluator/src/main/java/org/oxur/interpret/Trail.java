package org.oxur.interpret;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;
import org.oxur.value.Borrow;
import org.oxur.value.Cell;
import org.oxur.value.Loans;
import org.oxur.value.Moved;
import org.oxur.value.Owner;
import org.oxur.value.Ref;

/// The way from a root to a place that is to be lent: every owner on it must know of the borrow.
final class Trail {
    private final List<Owner> owners = new ArrayList<>(4);
    private final List<Integer> parts = new ArrayList<>(4);
    private @Nullable Borrow parent;

    /// The way goes through a shared reference: what is lent beyond it lives as long as that one.
    private @Nullable Borrow shared;

    /// Why nothing can be moved out of the place, `a reference`; null if it can.
    private @Nullable String fixed;

    private final boolean lends;

    private Trail(boolean lends) {
        this.lends = lends;
    }

    static Trail toLend() {
        return new Trail(true);
    }

    static Trail toMove() {
        return new Trail(false);
    }

    /// Whether variables on the way must come to live apart from their frame.
    boolean lends() {
        return lends;
    }

    void fix(String why) {
        if (fixed == null) {
            fixed = why;
        }
    }

    @Nullable String fixed() {
        return fixed;
    }

    /// The value of a part moves away.
    void move(Owner owner, int part, Moved mark) {
        owner.setPart(part, mark);
        Loans.partMoved(owner, part);
        for (int i = 0; i < owners.size(); i++) {
            if (!(owners.get(i) instanceof Cell)) {
                Loans.partMoved(owners.get(i), parts.get(i));
            }
        }
    }

    void passed(Owner owner, int part) {
        owners.add(owner);
        parts.add(part);
    }

    void back() {
        owners.removeLast();
        parts.removeLast();
    }

    void passed(Ref reference) {
        fix("a reference");
        owners.clear();
        parts.clear();
        parent = reference.borrow();
        if (reference.mutable()) {
            shared = null;
            owners.add(reference.base());
            parts.add(reference.part());
        } else {
            shared = reference.borrow();
        }
    }

    /// A reference to the place at the end of the way.
    ///
    /// @param index of the part of `owner`
    /// @param place what stands for it in the ownership word: the index, or [Loans#ELEMENTS]
    Ref lend(Owner owner, int index, int place, boolean mutable, Site site) {
        if (!mutable) {
            if (shared != null) {
                return Ref.shared(owner.part(index), shared);
            }
            var borrow = Loans.share(owner, place, parent, root(owner), site);
            through(borrow);
            return Ref.shared(owner.part(index), borrow);
        }
        var borrow = Loans.unique(owner, place, parent, root(owner), site);
        through(borrow);
        return Ref.unique(owner, index, borrow);
    }

    private Owner root(Owner owner) {
        return owners.isEmpty() ? owner : owners.getFirst();
    }

    private void through(Borrow borrow) {
        for (int i = 0; i < owners.size(); i++) {
            Loans.through(owners.get(i), parts.get(i), borrow);
        }
    }
}
