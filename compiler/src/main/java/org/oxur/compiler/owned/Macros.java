package org.oxur.compiler.owned;

import org.oxur.ast.Expr;
import org.oxur.compiler.types.Uncompilable;

/// `println` and its kin.
final class Macros {
    private final Lowering lowering;

    Macros(Lowering lowering) {
        this.lowering = lowering;
    }

    /// Gives up, showing a value.
    static String trapWith(int point, String subject) {
        return "trap_value(c, " + point + ", &" + subject + ")";
    }

    Code macro(Expr.Macro macro) throws Uncompilable {
        throw new Uncompilable(
                macro.span(), "`" + macro.macro().name().toLowerCase(java.util.Locale.ROOT) + "`");
    }
}
