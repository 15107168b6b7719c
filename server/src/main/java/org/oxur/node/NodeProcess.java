package org.oxur.node;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.oxur.protocol.Connection;
import org.oxur.protocol.Features;
import org.oxur.protocol.Messages;
import org.oxur.protocol.NodeHello;

/// `oxur node SOCKET`: a process that serves the server which started it, and ends when that server
/// goes.
///
/// It speaks over a Unix domain socket and never over its own output, which belongs to the program.
public final class NodeProcess {
    /// The environment variable that holds what the server gave its child to prove who it is.
    public static final String TOKEN = "OXUR_NODE_TOKEN";

    /// The exit code of a node that could not get memory for its own work.
    public static final int OUT_OF_MEMORY = 86;

    private NodeProcess() {}

    /// Serves until the server goes.
    ///
    /// @throws IOException when the socket cannot be reached
    public static void serve(Path socket, String token, SessionFactory sessions)
            throws IOException, InterruptedException {
        var gone = new CountDownLatch(1);
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                var service = new NodeService(sessions)) {
            var connection =
                    new Connection(
                            "node",
                            Channels.newInputStream(channel),
                            Channels.newOutputStream(channel),
                            Messages.types(Messages.NODE),
                            service);
            service.attach(connection);
            connection.start(gone::countDown);
            connection.request(
                    Messages.NODE_HELLO.method(),
                    new NodeHello(
                            token,
                            Features.VERSION,
                            ProcessHandle.current().pid(),
                            Runtime.version().toString()));
            gone.await();
        }
    }
}
