package org.oxur.builtin;

import org.oxur.error.LanguageError;
import org.oxur.value.Opaque;

/// An error that was caught: what `catch-unwind` gives in `Err`.
public record ErrorValue(LanguageError error) implements Opaque {
    @Override
    public String printed() {
        return "#<error " + error.code() + ": " + error.message() + ">";
    }

    @Override
    public String typeName() {
        return "Error";
    }
}
