package org.oxur.protocol;

/// What executes a function.
public enum Tier {
    INTERP,
    JIT,
    NATIVE
}
