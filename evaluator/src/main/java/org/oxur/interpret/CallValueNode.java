package org.oxur.interpret;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.oxur.error.BorrowError;
import org.oxur.error.OxurPanic;
import org.oxur.module.Function;
import org.oxur.text.Span;
import org.oxur.value.Ref;

/// A call of a value: a closure in a variable, what an expression gives.
final class CallValueNode extends Node {
    private final Node callee;
    private final Node[] arguments;
    private final boolean tail;
    private final int[] lent;

    /// Some arguments are literals, which take the types that a closure in a variable asks for.
    private final boolean literals;

    private @Nullable Code adaptedTo;

    CallValueNode(Span span, Node callee, Node[] arguments, boolean tail, int[] lent) {
        super(span);
        this.callee = callee;
        this.arguments = arguments;
        this.tail = tail;
        this.lent = lent;
        boolean literals = false;
        for (var argument : arguments) {
            literals |= argument instanceof VecNode || argument instanceof TupleNode;
            literals |= argument instanceof MapNode || argument instanceof ConstructNode;
        }
        this.literals = literals;
    }

    @Override
    Object execute(Frame f) {
        if (literals
                && callee instanceof LocalNode local
                && local.peek(f) instanceof ClosureValue closure
                && closure.code != adaptedTo) {
            shape(closure.code);
        }
        var values = new Object[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments[i].execute(f);
        }
        ArgumentsNode.lendOn(arguments, values, 0);
        return call(f, values, callee.execute(f));
    }

    private Object call(Frame f, Object[] values, Object given) {
        var target = Ref.see(given, callee);
        if (target instanceof ClosureValue closure) {
            if (closure.code.tests != null) {
                adapt(closure.code, values, f);
            }
            if (closure.writes && given instanceof Ref reference && !reference.mutable()) {
                throw new OxurPanic(
                        new BorrowError.ImmutableAssignment(
                                callee.span(),
                                "the closure changes what it captured, and is lent with `&`",
                                "lend it with `&mut`",
                                null));
            }
            if (closure.writes
                    && callee instanceof LocalNode local
                    && !(given instanceof Ref)
                    && !local.variable.mutable()) {
                throw new OxurPanic(
                        new BorrowError.ImmutableAssignment(
                                callee.span(),
                                "`"
                                        + local.variable.name()
                                        + "` changes what it captured, and is not declared `mut`",
                                "declare it as `mut " + local.variable.name() + "`",
                                local.variable.declared()));
            }
            if (tail && !lends(f, closure, values)) {
                return tailCall(f, closure.code, closure, values);
            }
        } else if (tail && target instanceof Function function && !lends(f, function, values)) {
            f.ex.used(function);
            return tailCall(f, Calls.code(function, f.ex.registry()), null, values);
        }
        return CallNode.callValue(f, target, values, this);
    }

    private void shape(Code code) {
        var tests = code.tests;
        for (int i = 0; tests != null && i < Math.min(arguments.length, tests.length); i++) {
            var test = tests[i];
            arguments[i] = arguments[i].adapted(test == null ? TypeTest.ANY : test);
        }
        adaptedTo = code;
    }

    /// Literals take the types that the closure's parameters ask for; they were executed as what
    /// they are by themselves, which has no effect.
    private void adapt(Code code, Object[] values, Frame f) {
        var tests = code.tests;
        for (int i = 0; tests != null && i < Math.min(values.length, tests.length); i++) {
            var test = tests[i];
            var adapted = test == null ? arguments[i] : arguments[i].adapted(test);
            if (adapted != arguments[i]) {
                values[i] = adapted.execute(f);
            }
        }
    }

    private boolean lends(Frame f, Object called, Object[] values) {
        if (lent.length == 0) {
            return false;
        }
        for (var value : values) {
            if (Places.lends(value, f, lent)) {
                return true;
            }
        }
        return Places.lends(called, f, lent);
    }

    private Object tailCall(Frame f, Code code, @Nullable ClosureValue closure, Object[] values) {
        if (!code.accepts(values.length)) {
            throw code.arityMismatch(values.length, this);
        }
        var g = new Frame(f.ex, f.depth);
        g.reserve(code.slots);
        code.setArguments(g, values);
        if (closure != null) {
            closure.open(g);
        }
        f.ex.tailCode = code;
        f.ex.tailSite = this;
        f.ex.tailFrame = g;
        return Signal.TAIL_CALL;
    }

    @Override
    void reach(Reached reached) {
        reached.node(callee);
        reached.nodes(arguments);
        if (tail) {
            reached.leaves();
        }
    }

    /// What is called is looked at after the arguments were executed.
    @Override
    Operation operation() {
        if (literals) {
            return opaque();
        }
        var parts = Operations.of(arguments);
        parts.add(callee.operation());
        return new Operation.Applied(this, parts, Operation.Gives.ANY, true, null);
    }

    @Override
    Object applied(Frame f, Object[] parts) {
        var values = Arrays.copyOf(parts, parts.length - 1);
        ArgumentsNode.lendOn(arguments, values, 0);
        return call(f, values, parts[parts.length - 1]);
    }
}
