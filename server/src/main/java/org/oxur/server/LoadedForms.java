package org.oxur.server;

import java.util.Collection;
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

    /// @param text that the form was loaded from
    record Form(SourceText text, LiveForm form) {}

    /// A form was loaded: what it replaces is loaded no more.
    void put(SourceText text, LiveForm form) {
        forms.values()
                .removeIf(old ->
                        !old.form().defines().isEmpty()
                                && form.defines().containsAll(old.form().defines()));
        forms.put(form.key(), new Form(text, form));
    }

    Collection<Form> all() {
        return List.copyOf(forms.values());
    }

    boolean has(LiveForm form) {
        return forms.containsKey(form.key());
    }

    boolean isEmpty() {
        return forms.isEmpty();
    }

    Set<Object> keys() {
        return Set.copyOf(forms.keySet());
    }

    /// All that they define.
    Set<String> names() {
        var names = new HashSet<String>();
        forms.values().forEach(form -> names.addAll(form.form().defines()));
        return names;
    }

    void remove(Predicate<Form> unwanted) {
        forms.values().removeIf(unwanted);
    }
}
