package org.oxur.ownership;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Stmt;
import org.oxur.engine.Limits;
import org.oxur.engine.LiveSession;
import org.oxur.engine.Session;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.print.Printed;
import org.oxur.print.RustPrinter;
import org.oxur.text.SourceText;

/// A small program for both judges.
///
/// @param expected the code of the error that it must end in, or null when it must not, or when
///   nobody knows yet
record Program(String name, String text, @Nullable String expected) {
    /// The programs of a corpus file: each begins with a line `;;- name`; one that is wrong says so
    /// by `;!> code`.
    static List<Program> in(Path file) throws IOException {
        var programs = new ArrayList<Program>();
        for (var part : Files.readString(file).split("(?m)^;;- ")) {
            int line = part.indexOf('\n');
            if (!part.startsWith(";")) {
                var text = part.substring(line + 1);
                int marker = text.indexOf(";!> ");
                var code = marker < 0 ? null : text.substring(marker + 4).strip();
                programs.add(
                        new Program(
                                file.getFileName() + ": " + part.substring(0, line), text, code));
            }
        }
        return programs;
    }

    /// What the engine made of it: what was printed, and the code of the error that ended it.
    record Run(String output, @Nullable String error, String message) {}

    Run run() {
        var output = new StringBuilder();
        var sink =
                new Session.Output() {
                    @Override
                    public void out(String text) {
                        output.append(text);
                    }

                    @Override
                    public void err(String text) {}
                };
        var frontend = new OxurFrontend();
        try (var session = LiveSession.open(frontend, sink, Limits.NONE)) {
            for (var form : frontend.parse(new SourceText(name, text)).forms()) {
                var outcome = session.evaluate(form);
                var error = outcome.error();
                if (error != null) {
                    return new Run(
                            output.toString(),
                            error.error().code(),
                            frontend.formatError(error, false));
                }
            }
        }
        return new Run(output.toString(), null, "");
    }

    /// As the body of a Rust module whose `main` runs it.
    String rust() {
        var frontend = new OxurFrontend();
        var expander = frontend.expander(NoMacros.HOST);
        var stmts = new ArrayList<Stmt>();
        for (var form : frontend.parse(new SourceText(name, text)).forms()) {
            var lowered = expander.expand(form);
            if (!lowered.errors().isEmpty()) {
                throw new AssertionError(name + ": " + lowered.errors());
            }
            stmts.addAll(lowered.stmts());
        }
        return switch (RustPrinter.print(stmts)) {
            case Printed.Text(var rust) ->
                    rust.replace("#![allow(warnings)]\n", "")
                            .replace("\nfn main() {", "\npub fn main() {");
            case Printed.Impossible(var span, var reason) ->
                    throw new AssertionError(name + ": " + span + ": " + reason + "\n" + text);
        };
    }
}
