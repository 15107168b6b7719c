package org.oxur.value;

import java.util.List;

/// What all values of one struct definition share. A redefinition is another one; each is equal
/// only to itself.
public final class StructType {
    private final String name;
    private final String module;
    private final List<String> fields;
    private final String storage;
    private final boolean copy;
    private final boolean ordered;
    private final boolean anyNumber;
    private final boolean anyObject;

    /// @param name as the program writes it, without its module
    /// @param module where it is defined, as a path; empty at the top
    /// @param fields their names, in order
    /// @param storage how each field is stored: one letter each, `d` an unboxed `f64`, `l` an
    ///   unboxed `i64`, `o` anything
    /// @param copy derives Copy
    /// @param ordered derives `PartialOrd` or `Ord`: compares field by field
    public StructType(
            String name,
            String module,
            List<String> fields,
            String storage,
            boolean copy,
            boolean ordered) {
        this.name = name;
        this.module = module;
        this.fields = List.copyOf(fields);
        this.storage = storage;
        this.copy = copy;
        this.ordered = ordered;
        this.anyNumber = storage.indexOf('d') >= 0 || storage.indexOf('l') >= 0;
        this.anyObject = storage.indexOf('o') >= 0;
    }

    public String name() {
        return name;
    }

    public String module() {
        return module;
    }

    public List<String> fields() {
        return fields;
    }

    public String storage() {
        return storage;
    }

    /// Whether any field is stored unboxed.
    boolean anyNumber() {
        return anyNumber;
    }

    /// Whether any field is stored boxed.
    boolean anyObject() {
        return anyObject;
    }

    /// Whether there are one or two fields, all of them stored boxed.
    public boolean isSmall() {
        return !anyNumber && !fields.isEmpty() && fields.size() <= 2;
    }

    public boolean copy() {
        return copy;
    }

    public boolean ordered() {
        return ordered;
    }

    /// Whether it is this struct, be it of an earlier definition.
    public boolean isSame(StructType other) {
        return this == other || name.equals(other.name) && module.equals(other.module);
    }

    /// The position of a field, or -1.
    public int indexOf(String field) {
        return fields.indexOf(field);
    }
}
