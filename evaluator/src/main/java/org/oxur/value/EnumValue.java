package org.oxur.value;

/// A value of an enum, `Option` and `Result` among them.
public final class EnumValue extends HeapValue {
    private static final Object[] NOTHING = {};

    public static final EnumValue NONE = EnumType.NONE.of();

    private final EnumType.Variant variant;
    private final Object[] values;

    EnumValue(EnumType.Variant variant) {
        this.variant = variant;
        this.values = NOTHING;
    }

    EnumValue(EnumType.Variant variant, Object[] values) {
        this.variant = variant;
        this.values = values;
    }

    public static EnumValue some(Object value) {
        return new EnumValue(EnumType.SOME, new Object[] {value});
    }

    public static EnumValue ok(Object value) {
        return new EnumValue(EnumType.OK, new Object[] {value});
    }

    public static EnumValue err(Object value) {
        return new EnumValue(EnumType.ERR, new Object[] {value});
    }

    public EnumType.Variant variant() {
        return variant;
    }

    public EnumType type() {
        return variant.type();
    }

    public boolean is(EnumType.Variant other) {
        return variant == other;
    }

    public int size() {
        return values.length;
    }

    @Override
    public Object part(int part) {
        return values[part];
    }

    @Override
    public void setPart(int part, Object value) {
        values[part] = value;
    }

    @Override
    public boolean isCopy() {
        if (!variant.type().copy()) {
            return false;
        }
        for (var value : values) {
            if (!HeapValue.isCopy(value)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Object copied() {
        if (values.length == 0) {
            return this;
        }
        var copy = values.clone();
        for (int i = 0; i < copy.length; i++) {
            copy[i] = HeapValue.copied(copy[i]);
        }
        return new EnumValue(variant, copy);
    }
}
