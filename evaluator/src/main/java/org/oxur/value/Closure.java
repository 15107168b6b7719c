package org.oxur.value;

/// A function with what it captured. Copy where all that it captured is.
public abstract class Closure extends HeapValue {
    /// `1`, or `1+` with a rest parameter.
    public abstract String arity();

    /// How much it captured; part `i` is a captured value, a [Ref] for what is captured by
    /// reference.
    public abstract int partCount();
}
