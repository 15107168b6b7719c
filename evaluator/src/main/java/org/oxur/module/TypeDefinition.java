package org.oxur.module;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Item;
import org.oxur.text.Span;
import org.oxur.value.EnumType;
import org.oxur.value.StructType;

/// A struct, enum or trait by name. It stays when its definition is replaced, and so do the
/// implementations for it.
public final class TypeDefinition {
    private final String name;
    private final Module module;
    volatile Item item;
    volatile @Nullable StructType struct;
    volatile @Nullable EnumType enumeration;

    /// Of a trait: its default methods.
    final Map<String, Function> defaults = Collections.synchronizedMap(new LinkedHashMap<>());

    volatile boolean isPublic;
    int version = 1;

    TypeDefinition(String name, Module module, Item item, boolean isPublic) {
        this.name = name;
        this.module = module;
        this.item = item;
        this.isPublic = isPublic;
    }

    public String name() {
        return name;
    }

    public Module module() {
        return module;
    }

    public Item item() {
        return item;
    }

    public Span span() {
        return item.span();
    }

    public @Nullable StructType struct() {
        return struct;
    }

    public @Nullable EnumType enumeration() {
        return enumeration;
    }

    public boolean isTrait() {
        return item instanceof Item.Trait;
    }

    public boolean isPublic() {
        return isPublic;
    }

    public int version() {
        return version;
    }

    /// What implementations for this type are kept under.
    public String key() {
        return module.qualify(name);
    }

    /// Of a trait: all its methods, whether or not they have a default.
    public List<String> methods() {
        return item instanceof Item.Trait trait
                ? trait.fns().stream().map(f -> f.sig().ident().name()).toList()
                : List.of();
    }
}
