package org.oxur.interpret;

import org.oxur.ast.BinOp;
import org.oxur.text.Span;

/// `>`.
final class GtNode extends CompareNode {
    GtNode(Span span, Node left, Node right) {
        super(span, BinOp.GT, left, right);
    }

    @Override
    boolean test(Frame f) {
        if (kind == LONGS) {
            long a;
            try {
                a = left.executeLong(f);
            } catch (UnexpectedResult e) {
                return leftChanged(f, e.value);
            }
            try {
                return a > (constant ? constantRight : right.executeLong(f));
            } catch (UnexpectedResult e) {
                return rightChanged(f, a, e.value);
            }
        } else if (kind == DOUBLES) {
            double a;
            try {
                a = left.executeDouble(f);
            } catch (UnexpectedResult e) {
                return leftChanged(f, e.value);
            }
            try {
                return a > right.executeDouble(f);
            } catch (UnexpectedResult e) {
                return rightChanged(f, a, e.value);
            }
        }
        return general(f);
    }
}
