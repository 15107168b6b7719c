package org.oxur.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.WorkDoneProgressCancelParams;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;
import org.oxur.ide.EditorLanguage;
import org.oxur.ide.Snapshot.SessionFacts;
import org.oxur.live.OnSave;
import org.oxur.protocol.ClearResults;
import org.oxur.protocol.EvalAck;
import org.oxur.protocol.EvalCancel;
import org.oxur.protocol.EvalList;
import org.oxur.protocol.EvalMode;
import org.oxur.protocol.EvalParams;
import org.oxur.protocol.Features;
import org.oxur.protocol.FormsAt;
import org.oxur.protocol.Messages;
import org.oxur.protocol.NodeTiers;
import org.oxur.protocol.ProtocolError;

/// The state of the server and what changes it: documents, settings, the node, evaluations. Belongs
/// to the main loop.
final class Workspace {
    /// Between the client's first questions and the start of a node that nobody asked for yet: two
    /// processes that start at once take each other's time.
    private static final int NODE_MILLIS = 500;

    private final MainLoop loop;
    private final Client client;
    private final NodeSupervisor nodes;
    private final Files files;
    private final Announcer announcer;
    private final Evaluations evaluations;
    private final EvalRequests requests;
    private final Lenses lenses;
    private final Artifacts artifacts;
    private final TierRequests tiers;
    private final Rollbacks rollbacks;
    private final MacroFacts macros;
    private final StatusReport status;
    private final Programs programs;
    private final Cancellations cancellations;
    private final Saving saving;
    private final NodeLife life;
    private final SessionUse sessions;
    private final ProjectFiles project;
    private final DiagnosticReports reports;
    private Settings settings = Settings.DEFAULT;
    private Phase phase = Phase.NEW;
    private List<Path> roots = List.of();

    private enum Phase {
        NEW,
        RUNNING,
        SHUT_DOWN
    }

    Workspace(
            MainLoop loop,
            ExecutorService workers,
            Client client,
            EditorLanguage language,
            NodeLaunch node) {
        this.loop = loop;
        this.client = client;
        this.nodes = new NodeSupervisor(loop, node);
        this.files = new Files(loop, workers, language, nodes);
        this.reports = new DiagnosticReports(loop, client, files);
        this.announcer = new Announcer(loop, client, files, reports);
        this.programs = new Programs(files);
        this.evaluations = new Evaluations(loop, nodes, announcer, programs);
        this.cancellations = new Cancellations(loop, nodes, evaluations);
        this.saving = new Saving(files, programs, evaluations, cancellations);
        this.requests = new EvalRequests(loop, client, files, evaluations);
        this.project = new ProjectFiles(loop, client, workers, files, language.extension());
        this.macros = new MacroFacts(loop, files, reports);
        this.artifacts = new Artifacts(client, files, this::requireTrust);
        this.lenses = new Lenses(loop, client, files, evaluations, artifacts);
        this.tiers = new TierRequests(loop, client, files, lenses, this::requireTrust);
        this.rollbacks = new Rollbacks(loop, client, files, lenses, requests, this::requireTrust);
        this.status =
                new StatusReport(loop, client, () -> evaluations.isQuiet() && files.isQuiet());
        this.life = new NodeLife(client, nodes, files, programs, evaluations, status);
        this.sessions = new SessionUse(files, programs, evaluations);
        nodes.whenAlive(alive -> status.memory(alive.usedBytes(), alive.maxBytes()));
        files.whenAnalysed(file -> {
            arrange();
            if (settings.trusted() && settings.onSave() != OnSave.OFF) {
                saving.opened(file);
                saving.found(file);
            }
            reports.changed(file);
            announcer.publish(file);
            macros.analysed(file);
            lenses.analysed(file);
            status.changed();
        });
        announcer.whenFinished(evaluation -> {
            rollbacks.note(evaluation);
            saving.follow(evaluation, settings.onSave());
            lenses.changed();
            files.all().forEach(Lenses::note);
            sessions.changed();
            status.changed();
        });
    }

    void register(Routes routes) {
        routes.ask("initialize", InitializeParams.class, this::initialize);
        routes.tell("initialized", InitializedParams.class, _ -> initialized());
        routes.ask("shutdown", this::shutdown);
        routes.tell("textDocument/didOpen", DidOpenTextDocumentParams.class, this::open);
        routes.tell("textDocument/didClose", DidCloseTextDocumentParams.class, this::close);
        routes.tell("textDocument/didSave", DidSaveTextDocumentParams.class, this::save);
        routes.tell(
                "workspace/didChangeConfiguration",
                DidChangeConfigurationParams.class,
                this::configure);
        routes.tell(
                "window/workDoneProgress/cancel",
                WorkDoneProgressCancelParams.class,
                params -> {
                    if (!tiers.cancelled(params)) {
                        requests.cancelProgress(params.getToken());
                    }
                });
        routes.ask(Messages.EVAL.method(), EvalParams.class, this::evaluate);
        routes.ask(Messages.EVAL_CANCEL.method(), EvalCancel.class, cancellations::cancel);
        routes.ask(
                Messages.EVAL_LIST.method(),
                EvalList.class,
                params -> CompletableFuture.completedFuture(evaluations.list(params)));
        routes.tell(Messages.EVAL_ACK.method(), EvalAck.class, this::acknowledged);
        routes.ask(Messages.FORMS_AT.method(), FormsAt.class, requests::formsAt);
        routes.ask(
                Messages.CLEAR_RESULTS.method(),
                ClearResults.class,
                params -> CompletableFuture.completedFuture(clear(params)));
        tiers.register(routes);
        artifacts.register(routes);
        rollbacks.register(routes);
        new Commands(this).register(routes);
        new ValueRequests(files).register(routes);
        reports.register(routes);
        project.register(routes);
        routes.outgoing("workspace/codeLens/refresh");
        routes.outgoing("workspace/inlayHint/refresh");
    }

    // Life

    void checkPhase(String method) {
        if (phase == Phase.NEW && !method.equals("initialize")) {
            throw LanguageServer.failure(
                    ResponseErrorCode.ServerNotInitialized, "the first request is initialize");
        }
        if (phase == Phase.SHUT_DOWN || (phase == Phase.RUNNING && method.equals("initialize"))) {
            throw LanguageServer.failure(
                    ResponseErrorCode.InvalidRequest,
                    phase == Phase.RUNNING ? "initialized already" : "the server has shut down");
        }
    }

    boolean isRunning() {
        return phase == Phase.RUNNING;
    }

    int exitCode() {
        return phase == Phase.SHUT_DOWN ? 0 : 1;
    }

    private CompletableFuture<?> initialize(InitializeParams params) {
        client.declares(params.getCapabilities());
        files.count(Capabilities.encoding(params.getCapabilities()));
        if (params.getInitializationOptions() instanceof JsonElement options) {
            settings = settings.with(options);
        }
        roots = roots(params);
        nodes.runIn(roots.isEmpty() ? null : roots.getFirst());
        var parent = params.getProcessId();
        if (parent != null) {
            ProcessHandle.of(parent)
                    .ifPresentOrElse(
                            handle -> {
                                var _ =
                                        handle.onExit()
                                                .thenRun(() ->
                                                        loop.post(
                                                                new Event.ClientGone(
                                                                        "its process ended")));
                            },
                            () -> loop.post(new Event.ClientGone("its process does not exist")));
        }
        phase = Phase.RUNNING;
        return CompletableFuture.completedFuture(
                Capabilities.answer(client, files.places().unit()));
    }

    private static List<Path> roots(InitializeParams params) {
        var folders = params.getWorkspaceFolders();
        var uris =
                folders != null && !folders.isEmpty()
                        ? folders.stream().map(WorkspaceFolder::getUri).toList()
                        : Stream.ofNullable(params.getRootUri()).toList();
        return uris.stream().map(ProjectFiles::path).filter(Objects::nonNull).toList();
    }

    private CompletableFuture<?> shutdown() {
        phase = Phase.SHUT_DOWN;
        nodes.stop();
        return CompletableFuture.completedFuture(null);
    }

    void close() {
        nodes.stop();
    }

    private void initialized() {
        project.find(roots);
        loop.after(NODE_MILLIS, this::startNode);
    }

    // Settings

    private void configure(DidChangeConfigurationParams params) {
        if (params.getSettings() instanceof JsonObject all) {
            settings = settings.with(all.get("oxur"));
            if (!settings.trusted()) {
                life.forbidden();
                macros.nodeGone();
            }
            startNode();
            var node = files.node();
            if (node != null) {
                node.configure(settings.tiers());
            }
            saving.trusted(settings);
        }
    }

    void trust() {
        settings = settings.withTrust();
        startNode();
        saving.trusted(settings);
    }

    void requireTrust() {
        if (!settings.trusted()) {
            throw LanguageServer.failure(
                    ProtocolError.NOT_TRUSTED.code(),
                    "nothing is evaluated in a workspace that is not trusted; the command oxur.trust trusts it");
        }
    }

    /// As soon as it may run anything: the first evaluation should not wait for it.
    private void startNode() {
        if (settings.trusted() && phase == Phase.RUNNING) {
            nodes.start();
        }
    }

    // Documents

    private void open(DidOpenTextDocumentParams params) {
        var document = params.getTextDocument();
        var known = files.find(document.getUri());
        if (known != null) {
            announcer.forget(known);
        }
        files.open(document.getUri(), document.getVersion(), document.getText());
        status.changed();
    }

    void change(DidChangeTextDocumentParams params) {
        var file = files.find(params.getTextDocument().getUri());
        if (file != null) {
            Integer version = params.getTextDocument().getVersion();
            files.change(
                    file, version == null ? file.version + 1 : version, params.getContentChanges());
            status.changed();
        }
    }

    private void close(DidCloseTextDocumentParams params) {
        var file = files.find(params.getTextDocument().getUri());
        if (file != null) {
            cancellations.closed(file);
            saving.closed(file);
            files.close(file);
            reports.forget(file.uri);
            announcer.forget(file);
            sessions.changed();
        }
    }

    private void save(DidSaveTextDocumentParams params) {
        var file = files.find(params.getTextDocument().getUri());
        if (file != null) {
            files.saved(file);
        }
        if (file == null || settings.onSave() == OnSave.OFF) {
            return;
        }
        var _ =
                files.known(file)
                        .thenAccept(known -> {
                            saving.saved(file, known, settings);
                            status.changed();
                        });
    }

    /// Which files use which may have changed.
    private void arrange() {
        for (var moved : programs.arrange()) {
            moved.definitions.clear();
            lenses.changed();
        }
        sessions.changed();
    }

    // Evaluation

    CompletableFuture<?> evaluate(EvalParams params) {
        if (params.mode() != EvalMode.CHECK) {
            requireTrust();
        }
        status.changed();
        return requests.evaluate(params);
    }

    CompletableFuture<?> cancelAll() {
        return cancellations.cancel(new EvalCancel(null, null, true, EvalCancel.Mode.SOFT, null));
    }

    private void acknowledged(EvalAck ack) {
        for (var evaluation : evaluations.running()) {
            if (evaluation.id.equals(ack.evalId())) {
                announcer.acknowledged(evaluation, ack.seq());
            }
        }
    }

    ClearResults.Result clear(ClearResults params) {
        int cleared = 0;
        for (var file : files.all()) {
            if (params.uri() == null || params.uri().equals(file.uri)) {
                int before = file.results.all().size();
                var ids = params.ids();
                file.results =
                        file.results.without(result -> ids == null || ids.contains(result.id()));
                cleared += before - file.results.all().size();
                announcer.publish(file);
            }
        }
        return new ClearResults.Result(cleared);
    }

    // The node

    void nodeUp(NodeLink link) {
        link.configure(settings.tiers());
        if (life.up(link)) {
            files.all().forEach(macros::analysed);
        }
    }

    void nodeDown(int generation, String reason) {
        if (nodes.isCurrent(generation)) {
            life.down(reason);
            macros.nodeGone();
            tiers.nodeGone();
            rollbacks.nodeGone();
            lenses.changed();
        }
    }

    void nodeTold(int generation, Object message) {
        if (nodes.isCurrent(generation)) {
            if (message instanceof NodeTiers news) {
                tiers.told(news);
            }
            evaluations.told(message);
        }
    }

    void nodeWrote(String text, boolean isError) {
        announcer.stray(text, isError);
    }

    CompletableFuture<Object> restartNode() {
        requireTrust();
        return life.restart();
    }

    // Reads

    View view() {
        Map<String, View.FileView> views = new HashMap<>();
        Map<String, Map<String, SessionFacts.Value>> values = new HashMap<>();
        for (var file : files.all()) {
            var view = View.of(file);
            views.put(file.uri, view);
            values.put(file.uri, view.facts().values());
        }
        return new View(
                files.snapshot().knowing(new SessionFacts(Set.of(), values)),
                files.places(),
                views,
                settings.trusted(),
                !client.has(Features.RESULTS),
                client.hasSnippets());
    }

    void show(MessageType type, String text) {
        client.show(type, text);
    }

    @Nullable OpenFile file(String uri) {
        return files.find(uri);
    }
}
