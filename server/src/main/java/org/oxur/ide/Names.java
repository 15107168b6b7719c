package org.oxur.ide;

import java.util.ArrayList;
import java.util.List;
import org.oxur.ast.Block;
import org.oxur.ast.Expr;
import org.oxur.ast.Stmt;

/// The names that stand anywhere in an expression.
final class Names {
    private final List<Expr.Name> found = new ArrayList<>();

    private Names() {}

    /// Those that are more than lent by a plain `&name`: given away, set, or used in some other
    /// way. Definitions inside are left out, they see no variables.
    static List<Expr.Name> ownedIn(Expr expr) {
        var names = new Names();
        names.expr(expr);
        return names.found;
    }

    private void expr(Expr expr) {
        switch (expr) {
            case Expr.Name name -> found.add(name);
            case Expr.Reference(_, var mutable, Expr.Name _) when !mutable -> {}
            case Expr.BlockExpr(_, _, var block) -> block(block);
            case Expr.While(_, _, var test, var body) -> {
                expr(test);
                block(body);
            }
            case Expr.ForLoop(_, _, _, var iterated, var body) -> {
                expr(iterated);
                block(body);
            }
            case Expr.Loop(_, _, var body) -> block(body);
            case Expr.RecurLoop(_, _, var bindings, var body) -> {
                bindings.forEach(this::stmt);
                block(body);
            }
            default -> Parts.of(expr).forEach(this::expr);
        }
    }

    private void block(Block block) {
        block.stmts().forEach(this::stmt);
    }

    private void stmt(Stmt stmt) {
        switch (stmt) {
            case Stmt.Local(_, _, _, var init) -> {
                if (init != null) {
                    expr(init);
                }
            }
            case Stmt.Evaluation(_, var expr, _) -> expr(expr);
            case Stmt.Definition _ -> {}
        }
    }
}
