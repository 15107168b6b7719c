package org.oxur.protocol;

import org.jspecify.annotations.Nullable;

/// Asks which form a unit means at a place; nothing is evaluated.
public record FormsAt(DocumentId textDocument, Position position, EvalUnit unit) {
    /// @param kind `definition`, `macro`, `expression` for top-level forms, `inner` for parts of
    ///   one
    /// @param def the definition's name, if it is one
    /// @param inComment the place is in a comment
    public record Result(Range range, String kind, @Nullable String def, boolean inComment) {}
}
