package org.oxur.interpret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.builtin.Mode;
import org.oxur.text.Span;
import org.oxur.value.Integers;
import org.oxur.value.Numbers;
import org.oxur.value.RcValue;
import org.oxur.value.Ref;

/// A call of a built-in function: each argument is passed as the function's signature says. Should
/// the program define the name, the call becomes an ordinary one.
final class BuiltinCallNode extends Node {
    private final NameLink link;
    private final BuiltinFunction function;
    private final Node[] arguments;
    private final Supplier<Node> ordinary;
    private final boolean seesRc;
    private @Nullable Node replaced;
    private int epoch;

    BuiltinCallNode(
            Span span,
            NameLink link,
            BuiltinFunction function,
            Node[] arguments,
            Supplier<Node> ordinary) {
        super(span);
        this.link = link;
        this.function = function;
        this.arguments = arguments;
        this.ordinary = ordinary;
        this.seesRc =
                !function.name().equals("clone")
                        && !function.name().startsWith("Rc::")
                        && !function.name().startsWith("rc");
    }

    String signature() {
        return "`" + function.signature() + "`";
    }

    @Override
    Object execute(Frame f) {
        if (!isAsDescribed() && replaced != null) {
            return replaced.execute(f);
        }
        Calls.checkArity(function, arguments.length, this);
        switch (arguments.length) {
            case 1:
                return function.body().call1(f.ex, pass(f, 0), this);
            case 2:
                return two(f);
            default:
                return many(f);
        }
    }

    private Object two(Frame f) {
        Object a;
        Object b;
        if (isLate(0)) {
            // A receiver's `&mut` is taken after the other arguments.
            b = pass(f, 1);
            a = pass(f, 0);
        } else {
            a = pass(f, 0);
            b = pass(f, 1);
        }
        return two(f.ex, a, b);
    }

    private Object two(Execution ex, Object first, Object second) {
        var a = first;
        var b = second;
        if (function.adaptsLiterals()) {
            if (arguments[1].isAdaptable() && !arguments[0].isAdaptable()) {
                b = adapt(b, a, arguments[1]);
            } else if (arguments[0].isAdaptable()
                    && !arguments[1].isAdaptable()
                    && !function.countsBySecond()) {
                a = adapt(a, b, arguments[0]);
            }
        }
        return function.body().call2(ex, a, b, this);
    }

    private static Object adapt(Object literal, Object model, Node site) {
        var seen = Ref.peekThrough(model);
        return Numbers.adapt(literal, seen, site);
    }

    private Object many(Frame f) {
        var values = new Object[arguments.length];
        boolean late = values.length > 0 && isLate(0);
        for (int i = late ? 1 : 0; i < values.length; i++) {
            values[i] = pass(f, i);
        }
        if (late) {
            values[0] = pass(f, 0);
        }
        if (function.adaptsLiterals()) {
            adaptAll(values);
        }
        return function.body().call(f.ex, values, this);
    }

    /// What is to be called, where literals need not take the other argument's type.
    @Nullable Object direct() {
        boolean adapts =
                function.adaptsLiterals() && Arrays.stream(arguments).anyMatch(Node::isAdaptable);
        return arguments.length == 0 || arguments.length > 2 || adapts ? null : function.body();
    }

    boolean isLate(int argument) {
        var mode = function.mode(argument);
        return mode == Mode.BORROW_MUT || mode == Mode.LEND_MUT;
    }

    private void adaptAll(Object[] values) {
        Object model = null;
        for (int i = 0; i < values.length && model == null; i++) {
            var seen = Ref.peekThrough(values[i]);
            if (!arguments[i].isAdaptable() && Integers.isInteger(seen)) {
                model = seen;
            }
        }
        for (int i = 0; i < values.length && model != null; i++) {
            if (arguments[i].isAdaptable()) {
                values[i] = adapt(values[i], model, arguments[i]);
            }
        }
    }

    private Object pass(Frame f, int i) {
        var node = arguments[i];
        Object value =
                switch (function.mode(i)) {
                    case BORROW -> node.see(f);
                    case BORROW_MUT -> node.forWrite(f);
                    case LEND -> node.lendPart(f);
                    case LEND_MUT -> node.lend(f, true);
                    case MOVE -> node.execute(f);
                };
        f.ex.currentDepth = f.depth;
        return inRc(value, i);
    }

    /// What an `Rc` holds is the argument, not the `Rc`.
    Object inRc(Object value, int i) {
        if (seesRc && value instanceof RcValue rc && function.mode(i) == Mode.BORROW) {
            return Ref.see(rc.value(), this);
        }
        if (seesRc
                && value instanceof Ref reference
                && !reference.mutable()
                && reference.peek() instanceof RcValue rc) {
            return Ref.toTemporary(rc.value());
        }
        return value;
    }

    @Override
    void reach(Reached reached) {
        reached.nodes(arguments);
    }

    @Override
    Operation operation() {
        if (!isAsDescribed() || !takes(arguments.length)) {
            return opaque();
        }
        var parts = new ArrayList<Operation>();
        for (int i = 0; i < arguments.length; i++) {
            parts.add(Operations.passed(arguments[i], function.mode(i)));
        }
        if (parts.size() > 1 && isLate(0)) {
            parts.add(parts.removeFirst());
        }
        return Operations.named(this, parts, Operation.Gives.ANY);
    }

    private boolean takes(int count) {
        return count >= function.minArguments()
                && (function.maxArguments() == BuiltinFunction.ANY
                        || count <= function.maxArguments());
    }

    @Override
    boolean isAsDescribed() {
        if (epoch != link.registry.epochHere()) {
            lookAgain();
        }
        return replaced == null;
    }

    private void lookAgain() {
        epoch = link.registry.epoch();
        replaced = link.target() == function ? null : ordinary.get();
    }

    @Override
    Object applied(Execution ex, int depth, Object a) {
        ex.currentDepth = depth;
        return function.body().call1(ex, inRc(a, 0), this);
    }

    @Override
    Object applied(Execution ex, int depth, Object first, Object second) {
        ex.currentDepth = depth;
        boolean late = isLate(0);
        return two(ex, inRc(late ? second : first, 0), inRc(late ? first : second, 1));
    }

    @Override
    Object applied(Execution ex, int depth, Object[] parts) {
        ex.currentDepth = depth;
        var values = parts;
        if (parts.length > 1 && isLate(0)) {
            values = new Object[parts.length];
            values[0] = parts[parts.length - 1];
            System.arraycopy(parts, 0, values, 1, parts.length - 1);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = inRc(values[i], i);
        }
        if (function.adaptsLiterals()) {
            adaptAll(values);
        }
        return function.body().call(ex, values, this);
    }
}
