package org.oxur.module;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.ModulePath;

/// A module: values, functions among them, share one namespace; types have another.
public final class Module {
    private final String name;
    private final @Nullable Module parent;
    private final boolean isTop;

    // In order of definition, and looked into by compilers while definitions are made.
    final Map<String, Global> values = Collections.synchronizedMap(new LinkedHashMap<>());
    final Map<String, TypeDefinition> types = Collections.synchronizedMap(new LinkedHashMap<>());
    final Map<String, Module> children = Collections.synchronizedMap(new LinkedHashMap<>());
    final Map<String, Import> imports = Collections.synchronizedMap(new LinkedHashMap<>());
    final List<List<String>> globs = new CopyOnWriteArrayList<>();
    volatile boolean isPublic = true;

    /// A name that `use` brought in: looked up again each time, so order does not matter.
    record Import(List<String> path, boolean isPublic) {}

    Module(String name, @Nullable Module parent) {
        this.name = name;
        this.parent = parent;
        this.isTop = ModulePath.isTop(path());
    }

    public String name() {
        return name;
    }

    public @Nullable Module parent() {
        return parent;
    }

    /// The top of the program that it stands in.
    public Module top() {
        Module module = this;
        while (!module.isTop && module.parent != null) {
            module = module.parent;
        }
        return module;
    }

    /// Of all programs of the session.
    public Module root() {
        Module module = this;
        while (module.parent != null) {
            module = module.parent;
        }
        return module;
    }

    /// `a::b`; empty for the top.
    public String path() {
        if (parent == null) {
            return "";
        }
        return ModulePath.qualified(parent.path(), name);
    }

    public String qualify(String local) {
        return ModulePath.qualified(path(), local);
    }

    public @Nullable Global value(String valueName) {
        return values.get(valueName);
    }

    public @Nullable TypeDefinition type(String typeName) {
        return types.get(typeName);
    }

    public @Nullable Module child(String childName) {
        return children.get(childName);
    }

    /// Whether anything of that name stands in it, what is imported left aside.
    boolean defines(String anyName) {
        return values.containsKey(anyName)
                || types.containsKey(anyName)
                || children.containsKey(anyName);
    }

    public Collection<Global> values() {
        synchronized (values) {
            return List.copyOf(values.values());
        }
    }

    public Collection<TypeDefinition> types() {
        synchronized (types) {
            return List.copyOf(types.values());
        }
    }

    public Collection<Module> children() {
        synchronized (children) {
            return List.copyOf(children.values());
        }
    }

    public Collection<String> importedNames() {
        synchronized (imports) {
            return List.copyOf(imports.keySet());
        }
    }

    /// Whether code in `inside` may use private names of this module.
    boolean isVisibleFrom(Module inside) {
        for (Module m = inside; m != null; m = m.parent) {
            if (m == this) {
                return true;
            }
        }
        return false;
    }
}
