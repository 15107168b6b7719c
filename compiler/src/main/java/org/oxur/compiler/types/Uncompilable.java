package org.oxur.compiler.types;

import org.oxur.text.Span;

/// Why a function stays where it is: a part of it that a compiler does not take. Control flow of
/// the compilers; never an error of the program.
public final class Uncompilable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Span span;
    private final String reason;

    /// @param reason for people, as the end of "interpreted: …"
    public Uncompilable(Span span, String reason) {
        super(reason, null, false, false);
        this.span = span;
        this.reason = reason;
    }

    public Span span() {
        return span;
    }

    public String reason() {
        return reason;
    }
}
