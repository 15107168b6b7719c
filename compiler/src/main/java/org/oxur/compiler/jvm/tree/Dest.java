package org.oxur.compiler.jvm.tree;

/// Where a value is wanted.
sealed interface Dest {
    /// Nowhere: only the effect counts.
    record Nothing() implements Dest {}

    /// The function gives it.
    record Result() implements Dest {}

    /// Locals of a kind that takes it.
    record Store(Value place) implements Dest {}

    Dest NOTHING = new Nothing();
    Dest RESULT = new Result();
}
