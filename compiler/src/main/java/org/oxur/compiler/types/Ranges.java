package org.oxur.compiler.types;

import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.resolve.Facts;

/// What a `for` goes through, when that is a range written out.
///
/// @param low null for 0
public record Ranges(@Nullable Expr low, Expr high, boolean inclusive) {
    /// Null when it is anything else.
    public static @Nullable Ranges of(Expr iterated, Facts facts) {
        return switch (iterated) {
            case Expr.Range(_, var from, var to, var inclusive) when from != null && to != null ->
                    new Ranges(from, to, inclusive);
            case Expr.Call(_, Expr.Name name, var arguments)
                    when name.path().name().equals("range")
                            && facts.variable(name) == null
                            && !arguments.isEmpty()
                            && arguments.size() <= 2 ->
                    new Ranges(
                            arguments.size() == 1 ? null : arguments.getFirst(),
                            arguments.getLast(),
                            false);
            default -> null;
        };
    }
}
