package org.oxur.protocol;

import org.jspecify.annotations.Nullable;

/// Moves a function up or down, or holds it where it is.
///
/// @param tier to promote to, native code if it is null; to demote to, the interpreter if it is
///   null; to hold it in, the one that it is in if it is null
public record TierSet(DocumentId textDocument, String def, Action action, @Nullable Tier tier) {
    public enum Action {
        PROMOTE,
        DEMOTE,
        PIN,
        UNPIN
    }

    /// @param jobId of the compilation that this needs; null where it needs none
    public record Result(boolean accepted, @Nullable Long jobId) {}
}
