package org.oxur.interpret;

import org.oxur.ast.BinOp;
import org.oxur.text.Span;

/// `>=`.
final class GeNode extends CompareNode {
    GeNode(Span span, Node left, Node right) {
        super(span, left, right);
    }

    @Override
    BinOp op() {
        return BinOp.GE;
    }

    @Override
    boolean test(Frame f) {
        if (kind == LONGS) {
            long a;
            try {
                a = left.executeLong(f);
            } catch (UnexpectedResult e) {
                kind = ANY;
                return compare(f, e.value, rightValue(f));
            }
            if (constant) {
                return a >= constantRight;
            }
            try {
                return a >= right.executeLong(f);
            } catch (UnexpectedResult e) {
                kind = ANY;
                return compare(f, a, e.value);
            }
        } else if (kind == DOUBLES) {
            double a;
            try {
                a = left.executeDouble(f);
            } catch (UnexpectedResult e) {
                kind = ANY;
                return compare(f, e.value, right.execute(f));
            }
            try {
                return a >= right.executeDouble(f);
            } catch (UnexpectedResult e) {
                kind = ANY;
                return compare(f, a, e.value);
            }
        }
        return general(f);
    }
}
