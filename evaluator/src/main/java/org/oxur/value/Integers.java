package org.oxur.value;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.IntType;

/// The integers of all twelve types seen as one kind of thing: their type, their mathematical
/// value, and the way back.
public final class Integers {
    private static final BigInteger MASK_64 = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

    private Integers() {}

    /// The type of an integer value, or null for any other value.
    public static @Nullable IntType typeOf(Object value) {
        return switch (value) {
            case Long _ -> IntType.I64;
            case SizedInt sized -> sized.type();
            case WideInt wide -> wide.type();
            default -> null;
        };
    }

    public static boolean isInteger(Object value) {
        return value instanceof Long || value instanceof SizedInt || value instanceof WideInt;
    }

    /// The mathematical value of an integer.
    public static BigInteger exact(Object integer) {
        return switch (integer) {
            case Long value -> BigInteger.valueOf(value);
            case SizedInt(var type, var bits) ->
                    type.signed() ? BigInteger.valueOf(bits) : unsigned(bits);
            case WideInt(_, var value) -> value;
            default -> throw new IllegalArgumentException("no integer: " + integer.getClass());
        };
    }

    /// The low 64 bits of an integer: what a shift, a mask or a narrowing cast looks at.
    public static long lowBits(Object integer) {
        return switch (integer) {
            case Long value -> value;
            case SizedInt(_, var bits) -> bits;
            case WideInt(_, var value) -> value.longValue();
            default -> throw new IllegalArgumentException("no integer: " + integer.getClass());
        };
    }

    /// The integer of that type and value, which must be in the type's range.
    public static Object of(IntType type, BigInteger value) {
        if (type.bits() == 128) {
            return new WideInt(type, value);
        }
        return ofBits(type, value.longValue());
    }

    /// The integer of a type of at most 64 bits, its bits extended as the type says.
    public static Object ofBits(IntType type, long bits) {
        return type == IntType.I64 ? (Object) bits : SizedInt.of(type, bits);
    }

    /// The low bits of a number, extended to 64 as the type says: what `as` between integers does.
    /// For types of at most 64 bits.
    public static long wrap(IntType type, long bits) {
        int unused = 64 - type.bits();
        return type.signed() ? bits << unused >> unused : bits << unused >>> unused;
    }

    /// The integer of that type with the low bits of a number of any size.
    public static Object wrap(IntType type, BigInteger value) {
        if (type.bits() <= 64) {
            return ofBits(type, wrap(type, value.longValue()));
        }
        var low = value.and(IntType.U128.max());
        return new WideInt(
                type,
                type.signed() && low.testBit(127) ? low.subtract(BigInteger.TWO.pow(128)) : low);
    }

    /// The value of a `u64` from its bits.
    public static BigInteger unsigned(long bits) {
        return bits >= 0 ? BigInteger.valueOf(bits) : BigInteger.valueOf(bits).and(MASK_64);
    }

    /// Whether an `i64` is in the range of the type.
    public static boolean holds(IntType type, long value) {
        if (type.bits() == 128) {
            return type.signed() || value >= 0;
        }
        return type.bits() == 64 ? type.signed() || value >= 0 : wrap(type, value) == value;
    }

    /// In decimal, without a suffix.
    public static String decimal(Object integer) {
        return switch (integer) {
            case Long value -> Long.toString(value);
            case SizedInt(var type, var bits) ->
                    type.signed() ? Long.toString(bits) : Long.toUnsignedString(bits);
            case WideInt(_, var value) -> value.toString();
            default -> throw new IllegalArgumentException("no integer: " + integer.getClass());
        };
    }
}
