package org.oxur.interpret;

import org.oxur.ast.BinOp;
import org.oxur.text.Span;
import org.oxur.value.Numbers;

/// The operators on bits.
final class BitsNode extends ArithmeticNode {
    BitsNode(Span span, BinOp op, Node left, Node right) {
        super(span, op, left, right);
    }

    @Override
    Object plain(Object a, Object b) {
        return Numbers.operate(op, a, b, this);
    }

    @Override
    Object execute(Frame f) {
        var a = left.execute(f);
        var b = rightValue(f);
        if (a instanceof Long x && b instanceof Long y) {
            return longs(x, y);
        }
        return other(f, a, b);
    }

    @Override
    long executeLong(Frame f) throws UnexpectedResult {
        long a;
        try {
            a = left.executeLong(f);
        } catch (UnexpectedResult e) {
            return expectLong(other(f, e.value, rightValue(f)));
        }
        long b;
        try {
            b = constant ? constantRight : right.executeLong(f);
        } catch (UnexpectedResult e) {
            return expectLong(other(f, a, e.value));
        }
        return longs(a, b);
    }

    private long longs(long a, long b) {
        return switch (op) {
            case BIT_AND -> a & b;
            case BIT_OR -> a | b;
            case BIT_XOR -> a ^ b;
            case SHL, SHR -> {
                if (b < 0 || b > 63) {
                    throw overflow(a, b);
                }
                yield op == BinOp.SHL ? a << b : a >> b;
            }
            default -> throw new IllegalStateException(op.symbol());
        };
    }
}
