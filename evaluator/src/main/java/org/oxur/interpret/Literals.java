package org.oxur.interpret;

import org.oxur.ast.Expr;
import org.oxur.ast.Lit;
import org.oxur.value.Numbers;
import org.oxur.value.StrLiteral;
import org.oxur.value.StringValue;

/// Literals that meet an annotation after they were executed.
final class Literals {
    private Literals() {}

    static Object adapted(Expr expr, Object value, TypeTest type) {
        var wanted = type.intType();
        if (expr instanceof Expr.Literal(_, Lit.Int(var exact, _, var adapts))
                && adapts
                && wanted != null) {
            return Numbers.adapt(exact, wanted, expr::span);
        }
        return value instanceof StrLiteral text && type.name.equals("String")
                ? StringValue.copyOf(text)
                : value;
    }
}
