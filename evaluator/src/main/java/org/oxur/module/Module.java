package org.oxur.module;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A module: values, functions among them, share one namespace; types have another.
public final class Module {
    private final String name;
    private final @Nullable Module parent;

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
    }

    public String name() {
        return name;
    }

    public @Nullable Module parent() {
        return parent;
    }

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
        var outer = parent.path();
        return outer.isEmpty() ? name : outer + "::" + name;
    }

    public String qualify(String local) {
        var path = path();
        return path.isEmpty() ? local : path + "::" + local;
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
