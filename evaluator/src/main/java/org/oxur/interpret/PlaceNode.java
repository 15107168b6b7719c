package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// A place, and what is done with what it holds when the node is executed.
abstract class PlaceNode extends Node {
    final Use use;

    /// It is set to an integer literal, which takes the type of what was there.
    boolean setToLiteral;

    PlaceNode(Span span, Use use) {
        super(span);
        this.use = use;
    }

    /// Puts a value there. What was there is gone.
    abstract void assign(Frame f, Object value);

    /// The value, which is not Copy, has been taken away.
    abstract void moveOut(Frame f);

    @Override
    abstract Object through(Frame f, boolean write, @Nullable Trail trail);

    @Override
    abstract Object forWrite(Frame f);

    @Override
    abstract Object lend(Frame f, boolean mutable);

    @Override
    boolean isPlace() {
        return true;
    }
}
