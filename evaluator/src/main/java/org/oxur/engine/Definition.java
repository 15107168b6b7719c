package org.oxur.engine;

import org.oxur.interpret.Definitions;
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

    static Definition of(Definitions.Made made) {
        var change = made.change();
        var what =
                change.oldVersion() == 0
                        ? Change.NEW
                        : change.same()
                                ? Change.SAME
                                : change.signatureChanged() ? Change.SIGNATURE : Change.BODY;
        return new Definition(
                made.kind(),
                change.name(),
                change.oldVersion(),
                change.newVersion(),
                what,
                made.span());
    }

    public boolean replaced() {
        return oldVersion > 0 && newVersion != oldVersion;
    }
}
