package org.oxur.interpret;

import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.builtin.Builtins;
import org.oxur.module.Global;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.text.Spelling;

/// The name that a misspelt one may have meant.
final class Similar {
    private Similar() {}

    static @Nullable String name(Registry registry, Module module, String name) {
        var known = new LinkedHashSet<String>();
        module.values().stream().map(Global::name).forEach(known::add);
        registry.root().values().stream().map(Global::name).forEach(known::add);
        known.addAll(module.importedNames());
        Builtins.functions().stream().map(BuiltinFunction::name).forEach(known::add);
        known.addAll(registry.words());
        return Spelling.nearest(name, known);
    }
}
