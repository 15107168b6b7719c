package org.oxur.interpret;

import org.oxur.resolve.Variable;
import org.oxur.text.Span;

/// [LocalNode] for slot 1.
final class Local1Node extends LocalNode {
    Local1Node(Span span, Variable variable, Use use) {
        super(span, variable, use);
    }

    @Override
    Object execute(Frame f) {
        return value(f, f.t1, f.l1, f.o1);
    }

    @Override
    long executeLong(Frame f) throws UnexpectedResult {
        return f.t1 == Frame.LONG ? f.l1 : otherLong(f);
    }

    @Override
    double executeDouble(Frame f) throws UnexpectedResult {
        return f.t1 == Frame.DOUBLE ? Double.longBitsToDouble(f.l1) : otherDouble(f);
    }
}
