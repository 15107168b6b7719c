package org.oxur.protocol;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    /// Has nothing to say.
    private static final Endpoint SILENT =
            new Endpoint() {
                @Override
                public CompletableFuture<?> request(String method, @Nullable Object parameter) {
                    return new CompletableFuture<>();
                }

                @Override
                public void notify(String method, @Nullable Object parameter) {}
            };

    private static void goneUnanswered(CompletableFuture<Object> answer) {
        var problem = assertThrows(ExecutionException.class, answer::get);
        assertInstanceOf(EOFException.class, problem.getCause());
    }

    @Test
    void whatIsAskedOfAPeerThatGoesFails() throws IOException, InterruptedException {
        var peer = new PipedOutputStream();
        var connection =
                new Connection(
                        "the peer",
                        new PipedInputStream(peer),
                        OutputStream.nullOutputStream(),
                        Map.of("ask", JsonRpcMethod.request("ask", Object.class, Object.class)),
                        SILENT);
        var ended = new CountDownLatch(1);
        connection.start(ended::countDown);
        var before = connection.request("ask", "before");
        peer.close();
        goneUnanswered(before);
        ended.await();
        goneUnanswered(connection.request("ask", "after"));
        connection.close();
    }
}
