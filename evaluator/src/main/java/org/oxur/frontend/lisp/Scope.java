package org.oxur.frontend.lisp;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Ident;

/// What stands around a form: the locals that it sees, and what `recur`, `break` and `return` in it
/// would leave. Immutable.
///
/// @param inFunction there is a function for `return` and `?` to leave
/// @param turn what `recur` goes back to, or null
/// @param loop the innermost loop of this function, or null
record Scope(
        @Nullable Locals locals,
        boolean inFunction,
        @Nullable Turn turn,
        @Nullable LoopTarget loop) {
    static final Scope TOP = new Scope(null, false, null, null);

    private record LocalName(String name, int mark) {}

    private record Locals(Set<LocalName> names, @Nullable Locals outer) {}

    /// @param arity how many values `recur` must give, or -1 if the call decides
    record Turn(int arity) {}

    /// @param valued it can be left with a value
    record LoopTarget(boolean valued, @Nullable Ident label, @Nullable LoopTarget outer) {}

    Scope with(Collection<Ident> bound) {
        if (bound.isEmpty()) {
            return this;
        }
        var names = new HashSet<LocalName>();
        for (var ident : bound) {
            names.add(new LocalName(ident.name(), ident.mark()));
        }
        return new Scope(new Locals(names, locals), inFunction, turn, loop);
    }

    /// The inside of a function; it still sees the locals around it.
    Scope function(int arity) {
        return new Scope(locals, true, new Turn(arity), null);
    }

    Scope recurLoop(int arity, @Nullable Ident label) {
        return new Scope(locals, inFunction, new Turn(arity), new LoopTarget(true, label, loop));
    }

    Scope plainLoop(@Nullable Ident label) {
        return new Scope(locals, inFunction, turn, new LoopTarget(false, label, loop));
    }

    boolean binds(String name, int mark) {
        if (locals == null) {
            return false;
        }
        var wanted = new LocalName(name, mark);
        for (var at = locals; at != null; at = at.outer) {
            if (at.names.contains(wanted)) {
                return true;
            }
        }
        return false;
    }

    @Nullable LoopTarget loopLabelled(Ident label) {
        for (var at = loop; at != null; at = at.outer) {
            if (label.equals(at.label)) {
                return at;
            }
        }
        return null;
    }
}
