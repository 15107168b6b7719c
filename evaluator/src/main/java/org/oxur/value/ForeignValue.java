package org.oxur.value;

import java.util.concurrent.atomic.AtomicBoolean;

/// A value of a crate's own type: only the crate's functions look into it. It is owned and moved
/// like every value that is not Copy.
///
/// It is dropped by `(drop x)`, by the function that takes it, or else some time after nothing
/// refers to it any more.
public final class ForeignValue extends HeapValue implements Opaque {
    private final ForeignType type;
    private final long address;
    private final long drop;
    private final long show;
    private final AtomicBoolean gone = new AtomicBoolean();

    /// @param address of the value in native memory, which this owns
    /// @param drop address of the function that frees it
    /// @param show address of the function that shows it, or 0
    public ForeignValue(ForeignType type, long address, long drop, long show) {
        this.type = type;
        this.address = address;
        this.drop = drop;
        this.show = show;
    }

    public ForeignType type() {
        return type;
    }

    public long address() {
        return address;
    }

    public long dropFunction() {
        return drop;
    }

    public long showFunction() {
        return show;
    }

    /// Set once the value is there no more: freed, or native code's own again.
    public AtomicBoolean gone() {
        return gone;
    }

    /// Frees the value, if it is still there.
    public void drop() {
        if (gone.compareAndSet(false, true)) {
            type.drop(this);
        }
    }

    @Override
    public String printed() {
        var shown = gone.get() ? "" : type.shown(this);
        return "#<" + type.name() + (shown.isEmpty() ? "" : " " + shown) + ">";
    }

    @Override
    public String typeName() {
        return type.name();
    }
}
