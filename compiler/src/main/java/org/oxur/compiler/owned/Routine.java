package org.oxur.compiler.owned;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.module.Function;
import org.oxur.module.Version;
import org.oxur.resolve.Facts;

/// A version of a function for one list of parameter types.
final class Routine {
    final Function function;
    final Version version;
    final List<Ty> parameters;
    final int number;
    final Facts facts;
    final Ty result = new Ty.Var();
    final Set<Routine> callees = new LinkedHashSet<>();
    final Set<Routine> tailCallees = new LinkedHashSet<>();

    /// Control may leave the body other than by its value, see [#isTailCall]; such functions have a
    /// frame of their own that a tail call replaces.
    boolean leavesEarly;

    /// Those that it calls in tail position and that so call it; null where there are none.
    @Nullable Cycle cycle;

    Supplier<String> text = () -> "";

    Routine(Function function, Version version, List<Ty> parameters, int number, Facts facts) {
        this.function = function;
        this.version = version;
        this.parameters = List.copyOf(parameters);
        this.number = number;
        this.facts = facts;
    }

    String name() {
        return "f" + number;
    }

    /// What it gives, as its Rust function gives it.
    String given(String value) {
        return cycle == null ? value : cycle.name() + "::Done(" + value + ")";
    }

    /// Whether a call of it may come back to it.
    boolean isRecursive() {
        return callees.stream().anyMatch(callee -> callee.reaches(this, new LinkedHashSet<>()));
    }

    boolean reaches(Routine wanted, Set<Routine> seen) {
        return this == wanted
                || seen.add(this)
                        && callees.stream().anyMatch(callee -> callee.reaches(wanted, seen));
    }

    boolean reachesByTail(Routine wanted, Set<Routine> seen) {
        return this == wanted
                || seen.add(this)
                        && tailCallees.stream()
                                .anyMatch(callee -> callee.reachesByTail(wanted, seen));
    }
}
