package org.oxur.interpret;

import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.builtin.Builtins;
import org.oxur.module.Global;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.module.TypeDefinition;
import org.oxur.text.Spelling;

/// The name that a misspelt one may have meant.
final class Similar {
    private Similar() {}

    /// As [#name(Registry, Module, String)], for the last name of a path: of what its module lets
    /// others see.
    static @Nullable String path(Registry registry, Module module, List<String> path) {
        if (path.size() < 2) {
            return name(registry, module, path.getLast());
        }
        var prefix = path.subList(0, path.size() - 1);
        var inside = registry.moduleNamed(module, prefix);
        if (inside == null) {
            var modules = registry.root().children().stream().map(Module::name).toList();
            var near = Spelling.nearest(path.getFirst(), modules);
            return near == null
                    ? null
                    : near + "::" + String.join("::", path.subList(1, path.size()));
        }
        var known = new LinkedHashSet<String>();
        inside.values().stream().filter(Global::isPublic).map(Global::name).forEach(known::add);
        inside.types().stream()
                .filter(TypeDefinition::isPublic)
                .map(TypeDefinition::name)
                .forEach(known::add);
        var near = Spelling.nearest(path.getLast(), known);
        return near == null ? null : String.join("::", prefix) + "::" + near;
    }

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
