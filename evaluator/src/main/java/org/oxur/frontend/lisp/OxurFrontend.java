package org.oxur.frontend.lisp;

import org.oxur.error.ErrorRenderer;
import org.oxur.error.LanguageError;
import org.oxur.error.OxurPanic;
import org.oxur.frontend.Expander;
import org.oxur.frontend.LanguageFrontend;
import org.oxur.frontend.MacroHost;
import org.oxur.frontend.ParsedText;
import org.oxur.frontend.PrintLimits;
import org.oxur.text.SourceText;
import org.oxur.value.Printer;

/// Oxur, a Lisp with Rust semantics.
///
/// A text goes through [Syntax] (tokens and forms), [Macros] and [Lowering] (forms to the tree).
public final class OxurFrontend implements LanguageFrontend {
    @Override
    public String name() {
        return "Oxur";
    }

    @Override
    public String extension() {
        return "oxr";
    }

    @Override
    public ParsedText parse(SourceText text) {
        return Syntax.of(text).parsed();
    }

    @Override
    public Expander expander(MacroHost host) {
        return new OxurExpander(host);
    }

    @Override
    public String formatValue(Object value, PrintLimits limits) {
        return Printer.repl(value, limits.maxItems(), limits.maxDepth(), limits.maxChars());
    }

    @Override
    public String formatError(OxurPanic panic, boolean colour) {
        return ErrorRenderer.render(panic, colour);
    }

    @Override
    public String formatError(LanguageError error, boolean colour) {
        return ErrorRenderer.render(error, colour);
    }
}
