package org.oxur.interpret;

import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Block;
import org.oxur.ast.Expr;
import org.oxur.ast.Pat;
import org.oxur.ast.Stmt;
import org.oxur.resolve.Variable;

/// What brings variables into scope and ends them: blocks, `let`, the arms of a `match`.
final class ScopeBuilder {
    private final Builder builder;

    ScopeBuilder(Builder builder) {
        this.builder = builder;
    }

    Node block(Block block, Use use) {
        return builder.guards.block(() -> inside(block, use));
    }

    private Node inside(Block block, Use use) {
        int before = builder.lent.count();
        var nodes = new ArrayList<Node>();
        Node last = null;
        for (int i = 0; i < block.stmts().size(); i++) {
            boolean isLast = i == block.stmts().size() - 1;
            switch (block.stmts().get(i)) {
                case Stmt.Local local -> nodes.add(builder.guards.scope(() -> local(local)));
                case Stmt.Definition(_, var item) ->
                        nodes.add(
                                new DefineNode(
                                        item.span(), item, builder.registry, builder.module));
                case Stmt.Evaluation(_, var expr, var semi) -> {
                    if (isLast && !semi) {
                        last = builder.guards.tail(() -> builder.expr(expr, use));
                    } else {
                        nodes.add(builder.guards.scope(() -> builder.flowing(expr, Use.READ)));
                    }
                }
            }
        }
        var ends = builder.lent.endedSince(before);
        if (last == null) {
            last = BlockNode.empty(block.span());
        }
        if (nodes.isEmpty() && ends.length == 0) {
            return last;
        }
        return new BlockNode(block.span(), nodes.toArray(new Node[0]), last, ends);
    }

    private Node local(Stmt.Local local) {
        var annotated = Annotated.of(local.pat(), local.type(), builder.types);
        var init = local.init();
        if (init == null) {
            return BlockNode.empty(local.span());
        }
        builder.guards.extend(init);
        return builder.temporaries.let(init, () -> local(local, init, annotated));
    }

    private Node local(Stmt.Local local, Expr init, Annotated annotated) {
        var type = annotated.type();
        if (annotated.pat() instanceof Pat.Binding binding && binding.subpat() == null) {
            var value = builder.flowing(init, Use.TAKE);
            var variable = bind(binding, type);
            var let = new LetNode(local.span(), variable.slot(), value, type);
            return builder.guards.bind(local.span(), init, value, variable, let);
        }
        var value = builder.flowing(init, Use.READ);
        var pattern = builder.patterns.build(annotated.pat());
        return new LetPatternNode(local.span(), pattern, value, type);
    }

    /// Brings the variable of a plain name into scope.
    Variable bind(Pat.Binding binding, @Nullable TypeTest type) {
        var variable = Objects.requireNonNull(builder.facts.variable(binding));
        if (type != null) {
            builder.annotated.put(variable, type);
        }
        builder.lent.note(variable);
        return variable;
    }

    Node match(Expr.Match match, Use use) {
        var value = matched(match.value());
        int count = match.arms().size();
        var patterns = new Pattern[count];
        var guards = new @Nullable Node[count];
        var bodies = new Node[count];
        for (int i = 0; i < count; i++) {
            var arm = match.arms().get(i);
            int before = builder.lent.count();
            patterns[i] = builder.patterns.build(arm.pat());
            var guard = arm.guard();
            guards[i] =
                    guard == null
                            ? null
                            : builder.guards.scope(() -> builder.value(guard, Use.READ));
            var body = builder.guards.scope(() -> builder.expr(arm.body(), use));
            var ends = builder.lent.endedSince(before);
            bodies[i] =
                    ends.length == 0 ? body : new BlockNode(arm.span(), new Node[0], body, ends);
        }
        return new MatchNode(match.span(), value, patterns, guards, bodies);
    }

    /// What is matched goes over into what the patterns bind, and so does a guard that it is.
    private Node matched(Expr expr) {
        return expr instanceof Expr.MethodCall call
                ? builder.value(call, Use.TAKE)
                : builder.guards.taken(expr, builder.value(expr, Use.READ));
    }
}
