package org.oxur.builtin;

/// What a call does with an argument before the function's body runs.
public enum Mode {
    /// The body gets the bare value, references seen through and checked.
    BORROW,
    /// As [#BORROW]; the place must be mutable, and older borrows of it become stale.
    BORROW_MUT,
    /// The body gets a reference, because its result may be a reference into the value. An argument
    /// that is no reference is lent for the call.
    LEND,
    /// As [#LEND], a mutable one.
    LEND_MUT,
    /// The body gets what was given: a moved value, or a reference.
    MOVE
}
