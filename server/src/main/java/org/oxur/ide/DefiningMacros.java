package org.oxur.ide;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whether macros that could not be expanded may have defined something.
final class DefiningMacros {
    private static final Pattern DEFINES =
            Pattern.compile("(?<![\\w-])(def[a-z]*|mod|use|impl|symbol)(?![\\w-])");

    private DefiningMacros() {}

    static boolean mayHaveRun(Analysis analysis) {
        var called = new HashSet<String>();
        for (var form : analysis.forms()) {
            for (var place : form.facts().opaque()) {
                for (var node : analysis.tree().path(form.start() + place.start() + 1)) {
                    var head =
                            node.start() == form.start() + place.start()
                                    ? analysis.tree().head(node)
                                    : null;
                    if (head != null) {
                        called.add(head);
                    }
                }
            }
        }
        if (called.isEmpty()) {
            return false;
        }
        var bodies = bodies(analysis);
        return called.stream().anyMatch(macro -> mayDefine(macro, bodies, new HashSet<>()));
    }

    /// What stands in each macro after its name.
    private static Map<String, String> bodies(Analysis analysis) {
        var bodies = new HashMap<String, String>();
        for (var definitions : analysis.definitions().values()) {
            for (var definition : definitions) {
                if (definition.kind() == Definition.Kind.MACRO) {
                    var span = definition.span();
                    bodies.merge(
                            definition.name(),
                            span.text().substring(definition.nameSpan().end() - span.start()),
                            String::concat);
                }
            }
        }
        return bodies;
    }

    /// Whether a call of a macro of this text may define something; null is the head of no call.
    static boolean mayDefine(Analysis analysis, @Nullable String macro) {
        var bodies = macro == null ? Map.<String, String>of() : bodies(analysis);
        return macro != null
                && bodies.containsKey(macro)
                && mayDefine(macro, bodies, new HashSet<>());
    }

    private static boolean mayDefine(String macro, Map<String, String> bodies, Set<String> seen) {
        var body = bodies.get(macro);
        if (body == null) {
            return true;
        }
        if (!seen.add(macro)) {
            return false;
        }
        return DEFINES.matcher(body).find()
                || bodies.keySet().stream()
                        .anyMatch(other -> body.contains(other) && mayDefine(other, bodies, seen));
    }
}
