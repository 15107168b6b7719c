package org.oxur.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.oxur.ide.Analysis;
import org.oxur.ide.FileDependencies;
import org.oxur.ide.Snapshot;
import org.oxur.live.LiveForm;

/// A text's top-level forms as evaluating on save sees them, from what the editor features know of
/// it.
final class LiveForms {
    /// An `impl` adds to what a type's name means; it does not replace it.
    private static final String IMPL = ".impl ";

    private LiveForms() {}

    static List<LiveForm> of(Snapshot snapshot, Analysis analysis) {
        var keys = new HashMap<Integer, Object>();
        analysis.parsed().forms().forEach(form -> keys.put(form.span().start(), form.contentKey()));
        var forms = new ArrayList<LiveForm>();
        for (var form : FileDependencies.of(snapshot, analysis)) {
            String text = form.span().text();
            var key = keys.getOrDefault(form.span().start(), text);
            forms.add(
                    new LiveForm(
                            form.span().start(),
                            form.span().end(),
                            key,
                            kind(form, text),
                            defines(form, text),
                            uses(form)));
        }
        return forms;
    }

    private static LiveForm.Kind kind(FileDependencies.Form form, String text) {
        if (text.startsWith("(defmacro") || text.startsWith("(pub (defmacro")) {
            return LiveForm.Kind.MACRO;
        }
        return form.isDefinition() ? LiveForm.Kind.DEFINITION : LiveForm.Kind.EXPRESSION;
    }

    private static Set<String> defines(FileDependencies.Form form, String text) {
        if (!text.startsWith("(impl")) {
            return form.defines();
        }
        var names = new HashSet<String>();
        form.defines().forEach(name -> names.add(IMPL + name));
        return names;
    }

    private static Set<String> uses(FileDependencies.Form form) {
        var names = new HashSet<>(form.refersTo());
        form.refersTo().forEach(name -> names.add(IMPL + name));
        return names;
    }
}
