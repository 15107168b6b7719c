package org.oxur.value;

import java.util.List;

/// A form that is a list, `'(a b)`. Immutable once made.
public final class ListValue extends HeapValue {
    public static final ListValue EMPTY = new ListValue(List.of());

    private final List<Object> items;

    public ListValue(List<?> items) {
        this.items = List.copyOf(items);
    }

    public List<Object> items() {
        return items;
    }

    public int size() {
        return items.size();
    }

    @Override
    public Object part(int part) {
        return items.get(part);
    }
}
