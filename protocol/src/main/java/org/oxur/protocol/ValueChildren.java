package org.oxur.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks for parts of a value that a [ValueRef] names.
///
/// @param start of the first part, from 0; 0 if absent
/// @param count at most; 100 if absent
/// @param filter only parts whose label contains it, out of those from `start` on
public record ValueChildren(
        String ref, @Nullable Integer start, @Nullable Integer count, @Nullable String filter) {
    /// @param total how many parts there are; absent where that is not known
    public record Result(List<Child> children, @Nullable Integer total) {}

    /// @param label an index, a field's name or a key
    public record Child(String label, ValueRef value) {}
}
