package org.oxur.server;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.oxur.ide.EditorLanguage;
import org.oxur.ide.OxurLanguage;

/// An editor for tests: speaks plain JSON with a server in this process, over pipes, whose node is
/// a real child process. Waits for messages, never for time.
final class TestClient implements AutoCloseable {
    private static final int PATIENCE_SECONDS = Integer.getInteger("oxur.test.patience", 60);

    private final Gson gson = new Gson();
    private final OutputStream toServer;
    private final InputStream fromServer;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final BlockingQueue<JsonObject> arrived = new LinkedBlockingQueue<>();
    private final List<JsonObject> unread = new ArrayList<>();
    private int ids;

    TestClient() throws IOException {
        this(new OxurLanguage(), NodeLaunch.of("org.oxur.server.TestNode", List.of("node")));
    }

    /// Of a server that reads the texts of another language.
    TestClient(EditorLanguage language) throws IOException {
        this(language, NodeLaunch.of("org.oxur.server.TestNode", List.of("node")));
    }

    private TestClient(EditorLanguage language, NodeLaunch node) throws IOException {
        var serverIn = new PipedInputStream(1 << 20);
        var clientIn = new PipedInputStream(1 << 20);
        toServer = new PipedOutputStream(serverIn);
        fromServer = clientIn;
        var serverOut = new PipedOutputStream(clientIn);
        Thread.ofPlatform()
                .daemon()
                .name("server under test")
                .start(() -> {
                    try {
                        exit.complete(
                                LanguageServer.serve(serverIn, serverOut, language, small(node)));
                    } catch (InterruptedException | RuntimeException e) {
                        exit.completeExceptionally(e);
                    }
                });
        Thread.ofPlatform().daemon().name("test client reader").start(this::read);
    }

    /// With little memory, so that it is soon exhausted.
    private static NodeLaunch small(NodeLaunch usual) {
        var words = new ArrayList<>(usual.words());
        words.add(1, "-Xmx128m");
        return new NodeLaunch(words);
    }

    /// With all of our own features, in a trusted workspace.
    static TestClient trusted() throws Exception {
        return new TestClient().trusting();
    }

    /// The same with the engine itself in the node.
    static TestClient withEngine() throws Exception {
        return new TestClient(new OxurLanguage(), NodeLaunch.usual()).trusting();
    }

    /// With the engine itself in the node; not initialized.
    static TestClient engine() throws Exception {
        return new TestClient(new OxurLanguage(), NodeLaunch.usual());
    }

    /// The same, in a workspace of files.
    static TestClient withEngineIn(Path root) throws Exception {
        return new TestClient(new OxurLanguage(), NodeLaunch.usual())
                .trusting("rootUri: '" + root.toUri() + "',");
    }

    private TestClient trusting() throws Exception {
        return trusting("");
    }

    private TestClient trusting(String more) throws Exception {
        initialize(
                """
                {%s capabilities: {workspace: {codeLens: {refreshSupport: true}},
                 experimental: {oxur: {version: 1, features: {results: true, evalEvents: true, redefined: true, status: true, values: true}}}},
                 initializationOptions: {trusted: true}}\
                """
                        .formatted(more));
        return this;
    }

    JsonObject initialize(String params) throws Exception {
        var answer = request("initialize", params);
        notify("initialized", "{}");
        return answer;
    }

    // Sending

    void raw(String text) throws IOException {
        synchronized (toServer) {
            toServer.write(text.getBytes(StandardCharsets.UTF_8));
            toServer.flush();
        }
    }

    /// In one piece: the thread that reads answers what the server asks.
    void send(String body) throws IOException {
        int bytes = body.getBytes(StandardCharsets.UTF_8).length;
        raw("Content-Length: " + bytes + "\r\n\r\n" + body);
    }

    void notify(String method, String params) throws IOException {
        send(
                "{\"jsonrpc\":\"2.0\",\"method\":\""
                        + method
                        + "\",\"params\":"
                        + JsonParser.parseString(params)
                        + "}");
    }

    int ask(String method, String params) throws IOException {
        int id = ++ids;
        send(
                "{\"jsonrpc\":\"2.0\",\"id\":"
                        + id
                        + ",\"method\":\""
                        + method
                        + "\",\"params\":"
                        + JsonParser.parseString(params)
                        + "}");
        return id;
    }

    JsonObject answer(int id) throws Exception {
        return await(message ->
                message.has("id")
                        && !message.has("method")
                        && message.get("id").isJsonPrimitive()
                        && message.get("id").getAsInt() == id);
    }

    JsonObject request(String method, String params) throws Exception {
        return answer(ask(method, params));
    }

    JsonElement result(String method, String params) throws Exception {
        var answer = request(method, params);
        if (!answer.has("result")) {
            throw new AssertionError(method + ": " + answer);
        }
        return answer.get("result");
    }

    // Documents

    void open(String uri, String text) throws IOException {
        notify(
                "textDocument/didOpen",
                "{textDocument: {uri: "
                        + gson.toJson(uri)
                        + ", languageId: 'oxur', version: 1, text: "
                        + gson.toJson(text)
                        + "}}");
    }

    void change(String uri, int version, String text) throws IOException {
        notify(
                "textDocument/didChange",
                "{textDocument: {uri: "
                        + gson.toJson(uri)
                        + ", version: "
                        + version
                        + "}, contentChanges: [{text: "
                        + gson.toJson(text)
                        + "}]}");
    }

    void save(String uri) throws IOException {
        notify("textDocument/didSave", "{textDocument: {uri: " + gson.toJson(uri) + "}}");
    }

    // Receiving

    /// The first message that fits, which is then consumed; others stay for later.
    JsonObject await(Predicate<JsonObject> wanted) throws Exception {
        for (int i = 0; i < unread.size(); i++) {
            if (wanted.test(unread.get(i))) {
                return unread.remove(i);
            }
        }
        while (true) {
            var message = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("nothing that fits among " + unread);
            }
            if (wanted.test(message)) {
                return message;
            }
            unread.add(message);
        }
    }

    JsonObject told(String method) throws Exception {
        return await(message ->
                        message.has("method") && message.get("method").getAsString().equals(method))
                .getAsJsonObject("params");
    }

    JsonObject told(String method, Predicate<JsonObject> wanted) throws Exception {
        return await(message ->
                        message.has("method")
                                && message.get("method").getAsString().equals(method)
                                && wanted.test(message.getAsJsonObject("params")))
                .getAsJsonObject("params");
    }

    /// Whether a message of that kind has come and was not asked for yet.
    boolean hasArrived(String method) {
        arrived.drainTo(unread);
        return unread.stream()
                .anyMatch(message ->
                        message.has("method")
                                && message.get("method").getAsString().equals(method));
    }

    /// Waits until the results published for a document read like this: `line:state text`, one per
    /// result, in order.
    void shows(String uri, String... expected) throws Exception {
        var wanted = List.of(expected);
        List<String> last = List.of();
        try {
            while (!last.equals(wanted)) {
                var published =
                        told(
                                "oxur/publishResults",
                                params -> params.get("uri").getAsString().equals(uri));
                last = lines(published.getAsJsonArray("results"));
            }
        } catch (AssertionError never) {
            throw new AssertionError("expected " + wanted + "\nbut last were " + last, never);
        }
    }

    private static List<String> lines(JsonArray results) {
        var lines = new ArrayList<String>();
        for (var element : results) {
            var result = element.getAsJsonObject();
            int line =
                    result.getAsJsonObject("anchor").getAsJsonObject("end").get("line").getAsInt();
            lines.add(
                    line
                            + ":"
                            + result.get("state").getAsString()
                            + " "
                            + result.get("text").getAsString()
                            + (result.has("frame") ? " (frame)" : ""));
        }
        return lines;
    }

    int awaitExit() throws ExecutionException, InterruptedException, TimeoutException {
        return exit.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    void hangUp() throws IOException {
        toServer.close();
    }

    private void read() {
        try {
            while (true) {
                int length = -1;
                for (String line = line(); !line.isEmpty(); line = line()) {
                    if (line.startsWith("Content-Length: ")) {
                        length = Integer.parseInt(line.substring("Content-Length: ".length()));
                    }
                }
                var message =
                        JsonParser.parseString(
                                        new String(
                                                fromServer.readNBytes(length),
                                                StandardCharsets.UTF_8))
                                .getAsJsonObject();
                if (message.has("method") && message.has("id")) {
                    send("{\"jsonrpc\":\"2.0\",\"id\":" + message.get("id") + ",\"result\":null}");
                }
                arrived.add(message);
            }
        } catch (IOException end) {
            // The server has gone: whoever waits for a message will say what is missing.
            Thread.currentThread().interrupt();
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int b = fromServer.read(); b != '\n'; b = fromServer.read()) {
            if (b < 0) {
                throw new IOException("end");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws Exception {
        hangUp();
        awaitExit();
    }
}
