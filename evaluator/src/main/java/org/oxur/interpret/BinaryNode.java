package org.oxur.interpret;

import org.oxur.ast.BinOp;
import org.oxur.error.OxurPanic;
import org.oxur.text.Span;
import org.oxur.value.HeapValue;
import org.oxur.value.Numbers;
import org.oxur.value.Ref;

/// An operator of two operands that knows `i64` and `f64` by heart. What all other operands mean is
/// said by [Numbers] and the program's implementations of the operator's trait.
abstract class BinaryNode extends Node {
    /// What the operands have been so far; any other kind than these two ends the guessing.
    static final byte UNKNOWN = 0;

    static final byte LONGS = 1;
    static final byte DOUBLES = 2;
    static final byte ANY = 3;

    Node left;
    Node right;
    byte kind;

    /// The right operand is this `i64`, and need not be executed.
    final boolean constant;

    final long constantRight;
    private final boolean adaptLeft;
    private final boolean adaptRight;

    BinaryNode(Span span, Node left, Node right) {
        super(span);
        this.left = left;
        this.right = right;
        this.adaptLeft = left.isAdaptable() && !right.isAdaptable();
        this.adaptRight = right.isAdaptable() && !left.isAdaptable();
        this.constant = right instanceof IntLiteralNode literal && literal.isLong();
        this.constantRight = constant ? ((IntLiteralNode) right).longValue() : 0;
    }

    abstract BinOp op();

    /// The trait and method of the program's own types for this operator.
    abstract String trait();

    abstract String method();

    final Object other(Frame f, Object a, Object b) {
        var x = Ref.see(a, this);
        var y = Ref.see(b, this);
        if (adaptRight) {
            y = Numbers.adapt(y, x, right);
        } else if (adaptLeft) {
            x = Numbers.adapt(x, y, left);
        }
        if (x instanceof HeapValue) {
            var implementation = f.ex.implementation(x, trait(), method());
            if (implementation != null) {
                return Calls.operator(
                        f, implementation, taken(f, left, a), taken(f, right, b), this);
            }
        }
        return plain(x, y);
    }

    /// An operand that an operator function takes: moved out of its variable where it is not Copy.
    private Object taken(Frame f, Node node, Object value) {
        if (value instanceof HeapValue heap) {
            if (heap.isCopy()) {
                return heap.copied();
            }
            if (node instanceof LocalNode local) {
                local.moveOut(f);
            }
        }
        return value;
    }

    abstract Object plain(Object a, Object b);

    /// Notes what the operands are, for the next time.
    final void learn(Object a, Object b) {
        byte seen =
                a instanceof Long && b instanceof Long
                        ? LONGS
                        : a instanceof Double && b instanceof Double ? DOUBLES : ANY;
        kind = kind == UNKNOWN ? seen : kind == seen ? kind : ANY;
    }

    static long expectLong(Object value) throws UnexpectedResult {
        if (value instanceof Long l) {
            return l;
        }
        throw new UnexpectedResult(value);
    }

    static double expectDouble(Object value) throws UnexpectedResult {
        if (value instanceof Double d) {
            return d;
        }
        throw new UnexpectedResult(value);
    }

    final Object rightValue(Frame f) {
        return constant ? (Object) constantRight : right.execute(f);
    }

    @Override
    boolean isAdaptable() {
        return left.isAdaptable() && right.isAdaptable();
    }

    @Override
    Node adapted(TypeTest type) {
        if (isAdaptable()) {
            left = left.adapted(type);
            right = right.adapted(type);
        }
        return this;
    }

    OxurPanic overflow(long a, long b) {
        try {
            Numbers.operate(op(), a, b, this);
        } catch (OxurPanic panic) {
            return panic;
        }
        throw new IllegalStateException("a fast path and its definition disagree");
    }
}
