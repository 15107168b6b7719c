package org.oxur.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.WorkDoneProgressCancelParams;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;
import org.oxur.ide.EditorLanguage;
import org.oxur.ide.Snapshot.SessionFacts;
import org.oxur.live.OnSave;
import org.oxur.live.SavePlan;
import org.oxur.protocol.ClearResults;
import org.oxur.protocol.EvalAck;
import org.oxur.protocol.EvalCancel;
import org.oxur.protocol.EvalEvent;
import org.oxur.protocol.EvalList;
import org.oxur.protocol.EvalMode;
import org.oxur.protocol.EvalParams;
import org.oxur.protocol.Features;
import org.oxur.protocol.FormsAt;
import org.oxur.protocol.Messages;
import org.oxur.protocol.ProtocolError;
import org.oxur.protocol.ServerStatus;
import org.oxur.text.SourceText;

/// The state of the server and what changes it: documents, settings, the node, evaluations. Belongs
/// to the main loop.
final class Workspace {
    private final MainLoop loop;
    private final Client client;
    private final NodeSupervisor nodes;
    private final Files files;
    private final Announcer announcer;
    private final Evaluations evaluations;
    private final EvalRequests requests;
    private final Lenses lenses;
    private final MacroFacts macros;
    private final StatusReport status;
    private final DiagnosticReports reports;
    private Settings settings = Settings.DEFAULT;
    private Phase phase = Phase.NEW;
    private boolean nodeWasLost;
    private final List<CompletableFuture<Object>> restarts = new ArrayList<>();

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
            NodeCommand node) {
        this.loop = loop;
        this.client = client;
        this.nodes = new NodeSupervisor(loop, node);
        this.files = new Files(loop, workers, language, nodes);
        this.reports = new DiagnosticReports(loop, client, files);
        this.announcer = new Announcer(loop, client, files, reports);
        this.evaluations = new Evaluations(loop, nodes, announcer);
        this.requests = new EvalRequests(loop, client, files, evaluations);
        this.macros = new MacroFacts(loop, files, reports);
        this.lenses = new Lenses(loop, client, files, evaluations);
        this.status =
                new StatusReport(loop, client, () -> evaluations.isQuiet() && files.isQuiet());
        files.whenAnalysed(file -> {
            reports.changed(file);
            announcer.publish(file);
            macros.analysed(file);
            status.changed();
        });
        announcer.whenFinished(() -> {
            lenses.changed();
            status.changed();
        });
    }

    void register(Routes routes) {
        routes.ask("initialize", InitializeParams.class, this::initialize);
        routes.tell("initialized", InitializedParams.class, _ -> startNode());
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
                params -> requests.cancelProgress(params.getToken()));
        routes.ask(Messages.EVAL.method(), EvalParams.class, this::evaluate);
        routes.ask(Messages.EVAL_CANCEL.method(), EvalCancel.class, evaluations::cancel);
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
        new Commands(this).register(routes);
        reports.register(routes);
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
        nodes.runIn(root(params));
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

    private static @Nullable Path root(InitializeParams params) {
        var folders = params.getWorkspaceFolders();
        String uri =
                folders != null && !folders.isEmpty()
                        ? folders.getFirst().getUri()
                        : params.getRootUri();
        try {
            return uri != null && uri.startsWith("file:") ? Path.of(URI.create(uri)) : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private CompletableFuture<?> shutdown() {
        phase = Phase.SHUT_DOWN;
        nodes.stop();
        return CompletableFuture.completedFuture(null);
    }

    void close() {
        nodes.stop();
    }

    // Settings

    private void configure(DidChangeConfigurationParams params) {
        if (params.getSettings() instanceof JsonObject all) {
            settings = settings.with(all.get("oxur"));
            startNode();
        }
    }

    void trust() {
        settings = settings.withTrust();
        startNode();
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
            evaluations.running().stream()
                    .filter(evaluation -> evaluation.request.file() == file)
                    .forEach(evaluations::stop);
            files.close(file);
            reports.forget(file.uri);
            announcer.forget(file);
        }
    }

    private void save(DidSaveTextDocumentParams params) {
        var file = files.find(params.getTextDocument().getUri());
        if (file == null || !settings.trusted() || settings.onSave() == OnSave.OFF) {
            return;
        }
        var _ = files.known(file).thenAccept(known -> saved(file, known));
    }

    private void saved(OpenFile file, AnalysedText known) {
        var forms = known.dependencies().forms();
        evaluations.supersede(file, forms);
        // What shows no value, or an old one, is evaluated even if it was before: its text may have
        // been another one in between.
        var outdated = new BitSet();
        outdated.set(0, forms.size());
        for (var result : file.results.all()) {
            if (!result.isStale()) {
                for (int i = 0; i < forms.size(); i++) {
                    outdated.set(i, outdated.get(i) && forms.get(i).start() != result.start());
                }
            }
        }
        var plan = SavePlan.of(known.dependencies(), file.memory, settings.onSave(), outdated);
        if (plan.isEmpty()) {
            return;
        }
        var parts =
                plan.stream()
                        .map(form ->
                                new Evaluation.Part(
                                        forms.get(form).start(), forms.get(form).end(), form))
                        .toList();
        evaluations.begin(
                new Evaluation.Request(
                        file,
                        known.analysis().text(),
                        known.version(),
                        known,
                        parts,
                        EvalMode.RUN,
                        EvalEvent.Origin.SAVE,
                        null,
                        null,
                        false),
                null);
        status.changed();
    }

    // Evaluation

    CompletableFuture<?> evaluate(EvalParams params) {
        requireTrust();
        status.changed();
        return requests.evaluate(params);
    }

    CompletableFuture<?> cancelAll() {
        return evaluations.cancel(new EvalCancel(null, null, true, EvalCancel.Mode.SOFT, null));
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
        nodes.up(link);
        if (nodes.node() != link) {
            return;
        }
        var reloads = reload(link);
        nodes.ready();
        files.all().forEach(macros::analysed);
        var _ =
                CompletableFuture.allOf(reloads.toArray(CompletableFuture[]::new))
                        .thenRun(() -> {
                            if (nodeWasLost) {
                                status.note(
                                        ServerStatus.Health.OK,
                                        "the node is back" + reloaded(reloads.size()));
                                nodeWasLost = false;
                            }
                            restarts.forEach(waiting -> waiting.complete(null));
                            restarts.clear();
                        });
    }

    private static String reloaded(int files) {
        return files == 0
                ? ""
                : files == 1
                        ? "; the definitions of 1 file were loaded again"
                        : "; the definitions of " + files + " files were loaded again";
    }

    /// Loads what was loaded, from the texts it was loaded from: what is being typed now was never
    /// asked for.
    private List<CompletableFuture<?>> reload(NodeLink link) {
        List<CompletableFuture<?>> reloads = new ArrayList<>();
        for (var file : files.all()) {
            file.nodeIsNew();
            CompletableFuture<?> last = null;
            for (var group : byText(file).entrySet()) {
                var parts =
                        group.getValue().stream()
                                .map(form ->
                                        new Evaluation.Part(
                                                form.form().start(), form.form().end(), -1))
                                .toList();
                var request =
                        new Evaluation.Request(
                                file,
                                group.getKey(),
                                file.version,
                                null,
                                parts,
                                EvalMode.RUN,
                                EvalEvent.Origin.USER,
                                null,
                                null,
                                true);
                last = evaluations.reload(request, link).answer;
            }
            if (last != null) {
                reloads.add(last);
            }
        }
        return reloads;
    }

    /// In the order of loading; runs of forms from one text are loaded together.
    private static Map<SourceText, List<OpenFile.LoadedForm>> byText(OpenFile file) {
        Map<SourceText, List<OpenFile.LoadedForm>> groups = new LinkedHashMap<>();
        file.loaded
                .values()
                .forEach(form ->
                        groups.computeIfAbsent(form.text(), _ -> new ArrayList<>()).add(form));
        return groups;
    }

    void nodeDown(int generation, String reason) {
        if (!nodes.isCurrent(generation)) {
            return;
        }
        boolean again = nodes.down();
        var lost = evaluations.nodeGone(reason);
        for (var evaluation : lost) {
            poisoned(evaluation);
        }
        if (restarts.isEmpty()) {
            nodeWasLost = true;
            status.note(
                    again ? ServerStatus.Health.WARNING : ServerStatus.Health.ERROR,
                    "the node has gone: "
                            + reason
                            + (again
                                    ? "; starting another"
                                    : "; it ended too often, oxur.restartNode starts it again"));
            client.log(MessageType.Warning, "the node has gone: " + reason);
        }
        if (!again) {
            restarts.forEach(waiting ->
                    waiting.completeExceptionally(
                            LanguageServer.failure(ProtocolError.NODE_UNAVAILABLE.code(), reason)));
            restarts.clear();
        }
        lenses.changed();
    }

    /// A definition during whose loading the node went is not loaded again by itself.
    private static void poisoned(Evaluation evaluation) {
        var file = evaluation.request.file();
        int at = evaluation.runningItem;
        if (file != null && evaluation.request.reload() && at >= 0) {
            var part = evaluation.items.get(at).part;
            file.loaded
                    .values()
                    .removeIf(form ->
                            form.text() == evaluation.request.text()
                                    && form.form().start() == part.start());
        }
    }

    void nodeTold(int generation, Object message) {
        if (nodes.isCurrent(generation)) {
            evaluations.told(message);
        }
    }

    void nodeWrote(String text, boolean isError) {
        announcer.stray(text, isError);
    }

    CompletableFuture<Object> restartNode() {
        requireTrust();
        var done = new CompletableFuture<Object>();
        restarts.add(done);
        nodes.restart();
        return done;
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
