package org.oxur.compiler.owned;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.oxur.module.TypeDefinition;
import org.oxur.value.EnumType;
import org.oxur.value.StructType;

/// A struct or enum of the program. A field without a declared type is a parameter of the type:
/// each use has its own.
public final class Nominal {
    private final TypeDefinition definition;
    final List<Shape> shapes = new ArrayList<>();
    int parameters;

    /// A struct, or a variant of an enum.
    ///
    /// @param names of the fields; null where they have none
    /// @param types in terms of [Ty.Param]
    public record Shape(String name, @Nullable List<String> names, List<Ty> types) {
        public Shape {
            types = List.copyOf(types);
        }

        int indexOf(String field) {
            return names == null ? -1 : names.indexOf(field);
        }
    }

    Nominal(TypeDefinition definition) {
        this.definition = definition;
    }

    public TypeDefinition definition() {
        return definition;
    }

    public String name() {
        return definition.name();
    }

    public boolean isStruct() {
        return definition.struct() != null;
    }

    /// The one shape of a struct, or the variants of an enum, in order.
    public List<Shape> shapes() {
        return shapes;
    }

    public StructType struct() {
        return Objects.requireNonNull(definition.struct());
    }

    public EnumType enumeration() {
        return Objects.requireNonNull(definition.enumeration());
    }

    boolean copy() {
        var struct = definition.struct();
        return struct != null ? struct.copy() : enumeration().copy();
    }
}
