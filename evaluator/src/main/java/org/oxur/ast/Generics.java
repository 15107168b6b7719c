package org.oxur.ast;

import java.util.List;

/// `<T, U: Bound>`.
public record Generics(List<Parameter> parameters) {
    public static final Generics NONE = new Generics(List.of());

    public Generics {
        parameters = List.copyOf(parameters);
    }

    public record Parameter(Ident ident, List<Path> bounds) {
        public Parameter {
            bounds = List.copyOf(bounds);
        }
    }
}
