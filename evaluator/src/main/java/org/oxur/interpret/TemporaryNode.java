package org.oxur.interpret;

import java.util.List;
import org.oxur.error.Site;
import org.oxur.text.Span;
import org.oxur.value.Cell;
import org.oxur.value.HeapValue;
import org.oxur.value.Loans;
import org.oxur.value.Ref;

/// `&expr`, `&mut expr` of what is no place: its value is kept until its scope ends.
final class TemporaryNode extends Node {
    private final boolean mutable;
    private final Node value;
    private final int slot;

    TemporaryNode(Span span, boolean mutable, Node value, int slot) {
        super(span);
        this.mutable = mutable;
        this.value = value;
        this.slot = slot;
    }

    @Override
    Object execute(Frame f) {
        return lent(f, value.execute(f));
    }

    /// Lends a value that no variable holds; a shared reference to a Copy value is as good as the
    /// value.
    static Ref lend(Frame f, int slot, Object value, boolean mutable, Site site) {
        if (!mutable && (!(value instanceof HeapValue heap) || heap.isCopy())) {
            return Ref.toTemporary(value);
        }
        var cell = new Cell(value, null, true);
        f.setTagged(slot, Frame.CELL, cell);
        return mutable
                ? Ref.unique(cell, Loans.VALUE, Loans.unique(cell, Loans.VALUE, null, site))
                : Ref.shared(value, Loans.share(cell, Loans.VALUE, null, site));
    }

    @Override
    void reach(Reached reached) {
        value.reach(reached);
        reached.write(slot);
    }

    @Override
    Operation operation() {
        return new Operation.Applied(
                this, List.of(value.operation()), Operation.Gives.OBJECT, true, null);
    }

    @Override
    Object applied(Frame f, Object[] parts) {
        return lent(f, parts[0]);
    }

    private Object lent(Frame f, Object given) {
        return given instanceof Ref reference
                ? Places.reborrow(reference, mutable, this)
                : lend(f, slot, given, mutable, this);
    }
}
