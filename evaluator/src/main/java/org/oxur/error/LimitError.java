package org.oxur.error;

import org.oxur.text.Span;

/// An evaluation that was ended from outside, or by a limit; the node it ran in lives on.
public sealed interface LimitError extends LanguageError {

    /// Calls are nested deeper than the limit of 100,000. The session lives on.
    record RecursionLimit(Span span, int limit) implements LimitError {
        @Override
        public String code() {
            return "recursion-limit";
        }

        @Override
        public String message() {
            return "calls are nested deeper than " + limit;
        }

        @Override
        public String hint() {
            return "is there a case that ends the recursion? a call in tail position costs no"
                    + " depth";
        }
    }

    /// The evaluation needs more memory than there is. What it held is given up; the session lives
    /// on. `OXUR_JAVA_OPTIONS=-Xmx4g` gives programs more.
    record OutOfMemory(Span span, long limitBytes) implements LimitError {
        @Override
        public String code() {
            return "out-of-memory";
        }

        @Override
        public String message() {
            return "the evaluation needs more than the " + (limitBytes >> 20) + " MiB there are";
        }
    }

    /// The evaluation was ended from outside: Ctrl-C at the prompt, "Cancel" in an editor. It
    /// cannot be caught.
    record Cancelled(Span span) implements LimitError {
        @Override
        public String code() {
            return "cancelled";
        }

        @Override
        public String message() {
            return "cancelled";
        }
    }

    /// The evaluation took longer than it was given: `oxur test --timeout SECONDS`.
    ///
    /// @param given what it was given: `1000 ms`, `5000 calls and turns of loops`
    record Timeout(Span span, String given) implements LimitError {
        public static Timeout ofMillis(Span span, long millis) {
            return new Timeout(span, millis + " ms");
        }

        public static Timeout ofReductions(Span span, long reductions) {
            return new Timeout(span, reductions + " calls and turns of loops");
        }

        @Override
        public String code() {
            return "timeout";
        }

        @Override
        public String message() {
            return "not finished within " + given;
        }
    }
}
