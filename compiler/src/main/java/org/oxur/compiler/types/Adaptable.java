package org.oxur.compiler.types;

import org.oxur.ast.BinOp;
import org.oxur.ast.Expr;
import org.oxur.ast.Lit;

/// Integers whose type is whatever is wanted where they stand.
public final class Adaptable {
    private Adaptable() {}

    /// As Tier 0's nodes: a literal without a suffix, or a computation of such literals only.
    public static boolean isAdaptable(Expr expr) {
        return switch (expr) {
            case Expr.Literal(_, Lit.Int(_, _, var adapts)) -> adapts;
            case Expr.Unary(_, var op, var operand) ->
                    op != Expr.UnOp.DEREF && isAdaptable(operand);
            case Expr.Binary(_, var op, var left, var right) ->
                    !op.isComparison()
                            && op != BinOp.AND
                            && op != BinOp.OR
                            && isAdaptable(left)
                            && isAdaptable(right);
            default -> false;
        };
    }
}
