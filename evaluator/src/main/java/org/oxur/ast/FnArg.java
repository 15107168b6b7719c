package org.oxur.ast;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// A parameter of a function or closure.
public sealed interface FnArg {
    Span span();

    /// `self`, `&self`, `&mut self`, `mut self`. It is the local `self` in the body.
    record Receiver(Span span, boolean reference, boolean mutable) implements FnArg {}

    /// @param type null where the program gives none: any value
    record Typed(Span span, Pat pat, @Nullable Type type) implements FnArg {}

    /// Extension: `& rest`, always last; a `Vec` of the arguments that are left.
    record Rest(Span span, Pat pat) implements FnArg {}
}
