package org.oxur.compiler.types;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A built-in function of numbers that compiled code does by itself.
public enum Intrinsic {
    ABS("abs", 1, true, true),
    SIGNUM("signum", 1, true, false),
    SQRT("sqrt", 1, false, true),
    MIN("min", 2, true, false),
    MAX("max", 2, true, false),
    REM_EUCLID("rem-euclid", 2, true, false),
    DIV_EUCLID("div-euclid", 2, true, false),
    WRAPPING_ADD("wrapping-add", 2, true, false),
    WRAPPING_SUB("wrapping-sub", 2, true, false),
    WRAPPING_MUL("wrapping-mul", 2, true, false);

    private final String oxurName;
    private final int arity;
    private final boolean integers;
    private final boolean floats;

    Intrinsic(String oxurName, int arity, boolean integers, boolean floats) {
        this.oxurName = oxurName;
        this.arity = arity;
        this.integers = integers;
        this.floats = floats;
    }

    public static @Nullable Intrinsic named(String name) {
        for (var intrinsic : values()) {
            if (intrinsic.oxurName.equals(name)) {
                return intrinsic;
            }
        }
        return null;
    }

    /// Whether it takes operands of these types; the result has the type of the first.
    boolean takes(List<ValueType> operands) {
        if (operands.size() != arity) {
            return false;
        }
        for (var operand : operands) {
            if (!operand.equals(operands.getFirst())) {
                return false;
            }
        }
        return switch (operands.getFirst()) {
            case ValueType.Int(var type) ->
                    integers && (type.signed() || this != ABS && this != SIGNUM);
            case ValueType.Float _ -> floats;
            case ValueType.Simple _ -> false;
        };
    }
}
