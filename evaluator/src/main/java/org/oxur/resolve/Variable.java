package org.oxur.resolve;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// A local: a parameter, or what a pattern binds. In a closure's body, what it captures is a
/// variable of its own with [#captured()] set.
public final class Variable {
    private final String name;
    private final int mark;
    private final Span declared;
    private final boolean mutable;
    int slot;
    private final @Nullable Variable captured;

    /// Loops around the declaration inside its function, innermost last.
    final int loopDepth;

    final List<Use> uses = new ArrayList<>();
    boolean lent;
    boolean written;
    boolean movedByValue;
    boolean capturedByClosure;

    Variable(
            String name,
            int mark,
            Span declared,
            boolean mutable,
            int slot,
            @Nullable Variable captured,
            int loopDepth) {
        this.name = name;
        this.mark = mark;
        this.declared = declared;
        this.mutable = mutable;
        this.slot = slot;
        this.captured = captured;
        this.loopDepth = loopDepth;
    }

    /// One place where it is named.
    ///
    /// @param position in the order of evaluation
    /// @param loopDepth loops around it
    /// @param branches which arm of which branching it stands in, outermost first, in pairs
    record Use(Object tree, int position, int loopDepth, int[] branches) {}

    public String name() {
        return name;
    }

    public int mark() {
        return mark;
    }

    public Span declared() {
        return declared;
    }

    public boolean mutable() {
        return mutable;
    }

    /// Where it lives in its function's frame.
    public int slot() {
        return slot;
    }

    /// Whether a loop of its own function is around one of its uses.
    public boolean usedInLoop() {
        return uses.stream().anyMatch(use -> use.loopDepth() > 0);
    }

    /// The variable outside that this one stands for, or null if it is not captured.
    public @Nullable Variable captured() {
        return captured;
    }

    /// References to it may be made, or a closure captures it: it may come to live apart from its
    /// frame.
    public boolean lent() {
        return lent || capturedByClosure;
    }

    /// Assigned, or lent for writing, after its declaration.
    public boolean written() {
        return written;
    }

    /// Somewhere its value is taken.
    public boolean movedByValue() {
        return movedByValue;
    }

    public boolean used() {
        return !uses.isEmpty();
    }

    boolean isLast(Use use) {
        if (lent() || captured != null || use.loopDepth() > loopDepth || uses.size() > 100) {
            return false;
        }
        for (var other : uses) {
            if (other.position() > use.position() && !exclusive(use.branches(), other.branches())) {
                return false;
            }
        }
        return true;
    }

    private static boolean exclusive(int[] a, int[] b) {
        for (int i = 0; i + 1 < a.length && i + 1 < b.length; i += 2) {
            if (a[i] != b[i]) {
                return false;
            }
            if (a[i + 1] != b[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
