package org.oxur.interpret;

import java.math.BigInteger;
import org.oxur.ast.IntType;
import org.oxur.ast.Lit;
import org.oxur.text.Span;
import org.oxur.value.Integers;
import org.oxur.value.Numbers;

/// An integer literal.
final class IntLiteralNode extends Node {
    private final BigInteger exact;
    private final boolean adapts;

    /// The type that the front end gave it, where nothing else asks for one.
    private final IntType byItself;

    private final Object value;
    private final boolean isLong;
    private final long longValue;

    IntLiteralNode(Span span, Lit.Int lit) {
        this(span, lit, lit.type());
    }

    private IntLiteralNode(Span span, Lit.Int lit, IntType byItself) {
        super(span);
        this.byItself = byItself;
        this.exact = lit.value();
        this.adapts = lit.adapts();
        this.value =
                lit.type().holds(exact)
                        ? Integers.of(lit.type(), exact)
                        : Numbers.adapt(exact, lit.type(), this);
        this.isLong = value instanceof Long;
        this.longValue = value instanceof Long l ? l : 0;
    }

    Object value() {
        return value;
    }

    boolean isLong() {
        return isLong;
    }

    long longValue() {
        return longValue;
    }

    @Override
    Object execute(Frame f) {
        return value;
    }

    @Override
    long executeLong(Frame f) throws UnexpectedResult {
        if (isLong) {
            return longValue;
        }
        throw new UnexpectedResult(value);
    }

    @Override
    boolean isAdaptable() {
        return adapts;
    }

    @Override
    Node adapted(TypeTest type) {
        var wanted = type.intType();
        if (adapts && wanted != null) {
            return new IntLiteralNode(span(), new Lit.Int(exact, wanted, true), byItself);
        }
        // Another version of the callee may want another type: back to what it is by itself.
        var own = new Lit.Int(exact, byItself, true);
        return adapts ? new IntLiteralNode(span(), own, byItself) : this;
    }

    @Override
    Operation operation() {
        return new Operation.Constant(this, value, adapts);
    }

    @Override
    void reach(Reached reached) {}
}
