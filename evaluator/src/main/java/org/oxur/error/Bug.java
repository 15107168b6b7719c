package org.oxur.error;

/// We were wrong, not the program: loud, with a full Java trace, and never part of what a user can
/// catch.
public final class Bug extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Bug(String message) {
        super(message);
    }

    public Bug(String message, Throwable cause) {
        super(message, cause);
    }

    /// For a state that an invariant rules out; the message names the invariant.
    public static Bug unreachable(String invariant) {
        return new Bug(invariant);
    }
}
