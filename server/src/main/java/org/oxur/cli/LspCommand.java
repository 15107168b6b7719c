package org.oxur.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.concurrent.Callable;
import org.oxur.ide.OxurLanguage;
import org.oxur.server.LanguageServer;
import org.oxur.server.NodeLaunch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `oxur lsp`.
@Command(
        name = "lsp",
        mixinStandardHelpOptions = true,
        description = {
            "Serves an editor over standard input and output, by the Language Server Protocol.",
            "Editors start it themselves; docs/editors.md says how to set them up."
        },
        footer = {
            "",
            "Examples:",
            "  oxur lsp                         what an editor is told to start",
            "",
            "Exit codes: 0 the editor said shutdown, 1 it went without."
        })
final class LspCommand implements Callable<Integer> {
    @Option(names = "--stdio", description = "What it does anyway; some editors say so.")
    @SuppressWarnings("UnusedVariable")
    private boolean stdio;

    private final Console console;

    LspCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        var out = new FileOutputStream(FileDescriptor.out);
        // Nothing but the protocol may come out there, whoever prints.
        System.setOut(System.err);
        return LanguageServer.serve(console.in(), out, new OxurLanguage(), NodeLaunch.usual());
    }
}
