package org.oxur.interpret;

import org.oxur.error.OxurPanic;
import org.oxur.error.TypeError;
import org.oxur.text.Span;
import org.oxur.value.HeapValue;
import org.oxur.value.Numbers;
import org.oxur.value.Ref;
import org.oxur.value.TypeNames;

/// `-x` and `!x`.
final class UnaryNode extends Node {
    private final boolean not;
    private Node operand;

    UnaryNode(Span span, boolean not, Node operand) {
        super(span);
        this.not = not;
        this.operand = operand;
    }

    @Override
    Object execute(Frame f) {
        return of(f, operand.execute(f));
    }

    private Object of(Frame f, Object given) {
        var value = Ref.see(given, this);
        if (not && value instanceof Boolean b) {
            return !b;
        }
        if (value instanceof HeapValue) {
            var implementation =
                    f.ex.implementation(value, not ? "Not" : "Neg", not ? "not" : "neg");
            if (implementation != null) {
                return Calls.operator(
                        f,
                        implementation,
                        HeapValue.isCopy(value) ? HeapValue.copied(value) : given,
                        null,
                        this);
            }
        }
        if (!not && !isNumber(value)) {
            throw new OxurPanic(
                    new TypeError.TypeMismatch(
                            span(), "cannot negate " + TypeNames.withArticle(value), null));
        }
        return not ? Numbers.not(value, this) : Numbers.neg(value, this);
    }

    private static boolean isNumber(Object value) {
        return value instanceof Number || org.oxur.value.Integers.isInteger(value);
    }

    @Override
    double executeDouble(Frame f) throws UnexpectedResult {
        if (!not) {
            try {
                return -operand.executeDouble(f);
            } catch (UnexpectedResult e) {
                return BinaryNode.expectDouble(of(f, e.value));
            }
        }
        return super.executeDouble(f);
    }

    @Override
    boolean test(Frame f) {
        if (!not) {
            return super.test(f);
        }
        var value = Ref.see(operand.execute(f), this);
        return value instanceof Boolean b ? !b : condition(of(f, value));
    }

    @Override
    boolean isAdaptable() {
        return operand.isAdaptable();
    }

    @Override
    Node adapted(TypeTest type) {
        if (operand.isAdaptable()) {
            operand = operand.adapted(type);
        }
        return this;
    }

    @Override
    Operation operation() {
        return not
                ? new Operation.Not(this, operand.operation())
                : new Operation.Negate(this, operand.operation());
    }

    /// As the node gives it, of an operand that was executed.
    Object of(Execution ex, int depth, Object given) {
        return of(new Frame(ex, depth), given);
    }

    @Override
    void reach(Reached reached) {
        operand.reach(reached);
    }
}
