package org.oxur.interpret;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.resolve.Variable;

/// The slots of the variables in scope that may have been lent: what was lent of them ends where
/// they do.
final class Lent {
    private final List<Integer> slots = new ArrayList<>();

    /// A variable comes into scope; each case of a pattern may bring it.
    ///
    /// @param variable null where nothing refers to it
    void note(@Nullable Variable variable) {
        if (variable != null && variable.lent() && !slots.contains(variable.slot())) {
            slots.add(variable.slot());
        }
    }

    /// How many there are, for [#endedSince(int)].
    int count() {
        return slots.size();
    }

    /// Takes out what came into scope since there were `before`.
    int[] endedSince(int before) {
        var ended = slots.subList(before, slots.size());
        var array = ended.stream().mapToInt(Integer::intValue).toArray();
        ended.clear();
        return array;
    }

    int[] inScope() {
        return slots.stream().mapToInt(Integer::intValue).toArray();
    }

    /// What is in scope now, for nodes that are built later.
    Runnable snapshot() {
        var saved = List.copyOf(slots);
        return () -> {
            slots.clear();
            slots.addAll(saved);
        };
    }
}
