package org.oxur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jline.utils.Signals;
import org.oxur.node.NodeProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `oxur node SOCKET`: what the language server starts to run programs in.
@Command(
        name = "node",
        mixinStandardHelpOptions = true,
        description = "Runs programs for a language server, which starts this process itself.",
        footer = {
            "",
            "The server listens on the socket and gives its child a token in OXUR_NODE_TOKEN.",
            "",
            "Examples:",
            "  oxur lsp                         starts its nodes when a file is opened",
            "",
            "Exit codes: 0 the server went, 2 the socket cannot be reached."
        })
final class NodeCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SOCKET",
            description = "The Unix domain socket that the server listens on.")
    private Path socket = Path.of("");

    private final Console console;

    NodeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException, CannotRead {
        var token = console.environment().getOrDefault(NodeProcess.TOKEN, "");
        if (token.isEmpty()) {
            throw new CannotRead(
                    "node is started by a language server: there is no " + NodeProcess.TOKEN);
        }
        // Ctrl-C in a terminal reaches every process that was started there. It means the server,
        // which says what is to be cancelled.
        Signals.register("INT", () -> {});
        try {
            NodeProcess.serve(socket, token, Sessions::open);
        } catch (IOException problem) {
            throw new CannotRead(
                    "cannot reach the server at " + socket + ": " + problem.getMessage());
        }
        return ExitCode.OK;
    }
}
