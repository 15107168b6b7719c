package org.oxur.interpret;

import org.oxur.builtin.BuiltinFunction;
import org.oxur.text.Span;

/// The square root of an `f64`.
final class SqrtNode extends Node {
    private final NameLink link;
    private final BuiltinFunction function;
    private final Node operand;
    private final Node general;
    private boolean doubles = true;

    SqrtNode(Span span, NameLink link, BuiltinFunction function, Node operand, Node general) {
        super(span);
        this.link = link;
        this.function = function;
        this.operand = operand;
        this.general = general;
    }

    @Override
    Object execute(Frame f) {
        try {
            return executeDouble(f);
        } catch (UnexpectedResult e) {
            return e.value;
        }
    }

    @Override
    double executeDouble(Frame f) throws UnexpectedResult {
        if (!doubles || link.target() != function) {
            return BinaryNode.expectDouble(general.execute(f));
        }
        try {
            return Math.sqrt(operand.executeDouble(f));
        } catch (UnexpectedResult e) {
            doubles = false;
            return BinaryNode.expectDouble(of(f, e.value));
        }
    }

    Object of(Frame f, Object value) {
        return Calls.builtIn(f.ex, f.depth, function, new Object[] {value}, this);
    }

    /// Whether the program has not given the name another meaning.
    boolean isBuiltIn() {
        return link.targetHere() == function;
    }

    @Override
    Operation operation() {
        return new Operation.Sqrt(this, operand.operation(), opaque());
    }

    @Override
    void reach(Reached reached) {
        operand.reach(reached);
        if (operand instanceof LocalNode local) {
            // A function of the program takes it.
            reached.write(local.slot);
        }
    }
}
