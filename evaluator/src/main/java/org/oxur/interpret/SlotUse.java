package org.oxur.interpret;

import java.util.List;
import java.util.Map;
import org.oxur.ast.Expr;
import org.oxur.resolve.Facts;

/// Which slots a simple expression reads.
final class SlotUse {
    private SlotUse() {}

    /// Whether one of the expressions is too involved for [#collect].
    static boolean opaque(List<Expr> exprs) {
        for (var expr : exprs) {
            if (opaque(expr)) {
                return true;
            }
        }
        return false;
    }

    private static boolean opaque(Expr expr) {
        return switch (expr) {
            case Expr.Literal _, Expr.Name _, Expr.Quote _ -> false;
            case Expr.Binary(_, _, var left, var right) -> opaque(left) || opaque(right);
            case Expr.Unary(_, _, var operand) -> opaque(operand);
            case Expr.Cast(_, var value, _) -> opaque(value);
            case Expr.Field(_, var base, _) -> opaque(base);
            case Expr.TupleField(_, var base, _) -> opaque(base);
            case Expr.Index(_, var base, var index) -> opaque(base) || opaque(index);
            case Expr.Call(_, var callee, var arguments) -> opaque(callee) || opaque(arguments);
            case Expr.If(_, var test, var then, var otherwise) ->
                    opaque(test) || opaque(then) || otherwise != null && opaque(otherwise);
            default -> true;
        };
    }

    static void collect(Expr expr, Facts facts, Map<Integer, Boolean> slots) {
        switch (expr) {
            case Expr.Name name -> {
                var variable = facts.variable(name);
                if (variable != null) {
                    slots.put(variable.slot(), true);
                }
            }
            case Expr.Binary(_, _, var left, var right) -> {
                collect(left, facts, slots);
                collect(right, facts, slots);
            }
            case Expr.Unary(_, _, var operand) -> collect(operand, facts, slots);
            case Expr.Cast(_, var value, _) -> collect(value, facts, slots);
            case Expr.Field(_, var base, _) -> collect(base, facts, slots);
            case Expr.TupleField(_, var base, _) -> collect(base, facts, slots);
            case Expr.Index(_, var base, var index) -> {
                collect(base, facts, slots);
                collect(index, facts, slots);
            }
            case Expr.Call(_, var callee, var arguments) -> {
                collect(callee, facts, slots);
                arguments.forEach(a -> collect(a, facts, slots));
            }
            case Expr.If(_, var test, var then, var otherwise) -> {
                collect(test, facts, slots);
                collect(then, facts, slots);
                if (otherwise != null) {
                    collect(otherwise, facts, slots);
                }
            }
            default -> {}
        }
    }
}
