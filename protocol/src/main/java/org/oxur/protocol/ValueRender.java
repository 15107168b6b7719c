package org.oxur.protocol;

import org.jspecify.annotations.Nullable;

/// Asks for a value that a [ValueRef] names as text.
///
/// @param mime `text/plain` or `text/markdown`
public record ValueRender(String ref, String mime, @Nullable Print print) {
    public record Result(String mime, String data) {}
}
