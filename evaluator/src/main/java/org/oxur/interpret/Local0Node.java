package org.oxur.interpret;

import org.oxur.resolve.Variable;
import org.oxur.text.Span;

/// [LocalNode] for slot 0.
final class Local0Node extends LocalNode {
    Local0Node(Span span, Variable variable, Use use) {
        super(span, variable, use);
    }

    @Override
    Object execute(Frame f) {
        return value(f, f.t0, f.l0, f.o0);
    }

    @Override
    long executeLong(Frame f) throws UnexpectedResult {
        return f.t0 == Frame.LONG ? f.l0 : otherLong(f);
    }

    @Override
    double executeDouble(Frame f) throws UnexpectedResult {
        return f.t0 == Frame.DOUBLE ? Double.longBitsToDouble(f.l0) : otherDouble(f);
    }
}
