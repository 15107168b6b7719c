package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.module.Global;
import org.oxur.text.Span;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.Equality;
import org.oxur.value.Ref;
import org.oxur.value.StructType;
import org.oxur.value.StructValue;

/// A unit variant, a struct without fields, or a constant.
final class NamedPattern extends Pattern {
    private final NameLink link;

    NamedPattern(Span span, NameLink link) {
        super(span);
        this.link = link;
    }

    @Override
    boolean test(Execution ex, Object given) {
        var value = seen(given, this);
        return switch (link.target()) {
            case null -> throw link.undefined();
            case EnumType.Variant variant ->
                    value instanceof EnumValue e && e.variant().isSame(variant);
            case StructType type ->
                    value instanceof StructValue struct && struct.type().name().equals(type.name());
            case Global global -> Equality.same(global.value(), value, ex, this);
            case NameLink.BuiltInConstant(var constant) -> Equality.same(constant, value, ex, this);
            case Object other -> other == value;
        };
    }

    @Override
    void bind(Frame f, Object value, @Nullable Ref via) {}

    @Override
    void reach(Reached reached) {}

    @Override
    boolean testsThrough() {
        return true;
    }
}
