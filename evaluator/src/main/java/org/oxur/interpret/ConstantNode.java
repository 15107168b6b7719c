package org.oxur.interpret;

import org.oxur.text.Span;
import org.oxur.value.StrLiteral;
import org.oxur.value.StringValue;

/// A value that is always the same: it is Copy and has no parts.
final class ConstantNode extends Node {
    private final Object value;

    ConstantNode(Span span, Object value) {
        super(span);
        this.value = value;
    }

    @Override
    Object execute(Frame f) {
        return value;
    }

    @Override
    double executeDouble(Frame f) throws UnexpectedResult {
        if (value instanceof Double d) {
            return d;
        }
        throw new UnexpectedResult(value);
    }

    @Override
    Node adapted(TypeTest type) {
        return value instanceof StrLiteral && type.name.equals("String")
                ? new NewStringNode(this)
                : this;
    }

    /// A string literal where a `String` is wanted.
    private static final class NewStringNode extends Node {
        private final ConstantNode literal;

        NewStringNode(ConstantNode literal) {
            super(literal.span());
            this.literal = literal;
        }

        @Override
        Object execute(Frame f) {
            return StringValue.copyOf((StrLiteral) literal.value);
        }

        @Override
        Node adapted(TypeTest type) {
            return literal.adapted(type);
        }
    }

    @Override
    Operation operation() {
        return new Operation.Constant(this, value, false);
    }

    @Override
    void reach(Reached reached) {}
}
