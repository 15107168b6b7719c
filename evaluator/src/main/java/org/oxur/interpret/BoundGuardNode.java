package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.Cell;
import org.oxur.value.RefCellValue;

/// A `let` whose variable may come to hold a guard of a `ref-cell`.
final class BoundGuardNode extends Node {
    private final Node let;
    private final int variable;
    private final int slot;

    /// @param variable the slot of the variable
    /// @param slot where it is noted that the guard is held
    BoundGuardNode(Span span, Node let, int variable, int slot) {
        super(span);
        this.let = let;
        this.variable = variable;
        this.slot = slot;
    }

    @Override
    Object execute(Frame f) {
        var result = let.execute(f);
        var value = bound(f);
        if (!(result instanceof Signal) && value != null) {
            var held = RefCellValue.hold(value, this, () -> bound(f) == value);
            if (held != null) {
                f.setTagged(slot, Frame.OBJECT, held);
            }
        }
        return result;
    }

    private @Nullable Object bound(Frame f) {
        return switch (f.tag(variable)) {
            case Frame.OBJECT -> f.object(variable);
            case Frame.CELL -> ((Cell) f.object(variable)).value;
            default -> null;
        };
    }
}
