package org.oxur.ide;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Ident;

/// The variables that can be seen at a place, and the type parameters.
final class Scope {
    private final @Nullable Scope outer;
    private final Map<Key, Integer> variables = new HashMap<>();
    private final Map<String, Boolean> generics = new HashMap<>();

    /// Names that templates introduced are other names, whatever they look like.
    private record Key(String name, int mark) {}

    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    void declare(Ident ident, int variable) {
        variables.put(new Key(ident.name(), ident.mark()), variable);
    }

    void declareGeneric(String name) {
        generics.put(name, true);
    }

    /// The variable that a name stands for, or null when it stands for a definition.
    @Nullable Integer find(Ident ident) {
        var key = new Key(ident.name(), ident.mark());
        for (Scope scope = this; scope != null; scope = scope.outer) {
            var found = scope.variables.get(key);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    boolean hasGeneric(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (scope.generics.containsKey(name)) {
                return true;
            }
        }
        return false;
    }
}
