package org.oxur.interpret;

import org.oxur.resolve.Variable;
import org.oxur.text.Span;

/// [LocalNode] for slot 3.
final class Local3Node extends LocalNode {
    Local3Node(Span span, Variable variable, Use use) {
        super(span, variable, use);
    }

    @Override
    Object execute(Frame f) {
        return value(f, f.t3, f.l3, f.o3);
    }

    @Override
    long executeLong(Frame f) throws UnexpectedResult {
        return f.t3 == Frame.LONG ? f.l3 : otherLong(f);
    }

    @Override
    double executeDouble(Frame f) throws UnexpectedResult {
        return f.t3 == Frame.DOUBLE ? Double.longBitsToDouble(f.l3) : otherDouble(f);
    }
}
