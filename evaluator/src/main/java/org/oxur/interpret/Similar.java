package org.oxur.interpret;

import java.util.Collection;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.builtin.Builtins;
import org.oxur.module.Global;
import org.oxur.module.Module;
import org.oxur.module.Registry;

/// The name that a misspelt one may have meant.
final class Similar {
    private Similar() {}

    static @Nullable String name(Registry registry, Module module, String name) {
        var known = new LinkedHashSet<String>();
        module.values().stream().map(Global::name).forEach(known::add);
        registry.root().values().stream().map(Global::name).forEach(known::add);
        known.addAll(module.importedNames());
        Builtins.functions().stream().map(BuiltinFunction::name).forEach(known::add);
        return nearest(name, known);
    }

    /// The nearest of some names, if one is near: at most one letter or a third of them differ. A
    /// name of one letter resembles nothing.
    static @Nullable String nearest(String name, Collection<String> known) {
        if (name.length() < 2 || name.length() > 40) {
            return null;
        }
        String best = null;
        int bound = Math.max(1, name.length() / 3) + 1;
        for (var candidate : known) {
            int distance =
                    Math.abs(candidate.length() - name.length()) >= bound
                            ? bound
                            : distance(name, candidate);
            if (distance < bound && !candidate.equals(name)) {
                bound = distance;
                best = candidate;
            }
        }
        return best;
    }

    private static int distance(String a, String b) {
        var before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(before[j], row[j - 1]) + 1);
            }
            before = row;
        }
        return before[b.length()];
    }
}
