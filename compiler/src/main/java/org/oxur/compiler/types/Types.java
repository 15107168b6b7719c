package org.oxur.compiler.types;

import org.jspecify.annotations.Nullable;
import org.oxur.ast.FloatType;
import org.oxur.ast.IntType;
import org.oxur.ast.Type;
import org.oxur.text.Span;
import org.oxur.value.Integers;
import org.oxur.value.Unit;

/// Value types: of annotations, of values, of two ways that come together.
final class Types {
    private Types() {}

    static ValueType of(Type type) throws Uncompilable {
        if (type instanceof Type.Named(_, var path) && path.isIdent()) {
            var name = path.last().name();
            var integer = IntType.named(name);
            if (integer != null) {
                return new ValueType.Int(integer);
            }
            switch (name) {
                case "f64":
                    return ValueType.F64;
                case "f32":
                    return new ValueType.Float(FloatType.F32);
                case "bool":
                    return ValueType.Simple.BOOL;
                case "nil":
                    return ValueType.Simple.UNIT;
                default:
                    break;
            }
        }
        throw new Uncompilable(
                type.span(), "`" + type.span().text() + "` is not a number or boolean");
    }

    /// The type of a value, or null when it is none that the compilers know.
    static @Nullable ValueType of(Object value) {
        var integer = Integers.typeOf(value);
        if (integer != null) {
            return new ValueType.Int(integer);
        }
        return switch (value) {
            case Double _ -> ValueType.F64;
            case java.lang.Float _ -> new ValueType.Float(FloatType.F32);
            case Boolean _ -> ValueType.Simple.BOOL;
            case Unit _ -> ValueType.Simple.UNIT;
            default -> null;
        };
    }

    static ValueType join(ValueType a, ValueType b, Span span) throws Uncompilable {
        if (a == ValueType.Simple.NEVER || a.equals(b)) {
            return b;
        }
        if (b == ValueType.Simple.NEVER) {
            return a;
        }
        throw new Uncompilable(span, "it gives " + a + " or " + b);
    }

    static @Nullable IntType integer(@Nullable ValueType type) {
        return type instanceof ValueType.Int(var integer) ? integer : null;
    }
}
