package org.oxur.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.oxur.engine.Limits;
import org.oxur.engine.LiveSession;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.node.NodeProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `oxur node SOCKET`: started by a server, which it serves and with which it ends.
@Command(
        name = "node",
        description = "Evaluate for a language server, which starts this by itself.",
        hidden = true,
        mixinStandardHelpOptions = true)
final class Node implements Callable<Integer> {
    @Parameters(paramLabel = "SOCKET", description = "Where the server listens.")
    private Path socket = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        @Nullable String token = System.getenv(NodeProcess.TOKEN);
        if (token == null) {
            System.err.println(
                    "oxur node: is started by a language server (there is no "
                            + NodeProcess.TOKEN
                            + ")");
            return 2;
        }
        NodeProcess.serve(
                socket, token, output -> LiveSession.open(new OxurFrontend(), output, Limits.NONE));
        // Whatever the program left running ends with its server.
        Runtime.getRuntime().halt(0);
        return 0;
    }
}
