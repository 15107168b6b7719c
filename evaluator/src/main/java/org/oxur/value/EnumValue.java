package org.oxur.value;

/// A value of an enum, `Option` and `Result` among them.
public final class EnumValue extends HeapValue {
    private static final Object[] NOTHING = {};

    public static final EnumValue NONE = EnumType.NONE.of();

    private final EnumType.Variant variant;

    /// The one value that it carries, or an array of them where they are not one: no value is an
    /// array, and most variants carry one.
    private Object content;

    EnumValue(EnumType.Variant variant) {
        this.variant = variant;
        this.content = NOTHING;
    }

    EnumValue(EnumType.Variant variant, Object[] values) {
        this.variant = variant;
        this.content = values.length == 1 ? values[0] : values;
    }

    private EnumValue(EnumType.Variant variant, Object only) {
        this.variant = variant;
        this.content = only;
    }

    /// A value of a variant that carries one.
    static EnumValue carryingOne(EnumType.Variant variant, Object only) {
        return new EnumValue(variant, only);
    }

    public static EnumValue some(Object value) {
        return new EnumValue(EnumType.SOME, value);
    }

    public static EnumValue ok(Object value) {
        return new EnumValue(EnumType.OK, value);
    }

    public static EnumValue err(Object value) {
        return new EnumValue(EnumType.ERR, value);
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
        return content instanceof Object[] values ? values.length : 1;
    }

    @Override
    public Object part(int part) {
        return content instanceof Object[] values ? values[part] : content;
    }

    @Override
    public void setPart(int part, Object value) {
        if (content instanceof Object[] values) {
            values[part] = value;
        } else {
            content = value;
        }
    }

    @Override
    public boolean isCopy() {
        if (!variant.type().copy()) {
            return false;
        }
        if (!(content instanceof Object[] values)) {
            return HeapValue.isCopy(content);
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
        if (!(content instanceof Object[] values)) {
            return new EnumValue(variant, HeapValue.copied(content));
        }
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
