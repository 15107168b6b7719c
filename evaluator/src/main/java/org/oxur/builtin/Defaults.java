package org.oxur.builtin;

import org.jspecify.annotations.Nullable;
import org.oxur.ast.FloatType;
import org.oxur.ast.IntType;
import org.oxur.error.Site;
import org.oxur.value.Casts;
import org.oxur.value.Char;
import org.oxur.value.EnumValue;
import org.oxur.value.MapValue;
import org.oxur.value.SetValue;
import org.oxur.value.StringValue;
import org.oxur.value.Unit;
import org.oxur.value.VecValue;

/// Rust's `Default` of the built-in types.
final class Defaults {
    private Defaults() {}

    /// The default of a type, of `i64` where none is said.
    static Object of(@Nullable Object type, Context ctx, Site site) {
        var named = Args.type(type, site);
        if (named == null) {
            return 0L;
        }
        var intType = IntType.named(named.name());
        if (intType != null) {
            return Casts.toInt(0L, intType, site);
        }
        return switch (named.name()) {
            case "f64" -> 0.0;
            case "f32" -> Casts.toFloat(0L, FloatType.F32, site);
            case "bool" -> false;
            case "char" -> Char.of(0);
            case "String" -> new StringValue();
            case "str" -> Args.literal("");
            case "Vec" -> new VecValue();
            case "HashMap" -> new MapValue();
            case "HashSet" -> new SetValue();
            case "Option" -> EnumValue.NONE;
            case "nil" -> Unit.UNIT;
            default -> {
                var own = ctx.implementation(named.resolved(), "Default", "default");
                if (own == null) {
                    throw Args.mismatch(
                            named.name()
                                    + " has no default; `(impl Default "
                                    + named.name()
                                    + " …)` gives it one",
                            site);
                }
                yield ctx.call(own, new Object[0], site);
            }
        };
    }
}
