package org.oxur.protocol;

/// Which part of a document is meant. The server finds the forms; an editor only names a place.
public enum EvalUnit {
    /// The innermost form at the place; just behind a closing bracket, the form that it closes.
    FORM,
    TOP_LEVEL,
    /// The innermost brackets around the place.
    ENCLOSING,
    /// All top-level forms that begin before the place.
    TO_CURSOR,
    SELECTION,
    FILE,
    /// The text in `code`, which need not be in any document.
    CODE
}
