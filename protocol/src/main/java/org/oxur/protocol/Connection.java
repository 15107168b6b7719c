package org.oxur.protocol;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.jspecify.annotations.Nullable;

/// One JSON-RPC peer over a pair of streams, framed as LSP frames: what the server has with an
/// editor, and with a node.
///
/// Two threads: one reads and hands each message to the local endpoint, which must not block; one
/// writes, so that a peer that does not read stops nobody. What cannot be understood is answered
/// with JSON-RPC's error and reading goes on with the next frame.
public final class Connection implements Closeable {
    private static final System.Logger LOG = System.getLogger("org.oxur.protocol");
    private static final int MAX_HEADER = 8 * 1024;
    private static final int MAX_BODY = 256 << 20;
    private static final String PARSE_ERROR =
            "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"%s\"}}";
    private static final byte[] END = new byte[0];

    private final String name;
    private final InputStream in;
    private final OutputStream out;
    private final RemoteEndpoint remote;
    private final MessageJsonHandler json;
    private final BlockingQueue<byte[]> outbox = new LinkedBlockingQueue<>();
    private final AtomicBoolean ended = new AtomicBoolean();

    /// What we asked and the peer has not answered.
    private final Set<CompletableFuture<Object>> unanswered = ConcurrentHashMap.newKeySet();

    private final Thread writer;
    private volatile Runnable onEnd = () -> {};

    /// @param methods what the peer may call, with the types of parameters, and what we call, with
    ///   the types of results
    /// @param local is called on the reading thread
    public Connection(
            String name,
            InputStream in,
            OutputStream out,
            Map<String, JsonRpcMethod> methods,
            Endpoint local) {
        this.name = name;
        this.in = in;
        this.out = out;
        this.json = new MessageJsonHandler(methods, Json::configure);
        this.remote = new RemoteEndpoint(this::post, local);
        this.json.setMethodProvider(remote);
        this.remote.setJsonHandler(json);
        this.writer = Thread.ofPlatform().daemon().name(name + " writer").unstarted(this::write);
    }

    /// Begins to read and write.
    ///
    /// @param onEnd called once, when the peer has gone or the connection was closed; what was
    ///   asked before may still be answered, so whoever holds the connection closes it when that is
    ///   done
    public void start(Runnable onEnd) {
        this.onEnd = onEnd;
        writer.start();
        Thread.ofPlatform().daemon().name(name + " reader").start(this::read);
    }

    /// @return the peer's answer, or an [EOFException] if it goes without one
    public CompletableFuture<Object> request(String method, Object params) {
        var answer = remote.request(method, params);
        unanswered.add(answer);
        var _ = answer.whenComplete((_, _) -> unanswered.remove(answer));
        if (ended.get()) {
            abandon();
        }
        return answer;
    }

    public void notify(String method, Object params) {
        remote.notify(method, params);
    }

    /// Ends when what was said so far is written. Closing the streams is the business of whoever
    /// opened them.
    @Override
    public void close() {
        outbox.add(END);
    }

    /// Waits until what was said before [#close()] is written.
    public void awaitWritten(long millis) throws InterruptedException {
        writer.join(millis);
    }

    private void post(Message message) {
        String text = json.serialize(message);
        post(text);
    }

    private void post(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        byte[] head =
                ("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[head.length + body.length];
        System.arraycopy(head, 0, frame, 0, head.length);
        System.arraycopy(body, 0, frame, head.length, body.length);
        outbox.add(frame);
    }

    private void write() {
        try {
            for (byte[] frame = outbox.take(); frame != END; frame = outbox.take()) {
                out.write(frame);
                if (outbox.isEmpty()) {
                    out.flush();
                }
            }
            out.flush();
        } catch (IOException | InterruptedException gone) {
            LOG.log(Level.DEBUG, "{0}: not written: {1}", name, gone.getMessage());
        }
        end();
    }

    private void read() {
        try {
            for (byte[] body = frame(); body != null; body = frame()) {
                receive(new String(body, StandardCharsets.UTF_8));
            }
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "{0}: not read: {1}", name, gone.getMessage());
        } finally {
            end();
        }
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            abandon();
            onEnd.run();
        }
    }

    private void abandon() {
        for (var answer : unanswered) {
            answer.completeExceptionally(new EOFException(name + " has gone"));
        }
    }

    /// The next frame's body, or null at the end. Lines that are no header are passed over, so a
    /// broken frame costs only itself.
    private byte @Nullable [] frame() throws IOException {
        int length = -1;
        while (true) {
            String line = line();
            if (line == null) {
                return null;
            }
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase("Content-Length")) {
                length = length(line.substring(colon + 1).strip());
            } else if (line.isEmpty() && length >= 0) {
                return in.readNBytes(length);
            } else if (line.isEmpty() || colon <= 0) {
                if (!line.isEmpty()) {
                    post(PARSE_ERROR.formatted("a header line was expected"));
                }
                length = -1;
            }
        }
    }

    private static int length(String digits) throws IOException {
        try {
            int length = Integer.parseInt(digits);
            if (length >= 0 && length <= MAX_BODY) {
                return length;
            }
        } catch (NumberFormatException e) {
            throw new IOException("Content-Length is no number", e);
        }
        throw new IOException("Content-Length " + digits);
    }

    private @Nullable String line() throws IOException {
        var line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            if (line.length() == MAX_HEADER) {
                throw new IOException("a header line without end");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    // One of the doors at which everything is caught: a message must not end the conversation.
    private void receive(String text) {
        try {
            remote.consume(json.parseMessage(text));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError unreadable) {
            LOG.log(
                    Level.DEBUG,
                    "{0}: a message that could not be read: {1}",
                    name,
                    unreadable.toString());
            refuse(text);
        }
    }

    /// A request whose parameters are wrong is answered by its number, anything else by none.
    private void refuse(String text) {
        try {
            if (JsonParser.parseString(text) instanceof JsonObject request
                    && request.has("method")
                    && request.get("id") instanceof JsonPrimitive id) {
                post(
                        "{\"jsonrpc\":\"2.0\",\"id\":"
                                + id
                                + ",\"error\":{\"code\":-32602,\"message\":\"the parameters are malformed\"}}");
                return;
            }
        } catch (JsonParseException | StackOverflowError | OutOfMemoryError noJson) {
            LOG.log(Level.DEBUG, "{0}: no JSON: {1}", name, noJson.getMessage());
        }
        post(PARSE_ERROR.formatted("the message could not be read"));
    }
}
