package org.oxur.ide;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.ast.Type;

/// What is surely a value that moves, told from how it is made or declared.
final class Owned {
    private static final Set<String> MOVING_TYPES = Set.of("Vec", "String", "HashMap", "HashSet");
    private static final Set<String> STRING_MAKERS = Set.of("str", "to-uppercase", "to-lowercase");

    private Owned() {}

    /// In words (`a vector`), or null when it may be Copy.
    static @Nullable String describe(Expr expr) {
        return switch (expr) {
            case Expr.Vec _ -> "a vector";
            case Expr.Map _ -> "a map";
            case Expr.Macro(_, var macro, _, _) ->
                    macro == Expr.KnownMacro.FORMAT ? "a string" : null;
            case Expr.Call(_, Expr.Name(_, var path), _) ->
                    STRING_MAKERS.contains(path.name()) ? "a string" : null;
            default -> null;
        };
    }

    static @Nullable String describe(Type type) {
        if (type instanceof Type.Named(_, var path) && MOVING_TYPES.contains(path.name())) {
            return switch (path.name()) {
                case "Vec" -> "a vector";
                case "String" -> "a string";
                default -> "a collection";
            };
        }
        return null;
    }
}
