package org.oxur.value;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// A lending of a place. Live until a conflicting use of the place, or the end of its owner, ends
/// it.
public final class Borrow extends Loan {
    /// Of what nobody can take away: statics, literals, temporaries.
    public static final Borrow FOREVER = new Borrow(null, -1, false, null, null);

    final @Nullable Borrow parent;
    final boolean unique;

    /// Where it was made; null when that is not known.
    final @Nullable Span made;

    /// The variable that the way to the place began at; null when that is not known.
    final @Nullable Owner root;

    /// What ended it; null while it lives.
    @Nullable End end;

    Borrow(
            @Nullable Borrow parent,
            int part,
            boolean unique,
            @Nullable Span made,
            @Nullable Owner root) {
        super(null, part, false);
        this.parent = parent;
        this.unique = unique;
        this.made = made;
        this.root = parent != null ? parent.root : root;
    }

    /// @param scope the owner went out of scope (otherwise the place was used in a way that
    ///   conflicts)
    record End(@Nullable Span span, boolean scope, String what) {}

    /// Whether the place is in a variable that lives in this cell.
    public boolean isOf(Cell variable) {
        return root == variable;
    }

    boolean live() {
        if (end != null) {
            return false;
        }
        for (var b = parent; b != null; b = b.parent) {
            if (b.end != null) {
                return false;
            }
        }
        return true;
    }

    boolean descendsFrom(@Nullable Borrow ancestor) {
        for (Borrow b = this; b != null; b = b.parent) {
            if (b == ancestor) {
                return true;
            }
        }
        return false;
    }
}
