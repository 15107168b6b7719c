package org.oxur.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// A type as written. Primitive and built-in types are paths like any other; `Any` and `_` put no
/// bound on a value.
public sealed interface Type extends Tree {
    record Named(Span span, Path path) implements Type {}

    record Reference(Span span, boolean mutable, Type target) implements Type {}

    /// The empty tuple is unit.
    record Tuple(Span span, List<Type> parts) implements Type {
        public Tuple {
            parts = List.copyOf(parts);
        }
    }

    /// `Fn(A, B) -> R`.
    record Function(Span span, List<Type> inputs, @Nullable Type output) implements Type {
        public Function {
            inputs = List.copyOf(inputs);
        }
    }

    /// `dyn Trait`.
    record TraitObject(Span span, Path trait) implements Type {}

    /// `_`.
    record Infer(Span span) implements Type {}
}
