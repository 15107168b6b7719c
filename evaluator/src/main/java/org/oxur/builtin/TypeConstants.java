package org.oxur.builtin;

import java.util.HashMap;
import java.util.Map;
import org.oxur.ast.IntType;
import org.oxur.value.Char;
import org.oxur.value.Integers;
import org.oxur.value.Order;
import org.oxur.value.SizedInt;

/// Constants of types: `u8::MAX`, `f64::consts::PI`.
final class TypeConstants {
    private TypeConstants() {}

    /// Values that are called by a path.
    static Map<String, Object> all() {
        var all = new HashMap<String, Object>();
        for (var type : IntType.values()) {
            all.put(type.rustName() + "::MAX", Integers.of(type, type.max()));
            all.put(type.rustName() + "::MIN", Integers.of(type, type.min()));
            all.put(type.rustName() + "::BITS", SizedInt.of(IntType.U32, type.bits()));
        }
        floats(all);
        all.put("char::MAX", Char.of(Character.MAX_CODE_POINT));
        for (var variant : Order.ORDERING.variants()) {
            all.put(variant.path(), variant.of());
        }
        return all;
    }

    private static void floats(Map<String, Object> all) {
        all.put("f64::MAX", Double.MAX_VALUE);
        all.put("f64::MIN", -Double.MAX_VALUE);
        all.put("f64::MIN_POSITIVE", Double.MIN_NORMAL);
        all.put("f64::EPSILON", Math.ulp(1.0));
        all.put("f64::INFINITY", Double.POSITIVE_INFINITY);
        all.put("f64::NEG_INFINITY", Double.NEGATIVE_INFINITY);
        all.put("f64::NAN", Double.NaN);
        all.put("f32::MAX", Float.MAX_VALUE);
        all.put("f32::MIN", -Float.MAX_VALUE);
        all.put("f32::MIN_POSITIVE", Float.MIN_NORMAL);
        all.put("f32::EPSILON", Math.ulp(1.0f));
        all.put("f32::INFINITY", Float.POSITIVE_INFINITY);
        all.put("f32::NEG_INFINITY", Float.NEGATIVE_INFINITY);
        all.put("f32::NAN", Float.NaN);
        var mathematical =
                Map.of(
                        "PI",
                        Math.PI,
                        "E",
                        Math.E,
                        "TAU",
                        Math.TAU,
                        "SQRT_2",
                        Math.sqrt(2),
                        "LN_2",
                        Math.log(2),
                        "LN_10",
                        Math.log(10),
                        "FRAC_PI_2",
                        Math.PI / 2,
                        "FRAC_PI_4",
                        Math.PI / 4);
        mathematical.forEach((name, value) -> {
            all.put("f64::consts::" + name, value);
            all.put("f32::consts::" + name, (float) (double) value);
        });
    }
}
