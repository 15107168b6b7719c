package org.oxur.value;

/// `Rc`: one of several owners of a value. Cloning gives another handle.
public final class RcValue extends HeapValue {
    private final Cell shared;

    /// The first handle to a value.
    public RcValue(Object value) {
        this(new Cell(value, null, false));
    }

    private RcValue(Cell shared) {
        this.shared = shared;
    }

    public Object value() {
        return shared.value;
    }

    public RcValue another() {
        return new RcValue(shared);
    }

    /// One object for all handles to the same value.
    Object identity() {
        return shared;
    }

    public boolean sameAs(RcValue other) {
        return shared == other.shared;
    }

    @Override
    public Object part(int part) {
        return shared.value;
    }
}
