package org.oxur.protocol;

import org.jspecify.annotations.Nullable;

/// Asks for what a function became, as text.
///
/// @param kind `expanded`, `core`, `bytecode`, `rust`, `asm` or `profile`
public record NodeArtifact(String session, String def, String kind) {
    /// @param text null where there is no such text
    public record Result(@Nullable String text, String languageId) {}
}
