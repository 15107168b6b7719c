package org.oxur.interpret;

/// In place of a value: control goes somewhere else. Never leaves a function.
///
/// A node in a position from which control flows on to its parent gives the signal; a node deeper
/// in an expression throws its [#unwinding].
final class Signal {
    /// `return`; the value is in the execution.
    static final Signal RETURN = new Signal();

    /// A call in tail position; callee and frame are in the execution.
    static final Signal TAIL_CALL = new Signal();

    final Unwinding unwinding = new Unwinding(this);

    static final class Unwinding extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final transient Signal signal;

        Unwinding(Signal signal) {
            super(null, null, false, false);
            this.signal = signal;
        }
    }
}
