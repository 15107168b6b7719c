package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.Unit;

final class IfNode extends Node {
    private final Node test;
    private Node then;
    private @Nullable Node otherwise;

    IfNode(Span span, Node test, Node then, @Nullable Node otherwise) {
        super(span);
        this.test = test;
        this.then = then;
        this.otherwise = otherwise;
    }

    @Override
    Object execute(Frame f) {
        if (test.test(f)) {
            return then.execute(f);
        }
        return otherwise == null ? Unit.UNIT : otherwise.execute(f);
    }

    @Override
    long executeLong(Frame f) throws UnexpectedResult {
        if (otherwise == null) {
            throw new UnexpectedResult(execute(f));
        }
        return test.test(f) ? then.executeLong(f) : otherwise.executeLong(f);
    }

    @Override
    double executeDouble(Frame f) throws UnexpectedResult {
        if (otherwise == null) {
            throw new UnexpectedResult(execute(f));
        }
        return test.test(f) ? then.executeDouble(f) : otherwise.executeDouble(f);
    }

    @Override
    boolean test(Frame f) {
        if (otherwise == null) {
            return condition(execute(f));
        }
        return test.test(f) ? then.test(f) : otherwise.test(f);
    }

    @Override
    Node adapted(TypeTest type) {
        then = then.adapted(type);
        if (otherwise != null) {
            otherwise = otherwise.adapted(type);
        }
        return this;
    }

    @Override
    Operation operation() {
        return new Operation.If(
                this,
                test.operation(),
                then.operation(),
                otherwise == null ? null : otherwise.operation());
    }

    @Override
    void reach(Reached reached) {
        reached.node(test);
        reached.node(then);
        reached.node(otherwise);
    }
}
