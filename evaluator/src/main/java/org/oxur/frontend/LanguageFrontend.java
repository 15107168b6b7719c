package org.oxur.frontend;

import org.oxur.error.LanguageError;
import org.oxur.error.OxurPanic;
import org.oxur.text.SourceText;

/// A language on the engine. It has no state of its own: what a session has defined (macros) lives
/// in an [Expander].
///
/// Nothing here throws for a mistake in a program: mistakes are data.
public interface LanguageFrontend {
    /// What people call the language: `Oxur`.
    String name();

    /// Of its files, without the dot: `oxr`.
    String extension();

    /// All top-level forms of a text, and all that is wrong with it. Broken forms are left out; the
    /// forms around them stand.
    ParsedText parse(SourceText text);

    /// A new compile-time environment. It is used by one thread at a time.
    Expander expander(MacroHost host);

    /// The value as the language writes it, cut at the limits.
    String formatValue(Object value, PrintLimits limits);

    /// The error with its source lines, labels, hint and stack trace.
    String formatError(OxurPanic panic, boolean colour);

    /// An error found without running anything.
    String formatError(LanguageError error, boolean colour);
}
