package org.oxur.cli;

import org.jspecify.annotations.Nullable;
import org.oxur.engine.Outcome;
import org.oxur.engine.Session;
import org.oxur.text.SourceText;

/// One text evaluated as a program: it is read whole before anything runs, and ends with the first
/// form that fails.
///
/// @param ok nothing failed
/// @param last what the last form gave; null for a text without forms, or one that could not be
///   read
record ProgramRun(boolean ok, @Nullable Outcome last) {
    /// Errors go to the console as they happen.
    static ProgramRun of(SourceText source, Session session, Console console, boolean colour) {
        var parsed = session.frontend().parse(source);
        if (!parsed.errors().isEmpty()) {
            for (var error : parsed.errors()) {
                console.error(session.frontend().formatError(error, colour));
            }
            return new ProgramRun(false, null);
        }
        Outcome last = null;
        for (var form : parsed.forms()) {
            last = session.evaluate(form);
            if (!last.ok()) {
                report(last, session, console, colour);
                return new ProgramRun(false, last);
            }
        }
        return new ProgramRun(true, last);
    }

    /// All that is wrong with a form: several mistakes may have been found before it ran.
    static void report(Outcome outcome, Session session, Console console, boolean colour) {
        if (outcome.errors().size() > 1) {
            outcome.errors()
                    .forEach(error -> console.error(session.frontend().formatError(error, colour)));
        } else if (outcome.error() != null) {
            console.error(session.frontend().formatError(outcome.error(), colour));
        }
    }
}
