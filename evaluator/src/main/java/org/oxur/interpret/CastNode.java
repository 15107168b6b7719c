package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.ast.FloatType;
import org.oxur.ast.IntType;
import org.oxur.error.OxurPanic;
import org.oxur.error.TypeError;
import org.oxur.text.Span;
import org.oxur.value.Casts;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.Order;
import org.oxur.value.Ref;
import org.oxur.value.TypeNames;

/// `value as Type`.
final class CastNode extends Node {
    private final Node value;
    private final @Nullable IntType toInt;
    private final @Nullable FloatType toFloat;
    private final String typeName;
    private final TypeTest test;

    CastNode(Span span, Node value, String typeName, TypeTest test) {
        super(span);
        this.value = value;
        this.typeName = typeName;
        this.toInt = IntType.named(typeName);
        this.toFloat =
                typeName.equals("f64")
                        ? FloatType.F64
                        : typeName.equals("f32") ? FloatType.F32 : null;
        this.test = test;
    }

    @Override
    Object execute(Frame f) {
        return cast(value.execute(f));
    }

    /// Of a value that was executed.
    Object cast(Object given) {
        var seen = Ref.see(given, this);
        if (toInt != null && seen instanceof EnumValue variant && isNumbered(variant.type())) {
            return Casts.toInt(Order.discriminant(variant.variant()), toInt, this);
        }
        if (toInt != null) {
            return Casts.toInt(seen, toInt, this);
        } else if (toFloat != null) {
            return Casts.toFloat(seen, toFloat, this);
        } else if (typeName.equals("char")) {
            return Casts.toChar(seen, this);
        } else if (typeName.equals("bool")) {
            return Casts.toBool(seen, this);
        } else if (test.holds(seen)) {
            return given;
        }
        throw new OxurPanic(
                new TypeError.TypeMismatch(
                        span(),
                        "cannot cast " + TypeNames.withArticle(seen) + " to `" + typeName + "`",
                        typeName.equals("String") ? "`(to-string x)` makes one" : null));
    }

    /// As in Rust, an enum none of whose variants carries anything.
    private static boolean isNumbered(EnumType type) {
        return type.variants().stream().allMatch(v -> v.size() == 0 && v.fields() == null);
    }

    @Override
    double executeDouble(Frame f) throws UnexpectedResult {
        if (toFloat == FloatType.F64) {
            try {
                return value.executeLong(f);
            } catch (UnexpectedResult e) {
                return BinaryNode.expectDouble(cast(e.value));
            }
        }
        return super.executeDouble(f);
    }

    @Override
    long executeLong(Frame f) throws UnexpectedResult {
        if (toInt == IntType.I64) {
            var given = value.execute(f);
            if (given instanceof Double d) {
                return (long) (double) d;
            }
            return BinaryNode.expectLong(cast(given));
        }
        return super.executeLong(f);
    }

    @Override
    Operation operation() {
        var to =
                toInt == IntType.I64
                        ? Operation.Wanted.LONG
                        : toFloat == FloatType.F64 ? Operation.Wanted.DOUBLE : Operation.Wanted.ANY;
        return new Operation.Cast(this, value.operation(), to);
    }

    @Override
    void reach(Reached reached) {
        value.reach(reached);
    }
}
