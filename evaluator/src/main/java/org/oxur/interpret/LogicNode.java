package org.oxur.interpret;

import org.oxur.text.Span;

/// `a && b`, `a || b`. The right operand is given as it is: it may be in tail position.
final class LogicNode extends Node {
    private final boolean and;
    private final Node left;
    private final Node right;

    LogicNode(Span span, boolean and, Node left, Node right) {
        super(span);
        this.and = and;
        this.left = left;
        this.right = right;
    }

    @Override
    Object execute(Frame f) {
        return left.test(f) == and ? right.execute(f) : (Object) !and;
    }

    @Override
    boolean test(Frame f) {
        return left.test(f) == and ? right.test(f) : !and;
    }

    @Override
    Operation operation() {
        return new Operation.Logic(this, and, left.operation(), right.operation());
    }

    @Override
    void reach(Reached reached) {
        left.reach(reached);
        right.reach(reached);
    }
}
