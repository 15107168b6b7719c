package org.oxur.error;

import org.oxur.text.Span;

/// An evaluation that was ended from outside, or by a limit; the node it ran in lives on.
public sealed interface LimitError extends LanguageError {

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
            return "is there a case that ends the recursion? a call in tail position costs no depth";
        }
    }

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

    record Timeout(Span span, long limitMillis) implements LimitError {
        @Override
        public String code() {
            return "timeout";
        }

        @Override
        public String message() {
            return "not finished within " + limitMillis + " ms";
        }
    }
}
