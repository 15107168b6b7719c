package org.oxur.tier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.value.EnumValue;
import org.oxur.value.HeapValue;
import org.oxur.value.MapValue;
import org.oxur.value.Ref;
import org.oxur.value.SetValue;
import org.oxur.value.StringValue;
import org.oxur.value.StructValue;
import org.oxur.value.TupleValue;
import org.oxur.value.VecValue;

/// What kind of value an argument was that lives on the heap, without keeping the value.
///
/// @param type the [org.oxur.value.StructType] or [org.oxur.value.EnumType]; null for others
/// @param variant which one of an enum's; else 0
/// @param parts of elements, fields, what is referred to: a value that is on no heap, or a [Seen];
///   null where that is not known
public record Seen(Kind kind, @Nullable Object type, int variant, List<@Nullable Object> parts) {
    /// Deeper parts are not looked at.
    private static final int DEEPEST = 6;

    /// Kinds of values.
    public enum Kind {
        STRING,
        VEC,
        SET,
        MAP,
        TUPLE,
        STRUCT,
        VARIANT,
        SHARED,
        UNIQUE
    }

    /// The value itself when it is on no heap; null when it is of a kind that says nothing.
    public static @Nullable Object of(Object value) {
        return of(value, 0);
    }

    private static @Nullable Object of(Object value, int depth) {
        if (!(value instanceof HeapValue || value instanceof Ref)) {
            return value;
        }
        if (depth > DEEPEST) {
            return null;
        }
        return switch (value) {
            case StringValue _ -> new Seen(Kind.STRING, null, 0, List.of());
            case VecValue vec -> seen(Kind.VEC, null, 0, depth, first(vec));
            case TupleValue tuple -> seen(Kind.TUPLE, null, 0, depth, tuple.parts().toArray());
            case StructValue struct -> seen(Kind.STRUCT, struct.type(), 0, depth, parts(struct));
            case EnumValue variant ->
                    seen(
                            Kind.VARIANT,
                            variant.type(),
                            variant.variant().index(),
                            depth,
                            parts(variant));
            case MapValue map -> {
                for (int i = 0; i < map.positions(); i++) {
                    if (map.isEntry(i)) {
                        yield seen(Kind.MAP, null, 0, depth, map.keyAt(i), map.valueAt(i));
                    }
                }
                yield seen(Kind.MAP, null, 0, depth, null, null);
            }
            case SetValue set -> {
                for (int i = 0; i < set.positions(); i++) {
                    if (set.isEntry(i)) {
                        yield seen(Kind.SET, null, 0, depth, set.at(i));
                    }
                }
                yield seen(Kind.SET, null, 0, depth, new @Nullable Object[] {null});
            }
            case Ref reference -> {
                var target = reference.peekLive();
                yield target == null
                        ? null
                        : seen(
                                reference.mutable() ? Kind.UNIQUE : Kind.SHARED,
                                null,
                                0,
                                depth,
                                target);
            }
            default -> null;
        };
    }

    private static @Nullable Object[] first(VecValue vec) {
        return new @Nullable Object[] {vec.isEmpty() ? null : vec.get(0)};
    }

    private static Object[] parts(StructValue struct) {
        var parts = new Object[struct.type().fields().size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = struct.part(i);
        }
        return parts;
    }

    private static Object[] parts(EnumValue variant) {
        var parts = new Object[variant.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = variant.part(i);
        }
        return parts;
    }

    private static Seen seen(
            Kind kind, @Nullable Object type, int variant, int depth, @Nullable Object... parts) {
        var seen = new ArrayList<@Nullable Object>(parts.length);
        for (var part : parts) {
            seen.add(part == null ? null : of(part, depth + 1));
        }
        return new Seen(kind, type, variant, Collections.unmodifiableList(seen));
    }
}
