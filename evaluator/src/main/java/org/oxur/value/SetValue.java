package org.oxur.value;

/// `HashSet`: keeps insertion order.
public final class SetValue extends HeapValue {
    private final MapValue entries = new MapValue();

    public int size() {
        return entries.size();
    }

    public int positions() {
        return entries.positions();
    }

    public boolean isEntry(int position) {
        return entries.isEntry(position);
    }

    public Object at(int position) {
        return entries.keyAt(position);
    }

    @Override
    public Object part(int part) {
        return entries.keyAt(part);
    }

    public int find(Object item, MapValue.Keys by) {
        return entries.find(item, by);
    }

    /// Whether it is new.
    public boolean add(Object item, MapValue.Keys by) {
        return entries.put(item, Unit.UNIT, by) == null;
    }

    public boolean remove(Object item, MapValue.Keys by) {
        return entries.remove(item, by) != null;
    }

    public void clear() {
        entries.clear();
    }
}
