package org.oxur.interpret;

import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.ast.Ident;
import org.oxur.ast.Type;
import org.oxur.error.OxurPanic;
import org.oxur.error.ResolveError;
import org.oxur.text.Counted;
import org.oxur.text.Span;

/// What sends control elsewhere: `recur`, `break`, `continue`, `return`, `?`.
final class JumpBuilder {
    private final Builder builder;

    JumpBuilder(Builder builder) {
        this.builder = builder;
    }

    Node recur(Span span, List<Expr> arguments) {
        var loop = builder.flow.recurTarget();
        var slots = loop.slots();
        if (arguments.size() != slots.length) {
            throw new OxurPanic(
                    new ResolveError.ArityMismatch(
                            span, "recur", Counted.of(slots.length, "argument"), arguments.size()));
        }
        var nodes = builder.values(arguments, Use.TAKE);
        for (int i = 0; i < nodes.length; i++) {
            var type = loop.types()[i];
            nodes[i] = type == null ? nodes[i] : nodes[i].adapted(type);
        }
        var first = slots.clone();
        var names = new HashMap<Integer, Boolean>();
        // An argument waits if a later one still reads the variable it is for.
        for (int i = nodes.length - 1; i >= 0; i--) {
            if (names.containsKey(slots[i])
                    || i < nodes.length - 1
                            && SlotUse.opaque(arguments.subList(i + 1, nodes.length))) {
                first[i] = builder.temporary();
            }
            SlotUse.collect(arguments.get(i), builder.facts, names);
        }
        return new RecurNode(
                span, Objects.requireNonNull(loop.recur()), nodes, loop.types(), first, slots);
    }

    Node leave(Span span, @Nullable Ident label, @Nullable Expr value) {
        var loop = builder.flow.target(label);
        boolean flows = builder.flow.jumpTo(loop);
        return new SignalNode(span, loop.signals().leave, carried(value), flows);
    }

    Node next(Span span, @Nullable Ident label) {
        var loop = builder.flow.target(label);
        boolean flows = builder.flow.jumpTo(loop);
        return new SignalNode(span, loop.signals().next, null, flows);
    }

    Node giveBack(Span span, @Nullable Expr value) {
        builder.flow.leaveBody();
        return new SignalNode(span, Signal.RETURN, carried(value), builder.flow.flowsToEnd());
    }

    private @Nullable Node carried(@Nullable Expr value) {
        return value == null ? null : builder.value(value, Use.TAKE);
    }

    Node attempt(Expr.Try attempt) {
        builder.flow.leaveBody();
        TypeTest error = null;
        String key = null;
        if (builder.output instanceof Type.Named(_, var path)
                && path.last().name().equals("Result")
                && path.segments().getLast().arguments().size() == 2) {
            var type = path.segments().getLast().arguments().get(1);
            error = builder.types.test(type);
            key = builder.types.key(type);
        }
        var value = builder.value(attempt.value(), Use.TAKE);
        return new TryNode(attempt.span(), value, builder.flow.flowsToEnd(), error, key);
    }
}
