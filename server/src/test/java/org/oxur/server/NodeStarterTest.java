package org.oxur.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.oxur.node.NodeProcess;

class NodeStarterTest {
    private static final int PATIENCE_SECONDS = Integer.getInteger("oxur.test.patience", 60);

    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();

    private Event next() throws InterruptedException {
        var event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nothing happens");
        }
        return event instanceof Event.NodeWrote ? next() : event;
    }

    @Test
    void strangersHoldUpNobody() throws Exception {
        var starter =
                NodeStarter.start(
                        1,
                        NodeLaunch.of(Strangers.class.getName(), List.of("node")),
                        null,
                        events::add);
        var up = assertInstanceOf(Event.NodeUp.class, next());
        assertTrue(up.node().process().isAlive());
        var answer = up.node().definitions("any").get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertEquals(List.of(), answer.definitions());
        starter.abort();
        assertInstanceOf(Event.NodeDown.class, next());
    }

    /// A process that connects three times: one that says nothing, one without the token, and the
    /// node that was meant.
    static final class Strangers {
        private Strangers() {}

        public static void main(String[] arguments) throws Exception {
            var socket = Path.of(arguments[arguments.length - 1]);
            var address = UnixDomainSocketAddress.of(socket);
            try (var silent = SocketChannel.open(address);
                    var guessing = SocketChannel.open(address)) {
                var hello =
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"node/hello\",\"params\":"
                                + "{\"token\":\"guess\",\"protocol\":1,\"pid\":1,\"runtime\":\"\"}}";
                Channels.newOutputStream(guessing)
                        .write(
                                ("Content-Length: " + hello.length() + "\r\n\r\n" + hello)
                                        .getBytes(StandardCharsets.UTF_8));
                assertTrue(silent.isConnected());
                NodeProcess.serve(socket, System.getenv(NodeProcess.TOKEN), ToySession::new);
            }
        }
    }
}
