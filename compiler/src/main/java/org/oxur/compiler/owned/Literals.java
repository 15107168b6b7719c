package org.oxur.compiler.owned;

import org.jspecify.annotations.Nullable;
import org.oxur.ast.Block;
import org.oxur.ast.Expr;
import org.oxur.ast.Lit;
import org.oxur.ast.Stmt;

/// Whether all that a body gives stands in it as string literals: such strings last for ever.
final class Literals {
    private Literals() {}

    static boolean only(Block body) {
        return !body.stmts().isEmpty()
                && body.stmts().getLast() instanceof Stmt.Evaluation(_, var expr, var semi)
                && !semi
                && only(expr);
    }

    private static boolean only(@Nullable Expr expr) {
        if (expr == null) {
            return false;
        }
        return switch (expr) {
            case Expr.Literal(_, Lit.Str _) -> true;
            case Expr.BlockExpr(_, _, var block) -> only(block);
            case Expr.If(_, _, var then, var otherwise) -> only(then) && only(otherwise);
            case Expr.Match(_, _, var arms) -> arms.stream().allMatch(arm -> only(arm.body()));
            default -> false;
        };
    }
}
