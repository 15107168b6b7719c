package org.oxur.protocol;

/// How an evaluation, or one form of it, ended. A failed evaluation is a successful response.
public enum Status {
    OK,
    ERROR,
    CANCELLED,
    TIMEOUT,
    LIMIT,
    /// Nothing was evaluated: the document has another version than the one named.
    REFUSED
}
