package org.oxur.protocol;

import org.jspecify.annotations.Nullable;

/// Moves a function up or down, or holds it where it is.
///
/// @param tier to promote to; null for native code
public record TierSet(DocumentId textDocument, String def, Action action, @Nullable Tier tier) {
    public enum Action {
        PROMOTE,
        DEMOTE,
        PIN,
        UNPIN
    }

    public record Result(boolean accepted) {}
}
