package org.oxur.print;

import java.util.ArrayList;
import java.util.List;
import org.oxur.ast.Item;
import org.oxur.ast.Stmt;
import org.oxur.error.LanguageError;
import org.oxur.frontend.MacroHost;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;

/// A text read and lowered, without a program to run macros in.
record Reading(List<Stmt> stmts, List<LanguageError> errors) {
    private static final MacroHost NOWHERE =
            new MacroHost() {
                @Override
                public void define(Item.Fn function) {}

                @Override
                public Object call(String function, List<Object> arguments) {
                    throw new IllegalStateException("no macro runs here");
                }

                @Override
                public boolean available() {
                    return false;
                }
            };

    static Reading of(SourceText source) {
        var stmts = new ArrayList<Stmt>();
        var errors = new ArrayList<LanguageError>();
        for (var form : forms(source)) {
            stmts.addAll(form.stmts());
            errors.addAll(form.errors());
        }
        return new Reading(stmts, errors);
    }

    /// One for each top-level form.
    static List<Reading> forms(SourceText source) {
        var frontend = new OxurFrontend();
        var parsed = frontend.parse(source);
        var expander = frontend.expander(NOWHERE);
        var readings = new ArrayList<Reading>();
        for (var form : parsed.forms()) {
            var lowered = expander.expand(form);
            readings.add(new Reading(lowered.stmts(), lowered.errors()));
        }
        if (!parsed.errors().isEmpty()) {
            readings.add(new Reading(List.of(), parsed.errors()));
        }
        return readings;
    }
}
