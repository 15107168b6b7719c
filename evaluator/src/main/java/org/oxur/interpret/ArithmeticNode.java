package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.builtin.SetOperators;
import org.oxur.error.Bug;
import org.oxur.error.OxurPanic;
import org.oxur.text.Span;
import org.oxur.value.HeapValue;
import org.oxur.value.Moved;
import org.oxur.value.Numbers;
import org.oxur.value.Ref;
import org.oxur.value.SetValue;

/// An operator that makes a value of two. What it means for other operands than `i64` and `f64` is
/// said by [Numbers] and the program's implementations of the operator's trait.
abstract class ArithmeticNode extends BinaryNode {
    private final @Nullable OperatorTrait trait;
    private final boolean adaptLeft;
    private final boolean adaptRight;

    ArithmeticNode(Span span, BinOp op, Node left, Node right) {
        super(span, op, left, right);
        this.trait = OperatorTrait.of(op);
        // How far to shift is a number of any type, which says nothing about what is shifted.
        this.adaptLeft =
                left.isAdaptable() && !right.isAdaptable() && op != BinOp.SHL && op != BinOp.SHR;
        this.adaptRight = right.isAdaptable() && !left.isAdaptable();
    }

    /// Of operands that are no structs of the program.
    abstract Object plain(Object a, Object b);

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

    /// The left operand is not of the kind that it was so far.
    final Object leftChanged(Frame f, Object a) {
        kind = ANY;
        return other(f, a, rightValue(f));
    }

    final Object rightChanged(Frame f, Object a, Object b) {
        kind = ANY;
        return other(f, a, b);
    }

    final Object other(Frame f, Object a, Object b) {
        var x = Ref.see(a, this);
        var y = Ref.see(b, this);
        if (adaptRight) {
            y = Numbers.adapt(y, x, right);
        } else if (adaptLeft) {
            x = Numbers.adapt(x, y, left);
        }
        if (x instanceof HeapValue && trait != null) {
            var implementation = f.ex.implementation(x, trait.trait, trait.method);
            if (implementation != null) {
                return Calls.operator(
                        f, implementation, taken(f, left, a), taken(f, right, b), this);
            }
        }
        return x instanceof SetValue && y instanceof SetValue && SetOperators.has(op)
                ? SetOperators.apply(op, x, y, f.ex, this)
                : plain(x, y);
    }

    /// An operand that an operator function takes: moved out of its variable where it is not Copy.
    private static Object taken(Frame f, Node node, Object value) {
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

    @Override
    boolean isAdaptable() {
        return left.isAdaptable() && right.isAdaptable();
    }

    @Override
    Node adapted(TypeTest type) {
        if (isAdaptable()) {
            left = left.adapted(type);
            right = right.adapted(type);
            noteConstant();
        }
        return this;
    }

    /// The error of an operation that the fast path cannot do.
    final OxurPanic overflow(long a, long b) {
        try {
            Numbers.operate(op, a, b, this);
        } catch (OxurPanic panic) {
            return panic;
        }
        throw Bug.unreachable("a fast path and its definition agree");
    }

    @Override
    Operation operation() {
        return new Operation.Arithmetic(
                this, op, left.operation(), right.operation(), adaptLeft || adaptRight);
    }

    /// As the node gives it, of operands that were executed. Where an operator of the program takes
    /// them from their variables, the execution says what is left there.
    final Object compiled(Execution ex, int depth, Object a, Object b) {
        if (!(Ref.peekThrough(a) instanceof HeapValue)) {
            return other(new Frame(ex, depth), a, b);
        }
        var f = new Frame(ex, depth);
        int first = left instanceof LocalNode local ? local.slot : -1;
        int second = right instanceof LocalNode local ? local.slot : -1;
        f.reserve(Math.max(first, second) + 1);
        if (first >= 0) {
            f.setTagged(first, Frame.OBJECT, a);
        }
        if (second >= 0) {
            f.setTagged(second, Frame.OBJECT, b);
        }
        var value = other(f, a, b);
        ex.leftTaken = first >= 0 && f.object(first) instanceof Moved moved ? moved : null;
        ex.rightTaken = second >= 0 && f.object(second) instanceof Moved moved ? moved : null;
        return value;
    }
}
