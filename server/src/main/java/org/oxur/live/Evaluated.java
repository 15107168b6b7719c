package org.oxur.live;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.oxur.live.Dependencies.Meaning;

/// What of a file is loaded and evaluated, by meaning. Mutable; belongs to whoever owns the file's
/// state.
///
/// A definition is loaded for what its text and the macros in it say; that a function it calls was
/// redefined does not concern it, calls are late-bound. If loading failed, all that it depends on
/// counts. An expression is evaluated for all that it depends on.
public final class Evaluated {
    private final Set<Meaning> loaded = new HashSet<>();
    private final Set<Meaning> evaluated = new HashSet<>();
    private final Set<Object> failed = new HashSet<>();
    private final Map<String, Object> textOf = new HashMap<>();

    boolean has(Dependencies dependencies, int form) {
        return set(dependencies, form).contains(meaning(dependencies, form));
    }

    /// To be called when a form is about to be evaluated, so that a save meanwhile does not
    /// evaluate it again. Another text that defined the same names, and is no longer in the file,
    /// is not loaded any more.
    public void begin(Dependencies dependencies, int form) {
        var live = dependencies.forms().get(form);
        failed.remove(live.key());
        set(dependencies, form).add(meaning(dependencies, form));
        if (live.isDefinition()) {
            var present = new HashSet<Object>();
            dependencies.forms().forEach(other -> present.add(other.key()));
            for (String name : live.defines()) {
                var old = textOf.put(name, live.key());
                if (old != null && !present.contains(old)) {
                    loaded.removeIf(meaning -> meaning.text().equals(old));
                }
            }
        }
    }

    /// Loading it failed: it is tried again when something that it depends on has changed.
    public void failed(Dependencies dependencies, int form) {
        var live = dependencies.forms().get(form);
        if (live.isDefinition()) {
            loaded.remove(meaning(dependencies, form));
            failed.add(live.key());
            loaded.add(meaning(dependencies, form));
        }
    }

    /// It was not evaluated after all: the next save takes it up.
    public void forget(Dependencies dependencies, int form) {
        set(dependencies, form).remove(meaning(dependencies, form));
    }

    /// The node is a new one: nothing is loaded. What was evaluated keeps its result.
    public void unload() {
        loaded.clear();
        failed.clear();
        textOf.clear();
    }

    private Set<Meaning> set(Dependencies dependencies, int form) {
        return dependencies.forms().get(form).isDefinition() ? loaded : evaluated;
    }

    private Meaning meaning(Dependencies dependencies, int form) {
        var live = dependencies.forms().get(form);
        return dependencies.meaning(form, live.isDefinition() && !failed.contains(live.key()));
    }
}
