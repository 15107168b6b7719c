package org.oxur.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.oxur.live.LiveForm;
import org.oxur.live.LiveResult;
import org.oxur.protocol.EvalCancel;
import org.oxur.protocol.EvalEvent;
import org.oxur.protocol.EvalList;
import org.oxur.protocol.EvalResult;
import org.oxur.protocol.NodeChange;
import org.oxur.protocol.NodeError;
import org.oxur.protocol.NodeEval;
import org.oxur.protocol.OxError;
import org.oxur.protocol.RedefinitionReport;
import org.oxur.protocol.Status;
import org.oxur.text.SourceText;

/// All evaluations that run, and the last that ran. Belongs to the main loop.
final class Evaluations {
    private static final int LAST = 50;

    private final MainLoop loop;
    private final NodeSupervisor nodes;
    private final Announcer announcer;
    private final Map<String, Evaluation> running = new LinkedHashMap<>();
    private final Deque<EvalList.Ended> last = new ArrayDeque<>();
    private int count;
    private int results;

    Evaluations(MainLoop loop, NodeSupervisor nodes, Announcer announcer) {
        this.loop = loop;
        this.nodes = nodes;
        this.announcer = announcer;
    }

    Collection<Evaluation> running() {
        return List.copyOf(running.values());
    }

    boolean isQuiet() {
        return running.isEmpty();
    }

    /// Shows the forms as pending and sends them to the node, when there is one.
    ///
    /// @param session null for the file's own
    Evaluation begin(Evaluation.Request request, @Nullable String session) {
        var evaluation = prepare(request, session);
        running.put(evaluation.id, evaluation);
        pending(evaluation);
        if (evaluation.items.isEmpty()) {
            finish(evaluation, EvalResult.Timing.NONE, false);
        } else if (nodes.state() == NodeSupervisor.State.GIVEN_UP) {
            fail(evaluation, "there is no node: it ended too often; restart it to try again");
        } else {
            nodes.whenUp(node -> send(evaluation, node));
        }
        return evaluation;
    }

    /// Loads definitions into a new node before anything else is evaluated there.
    Evaluation reload(Evaluation.Request request, NodeLink node) {
        var evaluation = prepare(request, null);
        running.put(evaluation.id, evaluation);
        send(evaluation, node);
        return evaluation;
    }

    private Evaluation prepare(Evaluation.Request request, @Nullable String session) {
        var file = request.file();
        String where = session != null ? session : file != null ? file.session() : "main";
        List<Evaluation.Item> items = new ArrayList<>();
        request.parts().forEach(part -> items.add(new Evaluation.Item(part, "r" + ++results)));
        return new Evaluation("e" + ++count, request, where, items);
    }

    private void send(Evaluation evaluation, NodeLink node) {
        if (evaluation.cancelAsked) {
            evaluation.items.forEach(item -> done(evaluation, item, cancelled(evaluation, item)));
            finish(evaluation, EvalResult.Timing.NONE, false);
            return;
        }
        evaluation.sent = true;
        var _ =
                node.evaluate(evaluation.message())
                        .whenComplete((result, failure) ->
                                loop.resume(() -> {
                                    // A node that has gone has failed its evaluations already.
                                    if (failure == null && running.containsKey(evaluation.id)) {
                                        finish(
                                                evaluation,
                                                result.timing(),
                                                result.outputTruncated());
                                    }
                                }));
    }

    private void pending(Evaluation evaluation) {
        var file = evaluation.request.file();
        var dependencies = evaluation.request.dependencies();
        if (file == null || evaluation.request.reload()) {
            return;
        }
        List<LiveResult> pending = new ArrayList<>();
        for (var item : evaluation.items) {
            var part = item.part;
            LiveResult fresh;
            if (part.form() >= 0 && dependencies != null) {
                file.memory.begin(dependencies, part.form());
                fresh =
                        LiveResult.pending(
                                item.resultId,
                                evaluation.id,
                                dependencies.forms().get(part.form()),
                                dependencies.names(part.form()));
            } else {
                fresh =
                        LiveResult.pendingPart(
                                item.resultId, evaluation.id, part.start(), part.end());
            }
            var now = file.shift(fresh, evaluation.request.revision());
            if (now != null) {
                pending.add(now);
            }
        }
        file.results = file.results.begun(pending);
        announcer.pendingChanged(file);
    }

    // What the node says

    void told(Object message) {
        switch (message) {
            case NodeEval.Started started ->
                    with(started.evalId(), evaluation -> started(evaluation, started.index()));
            case NodeEval.Output output ->
                    with(output.evalId(), evaluation -> printed(evaluation, output));
            case NodeEval.Done done ->
                    with(
                            done.evalId(),
                            evaluation ->
                                    done(evaluation, evaluation.items.get(done.index()), done));
            default -> {}
        }
        if (message instanceof NodeEval.Output output && !running.containsKey(output.evalId())) {
            announcer.orphan(output);
        }
    }

    private void with(String id, Consumer<Evaluation> action) {
        var evaluation = running.get(id);
        if (evaluation != null) {
            action.accept(evaluation);
        }
    }

    private void started(Evaluation evaluation, int index) {
        if (evaluation.runningItem < 0) {
            announcer.started(evaluation);
        }
        evaluation.runningItem = index;
    }

    private void printed(Evaluation evaluation, NodeEval.Output output) {
        if (output.index() >= 0 && output.index() < evaluation.items.size()) {
            evaluation.items.get(output.index()).printed(output.text());
        }
        evaluation.nodeSeq = output.seq();
        announcer.printed(evaluation, output);
    }

    private void done(Evaluation evaluation, Evaluation.Item item, NodeEval.Done done) {
        if (item.done != null) {
            return;
        }
        item.done = done;
        evaluation.changes.addAll(done.changes());
        var file = evaluation.request.file();
        if (file == null) {
            announcer.value(evaluation, item);
            return;
        }
        remember(evaluation, item, file, done);
        if (!evaluation.request.reload()) {
            show(evaluation, item, file, done);
            announcer.value(evaluation, item);
        }
    }

    /// What is loaded, and which results that makes stale.
    private static void remember(
            Evaluation evaluation, Evaluation.Item item, OpenFile file, NodeEval.Done done) {
        var dependencies = evaluation.request.dependencies();
        if (dependencies != null && item.part.form() >= 0) {
            var form = dependencies.forms().get(item.part.form());
            if (done.status() == Status.OK && form.isDefinition()) {
                file.loaded(evaluation.request.text(), form);
            } else if (done.status() == Status.CANCELLED
                    && evaluation.runningItem != evaluation.items.indexOf(item)) {
                // It never ran: the next save takes it up.
                file.memory.forget(dependencies, item.part.form());
            } else if (done.status() != Status.OK) {
                file.memory.failed(dependencies, item.part.form());
            }
        }
        Set<String> redefined = new HashSet<>();
        for (NodeChange change : done.changes()) {
            note(file, change, done.value());
            if (change.how() != RedefinitionReport.How.SAME) {
                redefined.add(change.def());
                int colons = change.def().lastIndexOf("::");
                if (colons > 0) {
                    redefined.add(change.def().substring(0, colons));
                }
            }
        }
        if (!redefined.isEmpty() && !evaluation.request.reload()) {
            file.results = file.results.redefined(redefined);
        }
    }

    private static void note(OpenFile file, NodeChange change, NodeEval.@Nullable Value value) {
        switch (change.kind()) {
            case "impl", "macro", "module" -> {}
            default -> file.versions.put(change.def(), change.to());
        }
        if (change.kind().equals("state") && value != null) {
            file.values.put(change.def(), ResultText.inHover(value.text()));
        }
    }

    private void show(
            Evaluation evaluation, Evaluation.Item item, OpenFile file, NodeEval.Done done) {
        var dependencies = evaluation.request.dependencies();
        boolean isDefinition =
                dependencies != null
                        && item.part.form() >= 0
                        && dependencies.forms().get(item.part.form()).isDefinition();
        var text = evaluation.request.text();
        var pending = file.results.find(item.resultId);
        if (pending == null) {
            return;
        }
        var expectations = announcer.expectations(evaluation, item.part);
        var original =
                LiveResult.pendingPart(
                        item.resultId, evaluation.id, item.part.start(), item.part.end());
        var ended =
                ResultText.ended(
                        original,
                        done,
                        item.output.toString(),
                        isDefinition,
                        text.name(),
                        expectations);
        var now = file.shift(ended, evaluation.request.revision());
        var marks = now == null ? List.<LiveResult.Mark>of() : now.marks();
        if (ended.text().isEmpty() && ended.outcome() == LiveResult.Outcome.OK) {
            file.results = file.results.without(result -> result.id().equals(item.resultId));
        } else {
            file.results =
                    file.results.update(
                            item.resultId,
                            result ->
                                    result.ended(
                                            ended.outcome(), ended.text(), ended.hover(), marks));
        }
        announcer.resultsChanged(file);
    }

    private void finish(Evaluation evaluation, EvalResult.Timing timing, boolean truncated) {
        running.remove(evaluation.id);
        for (var item : evaluation.items) {
            if (item.done == null) {
                done(evaluation, item, cancelled(evaluation, item));
            }
        }
        var file = evaluation.request.file();
        if (!evaluation.request.reload()) {
            last.addFirst(
                    new EvalList.Ended(
                            evaluation.id,
                            evaluation.session,
                            evaluation.request.origin(),
                            file == null ? null : file.uri,
                            announcer.range(evaluation),
                            evaluation.status()));
            if (last.size() > LAST) {
                last.removeLast();
            }
        }
        evaluation.answer.complete(announcer.result(evaluation, timing, truncated));
        announcer.finished(evaluation);
    }

    private static NodeEval.Done cancelled(Evaluation evaluation, Evaluation.Item item) {
        return new NodeEval.Done(
                evaluation.id,
                evaluation.items.indexOf(item),
                Status.CANCELLED,
                null,
                null,
                List.of());
    }

    // When there is no node

    /// The node has gone: what ran there is an error that says so.
    ///
    /// @return what was running when it went, and so may have been the reason
    List<Evaluation> nodeGone(String reason) {
        List<Evaluation> lost = new ArrayList<>();
        for (var evaluation : running()) {
            if (evaluation.sent) {
                lost.add(evaluation);
                fail(evaluation, "the node that ran this has gone: " + reason);
            } else if (nodes.state() == NodeSupervisor.State.GIVEN_UP) {
                fail(evaluation, "there is no node: " + reason);
            }
        }
        return lost;
    }

    private void fail(Evaluation evaluation, String message) {
        for (int i = 0; i < evaluation.items.size(); i++) {
            var item = evaluation.items.get(i);
            if (item.done == null) {
                boolean ran = i <= Math.max(0, evaluation.runningItem);
                var place =
                        new NodeError.Place(
                                evaluation.request.text().name(),
                                item.part.start(),
                                item.part.end());
                String words = ran ? message : message + " (this form had not begun)";
                var error =
                        new NodeError(
                                OxError.Kind.EXIT,
                                "node-down",
                                words,
                                place,
                                List.of(),
                                List.of(),
                                "error[node-down]: " + words);
                done(
                        evaluation,
                        item,
                        new NodeEval.Done(evaluation.id, i, Status.ERROR, null, error, List.of()));
                forgetIfNotBegun(evaluation, item, ran);
            }
        }
        finish(evaluation, EvalResult.Timing.NONE, false);
    }

    private static void forgetIfNotBegun(Evaluation evaluation, Evaluation.Item item, boolean ran) {
        var file = evaluation.request.file();
        var dependencies = evaluation.request.dependencies();
        if (!ran && file != null && dependencies != null && item.part.form() >= 0) {
            file.memory.forget(dependencies, item.part.form());
        }
    }

    // Cancel

    /// Asks one evaluation to stop; it ends when the node says so.
    void stop(Evaluation evaluation) {
        evaluation.cancelAsked = true;
        var node = nodes.node();
        if (evaluation.sent && node != null) {
            node.cancel(evaluation.id);
        } else if (!evaluation.sent) {
            finish(evaluation, EvalResult.Timing.NONE, false);
        }
    }

    CompletableFuture<EvalCancel.Result> cancel(EvalCancel params) {
        List<Evaluation> meant =
                running().stream().filter(evaluation -> isMeant(evaluation, params)).toList();
        if (meant.isEmpty() && params.evalId() != null) {
            boolean known = last.stream().anyMatch(ended -> ended.evalId().equals(params.evalId()));
            var how = known ? EvalCancel.How.ALREADY_DONE : EvalCancel.How.NOT_FOUND;
            return CompletableFuture.completedFuture(
                    new EvalCancel.Result(
                            List.of(new EvalCancel.Outcome(params.evalId(), how, null, null))));
        }
        boolean kill = params.mode() == EvalCancel.Mode.KILL;
        long grace = params.graceMs() != null ? params.graceMs() : kill ? 500 : 2_000;
        List<CompletableFuture<EvalCancel.Outcome>> outcomes = new ArrayList<>();
        meant.forEach(evaluation -> outcomes.add(cancel(evaluation, kill, grace)));
        return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
                .thenApply(_ ->
                        new EvalCancel.Result(
                                outcomes.stream().map(CompletableFuture::join).toList()));
    }

    private static boolean isMeant(Evaluation evaluation, EvalCancel params) {
        if (params.evalId() != null) {
            return evaluation.id.equals(params.evalId());
        }
        return params.session() != null
                ? evaluation.session.equals(params.session())
                : Boolean.TRUE.equals(params.all());
    }

    private CompletableFuture<EvalCancel.Outcome> cancel(
            Evaluation evaluation, boolean kill, long graceMillis) {
        var outcome = new CompletableFuture<EvalCancel.Outcome>();
        var _ =
                evaluation.answer.thenAccept(result -> {
                    var how =
                            result.status() == Status.OK
                                    ? EvalCancel.How.ALREADY_DONE
                                    : EvalCancel.How.CANCELLED;
                    outcome.complete(new EvalCancel.Outcome(evaluation.id, how, null, null));
                });
        stop(evaluation);
        loop.after(
                graceMillis,
                () -> {
                    if (!outcome.isDone() && kill) {
                        outcome.complete(
                                new EvalCancel.Outcome(
                                        evaluation.id, EvalCancel.How.ESCALATED, null, null));
                        nodes.restart();
                    } else {
                        outcome.complete(
                                new EvalCancel.Outcome(
                                        evaluation.id, EvalCancel.How.FAILED, null, null));
                    }
                });
        return outcome;
    }

    /// A file was saved again: what the last save still evaluates is stopped if the form that runs,
    /// or one of those when none has begun, is no longer there; what it has not done is for the new
    /// save.
    void supersede(OpenFile file, List<LiveForm> forms) {
        var present = new HashSet<Object>();
        forms.forEach(form -> present.add(form.key()));
        for (var evaluation : running()) {
            var dependencies = evaluation.request.dependencies();
            if (evaluation.request.file() != file
                    || evaluation.request.origin() != EvalEvent.Origin.SAVE
                    || dependencies == null) {
                continue;
            }
            var open =
                    evaluation.items.stream()
                            .filter(item -> item.done == null && item.part.form() >= 0)
                            .toList();
            var next =
                    evaluation.runningItem < 0
                            ? open
                            : open.stream()
                                    .filter(item ->
                                            evaluation.items.indexOf(item)
                                                    == evaluation.runningItem)
                                    .toList();
            if (next.stream()
                    .anyMatch(item ->
                            !present.contains(dependencies.forms().get(item.part.form()).key()))) {
                open.forEach(item -> file.memory.forget(dependencies, item.part.form()));
                stop(evaluation);
            }
        }
    }

    EvalList.Result list(EvalList params) {
        List<EvalList.Running> now = new ArrayList<>();
        for (var evaluation : running.values()) {
            if (!evaluation.request.reload()
                    && (params.session() == null || params.session().equals(evaluation.session))) {
                var file = evaluation.request.file();
                long millis = (System.nanoTime() - evaluation.askedNanos) / 1_000_000;
                now.add(
                        new EvalList.Running(
                                evaluation.id,
                                evaluation.session,
                                evaluation.request.origin(),
                                file == null ? null : file.uri,
                                announcer.range(evaluation),
                                millis));
            }
        }
        var ended =
                last.stream()
                        .filter(one ->
                                params.session() == null || params.session().equals(one.session()))
                        .toList();
        return new EvalList.Result(now, ended);
    }

    @Nullable SourceText text(String name) {
        for (var evaluation : running.values()) {
            if (evaluation.request.text().name().equals(name)) {
                return evaluation.request.text();
            }
        }
        return null;
    }
}
