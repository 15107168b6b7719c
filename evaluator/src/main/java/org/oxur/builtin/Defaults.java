package org.oxur.builtin;

import java.math.BigInteger;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.IntType;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.value.Casts;
import org.oxur.value.Char;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.Integers;
import org.oxur.value.MapValue;
import org.oxur.value.RcValue;
import org.oxur.value.Ref;
import org.oxur.value.RefCellValue;
import org.oxur.value.SetValue;
import org.oxur.value.StringValue;
import org.oxur.value.Text;
import org.oxur.value.TupleValue;
import org.oxur.value.TypeNames;
import org.oxur.value.Unit;
import org.oxur.value.VecValue;

/// Rust's `Default` of the built-in types.
final class Defaults {
    private Defaults() {}

    /// The default of a value's own type.
    static Object like(Object value, Context ctx, Site site) {
        return switch (value) {
            case StringValue _ -> new StringValue();
            case Text _ -> Args.literal("");
            case VecValue _ -> new VecValue();
            case MapValue _ -> new MapValue();
            case SetValue _ -> new SetValue();
            case Double _ -> 0.0;
            case Float _ -> 0.0f;
            case Boolean _ -> false;
            case Char _ -> Char.of(0);
            case Unit _ -> Unit.UNIT;
            case EnumValue option when option.type() == EnumType.OPTION -> EnumValue.NONE;
            case TupleValue tuple -> {
                var parts = new ArrayList<Object>(tuple.size());
                for (int i = 0; i < tuple.size(); i++) {
                    parts.add(like(Ref.see(tuple.part(i), site), ctx, site));
                }
                yield TupleValue.of(parts);
            }
            case RcValue rc -> new RcValue(like(Ref.see(rc.value(), site), ctx, site));
            case RefCellValue cell ->
                    new RefCellValue(like(Ref.see(cell.value(), site), ctx, site));
            default -> {
                var type = Integers.typeOf(value);
                if (type != null) {
                    yield Integers.of(type, BigInteger.ZERO);
                }
                var own = ctx.implementation(value, "Default", "default");
                if (own == null) {
                    throw none(TypeNames.of(value), site);
                }
                yield ctx.call(own, new Object[0], site);
            }
        };
    }

    private static OxurPanic none(String type, Site site) {
        return Args.mismatch(
                type + " has no default; `(impl Default " + type + " …)` gives it one", site);
    }

    /// The default of a type, of `i64` where none is said.
    static Object of(@Nullable Object type, Context ctx, Site site) {
        var named = Args.type(type, site);
        if (named == null) {
            return 0L;
        }
        var builtIn = named(named.name(), site);
        if (builtIn != null) {
            return builtIn;
        }
        var own = ctx.implementation(named.resolved(), "Default", "default");
        if (own == null) {
            throw none(named.name(), site);
        }
        return ctx.call(own, new Object[0], site);
    }

    /// The default of a type that is there before the program; null for others.
    static @Nullable Object named(String type, Site site) {
        var intType = IntType.named(type);
        if (intType != null) {
            return Casts.toInt(0L, intType, site);
        }
        return switch (type) {
            case "f64" -> 0.0;
            case "f32" -> 0.0f;
            case "bool" -> false;
            case "char" -> Char.of(0);
            case "String" -> new StringValue();
            case "str" -> Args.literal("");
            case "Vec" -> new VecValue();
            case "HashMap" -> new MapValue();
            case "HashSet" -> new SetValue();
            case "Option" -> EnumValue.NONE;
            case "nil" -> Unit.UNIT;
            default -> null;
        };
    }
}
