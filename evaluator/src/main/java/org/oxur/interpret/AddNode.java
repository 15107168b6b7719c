package org.oxur.interpret;

import org.oxur.ast.BinOp;
import org.oxur.text.Span;
import org.oxur.value.Numbers;

/// `+`.
final class AddNode extends ArithmeticNode {
    AddNode(Span span, Node left, Node right) {
        super(span, BinOp.ADD, left, right);
    }

    @Override
    Object plain(Object a, Object b) {
        return Numbers.add(a, b, this);
    }

    @Override
    long executeLong(Frame f) throws UnexpectedResult {
        if (kind != LONGS) {
            return expectLong(execute(f));
        }
        long a;
        try {
            a = left.executeLong(f);
        } catch (UnexpectedResult e) {
            return expectLong(leftChanged(f, e.value));
        }
        long b;
        try {
            b = constant ? constantRight : right.executeLong(f);
        } catch (UnexpectedResult e) {
            return expectLong(rightChanged(f, a, e.value));
        }
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            throw overflow(a, b);
        }
        return sum;
    }

    @Override
    double executeDouble(Frame f) throws UnexpectedResult {
        if (kind != DOUBLES) {
            return expectDouble(execute(f));
        }
        double a;
        try {
            a = left.executeDouble(f);
        } catch (UnexpectedResult e) {
            return expectDouble(leftChanged(f, e.value));
        }
        try {
            return a + right.executeDouble(f);
        } catch (UnexpectedResult e) {
            return expectDouble(rightChanged(f, a, e.value));
        }
    }
}
