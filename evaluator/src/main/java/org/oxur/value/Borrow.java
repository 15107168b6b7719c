package org.oxur.value;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// A lending of a place. Live until a conflicting use of the place, or the end of its owner, ends
/// it.
public final class Borrow extends Loan {
    /// Of what nobody can take away: statics, literals, temporaries.
    public static final Borrow FOREVER = new Borrow(null, -1, false, null, null);

    final @Nullable Borrow parent;

    /// The next older one whose end is the end of this one too, without being noted here: not the
    /// parent where that is of the same place. Otherwise passing a reference on and on would make a
    /// chain that is as long as the calls are deep.
    final @Nullable Borrow source;

    /// It is of the same place as its parent.
    private final boolean again;

    /// How many it is derived from.
    private final int level;

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
        this(parent, part, unique, made, root, parent, false);
    }

    Borrow(
            @Nullable Borrow parent,
            int part,
            boolean unique,
            @Nullable Span made,
            @Nullable Owner root,
            @Nullable Borrow source,
            boolean again) {
        super(null, part, false);
        this.parent = parent;
        this.source = source;
        this.again = again;
        this.level = parent == null ? 0 : parent.level + 1;
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

    /// Neither it nor anything that it is derived from has ended.
    boolean isOpen() {
        return end == null && (parent == null || live());
    }

    boolean live() {
        if (end != null) {
            return false;
        }
        for (var b = source; b != null; b = b.source) {
            if (b.end != null) {
                return false;
            }
        }
        return true;
    }

    /// For a borrow of the same place that is derived from this one: its [#source]. Whatever ends
    /// one of them ends those of the same place that came after it, but the oldest may also end as
    /// part of something larger.
    Borrow anchor() {
        return again && source != null ? source : this;
    }

    boolean descendsFrom(Borrow ancestor) {
        Borrow b = this;
        while (b != null && b.level > ancestor.level) {
            b = b.parent;
        }
        return b == ancestor;
    }
}
