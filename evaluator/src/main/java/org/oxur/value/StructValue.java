package org.oxur.value;

import org.jspecify.annotations.Nullable;

/// A value of a struct. Fields declared `f64` or `i64` are stored unboxed; the first two of all
/// fields in the value itself where they are boxed, for most structs that programs make many of are
/// small.
public final class StructValue extends HeapValue {
    private static final int INLINE = 2;
    private static final Object[] NO_OBJECTS = {};
    private static final long[] NO_NUMBERS = {};

    private final StructType type;

    /// Of the unboxed fields, at the field's own index; a float as its bits.
    private final long[] numbers;

    /// The first two fields; null where there are fewer, or they are unboxed.
    private @Nullable Object first;

    private @Nullable Object second;

    /// Of the other boxed fields, at the field's own index less [#INLINE].
    private final @Nullable Object[] others;

    public StructValue(StructType type, Object[] values) {
        this.type = type;
        this.numbers = type.anyNumber() ? new long[values.length] : NO_NUMBERS;
        this.others =
                type.anyObject() && values.length > INLINE
                        ? new Object[values.length - INLINE]
                        : NO_OBJECTS;
        for (int i = 0; i < values.length; i++) {
            setPart(i, values[i]);
        }
    }

    /// Of a type with up to two fields, all of them boxed.
    ///
    /// @param second null where there is one field
    public StructValue(StructType type, Object first, @Nullable Object second) {
        this.type = type;
        this.numbers = NO_NUMBERS;
        this.first = first;
        this.second = second;
        this.others = NO_OBJECTS;
    }

    private StructValue(StructValue copied) {
        this.type = copied.type;
        this.numbers = copied.numbers.clone();
        this.first = copy(copied.first);
        this.second = copy(copied.second);
        this.others = copied.others.clone();
        for (int i = 0; i < others.length; i++) {
            others[i] = copy(others[i]);
        }
    }

    private static @Nullable Object copy(@Nullable Object field) {
        return field == null ? null : HeapValue.copied(field);
    }

    public StructType type() {
        return type;
    }

    public int size() {
        return type.fields().size();
    }

    @Override
    public Object part(int part) {
        if (numbers.length != 0) {
            switch (type.storage().charAt(part)) {
                case 'd':
                    return Double.longBitsToDouble(numbers[part]);
                case 'l':
                    return numbers[part];
                default:
                    break;
            }
        }
        var value =
                switch (part) {
                    case 0 -> first;
                    case 1 -> second;
                    default -> others[part - INLINE];
                };
        if (value == null) {
            throw new IllegalStateException(
                    "field " + part + " of " + type.name() + " was never set");
        }
        return value;
    }

    @Override
    public void setPart(int part, Object value) {
        if (numbers.length != 0) {
            switch (type.storage().charAt(part)) {
                case 'd':
                    numbers[part] = Double.doubleToRawLongBits((Double) value);
                    return;
                case 'l':
                    numbers[part] = (Long) value;
                    return;
                default:
                    break;
            }
        }
        switch (part) {
            case 0 -> first = value;
            case 1 -> second = value;
            default -> others[part - INLINE] = value;
        }
    }

    /// Only for a field that is stored as a value; null where it was never set.
    public @Nullable Object boxed(int field) {
        return switch (field) {
            case 0 -> first;
            case 1 -> second;
            default -> others[field - INLINE];
        };
    }

    /// Only for a field stored as `l`.
    public long longField(int field) {
        return numbers[field];
    }

    /// Only for a field stored as `d`.
    public double doubleField(int field) {
        return Double.longBitsToDouble(numbers[field]);
    }

    /// Only for a field stored as `d`.
    public void setDoubleField(int field, double value) {
        numbers[field] = Double.doubleToRawLongBits(value);
    }

    /// Only for a field stored as `l`.
    public void setLongField(int field, long value) {
        numbers[field] = value;
    }

    @Override
    public boolean isCopy() {
        return type.copy();
    }

    @Override
    public Object copied() {
        return new StructValue(this);
    }
}
