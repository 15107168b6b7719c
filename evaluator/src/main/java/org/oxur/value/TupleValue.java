package org.oxur.value;

import java.util.Arrays;
import java.util.List;

/// `{a b}`: two or more values of any types, or one.
public final class TupleValue extends HeapValue {
    private final Object[] parts;

    public TupleValue(Object... parts) {
        this.parts = parts;
    }

    public static TupleValue of(List<?> parts) {
        return new TupleValue(parts.toArray());
    }

    public int size() {
        return parts.length;
    }

    public List<Object> parts() {
        return Arrays.asList(parts);
    }

    @Override
    public Object part(int part) {
        return parts[part];
    }

    @Override
    public void setPart(int part, Object value) {
        parts[part] = value;
    }

    @Override
    public boolean isCopy() {
        for (var part : parts) {
            if (!HeapValue.isCopy(part)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Object copied() {
        var copy = parts.clone();
        for (int i = 0; i < copy.length; i++) {
            copy[i] = HeapValue.copied(copy[i]);
        }
        return new TupleValue(copy);
    }
}
