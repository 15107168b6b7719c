package org.oxur.interpret;

import org.oxur.ast.BinOp;
import org.oxur.text.Span;

/// A comparison of two operands: `i64` and `f64` by heart, all others as [Comparing] says.
abstract class CompareNode extends BinaryNode {
    CompareNode(Span span, BinOp op, Node left, Node right) {
        super(span, op, left, right);
    }

    @Override
    final Object execute(Frame f) {
        return test(f);
    }

    final boolean general(Frame f) {
        var a = left.execute(f);
        var b = rightValue(f);
        if (kind == UNKNOWN) {
            learn(a, b);
        }
        return compare(f, a, b);
    }

    /// The left operand is not of the kind that it was so far.
    final boolean leftChanged(Frame f, Object a) {
        kind = ANY;
        return compare(f, a, rightValue(f));
    }

    final boolean rightChanged(Frame f, Object a, Object b) {
        kind = ANY;
        return compare(f, a, b);
    }

    private boolean compare(Frame f, Object a, Object b) {
        return Comparing.compare(f.ex, op, a, b, left, right, this);
    }

    boolean compare(Execution ex, Object a, Object b) {
        return Comparing.compare(ex, op, a, b, left, right, this);
    }

    @Override
    Operation operation() {
        return new Operation.Compare(this, op, left.operation(), right.operation());
    }
}
