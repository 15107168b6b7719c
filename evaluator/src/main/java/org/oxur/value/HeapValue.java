package org.oxur.value;

/// A value that lives on the heap and moves, unless [#isCopy()] says that it is copied.
///
/// A moved-out part holds a [Moved] mark in its place.
public abstract class HeapValue extends Owner {
    /// Whether it is copied where others are moved. Looks at the parts.
    public boolean isCopy() {
        return false;
    }

    /// A copy that shares nothing that can be written; only called where [#isCopy()].
    public Object copied() {
        return this;
    }

    @Override
    public Object part(int part) {
        throw new IndexOutOfBoundsException(part);
    }

    @Override
    public void setPart(int part, Object value) {
        throw new IndexOutOfBoundsException(part);
    }

    /// Whether any value is Copy.
    public static boolean isCopy(Object value) {
        return switch (value) {
            case HeapValue heap -> heap.isCopy();
            case Ref reference -> !reference.mutable();
            default -> true;
        };
    }

    /// What a Copy value becomes when it is copied.
    public static Object copied(Object value) {
        return value instanceof HeapValue heap ? heap.copied() : value;
    }
}
