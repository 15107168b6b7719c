package org.oxur.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.engine.LiveSession;
import org.oxur.text.SourceText;

/// The REPL for what comes from a pipe: no prompt, no line editing; a form is evaluated as soon as
/// it is whole.
final class ReplScript {
    private final Console console;
    private final boolean colour;

    ReplScript(Console console, boolean colour) {
        this.console = console;
        this.colour = colour;
    }

    /// @param first evaluated before the input; null for nothing
    int run(@Nullable SourceText first) throws IOException {
        var screen = new ReplScreen(console.out(), colour);
        var lines = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
        try (var session = Sessions.open(screen, new RestOfInput(lines))) {
            session.addListener(screen);
            var interpreter = new ReplInterpreter(session, screen);
            if (first != null) {
                interpreter.load(first);
            }
            var waiting = new StringBuilder();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                waiting.append(line).append('\n');
                if (ReplParser.isIncomplete(waiting.toString(), session.frontend())) {
                    continue;
                }
                var text = waiting.toString();
                waiting.setLength(0);
                if (!interpreter.interpret(text)) {
                    return ExitCode.OK;
                }
                screen.freshLine();
            }
            if (!waiting.isEmpty()) {
                interpreter.interpret(waiting.toString());
            }
            return ExitCode.OK;
        }
    }

    /// A program reads on where the REPL has read to.
    private record RestOfInput(BufferedReader lines) implements LiveSession.Input {
        @Override
        public String readLine() {
            try {
                var line = lines.readLine();
                return line == null ? "" : line + "\n";
            } catch (IOException closed) {
                return "";
            }
        }

        @Override
        public List<String> arguments() {
            return List.of();
        }
    }
}
