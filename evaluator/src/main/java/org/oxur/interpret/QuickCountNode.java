package org.oxur.interpret;

import org.oxur.value.Unit;

/// A constant added to an `i64` in a variable, or taken from it: what counts.
final class QuickCountNode extends QuickNode {
    private final int slot;
    private final long addend;

    private QuickCountNode(AssignOpNode whole, int slot, long addend) {
        super(whole);
        this.slot = slot;
        this.addend = addend;
    }

    /// The same assignment, quick if it is such a one.
    ///
    /// @param value what the variable becomes
    static Node of(AssignOpNode whole, LocalNode variable, BinaryNode value) {
        return variable.variable.mutable()
                        && value instanceof ArithmeticNode operation
                        && QuickPlusNode.addend(operation) instanceof Long addend
                ? new QuickCountNode(whole, variable.slot, addend)
                : whole;
    }

    @Override
    Object execute(Frame f) {
        return f.add(slot, addend) ? Unit.UNIT : whole.execute(f);
    }
}
