package org.oxur.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks what executes the functions of a document.
///
/// @param defs some of them, as the document calls them; null for all
public record TierStatus(
        DocumentId textDocument, @Nullable List<String> defs, @Nullable String node) {
    public record Result(List<TierInfo> tiers) {}
}
