package org.oxur.value;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.IntType;

/// The storage of a vector of one of Rust's narrower numbers: 1, 2, 4 or 8 bytes for each.
///
/// `i64`, `f64` and `bool`, which programs are full of, have storages of their own in [VecValue];
/// 128-bit integers are stored boxed.
final class PackedNumbers {
    /// Null for `f32`.
    private final @Nullable IntType type;

    /// A `byte[]`, `short[]`, `int[]`, `long[]` by the width of the type, or a `float[]`.
    private Object array;

    private PackedNumbers(@Nullable IntType type, Object array) {
        this.type = type;
        this.array = array;
    }

    /// Room for values of the type that `value` has, or null when it is none that is packed.
    static @Nullable PackedNumbers forValue(Object value, int capacity) {
        return switch (value) {
            case SizedInt integer ->
                    new PackedNumbers(integer.type(), arrayOf(integer.type(), capacity));
            case Float _ -> new PackedNumbers(null, new float[capacity]);
            default -> null;
        };
    }

    private static Object arrayOf(IntType type, int capacity) {
        return switch (type.bits()) {
            case 8 -> new byte[capacity];
            case 16 -> new short[capacity];
            case 32 -> new int[capacity];
            default -> new long[capacity];
        };
    }

    boolean takes(Object value) {
        return type == null
                ? value instanceof Float
                : value instanceof SizedInt integer && integer.type() == type;
    }

    Object get(int index) {
        if (type == null) {
            return ((float[]) array)[index];
        }
        long bits =
                switch (array) {
                    case byte[] bytes -> type.signed() ? bytes[index] : bytes[index] & 0xffL;
                    case short[] shorts -> type.signed() ? shorts[index] : shorts[index] & 0xffffL;
                    case int[] ints -> type.signed() ? ints[index] : ints[index] & 0xffff_ffffL;
                    default -> ((long[]) array)[index];
                };
        return SizedInt.of(type, bits);
    }

    /// Only for what [#takes(Object)].
    void set(int index, Object value) {
        if (value instanceof Float f) {
            ((float[]) array)[index] = f;
            return;
        }
        long bits = ((SizedInt) value).bits();
        switch (array) {
            case byte[] bytes -> bytes[index] = (byte) bits;
            case short[] shorts -> shorts[index] = (short) bits;
            case int[] ints -> ints[index] = (int) bits;
            default -> ((long[]) array)[index] = bits;
        }
    }

    int capacity() {
        return Array.getLength(array);
    }

    void grow(int capacity) {
        var wider = type == null ? new float[capacity] : arrayOf(type, capacity);
        System.arraycopy(array, 0, wider, 0, capacity());
        array = wider;
    }

    void closeGap(int index, int size) {
        System.arraycopy(array, index + 1, array, index, size - index - 1);
    }

    void fill(Object value, int size) {
        for (int i = 0; i < size; i++) {
            set(i, value);
        }
    }

    PackedNumbers copyOfRange(int from, int to) {
        return new PackedNumbers(type, slice(from, to));
    }

    private Object slice(int from, int to) {
        var copy = type == null ? new float[to - from] : arrayOf(type, to - from);
        System.arraycopy(array, from, copy, 0, to - from);
        return copy;
    }
}
