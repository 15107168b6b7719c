package org.oxur.engine;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// A name that a program could use.
///
/// @param signature as people read it: `[v i] -> (Option &T)`; null where there is none
/// @param span where it is defined; null for what is built in
public record NameInfo(
        String name,
        Kind kind,
        @Nullable String signature,
        @Nullable String doc,
        @Nullable Span span) {
    public enum Kind {
        FUNCTION,
        STATIC,
        CONST,
        STRUCT,
        ENUM,
        VARIANT,
        TRAIT,
        MODULE,
        MACRO,
        BUILTIN,
        FORM
    }
}
