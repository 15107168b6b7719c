package org.oxur.interpret;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.oxur.resolve.Variable;

/// The slots of the variables in scope that may have been lent: what was lent of them ends where
/// they do.
final class Lent {
    private final List<Integer> slots = new ArrayList<>();

    /// Those of values that no variable holds and that end with their statement.
    private final List<Integer> temporaries = new ArrayList<>();

    /// All there ever were.
    private final BitSet ever = new BitSet();

    /// A variable comes into scope; each case of a pattern may bring it.
    ///
    /// @param variable null where nothing refers to it
    void note(@Nullable Variable variable) {
        if (variable != null && variable.lent() && !slots.contains(variable.slot())) {
            slots.add(variable.slot());
            ever.set(variable.slot());
        }
    }

    /// A value that no variable holds comes into scope as if one did.
    void extended(int slot) {
        slots.add(slot);
        ever.set(slot);
    }

    /// A value that no variable holds is lent, until [#ended].
    void temporary(int slot) {
        temporaries.add(slot);
        ever.set(slot);
    }

    void ended(List<Integer> statement) {
        temporaries.removeAll(statement);
    }

    /// The slots of all variables of the code that may have been lent at some time.
    BitSet ever() {
        return ever;
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
        return Stream.concat(slots.stream(), temporaries.stream())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// What is in scope now, for nodes that are built later.
    Runnable snapshot() {
        var saved = List.copyOf(slots);
        var savedTemporaries = List.copyOf(temporaries);
        return () -> {
            slots.clear();
            slots.addAll(saved);
            temporaries.clear();
            temporaries.addAll(savedTemporaries);
        };
    }
}
