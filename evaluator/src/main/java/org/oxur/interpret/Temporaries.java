package org.oxur.interpret;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Block;
import org.oxur.ast.Expr;
import org.oxur.ast.Stmt;

/// Where values end that no variable holds and that are lent, in what is being built: with their
/// statement, branch or function; with the block, where a `let` binds a reference to them.
///
/// A scope gets a node for it only if something is lent in it.
final class Temporaries {
    /// In place of a slot: nobody says when what is lent ends.
    static final int NONE = -1;

    private final Builder builder;

    /// Slots of those that end with the innermost scope.
    private List<Integer> innermost = new ArrayList<>();

    /// References whose values live as long as the variables of the `let` around them.
    private final Set<Expr> extended = identity();

    /// Those of them that stand in a branch or at the end of a block: its scope is not the `let`'s.
    private final Set<Expr> outward = identity();

    /// The slots of these, in the innermost `let`.
    private List<Integer> outer = new ArrayList<>();

    /// The frame's size is settled: what is built now gets no slots.
    private boolean late;

    Temporaries(Builder builder) {
        this.builder = builder;
    }

    private static Set<Expr> identity() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    void settle() {
        late = true;
    }

    /// Builds what its temporaries do not outlive.
    Node scope(Supplier<Node> build) {
        var outside = innermost;
        innermost = new ArrayList<>();
        var node = build.get();
        var slots = innermost;
        innermost = outside;
        if (slots.isEmpty()) {
            return node;
        }
        builder.lent.ended(slots);
        return new TemporariesNode(node, slots.stream().mapToInt(Integer::intValue).toArray());
    }

    /// `&expr`, `&mut expr`.
    Node reference(Expr.Reference expr) {
        if (isPart(expr.place())) {
            return new ReferenceNode(expr.span(), expr.mutable(), part(expr, expr.place()));
        }
        var value = builder.value(expr.place(), Use.READ);
        int slot = value.isPlace() ? NONE : slot(expr, expr.place());
        return slot == NONE
                ? new ReferenceNode(expr.span(), expr.mutable(), value)
                : new TemporaryNode(expr.span(), expr.mutable(), value, slot);
    }

    private static boolean isPart(Expr expr) {
        return expr instanceof Expr.Field
                || expr instanceof Expr.TupleField
                || expr instanceof Expr.Index;
    }

    /// A place inside of what may be no place: then all of that is lent.
    private Node part(Expr.Reference lending, Expr expr) {
        return switch (expr) {
            case Expr.Field(var span, var base, var field) ->
                    new FieldNode(span, part(lending, base), field.name(), Use.READ);
            case Expr.TupleField(var span, var base, var index) ->
                    new TupleFieldNode(span, part(lending, base), index, Use.READ);
            case Expr.Index element
                    when builder.operators.element(element, () -> part(lending, element.base()))
                            instanceof Node node ->
                    node;
            default -> {
                var value = builder.value(expr, Use.READ);
                yield lent(lending, expr, lending.mutable(), value);
            }
        };
    }

    /// What is lent to a built-in function whose result may refer to it.
    Node argument(Expr expr, boolean mutable, Node value) {
        return lent(expr, expr, mutable, value);
    }

    private Node lent(Expr lending, Expr expr, boolean mutable, Node value) {
        int slot = value.isPlace() ? NONE : slot(lending, expr);
        return slot == NONE ? value : new TemporaryNode(value.span(), mutable, value, slot);
    }

    /// The slot for a value that is lent to a method; [#NONE] if it is not known to end.
    int receiver(Expr receiver) {
        return slot(receiver, receiver);
    }

    private int slot(Expr lending, Expr value) {
        if (late || !isMade(value)) {
            return NONE;
        }
        int slot = builder.temporary();
        if (extended.remove(lending)) {
            builder.lent.extended(slot);
        } else if (outward.remove(lending)) {
            outer.add(slot);
        } else {
            builder.lent.temporary(slot);
            innermost.add(slot);
        }
        return slot;
    }

    /// Whether the value is made when the expression is executed: not a place, and not a constant,
    /// which lives for ever. A vector of constants is one, as Rust's array is.
    private static boolean isMade(Expr expr) {
        return switch (expr) {
            case Expr.Call call -> !isConstructor(call) || !areConstant(call.arguments());
            case Expr.Struct struct -> !areConstant(values(struct)) || struct.rest() != null;
            case Expr.Tuple tuple -> !areConstant(tuple.parts());
            case Expr.Vec vec -> !areConstant(vec.items());
            case Expr.MethodCall _,
                    Expr.Map _,
                    Expr.Binary _,
                    Expr.Macro _,
                    Expr.If _,
                    Expr.Match _,
                    Expr.BlockExpr _ ->
                    true;
            default -> false;
        };
    }

    private static boolean areConstant(List<Expr> exprs) {
        return exprs.stream().allMatch(Temporaries::isConstant);
    }

    private static boolean isConstant(Expr expr) {
        return switch (expr) {
            case Expr.Literal _, Expr.Name _, Expr.Quote _, Expr.Closure _ -> true;
            case Expr.Unary(_, _, var operand) -> isConstant(operand);
            case Expr.Reference(_, _, var place) -> isConstant(place);
            case Expr.Tuple(_, var parts) -> areConstant(parts);
            case Expr.Vec(_, var items) -> areConstant(items);
            case Expr.Struct struct -> areConstant(values(struct)) && struct.rest() == null;
            case Expr.Call call -> isConstructor(call) && areConstant(call.arguments());
            default -> false;
        };
    }

    private static List<Expr> values(Expr.Struct struct) {
        return struct.fields().stream().map(Expr.FieldValue::value).toList();
    }

    private static boolean isConstructor(Expr.Call call) {
        return call.callee() instanceof Expr.Name name
                && Character.isUpperCase(name.path().last().name().codePointAt(0));
    }

    /// Builds a `let`: what its value lends lives as long as what it binds.
    Node let(Expr init, Supplier<Node> build) {
        var outside = outer;
        outer = new ArrayList<>();
        extend(init, false);
        var let = build.get();
        outer.forEach(builder.lent::extended);
        outer = outside;
        return let;
    }

    private void extend(@Nullable Expr expr, boolean inside) {
        switch (expr) {
            case Expr.Reference(_, _, var place) -> {
                (inside ? outward : extended).add(expr);
                extend(place, inside);
            }
            case Expr.Tuple(_, var parts) -> parts.forEach(part -> extend(part, inside));
            case Expr.Struct struct -> values(struct).forEach(value -> extend(value, inside));
            case Expr.Call call when isConstructor(call) ->
                    call.arguments().forEach(argument -> extend(argument, inside));
            case Expr.Cast(_, var value, _) -> extend(value, inside);
            case Expr.If(_, _, var then, var otherwise) -> {
                extend(then, true);
                extend(otherwise, true);
            }
            case Expr.Match match -> match.arms().forEach(arm -> extend(arm.body(), true));
            case Expr.BlockExpr(_, _, var block) -> extend(last(block), true);
            case null, default -> {}
        }
    }

    private static @Nullable Expr last(Block block) {
        return !block.stmts().isEmpty()
                        && block.stmts().getLast() instanceof Stmt.Evaluation(_, var expr, var semi)
                        && !semi
                ? expr
                : null;
    }
}
