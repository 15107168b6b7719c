package org.oxur.server;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.oxur.live.LiveForm;
import org.oxur.text.SourceText;

/// Definitions of one text as they are loaded, in the order of loading.
final class LoadedForms {
    private final Map<Object, Form> forms = new LinkedHashMap<>();

    /// By name: keys of the forms that define it.
    private final Map<String, Set<Object>> definers = new HashMap<>();

    /// Keys of those that were tried, and could not be loaded.
    private final Set<Object> failed = new HashSet<>();

    /// @param text that the form was loaded from
    record Form(SourceText text, LiveForm form) {}

    /// A form was loaded: what it replaces is loaded no more.
    void put(SourceText text, LiveForm form) {
        var candidates = new HashSet<Object>();
        form.defines().forEach(name -> candidates.addAll(definers.getOrDefault(name, Set.of())));
        for (var candidate : candidates) {
            var old = forms.get(candidate);
            if (old != null && form.defines().containsAll(old.form().defines())) {
                forms.remove(candidate);
                unlink(old);
            }
        }
        failed.remove(form.key());
        forms.put(form.key(), new Form(text, form));
        form.defines()
                .forEach(name ->
                        definers.computeIfAbsent(name, _ -> new HashSet<>()).add(form.key()));
    }

    private void unlink(Form old) {
        for (var name : old.form().defines()) {
            var keys = definers.get(name);
            if (keys != null && keys.remove(old.form().key()) && keys.isEmpty()) {
                definers.remove(name);
            }
        }
    }

    Collection<Form> all() {
        return List.copyOf(forms.values());
    }

    boolean has(LiveForm form) {
        return forms.containsKey(form.key());
    }

    /// It is not tried again, but is not there either.
    void failed(SourceText text, int start) {
        for (var form : forms.values()) {
            if (form.text() == text && form.form().start() == start) {
                failed.add(form.form().key());
            }
        }
    }

    /// Whether a form that says this is there.
    boolean holds(Object key) {
        return forms.containsKey(key) && !failed.contains(key);
    }

    boolean isEmpty() {
        return forms.isEmpty();
    }

    Set<Object> keys() {
        return Set.copyOf(forms.keySet());
    }

    boolean defines(String name) {
        return definers.containsKey(name);
    }

    /// All that they define.
    Set<String> names() {
        var names = new HashSet<String>();
        forms.values().forEach(form -> names.addAll(form.form().defines()));
        return names;
    }

    void remove(Predicate<Form> unwanted) {
        forms.values()
                .removeIf(form -> {
                    boolean goes = unwanted.test(form);
                    if (goes) {
                        unlink(form);
                    }
                    return goes;
                });
    }
}
