package org.oxur.interpret;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.oxur.value.RefCellValue;
import org.oxur.value.Unit;

/// Releases guards of `ref-cell`s when what holds them has been executed, however it ended.
final class HoldingNode extends Node {
    private Node inner;

    /// Each holds a [RefCellValue.Held], or anything else where there is no guard.
    private final int[] slots;

    HoldingNode(Node inner, int[] slots) {
        super(inner.span());
        this.inner = inner;
        this.slots = slots;
    }

    @Override
    Object execute(Frame f) {
        try {
            var value = inner.execute(f);
            return value == Signal.TAIL_CALL && holds(f) ? called(f) : value;
        } finally {
            for (int slot : slots) {
                if (held(f, slot) instanceof RefCellValue.Held guard) {
                    guard.release();
                    f.setTagged(slot, Frame.OBJECT, Unit.UNIT);
                }
            }
        }
    }

    private static @Nullable Object held(Frame f, int slot) {
        return f.tag(slot) == Frame.OBJECT ? f.object(slot) : null;
    }

    private boolean holds(Frame f) {
        for (int slot : slots) {
            if (held(f, slot) instanceof RefCellValue.Held guard && guard.lives()) {
                return true;
            }
        }
        return false;
    }

    /// The guards live until the callee is back: what was to be a call in tail position is none.
    private Object called(Frame f) {
        var ex = f.ex;
        var code = Objects.requireNonNull(ex.tailCode);
        var frame = Objects.requireNonNull(ex.tailFrame);
        frame.depth = f.depth + 1;
        ex.deeper(frame, this);
        return code.run(frame, this);
    }

    @Override
    Node adapted(TypeTest type) {
        inner = inner.adapted(type);
        return this;
    }

    @Override
    boolean isAdaptable() {
        return inner.isAdaptable();
    }

    @Override
    void reach(Reached reached) {
        inner.reach(reached);
        reached.writes(slots);
    }
}
