package org.oxur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import org.oxur.engine.LiveSession;
import org.oxur.engine.Session;
import org.oxur.text.SourceText;

/// The prompt on a terminal. It lives on whatever a program does: an error is shown, Ctrl-C ends
/// the evaluation and nothing else.
final class Repl {
    private final Terminal terminal;
    private final boolean colour;
    private final @Nullable Path history;

    Repl(Terminal terminal, boolean colour, @Nullable Path history) {
        this.terminal = terminal;
        this.colour = colour;
        this.history = history;
    }

    /// @param first evaluated before anything is asked for; null for nothing
    int run(@Nullable SourceText first) throws IOException {
        var screen = new ReplScreen(terminal.writer(), colour);
        try (var session = Sessions.open(screen, new Typed())) {
            session.addListener(screen);
            var interpreter = new ReplInterpreter(session, screen);
            terminal.handle(Terminal.Signal.INT, _ -> session.cancel());
            screen.line("Oxur " + Version.product() + ". :help says what there is, :quit leaves.");
            if (first != null) {
                interpreter.load(first);
            }
            read(reader(session), interpreter, screen);
            return ExitCode.OK;
        }
    }

    /// What a program reads is typed like everything else, but is no history.
    private final class Typed implements LiveSession.Input {
        private final LineReader lines =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .variable(LineReader.DISABLE_HISTORY, true)
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .build();

        @Override
        public String readLine() {
            try {
                return lines.readLine() + "\n";
            } catch (UserInterruptException cancelled) {
                terminal.raise(Terminal.Signal.INT);
                return "";
            } catch (EndOfFileException end) {
                return "";
            }
        }

        @Override
        public List<String> arguments() {
            return List.of();
        }
    }

    private LineReader reader(Session session) {
        var builder =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .appName("oxur")
                        .parser(new ReplParser(session.frontend()))
                        .completer(new ReplCompleter(session))
                        .variable(LineReader.SECONDARY_PROMPT_PATTERN, "    > ")
                        .variable(LineReader.INDENTATION, 0)
                        // `!` is a part of names here, not of a history command.
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .option(LineReader.Option.INSERT_TAB, false)
                        // What is near comes first, not what is first in the alphabet.
                        .option(LineReader.Option.AUTO_GROUP, true)
                        .option(LineReader.Option.GROUP_PERSIST, true)
                        // A list for who does not know, not for who mistypes.
                        .option(LineReader.Option.COMPLETE_MATCHER_TYPO, false);
        if (colour) {
            builder.highlighter(new ReplHighlighter());
        }
        if (history != null) {
            builder.variable(LineReader.HISTORY_FILE, history);
        }
        return builder.build();
    }

    private void read(LineReader reader, ReplInterpreter interpreter, ReplScreen screen) {
        while (true) {
            String text;
            try {
                text = reader.readLine("oxur> ");
            } catch (UserInterruptException abandoned) {
                continue;
            } catch (EndOfFileException left) {
                return;
            }
            if (!interpreter.interpret(text)) {
                return;
            }
            screen.freshLine();
        }
    }
}
