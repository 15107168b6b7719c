package org.oxur.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Removes results: those named, those of a document, or all.
public record ClearResults(@Nullable String uri, @Nullable List<String> ids) {
    public record Result(int cleared) {}
}
