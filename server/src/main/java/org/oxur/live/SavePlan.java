package org.oxur.live;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Which forms of a file a save evaluates, and in which order: that of the file, except that a
/// definition that is needed earlier is loaded earlier. So definitions come in the order of their
/// dependencies, members of a cycle in the order of the file.
public final class SavePlan {
    private SavePlan() {}

    /// @param memory what was evaluated before
    /// @param outdated forms (their indices) that have no result, or a stale one
    /// @return indices of forms
    public static List<Integer> of(
            Dependencies dependencies, Evaluated memory, OnSave mode, BitSet outdated) {
        var forms = dependencies.forms();
        var selected = new BitSet();
        for (int i = 0; i < forms.size(); i++) {
            boolean wanted =
                    switch (mode) {
                        case OFF -> false;
                        case ALL -> true;
                        case DEFINE -> forms.get(i).isDefinition() && !memory.has(dependencies, i);
                        case CHANGED ->
                                !memory.has(dependencies, i)
                                        || (!forms.get(i).isDefinition() && outdated.get(i));
                    };
            selected.set(i, wanted);
        }
        return replayed(dependencies, selected, mode);
    }

    /// What must be evaluated so that these forms are.
    ///
    /// @param selected forms (their indices)
    public static List<Integer> again(Dependencies dependencies, BitSet selected) {
        return replayed(dependencies, (BitSet) selected.clone(), OnSave.CHANGED);
    }

    private static List<Integer> replayed(Dependencies dependencies, BitSet selected, OnSave mode) {
        replay(dependencies, selected, mode);
        return ordered(dependencies, selected);
    }

    /// All definitions, in order: what is loaded into a new node.
    public static List<Integer> definitions(Dependencies dependencies) {
        var selected = new BitSet();
        for (int i = 0; i < dependencies.forms().size(); i++) {
            selected.set(i, dependencies.forms().get(i).isDefinition());
        }
        return ordered(dependencies, selected);
    }

    /// Forms in the middle of a file that defines a name twice must see the definition before them:
    /// if one of them is evaluated, so are all definitions of that name, and the expressions that
    /// use it, for each of which the name is redefined by that.
    private static void replay(Dependencies dependencies, BitSet selected, OnSave mode) {
        var repeated = dependencies.repeated();
        if (repeated.isEmpty()) {
            return;
        }
        boolean grown = true;
        while (grown) {
            grown = mode != OnSave.DEFINE && selectUsers(dependencies, repeated, selected);
            for (int i = selected.nextSetBit(0); i >= 0; i = selected.nextSetBit(i + 1)) {
                var needed = dependencies.closure(i);
                needed.set(i);
                needed.and(repeated);
                for (int definition : needed.stream().toArray()) {
                    for (String name : dependencies.forms().get(definition).defines()) {
                        for (int other : dependencies.definers(name)) {
                            grown |= !selected.get(other);
                            selected.set(other);
                        }
                    }
                }
            }
        }
    }

    /// Selects the expressions that use a repeated definition which is selected; says if any.
    private static boolean selectUsers(
            Dependencies dependencies, BitSet repeated, BitSet selected) {
        var replayed = (BitSet) repeated.clone();
        replayed.and(selected);
        boolean grown = false;
        for (int i = 0; i < dependencies.forms().size(); i++) {
            if (!selected.get(i)
                    && !dependencies.forms().get(i).isDefinition()
                    && dependencies.closure(i).intersects(replayed)) {
                selected.set(i);
                grown = true;
            }
        }
        return grown;
    }

    private static List<Integer> ordered(Dependencies dependencies, BitSet selected) {
        var order = new ArrayList<Integer>();
        var seen = new BitSet();
        for (int i = selected.nextSetBit(0); i >= 0; i = selected.nextSetBit(i + 1)) {
            visit(dependencies, selected, i, seen, order);
        }
        return order;
    }

    /// Depth first with a stack of its own: a generated file may be one long chain. When the search
    /// leaves the member of a cycle that it came to first, all that any member needs has been
    /// placed, and the members follow in the order of the file.
    private static void visit(
            Dependencies dependencies,
            BitSet selected,
            int root,
            BitSet seen,
            List<Integer> order) {
        record Step(int form, boolean leaving) {}
        var stack = new ArrayList<Step>();
        stack.add(new Step(root, false));
        while (!stack.isEmpty()) {
            var step = stack.removeLast();
            if (step.leaving()) {
                dependencies.cycle(step.form()).stream().filter(selected::get).forEach(order::add);
            } else if (!seen.get(step.form())) {
                boolean isFirst = !dependencies.cycle(step.form()).intersects(seen);
                seen.set(step.form());
                if (isFirst) {
                    stack.add(new Step(step.form(), true));
                }
                int[] needed = dependencies.of(step.form());
                for (int i = needed.length - 1; i >= 0; i--) {
                    stack.add(new Step(needed[i], false));
                }
            }
        }
    }
}
