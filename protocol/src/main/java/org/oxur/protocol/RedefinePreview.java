package org.oxur.protocol;

import org.jspecify.annotations.Nullable;

/// Asks what loading a document would change.
public record RedefinePreview(DocumentId textDocument, @Nullable String node) {}
