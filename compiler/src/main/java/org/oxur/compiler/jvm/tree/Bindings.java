package org.oxur.compiler.jvm.tree;

import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.Map;

/// Which variable a slot is. Variables whose scopes do not meet share slots, but what is known of
/// one says nothing of the other: each has a number of its own.
///
/// Every pass over the body meets the bindings in the same order, and a use means what was bound
/// last.
final class Bindings {
    private final Map<Object, Integer> numbers = new IdentityHashMap<>();
    private final int[] current;

    /// Slots that are bound in the body.
    private final BitSet bound = new BitSet();

    /// @param slots of the function: each is a variable to begin with, that a parameter or Tier 0
    ///   gives its value
    Bindings(int slots) {
        this.current = new int[slots];
        begin();
    }

    /// At the beginning of the function.
    void begin() {
        Arrays.setAll(current, slot -> slot);
    }

    /// From here on the slot is the variable of this binding.
    ///
    /// @return its number
    int bind(Object binding, int slot) {
        bound.set(slot);
        current[slot] = numbers.computeIfAbsent(binding, _ -> current.length + numbers.size());
        return current[slot];
    }

    /// Whether the body binds it, so that nothing in it comes from outside; once all of it was
    /// seen.
    boolean isBound(int slot) {
        return bound.get(slot);
    }

    int variable(int slot) {
        return current[slot];
    }
}
