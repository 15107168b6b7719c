package org.oxur.value;

/// A function by name, late-bound: whoever holds it calls its newest version. Equal only to itself.
/// Copy.
public abstract class FunctionValue {
    private final String name;

    protected FunctionValue(String name) {
        this.name = name;
    }

    public final String name() {
        return name;
    }

    /// Of the current version: `1`, or `1+` with a rest parameter.
    public abstract String arity();
}
