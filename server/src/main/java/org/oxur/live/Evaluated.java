package org.oxur.live;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.oxur.live.Dependencies.Meaning;

/// What of a file is loaded and evaluated, by meaning. Mutable; belongs to whoever owns the file's
/// state.
///
/// A definition is loaded for what its text and the macros in it say; that a function it calls was
/// redefined does not concern it, calls are late-bound, and a static keeps what it holds. But when
/// a type changes that a static is made with, it is made again: nothing else gives it the fields
/// that the type has now. If loading failed, all that it depends on counts. An expression is
/// evaluated for all that it depends on.
public final class Evaluated {
    /// By text, all that those texts meant.
    private final Map<Object, Set<Meaning>> loaded = new HashMap<>();

    private final Map<Object, Set<Meaning>> evaluated = new HashMap<>();
    private final Set<Object> failed = new HashSet<>();
    private final Map<String, Object> textOf = new HashMap<>();

    boolean has(Dependencies dependencies, int form) {
        return in(dependencies, form)
                .getOrDefault(dependencies.forms().get(form).key(), Set.of())
                .contains(meaning(dependencies, form));
    }

    /// To be called when a form is about to be evaluated, so that a save meanwhile does not
    /// evaluate it again. Another text that defined the same names, and is no longer in the file,
    /// is not loaded any more.
    public void begin(Dependencies dependencies, int form) {
        var live = dependencies.forms().get(form);
        failed.remove(live.key());
        if (live.kind() == LiveForm.Kind.VALUE) {
            // It holds what it is made of now, not what it once was.
            replaceMeanings(dependencies, live.key());
        }
        add(dependencies, form);
        if (live.isDefinition()) {
            for (String name : live.defines()) {
                var old = textOf.put(name, live.key());
                if (old != null && !dependencies.has(old)) {
                    loaded.remove(old);
                }
            }
        }
    }

    /// A definition was loaded by someone else, from another text. It counts if that is so of the
    /// macros in it, too: they said then what they say now.
    ///
    /// @param isLoaded whether a text is, by its key
    /// @return whether it counts
    public boolean adopt(Dependencies dependencies, int form, Predicate<Object> isLoaded) {
        var meaning = meaning(dependencies, form);
        if (!isLoaded.test(meaning.text()) || !meaning.dependencies().stream().allMatch(isLoaded)) {
            return false;
        }
        begin(dependencies, form);
        return true;
    }

    /// Loading it failed: it is tried again when something that it depends on has changed.
    public void failed(Dependencies dependencies, int form) {
        var live = dependencies.forms().get(form);
        if (live.isDefinition()) {
            forget(dependencies, form);
            if (live.kind() == LiveForm.Kind.VALUE) {
                loaded.remove(live.key());
            }
            failed.add(live.key());
            add(dependencies, form);
        }
    }

    /// Leaves those that forms with the same text have in the file as it is.
    private void replaceMeanings(Dependencies dependencies, Object text) {
        var meanings = loaded.get(text);
        if (meanings == null) {
            return;
        }
        var current = new HashSet<Meaning>();
        for (int i = 0; i < dependencies.forms().size(); i++) {
            if (dependencies.forms().get(i).key().equals(text)) {
                current.add(meaning(dependencies, i));
            }
        }
        meanings.retainAll(current);
    }

    /// It was not evaluated after all: the next save takes it up.
    public void forget(Dependencies dependencies, int form) {
        var meanings = in(dependencies, form).get(dependencies.forms().get(form).key());
        if (meanings != null) {
            meanings.remove(meaning(dependencies, form));
        }
    }

    private void add(Dependencies dependencies, int form) {
        var meaning = meaning(dependencies, form);
        in(dependencies, form).computeIfAbsent(meaning.text(), _ -> new HashSet<>()).add(meaning);
    }

    /// The node is a new one: nothing is loaded. What was evaluated keeps its result.
    public void unload() {
        loaded.clear();
        failed.clear();
        textOf.clear();
    }

    private Map<Object, Set<Meaning>> in(Dependencies dependencies, int form) {
        return dependencies.forms().get(form).isDefinition() ? loaded : evaluated;
    }

    private Meaning meaning(Dependencies dependencies, int form) {
        var live = dependencies.forms().get(form);
        return dependencies.meaning(form, live.isDefinition() && !failed.contains(live.key()));
    }
}
