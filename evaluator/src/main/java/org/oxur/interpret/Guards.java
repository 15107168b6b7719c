package org.oxur.interpret;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.resolve.Variable;
import org.oxur.text.Span;

/// Where the guards of `ref-cell`s end that are written in what is being built: temporary ones with
/// their statement, condition or branch, those that `let` binds with their block.
///
/// Only code gets nodes for it in which `.borrow` or `.borrow-mut` stands, or a call by a name that
/// may give what one of them gave.
final class Guards {
    private final Builder builder;

    /// Slots of the temporary guards in the innermost scope of temporaries, and of those in the
    /// innermost block.
    private List<Integer> temporary = new ArrayList<>();

    private List<Integer> bound = new ArrayList<>();

    /// Calls whose guards live as long as what the `let` around them binds: `let r = &c.borrow()`.
    private final Set<Expr> extended = Collections.newSetFromMap(new IdentityHashMap<>());

    /// The slot that says what guard a variable holds.
    private final Map<Variable, Integer> holders = new IdentityHashMap<>();

    /// The frame's size is settled: what is built now gets no slots.
    private boolean late;

    Guards(Builder builder) {
        this.builder = builder;
    }

    void settle() {
        late = true;
    }

    /// Builds what its temporaries do not outlive, be they guards or other values.
    Node scope(Supplier<Node> build) {
        return tail(() -> builder.temporaries.scope(build));
    }

    /// Builds what its guards do not outlive; other values do, if they are lent in a block's last
    /// expression or the value of a top-level form.
    Node tail(Supplier<Node> build) {
        var outside = temporary;
        temporary = new ArrayList<>();
        var node = build.get();
        var wrapped = holding(node, temporary);
        temporary = outside;
        return wrapped;
    }

    /// Builds what the variables bound in it do not outlive.
    Node block(Supplier<Node> build) {
        var outside = bound;
        bound = new ArrayList<>();
        var node = build.get();
        var wrapped = holding(node, bound);
        bound = outside;
        return wrapped;
    }

    private static Node holding(Node node, List<Integer> slots) {
        return slots.isEmpty()
                ? node
                : new HoldingNode(node, slots.stream().mapToInt(Integer::intValue).toArray());
    }

    /// A call; what it gives may be a guard that nothing takes over.
    Node temporary(Expr call, Use use, Node node) {
        if (late || use != Use.READ || !lends(call)) {
            return node;
        }
        return new GuardNode(node, slot(extended.remove(call) ? bound : temporary));
    }

    private int slot(List<Integer> scope) {
        int slot = builder.temporary();
        scope.add(slot);
        return slot;
    }

    private boolean lends(Expr expr) {
        return switch (expr) {
            case Expr.MethodCall call -> builder.registry.mayGiveGuard(call.method().name());
            case Expr.Call call when call.callee() instanceof Expr.Name name ->
                    builder.registry.mayGiveGuard(name.path().name());
            default -> false;
        };
    }

    /// To be called before the value of a `let` is built.
    void extend(Expr init) {
        var expr = init;
        boolean lent = false;
        while (true) {
            switch (expr) {
                case Expr.Reference(_, _, var place) -> {
                    lent = true;
                    expr = place;
                }
                case Expr.Field(_, var base, _) -> expr = base;
                case Expr.TupleField(_, var base, _) -> expr = base;
                case Expr.Index(_, var base, _) -> expr = base;
                case Expr.Unary(_, var op, var operand) when op == Expr.UnOp.DEREF ->
                        expr = operand;
                default -> {
                    if (lent && lends(expr)) {
                        extended.add(expr);
                    }
                    return;
                }
            }
            if (!lent) {
                return;
            }
        }
    }

    /// The `let` of a plain name: the variable holds the guard that the value is.
    ///
    /// @param value what was built of `init`
    Node bind(Span span, Expr init, Node value, Variable variable, Node let) {
        var before = holder(init);
        if (late || !(lends(init) || before != null)) {
            return let;
        }
        int holder = slot(bound);
        holders.put(variable, holder);
        return new BoundGuardNode(
                span, let, value, before == null ? -1 : before, variable.slot(), holder);
    }

    /// What is built of an expression that takes the value of a variable: a guard in it is no
    /// longer known to be held.
    Node taken(Expr expr, Node node) {
        var holder = holder(expr);
        return holder == null ? node : new HoldingNode(node, new int[] {holder});
    }

    /// As [#taken], of a closure that may take what it captures.
    Node captured(List<Variable> captures, Node node) {
        var slots = new ArrayList<Integer>();
        for (var inside : captures) {
            var holder = holders.get(inside.captured());
            if (holder != null) {
                slots.add(holder);
            }
        }
        return holding(node, slots);
    }

    private @Nullable Integer holder(Expr expr) {
        if (expr instanceof Expr.Name name) {
            var variable = builder.facts.variable(name);
            return variable == null ? null : holders.get(variable);
        }
        return null;
    }
}
