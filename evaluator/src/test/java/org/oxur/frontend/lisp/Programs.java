package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.List;
import org.oxur.ast.Item;
import org.oxur.ast.Stmt;
import org.oxur.error.LanguageError;
import org.oxur.frontend.MacroHost;
import org.oxur.print.OxurPrinter;
import org.oxur.print.Printed;
import org.oxur.text.SourceText;

/// What the front end makes of a program, as text.
final class Programs {
    /// Where no macro code runs.
    static final MacroHost NO_HOST =
            new MacroHost() {
                @Override
                public void define(Item.Fn function) {
                    throw new AssertionError("nothing is defined where nothing runs");
                }

                @Override
                public Object call(String function, List<Object> arguments) {
                    throw new AssertionError("nothing is called where nothing runs");
                }

                @Override
                public boolean available() {
                    return false;
                }
            };

    private Programs() {}

    /// @param errors of reading and of lowering
    record Outcome(List<Stmt> statements, List<LanguageError> errors) {}

    static Outcome outcome(String program) {
        return outcome(program, NO_HOST);
    }

    static Outcome outcome(String program, MacroHost host) {
        var frontend = new OxurFrontend();
        var parsed = frontend.parse(new SourceText("test.oxr", program));
        var statements = new ArrayList<Stmt>();
        var errors = new ArrayList<>(parsed.errors());
        var expander = frontend.expander(host);
        for (var form : parsed.forms()) {
            var lowered = expander.expand(form);
            statements.addAll(lowered.stmts());
            errors.addAll(lowered.errors());
        }
        return new Outcome(statements, errors);
    }

    /// The tree as Oxur, then one line for each error.
    static String lowered(String program) {
        return described(outcome(program));
    }

    static String described(Outcome outcome) {
        var text = new StringBuilder();
        outcome.statements().forEach(statement -> text.append(printed(statement)));
        outcome.errors().forEach(error -> text.append(described(error)));
        return text.toString();
    }

    static String printed(Stmt statement) {
        return switch (OxurPrinter.print(statement)) {
            case Printed.Text(var text) -> text;
            case Printed.Impossible(_, var reason) -> "cannot be printed: " + reason + "\n";
        };
    }

    private static String described(LanguageError error) {
        var lines = error.span().source().lines();
        var hint = error.hint();
        return lines.position(error.span().start())
                + "-"
                + lines.position(error.span().end())
                + " "
                + error.code()
                + ": "
                + error.message()
                + (hint == null ? "" : " (" + hint + ")")
                + "\n";
    }
}
