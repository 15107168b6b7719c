package org.oxur.module;

/// What executes a version of a function, in some tier.
public abstract class Executable {
    /// Names in it mean something else now: it is built anew at its next call.
    public abstract void relink();
}
