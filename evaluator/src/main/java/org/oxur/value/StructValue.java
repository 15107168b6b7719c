package org.oxur.value;

import org.jspecify.annotations.Nullable;

/// A value of a struct. Fields declared `f64` or `i64` are stored unboxed.
public final class StructValue extends HeapValue {
    private static final Object[] NO_OBJECTS = {};
    private static final long[] NO_NUMBERS = {};

    private final StructType type;

    /// Of the unboxed fields, at the field's own index; a float as its bits.
    private final long[] numbers;

    /// Of the boxed fields, at the field's own index.
    private final @Nullable Object[] objects;

    public StructValue(StructType type, Object[] values) {
        this.type = type;
        this.numbers = type.anyNumber() ? new long[values.length] : NO_NUMBERS;
        if (!type.anyNumber()) {
            this.objects = values;
            return;
        }
        this.objects = type.anyObject() ? new Object[values.length] : NO_OBJECTS;
        for (int i = 0; i < values.length; i++) {
            setPart(i, values[i]);
        }
    }

    private StructValue(StructValue copied) {
        this.type = copied.type;
        this.numbers = copied.numbers.clone();
        this.objects = copied.objects.clone();
        for (int i = 0; i < objects.length; i++) {
            var value = objects[i];
            if (value != null) {
                objects[i] = HeapValue.copied(value);
            }
        }
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
        var value = objects[part];
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
        objects[part] = value;
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
