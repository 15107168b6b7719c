package org.oxur.protocol;

import org.jspecify.annotations.Nullable;

/// Makes an earlier version of a function current again.
public record NodeRollback(String session, String def, int version) {
    /// @param change null when that version is not kept
    public record Result(@Nullable NodeChange change) {}
}
