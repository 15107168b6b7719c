package org.oxur.interpret;

import org.oxur.ast.BinOp;
import org.oxur.text.Span;

/// An operator of two operands that knows `i64` and `f64` by heart.
///
/// The fast paths stand in each operator's own class, alike as they are: HotSpot keeps what it
/// learns about the operands with the method that executes them, and what one operator met would
/// slow down all others.
abstract class BinaryNode extends Node {
    /// What the operands have been so far; any other kind than these two ends the guessing.
    static final byte UNKNOWN = 0;

    static final byte LONGS = 1;
    static final byte DOUBLES = 2;
    static final byte ANY = 3;

    final BinOp op;
    Node left;
    Node right;
    byte kind;

    /// The right operand is this `i64`, and need not be executed.
    boolean constant;

    long constantRight;

    BinaryNode(Span span, BinOp op, Node left, Node right) {
        super(span);
        this.op = op;
        this.left = left;
        this.right = right;
        noteConstant();
    }

    /// After the right operand has become another.
    final void noteConstant() {
        constant = right instanceof IntLiteralNode literal && literal.isLong();
        constantRight = constant ? ((IntLiteralNode) right).longValue() : 0;
    }

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
    void reach(Reached reached) {
        operand(left, reached);
        operand(right, reached);
    }

    /// An operator of the program takes its operands.
    private static void operand(Node node, Reached reached) {
        node.reach(reached);
        if (node instanceof LocalNode local) {
            reached.take(local.slot);
        }
    }
}
