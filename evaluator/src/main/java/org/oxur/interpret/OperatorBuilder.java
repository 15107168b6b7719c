package org.oxur.interpret;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.ast.Expr;
import org.oxur.error.Bug;
import org.oxur.error.OxurPanic;
import org.oxur.error.ReadError;
import org.oxur.text.Span;

/// Operators, alone and in assignments; those that the program has given another meaning are calls.
final class OperatorBuilder {
    private final Builder builder;
    private final OwnOperators own;

    OperatorBuilder(Builder builder) {
        this.builder = builder;
        this.own = new OwnOperators(builder.registry, builder.module);
    }

    Node unary(Expr.Unary unary, Use use) {
        var call = own.call(unary);
        if (call != null) {
            return builder.calls.call(call, use);
        }
        var operand = builder.value(unary.operand(), Use.READ);
        return switch (unary.op()) {
            case DEREF -> new DerefNode(unary.span(), operand, use);
            case NOT -> new UnaryNode(unary.span(), true, operand);
            case NEG -> new UnaryNode(unary.span(), false, operand);
        };
    }

    Node binary(Expr.Binary binary, Use use) {
        var call = own.call(binary);
        if (call != null) {
            return builder.calls.call(call, use);
        }
        var span = binary.span();
        var op = binary.op();
        if (op == BinOp.AND || op == BinOp.OR) {
            return new LogicNode(
                    span,
                    op == BinOp.AND,
                    builder.guards.scope(() -> builder.value(binary.left(), Use.READ)),
                    builder.guards.scope(() -> builder.expr(binary.right(), use)));
        }
        var left = builder.value(binary.left(), Use.READ);
        return switch (operation(span, op, left, builder.value(binary.right(), Use.READ))) {
            case CompareNode comparison -> QuickCompareNode.of(comparison);
            case ArithmeticNode arithmetic when arithmetic.constant -> QuickPlusNode.of(arithmetic);
            case ArithmeticNode arithmetic -> QuickArithmeticNode.of(arithmetic);
            case BinaryNode other -> other;
        };
    }

    private static BinaryNode operation(Span span, BinOp op, Node left, Node right) {
        return switch (op) {
            case ADD -> new AddNode(span, left, right);
            case SUB -> new SubNode(span, left, right);
            case MUL -> new MulNode(span, left, right);
            case DIV -> new DivNode(span, left, right);
            case REM -> new RemNode(span, left, right);
            case BIT_AND, BIT_OR, BIT_XOR, SHL, SHR -> new BitsNode(span, op, left, right);
            case EQ -> new EqNode(span, left, right);
            case NE -> new NeNode(span, left, right);
            case LT -> new LtNode(span, left, right);
            case LE -> new LeNode(span, left, right);
            case GT -> new GtNode(span, left, right);
            case GE -> new GeNode(span, left, right);
            case AND, OR -> throw Bug.unreachable("logic has nodes of its own");
        };
    }

    Node comparison(Expr.Comparison comparison, Use use) {
        var call = own.call(comparison);
        return call != null
                ? builder.calls.call(call, use)
                : new ComparisonNode(
                        comparison.span(),
                        comparison.op(),
                        builder.values(comparison.operands(), Use.READ));
    }

    Node element(Expr.Index element, Use use) {
        var call = own.call(element);
        return call != null ? builder.calls.call(call, use) : index(element, use);
    }

    /// The element of a base that is to be built in a way of its own; null where an operator of the
    /// program gives it.
    @Nullable Node element(Expr.Index element, Supplier<Node> base) {
        return own.call(element) != null
                ? null
                : new IndexNode(
                        element.span(),
                        base.get(),
                        builder.value(element.index(), Use.READ),
                        Use.READ);
    }

    private IndexNode index(Expr.Index element, Use use) {
        return new IndexNode(
                element.span(),
                builder.value(element.base(), Use.READ),
                builder.value(element.index(), Use.READ),
                use);
    }

    Node assign(Expr.Assign assign) {
        var place = place(assign.place());
        var type = place instanceof LocalNode local ? builder.annotated.get(local.variable) : null;
        var value = builder.flowing(assign.value(), Use.TAKE);
        return new AssignNode(assign.span(), place, value, type);
    }

    Node assignOp(Expr.AssignOp assign) {
        var span = assign.span();
        var place = place(assign.place());
        var value = builder.value(assign.value(), Use.READ);
        if (place instanceof LocalNode local) {
            var operation = operation(span, assign.op(), local, value);
            return QuickCountNode.of(new AssignOpNode(span, local, operation), local, operation);
        }
        return new AssignOpPartNode(span, assign.op(), place, value);
    }

    private PlaceNode place(Expr expr) {
        // A place is no call: there an operator of the program's own has no say.
        var node =
                switch (expr) {
                    case Expr.Index element -> index(element, Use.READ);
                    case Expr.Unary(var span, var op, var operand) when op == Expr.UnOp.DEREF ->
                            new DerefNode(span, builder.value(operand, Use.READ), Use.READ);
                    default -> builder.value(expr, Use.READ);
                };
        if (node instanceof PlaceNode place) {
            return place;
        }
        throw new OxurPanic(
                new ReadError.Malformed(
                        expr.span(),
                        "only a place can be set: a name, a field, an element, what a reference"
                                + " points at"));
    }
}
