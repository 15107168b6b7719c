package org.oxur.print;

import org.oxur.ast.BinOp;
import org.oxur.ast.Expr;
import org.oxur.ast.Stmt;

/// What stands in tail position.
final class Tails {
    /// Deeper than what is printed as Rust.
    private static final int MAX_DEPTH = RustPrinter.MAX_DEPTH + 1;

    private Tails() {}

    /// True if one of the ways through the expression ends in a `recur` of the loop or function
    /// around it.
    static boolean recur(Expr expr) {
        return recur(expr, MAX_DEPTH);
    }

    private static boolean recur(Expr expr, int depth) {
        if (depth == 0) {
            return false;
        }
        return switch (expr) {
            case Expr.Recur _ -> true;
            case Expr.If(_, _, var then, var otherwise) ->
                    recur(then, depth - 1) || otherwise != null && recur(otherwise, depth - 1);
            case Expr.Match(_, _, var arms) ->
                    arms.stream().anyMatch(arm -> recur(arm.body(), depth - 1));
            case Expr.BlockExpr(_, var label, var block) ->
                    label == null
                            && !block.stmts().isEmpty()
                            && block.stmts().getLast()
                                    instanceof Stmt.Evaluation(_, var last, var semi)
                            && !semi
                            && recur(last, depth - 1);
            case Expr.Binary(_, var op, _, var right) ->
                    (op == BinOp.AND || op == BinOp.OR) && recur(right, depth - 1);
            default -> false;
        };
    }
}
