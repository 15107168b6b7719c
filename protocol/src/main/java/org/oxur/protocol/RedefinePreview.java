package org.oxur.protocol;

import org.jspecify.annotations.Nullable;

/// Asks what loading a document, or a text, would change.
///
/// @param textDocument with another version than the server's: `-33001`
/// @param code in place of the document's own text; the document then says where it would be loaded
public record RedefinePreview(
        @Nullable DocumentId textDocument, @Nullable String code, @Nullable String node) {}
