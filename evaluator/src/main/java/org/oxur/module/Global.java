package org.oxur.module;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// What a name of a module means: it stays when its definition is replaced.
public final class Global {
    public enum Kind {
        FUNCTION,
        STATIC,
        CONST,
        /// The maker of a struct, or its one value when it has no fields.
        STRUCT
    }

    private final String name;
    private final Module module;
    volatile Kind kind;
    Object value;
    volatile boolean isPublic;
    volatile Span span;
    volatile int version = 1;

    /// The definition's tree: equal trees are equal definitions.
    @Nullable Object tree;

    Global(String name, Module module, Kind kind, Object value, boolean isPublic, Span span) {
        this.name = name;
        this.module = module;
        this.kind = kind;
        this.value = value;
        this.isPublic = isPublic;
        this.span = span;
    }

    public String name() {
        return name;
    }

    public Module module() {
        return module;
    }

    public Kind kind() {
        return kind;
    }

    /// The [Function], the static's or constant's value, or the `StructType`.
    public Object value() {
        return value;
    }

    public boolean isPublic() {
        return isPublic;
    }

    public Span span() {
        return span;
    }

    public int version() {
        return version;
    }

    public String qualifiedName() {
        return module.qualify(name);
    }
}
