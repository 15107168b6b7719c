package org.oxur.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// `fn name<T>(inputs) -> output`.
public record Signature(
        Span span, Ident ident, Generics generics, List<FnArg> inputs, @Nullable Type output) {
    public Signature {
        inputs = List.copyOf(inputs);
    }

    /// The arguments a call must have at least, the receiver counted.
    public int required() {
        return hasRest() ? inputs.size() - 1 : inputs.size();
    }

    public boolean hasRest() {
        return !inputs.isEmpty() && inputs.getLast() instanceof FnArg.Rest;
    }
}
