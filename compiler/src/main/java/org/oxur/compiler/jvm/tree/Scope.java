package org.oxur.compiler.jvm.tree;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.oxur.error.Site;

/// Around the place that is being written: loops that can be left from there, and blocks whose
/// loans end.
sealed interface Scope {
    /// The next one outwards; null for the function itself.
    @Nullable Scope outer();

    /// @param next null where the loop is none: `continue` is the same as `recur`
    /// @param unwinds its signals may come as exceptions
    /// @param recur null for loops that `recur` does not mean
    record Loop(
            @Nullable Scope outer,
            Object leave,
            Object next,
            @Nullable Object recur,
            Label end,
            Label turn,
            Dest dest,
            boolean unwinds)
            implements Scope {}

    /// @param turn one turn of the loop around it: where that goes on, or is left, it ends however
    ///   control got there
    record Block(@Nullable Scope outer, int[] lent, Site node, boolean turn) implements Scope {}

    /// What is lent of temporaries ends with it, however it is left.
    record Ending(@Nullable Scope outer, Site node) implements Scope {}

    default boolean isIn(Scope other) {
        for (var at = outer(); at != null; at = at.outer()) {
            if (at == other) {
                return true;
            }
        }
        return false;
    }
}
