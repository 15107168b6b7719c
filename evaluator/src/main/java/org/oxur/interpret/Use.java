package org.oxur.interpret;

/// What is done with the value of a place.
enum Use {
    /// It is looked at, and stays where it is.
    READ,
    /// It is taken: copied if it is Copy, moved otherwise.
    TAKE,
    /// As [#TAKE], where nothing reads the place again.
    TAKE_LAST,
    /// As [#TAKE], to be passed to a function: a `&mut` is lent on.
    ARGUMENT
}
