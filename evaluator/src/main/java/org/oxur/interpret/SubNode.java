package org.oxur.interpret;

import org.oxur.ast.BinOp;
import org.oxur.text.Span;
import org.oxur.value.Numbers;

/// `-`.
final class SubNode extends BinaryNode {
    SubNode(Span span, Node left, Node right) {
        super(span, left, right);
    }

    @Override
    BinOp op() {
        return BinOp.SUB;
    }

    @Override
    String trait() {
        return "Sub";
    }

    @Override
    String method() {
        return "sub";
    }

    @Override
    Object plain(Object a, Object b) {
        return Numbers.sub(a, b, this);
    }

    @Override
    Object execute(Frame f) {
        try {
            switch (kind) {
                case LONGS:
                    return executeLong(f);
                case DOUBLES:
                    return executeDouble(f);
                default:
                    break;
            }
        } catch (UnexpectedResult e) {
            return e.value;
        }
        var a = left.execute(f);
        var b = rightValue(f);
        if (kind == UNKNOWN) {
            learn(a, b);
        }
        return other(f, a, b);
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
            kind = ANY;
            return expectLong(other(f, e.value, rightValue(f)));
        }
        long b;
        if (constant) {
            b = constantRight;
        } else {
            try {
                b = right.executeLong(f);
            } catch (UnexpectedResult e) {
                kind = ANY;
                return expectLong(other(f, a, e.value));
            }
        }
        long difference = a - b;
        if (((a ^ b) & (a ^ difference)) < 0) {
            throw overflow(a, b);
        }
        return difference;
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
            kind = ANY;
            return expectDouble(other(f, e.value, right.execute(f)));
        }
        try {
            return a - right.executeDouble(f);
        } catch (UnexpectedResult e) {
            kind = ANY;
            return expectDouble(other(f, a, e.value));
        }
    }
}
