package org.oxur.interpret;

import org.oxur.resolve.Variable;
import org.oxur.text.Span;

/// [LocalNode] for slot 2.
final class Local2Node extends LocalNode {
    Local2Node(Span span, Variable variable, Use use) {
        super(span, variable, use);
    }

    @Override
    Object execute(Frame f) {
        return value(f, f.t2, f.l2, f.o2);
    }

    @Override
    long executeLong(Frame f) throws UnexpectedResult {
        return f.t2 == Frame.LONG ? f.l2 : otherLong(f);
    }

    @Override
    double executeDouble(Frame f) throws UnexpectedResult {
        return f.t2 == Frame.DOUBLE ? Double.longBitsToDouble(f.l2) : otherDouble(f);
    }
}
