package org.oxur.frontend.toy;

import java.util.ArrayList;
import java.util.List;
import org.oxur.ast.Stmt;
import org.oxur.error.ErrorRenderer;
import org.oxur.error.LanguageError;
import org.oxur.error.OxurPanic;
import org.oxur.frontend.Expander;
import org.oxur.frontend.LanguageFrontend;
import org.oxur.frontend.MacroHost;
import org.oxur.frontend.ParsedText;
import org.oxur.frontend.ParsedText.SourceForm;
import org.oxur.frontend.PrintLimits;
import org.oxur.text.SourceText;
import org.oxur.text.Span;
import org.oxur.value.Printer;

/// `fn twice(n) { n + n }`: no macros, and what is read is the tree already.
public final class ToyFrontend implements LanguageFrontend {
    private record Statement(Stmt stmt) implements SourceForm {
        @Override
        public Span span() {
            return stmt.span();
        }

        @Override
        public Object contentKey() {
            return stmt;
        }
    }

    @Override
    public String name() {
        return "Toy";
    }

    @Override
    public String extension() {
        return "toy";
    }

    @Override
    public ParsedText parse(SourceText text) {
        var errors = new ArrayList<LanguageError>();
        var statements = new ToyParser(ToyToken.of(text, errors)).file(errors);
        List<SourceForm> forms = statements.stream().<SourceForm>map(Statement::new).toList();
        return new ParsedText(text, forms, errors, List.of());
    }

    @Override
    public Expander expander(MacroHost host) {
        return new Expander() {
            @Override
            public Lowered expand(SourceForm form) {
                return new Lowered(
                        List.of(((Statement) form).stmt()), List.of(), List.of(), List.of());
            }

            @Override
            public Object macroexpand(Object form, boolean once) {
                return form;
            }
        };
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
