package org.oxur.value;

import org.jspecify.annotations.Nullable;

/// How many parts a value has, for whoever shows it part by part.
public final class Sizes {
    private Sizes() {}

    /// Elements, entries or fields; null for a value that has no parts.
    public static @Nullable Integer of(Object value) {
        return switch (value) {
            case VecValue vec -> vec.size();
            case MapValue map -> map.size();
            case SetValue set -> set.size();
            case ListValue list -> list.size();
            case TupleValue tuple -> tuple.size();
            case StructValue struct -> struct.size();
            case EnumValue variant -> variant.size();
            case Ref reference -> of(Ref.peekThrough(reference));
            default -> null;
        };
    }
}
