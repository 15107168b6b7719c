package org.oxur.interpret;

import org.oxur.ast.BinOp;

/// A comparison of an `i64` in a variable with another, or with a constant.
final class QuickCompareNode extends QuickNode {
    private static final int LT = 0;
    private static final int LE = 1;
    private static final int EQ = 2;
    private static final int NE = 3;
    private static final int GE = 4;
    private static final int GT = 5;

    private final int op;
    private final int left;

    /// The slot of the right operand, or -1 for the constant.
    private final int right;

    private final long constant;

    private QuickCompareNode(CompareNode whole, int left, int right, long constant) {
        super(whole);
        this.op = number(whole.op);
        this.left = left;
        this.right = right;
        this.constant = constant;
    }

    /// The same comparison, quick if its operands are.
    static Node of(CompareNode whole) {
        if (!(whole.left instanceof LocalNode left)) {
            return whole;
        }
        if (whole.constant) {
            return new QuickCompareNode(whole, left.slot, -1, whole.constantRight);
        }
        return whole.right instanceof LocalNode right
                ? new QuickCompareNode(whole, left.slot, right.slot, 0)
                : whole;
    }

    private static int number(BinOp op) {
        return switch (op) {
            case LT -> LT;
            case LE -> LE;
            case EQ -> EQ;
            case NE -> NE;
            case GE -> GE;
            case GT -> GT;
            default -> throw new IllegalArgumentException(op + " is no comparison");
        };
    }

    @Override
    Object execute(Frame f) {
        return test(f);
    }

    @Override
    boolean test(Frame f) {
        long a = f.longOr(left, Frame.NO_LONG);
        long b = right < 0 ? constant : f.longOr(right, Frame.NO_LONG);
        if (a == Frame.NO_LONG || b == Frame.NO_LONG) {
            return whole.test(f);
        }
        return switch (op) {
            case LT -> a < b;
            case LE -> a <= b;
            case EQ -> a == b;
            case NE -> a != b;
            case GE -> a >= b;
            default -> a > b;
        };
    }
}
