package org.oxur.module;

/// Compiled code that calls a function, and must hear when that is another.
public abstract class Callers {
    /// There is a new version, or names in it mean something else now.
    public abstract void unlink();
}
