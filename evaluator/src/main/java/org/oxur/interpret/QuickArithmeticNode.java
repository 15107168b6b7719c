package org.oxur.interpret;

import org.oxur.ast.BinOp;

/// The sum, difference or product of two variables that hold numbers of one kind.
final class QuickArithmeticNode extends QuickNode {
    private static final int ADD = 0;
    private static final int SUB = 1;
    private static final int MUL = 2;

    private final int op;
    private final int left;
    private final int right;

    private QuickArithmeticNode(Node whole, int op, int left, int right) {
        super(whole);
        this.op = op;
        this.left = left;
        this.right = right;
    }

    /// The same operation, quick if its operands are.
    static Node of(ArithmeticNode whole) {
        int op = number(whole.op);
        return op >= 0
                        && whole.left instanceof LocalNode left
                        && whole.right instanceof LocalNode right
                ? new QuickArithmeticNode(whole, op, left.slot, right.slot)
                : whole;
    }

    private static int number(BinOp op) {
        return switch (op) {
            case ADD -> ADD;
            case SUB -> SUB;
            case MUL -> MUL;
            default -> -1;
        };
    }

    @Override
    Object execute(Frame f) {
        try {
            if (f.longOr(left, Frame.NO_LONG) != Frame.NO_LONG) {
                return executeLong(f);
            }
            if (f.doubleBitsOr(left, Frame.NO_DOUBLE) != Frame.NO_DOUBLE) {
                return executeDouble(f);
            }
        } catch (UnexpectedResult e) {
            return e.value;
        }
        return whole.execute(f);
    }

    @Override
    long executeLong(Frame f) throws UnexpectedResult {
        long a = f.longOr(left, Frame.NO_LONG);
        long b = f.longOr(right, Frame.NO_LONG);
        if (a == Frame.NO_LONG || b == Frame.NO_LONG) {
            return whole.executeLong(f);
        }
        long result;
        boolean fits;
        switch (op) {
            case ADD -> {
                result = a + b;
                fits = ((a ^ result) & (b ^ result)) >= 0;
            }
            case SUB -> {
                result = a - b;
                fits = ((a ^ b) & (a ^ result)) >= 0;
            }
            default -> {
                result = a * b;
                fits = Math.multiplyHigh(a, b) == result >> 63;
            }
        }
        return fits ? result : whole.executeLong(f);
    }

    @Override
    double executeDouble(Frame f) throws UnexpectedResult {
        long first = f.doubleBitsOr(left, Frame.NO_DOUBLE);
        long second = f.doubleBitsOr(right, Frame.NO_DOUBLE);
        if (first == Frame.NO_DOUBLE || second == Frame.NO_DOUBLE) {
            return whole.executeDouble(f);
        }
        double a = Double.longBitsToDouble(first);
        double b = Double.longBitsToDouble(second);
        return switch (op) {
            case ADD -> a + b;
            case SUB -> a - b;
            default -> a * b;
        };
    }
}
