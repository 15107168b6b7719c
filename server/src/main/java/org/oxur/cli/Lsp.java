package org.oxur.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.concurrent.Callable;
import org.oxur.ide.OxurLanguage;
import org.oxur.server.LanguageServer;
import org.oxur.server.NodeCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `oxur lsp`: what an editor starts.
@Command(
        name = "lsp",
        description = "Serve an editor over standard input and output.",
        mixinStandardHelpOptions = true)
final class Lsp implements Callable<Integer> {
    /// Some clients always pass it; there is no other way to connect.
    @Option(names = "--stdio", hidden = true)
    private boolean stdio;

    @Override
    public Integer call() throws InterruptedException {
        var out = new FileOutputStream(FileDescriptor.out);
        // What anything prints by mistake must not get between two messages.
        System.setOut(System.err);
        return LanguageServer.serve(
                new FileInputStream(FileDescriptor.in),
                out,
                new OxurLanguage(),
                NodeCommand.usual());
    }
}
