package org.oxur.interpret;

import org.oxur.ast.BinOp;
import org.oxur.error.Site;
import org.oxur.text.Span;
import org.oxur.value.Integers;
import org.oxur.value.Numbers;
import org.oxur.value.Ref;

/// `a < b < c`: all operands are executed once, then neighbours are compared.
final class ComparisonNode extends Node {
    private final BinOp op;
    private final Node[] operands;

    ComparisonNode(Span span, BinOp op, Node[] operands) {
        super(span);
        this.op = op;
        this.operands = operands;
    }

    @Override
    Object execute(Frame f) {
        return test(f);
    }

    @Override
    boolean test(Frame f) {
        var values = new Object[operands.length];
        Object model = null;
        for (int i = 0; i < values.length; i++) {
            values[i] = Ref.see(operands[i].execute(f), this);
            if (model == null && !operands[i].isAdaptable()) {
                model = values[i];
            }
        }
        if (model != null && Integers.isInteger(model)) {
            adapt(values, model, this);
        }
        boolean holds = true;
        for (int i = 1; i < values.length; i++) {
            holds &= Comparing.compare(f.ex, op, values[i - 1], values[i], this);
        }
        return holds;
    }

    private void adapt(Object[] values, Object model, Site site) {
        for (int i = 0; i < values.length; i++) {
            if (operands[i].isAdaptable()) {
                values[i] = Numbers.adapt(values[i], model, site);
            }
        }
    }

    @Override
    void reach(Reached reached) {
        reached.nodes(operands);
    }
}
