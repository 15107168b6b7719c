package org.oxur.watch;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.jspecify.annotations.Nullable;
import org.oxur.ide.EditorLanguage;
import org.oxur.protocol.Connection;
import org.oxur.protocol.EvalAck;
import org.oxur.protocol.EvalCancel;
import org.oxur.protocol.EvalEvents;
import org.oxur.protocol.Features;
import org.oxur.protocol.Messages;
import org.oxur.protocol.PublishResults;
import org.oxur.protocol.RedefinitionReport;
import org.oxur.protocol.ServerStatus;
import org.oxur.server.LanguageServer;
import org.oxur.server.NodeLaunch;

/// One file under a language server of its own, in this process; its node is a child process, as
/// under an editor, so nothing that the file does harms the watcher.
///
/// A new moment is reported when a value has come, and when the server has come to rest after a
/// change. Thread: reports come on the connection's.
public final class FileWatch implements AutoCloseable, Endpoint {
    private static final String DIAGNOSTICS = "textDocument/publishDiagnostics";

    private static final int CALM_MILLIS = 250;

    /// LSP's `FileChangeType.Changed`.
    private static final int CHANGED = 2;

    /// Of what a running form prints, in characters.
    private static final int MAX_PRINTING = 64 * 1024;

    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("watch").factory());
    private final Connection connection;
    private final Thread server;
    private final String uri;
    private final Consumer<WatchedFile> report;
    private String text = "";
    private int version;
    private boolean quiescent;
    private long messages;
    private List<PublishResults.Result> shown = List.of();
    private List<WatchedFile.Value> values = List.of();

    /// Since the form that runs began, in this evaluation.
    private final StringBuilder printing = new StringBuilder();

    private String printingId = "";
    private List<WatchedFile.Problem> problems = List.of();
    private List<WatchedFile.Lens> lenses = List.of();
    private final List<String> notices = new ArrayList<>();

    private FileWatch(
            Path file,
            Pipe toServer,
            Pipe fromServer,
            Thread server,
            Consumer<WatchedFile> report) {
        this.uri = file.toUri().toString();
        this.report = report;
        this.server = server;
        this.connection =
                new Connection(
                        "watch",
                        Channels.newInputStream(fromServer.source()),
                        Channels.newOutputStream(toServer.sink()),
                        methods(),
                        this);
    }

    /// Starts a server and a node. Nothing is shown before the first [#changed].
    ///
    /// @param file absolute
    public static FileWatch start(
            Path file, EditorLanguage language, NodeLaunch node, Consumer<WatchedFile> report)
            throws IOException {
        var toServer = Pipe.open();
        var fromServer = Pipe.open();
        var thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("language server")
                        .unstarted(() -> serve(toServer, fromServer, language, node));
        var watch = new FileWatch(file, toServer, fromServer, thread, report);
        thread.start();
        watch.connection.start(() -> {});
        watch.greet(file);
        return watch;
    }

    private static void serve(Pipe in, Pipe out, EditorLanguage language, NodeLaunch node) {
        try {
            LanguageServer.serve(
                    Channels.newInputStream(in.source()),
                    Channels.newOutputStream(out.sink()),
                    language,
                    node);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, JsonRpcMethod> methods() {
        var methods = new LinkedHashMap<>(Messages.types(Messages.EDITOR));
        for (var request :
                List.of("initialize", "shutdown", "textDocument/codeLens", "codeLens/resolve")) {
            methods.put(
                    request, JsonRpcMethod.request(request, JsonElement.class, JsonElement.class));
        }
        for (var told : List.of(DIAGNOSTICS, "window/logMessage", "window/showMessage")) {
            methods.put(told, JsonRpcMethod.notification(told, JsonElement.class));
        }
        return methods;
    }

    private void greet(Path file) {
        var features = new JsonObject();
        for (var feature :
                List.of(
                        Features.RESULTS,
                        Features.EVAL_EVENTS,
                        Features.REDEFINED,
                        Features.STATUS)) {
            features.addProperty(feature, true);
        }
        var oxur = new JsonObject();
        oxur.addProperty("version", Features.VERSION);
        oxur.add("features", features);
        var experimental = new JsonObject();
        experimental.add("oxur", oxur);
        var capabilities = new JsonObject();
        capabilities.add("experimental", experimental);
        // Whoever watches a file has asked for it to be run.
        var options = new JsonObject();
        options.addProperty("trusted", true);
        var params = new JsonObject();
        params.add("capabilities", capabilities);
        params.add("initializationOptions", options);
        var directory = file.getParent();
        if (directory != null) {
            params.addProperty("rootUri", directory.toUri().toString());
        }
        var _ = connection.request("initialize", params);
        connection.notify("initialized", new JsonObject());
    }

    /// The file was saved with this text.
    public synchronized void changed(String now) {
        text = now;
        version++;
        // They stand on lines of the text that was.
        lenses = List.of();
        notices.clear();
        calmDown();
        var document = new JsonObject();
        document.addProperty("uri", uri);
        document.addProperty("version", version);
        var params = new JsonObject();
        params.add("textDocument", document);
        if (version == 1) {
            document.addProperty("languageId", "oxur");
            document.addProperty("text", now);
            connection.notify("textDocument/didOpen", params);
        } else {
            var change = new JsonObject();
            change.addProperty("text", now);
            var changes = new JsonArray();
            changes.add(change);
            params.add("contentChanges", changes);
            connection.notify("textDocument/didChange", params);
        }
        connection.notify("textDocument/didSave", identified());
    }

    /// Other files changed on disk, came, or have gone: modules of the program may be among them.
    public synchronized void changed(Collection<Path> files) {
        var changes = new JsonArray();
        for (var file : files) {
            if (!file.toUri().toString().equals(uri)) {
                var change = new JsonObject();
                change.addProperty("uri", file.toUri().toString());
                change.addProperty("type", CHANGED);
                changes.add(change);
            }
        }
        if (!changes.isEmpty()) {
            notices.clear();
            var params = new JsonObject();
            params.add("changes", changes);
            connection.notify("workspace/didChangeWatchedFiles", params);
        }
    }

    private JsonObject identified() {
        var document = new JsonObject();
        document.addProperty("uri", uri);
        var params = new JsonObject();
        params.add("textDocument", document);
        return params;
    }

    @Override
    public CompletableFuture<?> request(String method, @Nullable Object parameter) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized void notify(String method, @Nullable Object parameter) {
        switch (parameter) {
            case PublishResults results when results.uri().equals(uri) -> {
                shown = results.results().stream().filter(r -> r.frame() == null).toList();
                values = values();
                report(false);
                calmDown();
            }
            case EvalEvents events -> {
                connection.notify(
                        Messages.EVAL_ACK.method(), new EvalAck(events.evalId(), events.seq()));
                printed(events);
            }
            case RedefinitionReport redefined -> redefined(redefined);
            case ServerStatus status -> {
                if (status.message() != null) {
                    notices.add(status.message());
                }
                quiescent = status.quiescent();
                calmDown();
            }
            case JsonObject params when method.equals(DIAGNOSTICS) -> {
                problems = problems(params);
                calmDown();
            }
            case null, default -> {}
        }
    }

    /// The server says when it begins and ends to work, but not of work that is done at once: so it
    /// is at rest if it is said to be, and then says nothing for a while.
    private void calmDown() {
        long last = ++messages;
        var _ = clock.schedule(() -> atRest(last), CALM_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void atRest(long last) {
        if (last == messages && quiescent) {
            show();
        }
    }

    private void redefined(RedefinitionReport report) {
        for (var def : report.defs()) {
            if (def.from() != null && def.to() != null) {
                notices.add(
                        "✓ Hot-loaded: %s (v%d → v%d)"
                                .formatted(def.def(), def.from().seq(), def.to().seq()));
            }
        }
    }

    /// What a form prints is shown while it runs.
    private void printed(EvalEvents events) {
        boolean wrote = false;
        for (var event : events.events()) {
            switch (event.kind()) {
                case STARTED, VALUE -> {
                    printing.setLength(0);
                    printingId = events.evalId();
                }
                case STDOUT, STDERR -> {
                    int room = MAX_PRINTING - printing.length();
                    var text = event.text() == null ? "" : event.text();
                    printing.append(text, 0, Math.max(0, Math.min(room, text.length())));
                    wrote = true;
                }
                case ORPHAN_OUTPUT -> {}
            }
        }
        if (wrote && values.stream().anyMatch(v -> v.state() == PublishResults.State.PENDING)) {
            values = values();
            report(false);
        }
    }

    /// The first form of an evaluation that is not done is the one that runs.
    private List<WatchedFile.Value> values() {
        var values = new ArrayList<WatchedFile.Value>();
        boolean found = printing.isEmpty();
        for (var result : shown) {
            var value = value(result);
            if (!found
                    && value.state() == PublishResults.State.PENDING
                    && result.evalId().equals(printingId)) {
                found = true;
                var lines = printing.toString().lines().toList();
                value = new WatchedFile.Value(value.line(), value.state(), value.text(), lines);
            }
            values.add(value);
        }
        return List.copyOf(values);
    }

    /// Ends what is being evaluated; the file and its definitions stay as they are.
    public void cancel() {
        var _ =
                connection.request(
                        Messages.EVAL_CANCEL.method(),
                        new EvalCancel(null, null, true, EvalCancel.Mode.SOFT, null));
    }

    private static WatchedFile.Value value(PublishResults.Result result) {
        var output = result.hover() == null ? List.<String>of() : output(result.hover().value());
        return new WatchedFile.Value(
                result.anchor().end().line(), result.state(), result.text(), output);
    }

    /// What a hover shows under `output`: the lines inside its fence.
    private static List<String> output(String hover) {
        int at = hover.lastIndexOf("\noutput\n\n");
        if (at < 0) {
            return List.of();
        }
        var lines = hover.substring(at + "\noutput\n\n".length()).lines().toList();
        return lines.size() < 2 ? List.of() : lines.subList(1, lines.size() - 1);
    }

    /// Errors of values stand beside their forms already; those found without running have no
    /// value.
    private List<WatchedFile.Problem> problems(JsonObject params) {
        if (!params.get("uri").getAsString().equals(uri)) {
            return problems;
        }
        var found = new ArrayList<WatchedFile.Problem>();
        for (var element : params.getAsJsonArray("diagnostics")) {
            var diagnostic = element.getAsJsonObject();
            int line =
                    diagnostic
                            .getAsJsonObject("range")
                            .getAsJsonObject("start")
                            .get("line")
                            .getAsInt();
            int severity = diagnostic.has("severity") ? diagnostic.get("severity").getAsInt() : 1;
            if (severity <= 2) {
                found.add(new WatchedFile.Problem(line, message(diagnostic), severity == 1));
            }
        }
        return found;
    }

    private static String message(JsonObject diagnostic) {
        var words = diagnostic.get("message").getAsString().lines().findFirst().orElse("");
        return diagnostic.has("code") ? diagnostic.get("code").getAsString() + ": " + words : words;
    }

    /// Asks for the lenses, and reports when they are there.
    private void show() {
        int shown = version;
        var _ =
                connection
                        .request("textDocument/codeLens", identified())
                        .thenCompose(this::resolved)
                        .whenComplete(
                                (lenses, _) -> show(shown, lenses == null ? List.of() : lenses));
    }

    private synchronized void show(int shown, List<WatchedFile.Lens> lenses) {
        if (shown == version && quiescent) {
            this.lenses = lenses;
            report(true);
        }
    }

    private void report(boolean settled) {
        var errorLines =
                values.stream()
                        .filter(v -> v.state() == PublishResults.State.ERROR)
                        .map(WatchedFile.Value::text)
                        .toList();
        var found =
                problems.stream()
                        .filter(problem -> !errorLines.contains(problem.message()))
                        .toList();
        report.accept(new WatchedFile(text, settled, values, found, lenses, notices));
    }

    private CompletableFuture<List<WatchedFile.Lens>> resolved(Object answer) {
        var lenses = new ArrayList<CompletableFuture<WatchedFile.Lens>>();
        if (answer instanceof JsonArray unresolved) {
            for (var lens : unresolved) {
                lenses.add(connection.request("codeLens/resolve", lens).thenApply(FileWatch::lens));
            }
        }
        return CompletableFuture.allOf(lenses.toArray(CompletableFuture[]::new))
                .thenApply(_ -> lenses.stream().map(CompletableFuture::join).toList());
    }

    private static WatchedFile.Lens lens(Object resolved) {
        var lens = ((JsonElement) resolved).getAsJsonObject();
        int line = lens.getAsJsonObject("range").getAsJsonObject("start").get("line").getAsInt();
        var command = lens.has("command") ? lens.getAsJsonObject("command") : null;
        return new WatchedFile.Lens(
                line, command == null ? "" : command.get("title").getAsString());
    }

    /// Ends the server and its node.
    @Override
    public void close() {
        clock.shutdownNow();
        connection.notify("exit", new JsonObject());
        connection.close();
        try {
            connection.awaitWritten(1_000);
            server.join(2_000);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
