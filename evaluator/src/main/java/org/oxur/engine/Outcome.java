package org.oxur.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.error.LanguageError;
import org.oxur.error.OxurPanic;
import org.oxur.text.Span;

/// What became of one top-level form.
///
/// @param span the form
/// @param value its value as the language prints it; null unless `status` is OK
/// @param unit the value is unit, which a prompt does not show
/// @param error what went wrong, with its trail; null if `status` is OK
/// @param errors all errors found before anything ran (expansion, lowering); the first of them is
///   `error` too
/// @param elapsedNanos wall-clock, reading excluded
/// @param definitions what it defined or replaced, in order
/// @param type of the value, as `type-of` says it; null unless `status` is OK
/// @param size of the value, if it has parts: elements, entries, fields; null if not
/// @param phases what took how long
/// @param held the value itself, for who wants to look into it; null unless `status` is OK
/// @param uses names of the functions, statics and types of the program that took part, and of
///   macros: when one of them changes, the value may
public record Outcome(
        Span span,
        Status status,
        @Nullable String value,
        boolean unit,
        @Nullable OxurPanic error,
        List<LanguageError> errors,
        long elapsedNanos,
        List<Definition> definitions,
        @Nullable String type,
        @Nullable Integer size,
        Phases phases,
        List<String> uses,
        @Nullable HeldValue held) {
    /// Wall-clock of the parts of an evaluation.
    ///
    /// @param expandNanos macros, and lowering to the tree
    /// @param checkNanos what names mean, and making executable nodes
    /// @param printNanos the value as text
    public record Phases(long expandNanos, long checkNanos, long runNanos, long printNanos) {
        public static final Phases NONE = new Phases(0, 0, 0, 0);
    }

    public enum Status {
        OK,
        ERROR,
        CANCELLED,
        TIMEOUT
    }

    public Outcome(
            Span span,
            Status status,
            @Nullable String value,
            boolean unit,
            @Nullable OxurPanic error,
            List<LanguageError> errors,
            long elapsedNanos,
            List<Definition> definitions,
            @Nullable String type,
            @Nullable Integer size,
            Phases phases,
            List<String> uses) {
        this(
                span,
                status,
                value,
                unit,
                error,
                errors,
                elapsedNanos,
                definitions,
                type,
                size,
                phases,
                uses,
                null);
    }

    public Outcome {
        errors = List.copyOf(errors);
        definitions = List.copyOf(definitions);
        uses = List.copyOf(uses);
    }

    public boolean ok() {
        return status == Status.OK;
    }
}
