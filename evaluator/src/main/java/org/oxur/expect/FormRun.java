package org.oxur.expect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.error.LanguageError;
import org.oxur.text.Span;

/// What a form did, as expectations see it.
///
/// @param value as printed; null if it failed
/// @param error null if it did not fail
/// @param rendered the error for people, null if there is none
/// @param output complete lines, notices of the session included
public record FormRun(
        Span form,
        @Nullable String value,
        @Nullable LanguageError error,
        @Nullable String rendered,
        List<String> output) {
    public FormRun {
        output = List.copyOf(output);
    }
}
