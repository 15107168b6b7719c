package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.Cell;
import org.oxur.value.RefCellValue;

/// A `let` whose variable may come to hold a guard of a `ref-cell`.
final class BoundGuardNode extends Node {
    private final Node let;
    private final Node value;
    private final int holder;
    private final int variable;
    private final int slot;

    /// @param value what is bound
    /// @param holder where it is noted that what is bound held the guard before; -1 if it is a call
    /// @param variable the slot of the variable
    /// @param slot where it is noted that the guard is held
    BoundGuardNode(Span span, Node let, Node value, int holder, int variable, int slot) {
        super(span);
        this.let = let;
        this.value = value;
        this.holder = holder;
        this.variable = variable;
        this.slot = slot;
    }

    @Override
    Object execute(Frame f) {
        boolean held = holder >= 0 && holds(f);
        long before = RefCellValue.made();
        var result = let.execute(f);
        var bound = bound(f);
        if (!(result instanceof Signal) && bound != null) {
            var now = hold(f, bound, held, before);
            if (now != null) {
                f.setTagged(slot, Frame.OBJECT, now);
            }
        }
        return result;
    }

    private RefCellValue.@Nullable Held hold(Frame f, Object bound, boolean held, long before) {
        f.keep();
        if (held) {
            return RefCellValue.passOn(bound, this, () -> bound(f) == bound);
        }
        return holder < 0
                ? RefCellValue.hold(bound, value, before, this, () -> bound(f) == bound)
                : null;
    }

    private boolean holds(Frame f) {
        return f.tag(holder) == Frame.OBJECT
                && f.object(holder) instanceof RefCellValue.Held guard
                && guard.lives();
    }

    private @Nullable Object bound(Frame f) {
        return switch (f.tag(variable)) {
            case Frame.OBJECT -> f.object(variable);
            case Frame.CELL -> ((Cell) f.object(variable)).value;
            default -> null;
        };
    }

    @Override
    void reach(Reached reached) {
        reached.node(let);
        reached.write(slot);
        reached.read(holder);
    }
}
