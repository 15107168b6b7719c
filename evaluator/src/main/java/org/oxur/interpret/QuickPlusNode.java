package org.oxur.interpret;

import org.jspecify.annotations.Nullable;

/// An `i64` in a variable plus a constant, or minus one.
final class QuickPlusNode extends QuickNode {
    private final int slot;
    private final long addend;

    private QuickPlusNode(ArithmeticNode whole, int slot, long addend) {
        super(whole);
        this.slot = slot;
        this.addend = addend;
    }

    /// The same operation, quick if its operands are.
    static Node of(ArithmeticNode whole) {
        return whole.left instanceof LocalNode variable && addend(whole) instanceof Long addend
                ? new QuickPlusNode(whole, variable.slot, addend)
                : whole;
    }

    /// What an operation adds to its left operand; null where that is not always the same `i64`.
    static @Nullable Long addend(ArithmeticNode operation) {
        long constant = operation.constantRight;
        if (!operation.constant || constant == Long.MIN_VALUE) {
            return null;
        }
        return switch (operation.op) {
            case ADD -> constant;
            case SUB -> -constant;
            default -> null;
        };
    }

    @Override
    Object execute(Frame f) {
        long number = f.longOr(slot, Frame.NO_LONG);
        long sum = number + addend;
        return number == Frame.NO_LONG || ((number ^ sum) & (addend ^ sum)) < 0
                ? whole.execute(f)
                : (Object) sum;
    }

    @Override
    long executeLong(Frame f) throws UnexpectedResult {
        long number = f.longOr(slot, Frame.NO_LONG);
        long sum = number + addend;
        return number == Frame.NO_LONG || ((number ^ sum) & (addend ^ sum)) < 0
                ? whole.executeLong(f)
                : sum;
    }

    @Override
    double executeDouble(Frame f) throws UnexpectedResult {
        return whole.executeDouble(f);
    }
}
