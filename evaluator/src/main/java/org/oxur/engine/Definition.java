package org.oxur.engine;

import org.oxur.module.DefinitionKind;
import org.oxur.text.Span;

/// A definition that was made, or made again.
///
/// @param kind of what
/// @param name with its module: `geometry::area`; a method with its type: `Point::new`
/// @param oldVersion 0 if it is new
/// @param newVersion equal to `oldVersion` if the definition is equal to the current one
public record Definition(
        DefinitionKind kind,
        String name,
        int oldVersion,
        int newVersion,
        Change change,
        Span span) {
    public enum Change {
        NEW,
        /// Equal to what was there, after expansion.
        SAME,
        BODY,
        /// Parameters or their types, or the result's type.
        SIGNATURE
    }

    public boolean replaced() {
        return oldVersion > 0 && newVersion != oldVersion;
    }
}
