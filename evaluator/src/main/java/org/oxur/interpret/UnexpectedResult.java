package org.oxur.interpret;

/// A typed execution met a value of another type. The child is never executed again: its value is
/// in here.
final class UnexpectedResult extends Exception {
    private static final long serialVersionUID = 1L;

    final transient Object value;

    UnexpectedResult(Object value) {
        super(null, null, false, false);
        this.value = value;
    }
}
