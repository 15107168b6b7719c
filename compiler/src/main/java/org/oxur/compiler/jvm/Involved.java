package org.oxur.compiler.jvm;

import java.util.List;
import org.oxur.ast.Expr;

/// Whether an expression jumps or loops: then nothing may wait on the JVM's operand stack while it
/// is executed, because HotSpot enters a running loop only with an empty one and a jump must find
/// the same one everywhere.
final class Involved {
    private Involved() {}

    static boolean any(List<Expr> exprs) {
        for (var expr : exprs) {
            if (in(expr)) {
                return true;
            }
        }
        return false;
    }

    static boolean in(Expr expr) {
        return switch (expr) {
            case Expr.Literal _, Expr.Name _ -> false;
            case Expr.Unary(_, _, var operand) -> in(operand);
            case Expr.Binary(_, _, var left, var right) -> in(left) || in(right);
            case Expr.Comparison(_, _, var operands) -> any(operands);
            case Expr.Cast(_, var value, _) -> in(value);
            case Expr.Call(_, _, var arguments) -> any(arguments);
            case Expr.MethodCall(_, var receiver, _, _, var arguments) ->
                    in(receiver) || any(arguments);
            case Expr.If(_, var test, var then, var otherwise) ->
                    in(test) || in(then) || otherwise != null && in(otherwise);
            default -> true;
        };
    }
}
