package org.oxur.live;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which forms of a file depend on which. A name means the nearest definition before the form, else
/// the first one after it, as when the file is run from top to bottom.
public final class Dependencies {
    private final List<LiveForm> forms;
    private final Map<String, List<Integer>> definers = new HashMap<>();
    private final List<int[]> direct = new ArrayList<>();

    /// Of each form; null until someone asks.
    private volatile @Nullable List<int[]> cycles;

    private final Set<Object> keys = new HashSet<>();

    public Dependencies(List<LiveForm> forms) {
        this.forms = List.copyOf(forms);
        for (int i = 0; i < forms.size(); i++) {
            keys.add(forms.get(i).key());
            for (String name : forms.get(i).defines()) {
                definers.computeIfAbsent(name, _ -> new ArrayList<>()).add(i);
            }
        }
        for (int i = 0; i < forms.size(); i++) {
            direct.add(direct(i));
        }
    }

    public List<LiveForm> forms() {
        return forms;
    }

    /// Whether a form says what this one does.
    boolean has(Object key) {
        return keys.contains(key);
    }

    private int[] direct(int form) {
        var found = new BitSet();
        for (String name : forms.get(form).uses()) {
            var candidates = definers.get(name);
            if (candidates == null) {
                continue;
            }
            if (name.startsWith(".")) {
                // A method is whichever its receiver has.
                candidates.forEach(found::set);
            } else {
                found.set(meant(candidates, form));
            }
        }
        found.clear(form);
        return found.stream().toArray();
    }

    private static int meant(List<Integer> candidates, int form) {
        int meant = -1;
        for (int candidate : candidates) {
            if (candidate < form) {
                meant = candidate;
            }
        }
        return meant >= 0 ? meant : candidates.getFirst();
    }

    /// The forms that one uses, in the order of the text.
    int[] of(int form) {
        return direct.get(form);
    }

    /// All that a form depends on, directly or not; itself only if it is part of a cycle.
    public BitSet closure(int form) {
        var reached = new BitSet();
        var open = new ArrayList<Integer>();
        open.add(form);
        while (!open.isEmpty()) {
            for (int next : direct.get(open.removeLast())) {
                if (!reached.get(next)) {
                    reached.set(next);
                    open.add(next);
                }
            }
        }
        return reached;
    }

    /// The forms that depend on this one and that it depends on, itself among them.
    BitSet cycle(int form) {
        var members = cycles;
        if (members == null) {
            members = new Cycles(direct).members();
            cycles = members;
        }
        var cycle = new BitSet();
        for (int member : members.get(form)) {
            cycle.set(member);
        }
        return cycle;
    }

    /// Names that a form depends on, directly or not.
    public Set<String> names(int form) {
        var names = new HashSet<>(forms.get(form).uses());
        closure(form).stream().forEach(i -> names.addAll(forms.get(i).uses()));
        return names;
    }

    /// Forms that define a name which more than one form defines.
    public BitSet repeated() {
        var repeated = new BitSet();
        definers.forEach((name, definitions) -> {
            if (definitions.size() > 1 && !name.startsWith(".")) {
                definitions.forEach(repeated::set);
            }
        });
        return repeated;
    }

    /// The form from which on, up to this one, all names that this one defines mean something that
    /// is defined above; -1 if one of them is defined here first.
    public int definedBefore(int form) {
        int before = -1;
        for (String name : forms.get(form).defines()) {
            int first = definers(name).getFirst();
            if (first >= form) {
                return -1;
            }
            before = Math.max(before, first);
        }
        return before;
    }

    public boolean defines(String name) {
        return definers.containsKey(name);
    }

    List<Integer> definers(String name) {
        return definers.getOrDefault(name, List.of());
    }

    /// Equal for forms that mean the same: a definition by its text, an expression also by the
    /// texts of all that it depends on.
    public Object identity(int form) {
        var live = forms.get(form);
        return live.isDefinition() ? live.key() : meaning(form, false);
    }

    /// What must be the same for a form to mean the same: its text, and the texts of all that it
    /// depends on.
    ///
    /// @param onlyLoading what it means when it is loaded, not when it is called: its macros count,
    ///   and of a static the types, too
    Meaning meaning(int form, boolean onlyLoading) {
        Set<Object> texts = new HashSet<>();
        boolean holds = forms.get(form).kind() == LiveForm.Kind.VALUE;
        closure(form).stream()
                .filter(i ->
                        !onlyLoading
                                || (holds && forms.get(i).kind() == LiveForm.Kind.TYPE)
                                || reachedByMacro(form, i))
                .forEach(i -> texts.add(forms.get(i).key()));
        return new Meaning(forms.get(form).key(), texts);
    }

    private boolean reachedByMacro(int form, int other) {
        for (int next : direct.get(form)) {
            if (forms.get(next).kind() == LiveForm.Kind.MACRO
                    && (next == other || closure(next).get(other))) {
                return true;
            }
        }
        return false;
    }

    record Meaning(Object text, Set<Object> dependencies) {}
}
