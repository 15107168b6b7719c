package org.oxur.interpret;

import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Block;
import org.oxur.ast.Expr;
import org.oxur.ast.Ident;
import org.oxur.ast.Pat;
import org.oxur.text.Span;

/// Loops, and blocks that can be left early.
final class LoopBuilder {
    private final Builder builder;

    LoopBuilder(Builder builder) {
        this.builder = builder;
    }

    Node labelled(Span span, Ident label, Block block, Use use) {
        var signals = builder.flow.startLoop(label);
        var before = builder.flow.startFlowing();
        var body = builder.scopes.block(block, use);
        builder.flow.back(before);
        builder.flow.endLoop();
        return new LabelledBlockNode(span, body, signals);
    }

    /// @param test null for a loop without end
    Node whileLoop(Span span, @Nullable Ident label, @Nullable Expr test, Block block) {
        var signals = builder.flow.startLoop(label);
        var condition =
                test == null ? null : builder.guards.scope(() -> builder.value(test, Use.READ));
        var body = body(block, Use.READ);
        builder.flow.endLoop();
        return new WhileNode(span, condition, body, signals, builder.code);
    }

    Node forLoop(Expr.ForLoop expr) {
        var iterated = builder.value(expr.iterated(), Use.TAKE);
        var ends = builder.calls.rangeEnds(expr.iterated());
        var signals = builder.flow.startLoop(expr.label());
        int before = builder.lent.count();
        var pattern = builder.patterns.build(expr.pat());
        var body = body(expr.body(), Use.READ);
        var lent = builder.lent.endedSince(before);
        builder.flow.endLoop();
        return new ForNode(expr.span(), pattern, iterated, ends, body, signals, lent, builder.code);
    }

    /// The body of a loop is never the end of the function: another turn may follow.
    private Node body(Block block, Use use) {
        var before = builder.flow.startFlowing();
        var body = builder.temporaries.scope(() -> builder.scopes.block(block, use));
        builder.flow.back(before);
        return body;
    }

    Node recurLoop(Expr.RecurLoop expr, Use use) {
        int before = builder.lent.count();
        var bindings = new ArrayList<Node>();
        var taken = new @Nullable Pattern[expr.bindings().size()];
        var targets = new int[expr.bindings().size()];
        var types = new @Nullable TypeTest[targets.length];
        for (int i = 0; i < targets.length; i++) {
            var local = expr.bindings().get(i);
            var span = local.span();
            var annotated = Annotated.of(local.pat(), local.type(), builder.types);
            types[i] = annotated.type();
            var value = Objects.requireNonNull(local.init());
            var init = builder.guards.scope(() -> builder.flowing(value, Use.TAKE));
            if (annotated.pat() instanceof Pat.Binding name && name.subpat() == null) {
                targets[i] = builder.scopes.bind(name, annotated.type()).slot();
                bindings.add(new LetNode(span, targets[i], init, annotated.type()));
            } else {
                targets[i] = builder.temporary();
                var pattern = builder.patterns.build(annotated.pat());
                taken[i] = pattern;
                bindings.add(new LetNode(span, targets[i], init, annotated.type()));
                // Later bindings may use what this one binds.
                bindings.add(new BindNode(span, pattern, targets[i]));
            }
        }
        var recur = new Signal();
        var signals = builder.flow.startLoop(expr.label(), recur, targets, types);
        var body = builder.temporaries.scope(() -> builder.scopes.block(expr.body(), use));
        var lent = builder.lent.endedSince(before);
        builder.flow.endLoop();
        return new RecurLoopNode(
                expr.span(),
                bindings.toArray(new Node[0]),
                taken,
                targets,
                body,
                recur,
                signals,
                lent,
                builder.code);
    }
}
