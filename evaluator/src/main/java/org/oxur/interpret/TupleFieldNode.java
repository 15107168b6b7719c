package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.error.OxurPanic;
import org.oxur.error.ResolveError;
import org.oxur.text.Span;
import org.oxur.value.EnumValue;
import org.oxur.value.StructValue;
import org.oxur.value.TupleValue;
import org.oxur.value.TypeNames;

/// `base.0`.
final class TupleFieldNode extends PartNode {
    private final int index;

    TupleFieldNode(Span span, Node base, int index, Use use) {
        super(span, base, use);
        this.index = index;
    }

    @Override
    int find(Frame f, Object owner) {
        int size =
                switch (owner) {
                    case TupleValue tuple -> tuple.size();
                    case EnumValue variant -> variant.size();
                    case StructValue struct when struct.type().indexOf("" + index) >= 0 ->
                            struct.size();
                    default -> 0;
                };
        if (index < 0 || index >= size) {
            throw new OxurPanic(
                    new ResolveError.UnknownField(
                            span(),
                            TypeNames.of(owner),
                            "" + index,
                            "there is no field",
                            fields(size)));
        }
        return index;
    }

    /// Those that there are; null where there are none.
    private static @Nullable String fields(int size) {
        return switch (size) {
            case 0 -> null;
            case 1 -> "its field is `0`";
            case 2 -> "its fields are `0`, `1`";
            default -> "its fields are `0` to `" + (size - 1) + "`";
        };
    }

    @Override
    String what() {
        return "a tuple";
    }

    @Override
    void reach(Reached reached) {
        base.reach(reached);
    }
}
