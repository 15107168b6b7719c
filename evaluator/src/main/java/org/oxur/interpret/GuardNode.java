package org.oxur.interpret;

import org.oxur.value.RefCellValue;

/// A call of `.borrow` or `.borrow-mut` whose guard nothing takes over: it is a temporary.
final class GuardNode extends Node {
    private final Node call;
    private final int slot;

    /// @param slot where it is noted that the guard is held
    GuardNode(Node call, int slot) {
        super(call.span());
        this.call = call;
        this.slot = slot;
    }

    @Override
    Object execute(Frame f) {
        long before = RefCellValue.made();
        var value = call.execute(f);
        var held = RefCellValue.hold(value, call, before, this, () -> true);
        if (held != null) {
            f.setTagged(slot, Frame.OBJECT, held);
        }
        return value;
    }

    @Override
    void reach(Reached reached) {
        call.reach(reached);
        reached.write(slot);
    }
}
