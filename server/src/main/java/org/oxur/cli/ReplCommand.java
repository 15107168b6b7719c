package org.oxur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `oxur repl`.
@Command(
        name = "repl",
        mixinStandardHelpOptions = true,
        description = {
            "Reads forms, evaluates them and prints their values, until you leave.",
            "A form may take several lines: it ends when its brackets are closed.",
            "Ctrl-C cancels what is being evaluated or typed, Ctrl-D or :quit leaves,",
            ":help says what else there is."
        },
        footer = {
            "",
            "Examples:",
            "  oxur repl",
            "  oxur repl examples/tour.oxr      with the file's definitions",
            "",
            "Input is kept in ~/.local/state/oxur/history (XDG_STATE_HOME);",
            "OXUR_HISTORY names another file.",
            "",
            "Exit codes: 0 when you leave, 2 the command line was not understood,",
            "or the file cannot be read."
        })
final class ReplCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "Loaded first.")
    private @Nullable Path file;

    @Option(names = "--no-history", description = "Neither read nor write the history file.")
    private boolean noHistory;

    @Mixin private ColourOption colour = new ColourOption();

    private final Console console;

    ReplCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        // Without a terminal, lines come from a pipe: then nothing is to be edited or coloured.
        var first = file == null ? null : SourceFile.read(file);
        boolean person = console.inIsTerminal() && console.outIsTerminal();
        if (!person) {
            return new ReplScript(console, colour.forErrors(console)).run(first);
        }
        try (Terminal terminal = TerminalBuilder.builder().system(true).name("oxur").build()) {
            var history = noHistory ? null : HistoryFile.of(console.environment());
            return new Repl(terminal, colour.forOutput(console), history).run(first);
        }
    }
}
