package org.oxur.server;

import java.nio.file.Path;
import org.oxur.node.NodeProcess;

/// A node whose sessions are [ToySession]s: what the server under test starts as its child.
final class TestNode {
    private TestNode() {}

    public static void main(String[] arguments) throws Exception {
        NodeProcess.serve(Path.of(arguments[1]), System.getenv(NodeProcess.TOKEN), ToySession::new);
        Runtime.getRuntime().halt(0);
    }
}
