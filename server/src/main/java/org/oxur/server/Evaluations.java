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
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.jspecify.annotations.Nullable;
import org.oxur.live.LiveResult;
import org.oxur.protocol.EvalEvent;
import org.oxur.protocol.EvalList;
import org.oxur.protocol.EvalResult;
import org.oxur.protocol.NodeError;
import org.oxur.protocol.NodeEval;
import org.oxur.protocol.NodePreview;
import org.oxur.protocol.OxError;
import org.oxur.protocol.ProtocolError;
import org.oxur.protocol.Status;

/// All evaluations that run, and the last that ran. Belongs to the main loop.
final class Evaluations {
    private static final int LAST = 50;

    private final MainLoop loop;
    private final NodeSupervisor nodes;
    private final Announcer announcer;
    private final Programs programs;
    private final Outcomes outcomes;
    private final Map<String, Evaluation> running = new LinkedHashMap<>();
    private final List<CompletableFuture<NodePreview.Result>> previews = new ArrayList<>();
    private final Deque<EvalList.Ended> last = new ArrayDeque<>();

    /// Those that the node has, as far as something was evaluated there, or looked at.
    private final Set<String> sessions = new HashSet<>();

    private int count;
    private int results;

    Evaluations(MainLoop loop, NodeSupervisor nodes, Announcer announcer, Programs programs) {
        this.programs = programs;
        this.outcomes = new Outcomes(announcer, programs);
        this.loop = loop;
        this.nodes = nodes;
        this.announcer = announcer;
    }

    Collection<Evaluation> running() {
        return List.copyOf(running.values());
    }

    Set<String> sessions() {
        return Set.copyOf(sessions);
    }

    void closed(String session) {
        sessions.remove(session);
    }

    boolean isQuiet() {
        return running.isEmpty();
    }

    /// Shows the forms as pending and sends them to the node, when there is one.
    Evaluation begin(Evaluation.Request request, Evaluation.Target target) {
        var evaluation = prepare(request, target);
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

    /// The same as soon as there is a node.
    void load(OpenFile file) {
        nodes.whenUp(node -> {
            var _ = load(file, node);
        });
    }

    /// Loads what a file needs, and what of it was loaded, where that is not yet so.
    ///
    /// @return done when it is loaded
    List<CompletableFuture<EvalResult>> load(OpenFile file, NodeLink node) {
        var answers = new ArrayList<CompletableFuture<EvalResult>>();
        for (var missing : programs.missing(file)) {
            var target = new Evaluation.Target(file.session(), missing.module(), file, null);
            var evaluation = prepare(Evaluation.Request.load(missing), target);
            running.put(evaluation.id, evaluation);
            transmit(evaluation, node);
            answers.add(evaluation.answer);
        }
        return answers;
    }

    private Evaluation prepare(Evaluation.Request request, Evaluation.Target target) {
        List<Evaluation.Item> items = new ArrayList<>();
        request.parts().forEach(part -> items.add(new Evaluation.Item(part, "r" + ++results)));
        var proposed = target.evalId();
        boolean isFree = proposed != null && !running.containsKey(proposed) && !hasEnded(proposed);
        return new Evaluation(
                proposed != null && isFree ? proposed : nextId(), request, target, items);
    }

    /// What definitions would change, after what runs in their session now.
    ///
    /// @param home whose definitions must be there
    CompletableFuture<NodePreview.Result> preview(NodePreview asked, @Nullable OpenFile home) {
        var answer = new CompletableFuture<NodePreview.Result>();
        if (nodes.state() == NodeSupervisor.State.GIVEN_UP) {
            answer.completeExceptionally(noNode("it ended too often"));
            return answer;
        }
        previews.add(answer);
        nodes.whenUp(node -> {
            if (home != null) {
                var _ = load(home, node);
            }
            sessions.add(asked.session());
            var _ =
                    node.preview(asked)
                            .whenComplete((result, failure) ->
                                    loop.resume(() -> {
                                        previews.remove(answer);
                                        if (failure == null) {
                                            answer.complete(result);
                                        } else {
                                            answer.completeExceptionally(failure);
                                        }
                                    }));
        });
        return answer;
    }

    private static Throwable noNode(String reason) {
        return LanguageServer.failure(
                ProtocolError.NODE_UNAVAILABLE.code(), "there is no node: " + reason);
    }

    String nextId() {
        String id = "e" + ++count;
        return running.containsKey(id) || hasEnded(id) ? nextId() : id;
    }

    boolean hasEnded(String id) {
        return last.stream().anyMatch(ended -> ended.evalId().equals(id));
    }

    /// What the forms need is loaded before them.
    private void send(Evaluation evaluation, NodeLink node) {
        if (!isRunning(evaluation)) {
            // Cancelled while it waited for the node.
            return;
        }
        var home = evaluation.target.home();
        if (home != null) {
            var _ = load(home, node);
        }
        transmit(evaluation, node);
    }

    private void transmit(Evaluation evaluation, NodeLink node) {
        evaluation.sent = true;
        sessions.add(evaluation.session);
        var _ =
                node.evaluate(evaluation.message(announcer.asksForValues()))
                        .whenComplete((result, failure) ->
                                loop.resume(() -> {
                                    if (!isRunning(evaluation)) {
                                        return;
                                    }
                                    if (failure == null) {
                                        finish(
                                                evaluation,
                                                result.timing(),
                                                result.outputTruncated());
                                    } else if (failure.getCause()
                                            instanceof ResponseErrorException) {
                                        // A node that has gone says nothing; it is reported as
                                        // gone.
                                        fail(evaluation, "the node could not run this: " + failure);
                                    }
                                }));
    }

    private boolean isRunning(Evaluation evaluation) {
        return running.get(evaluation.id) == evaluation;
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
                                file.absolute(dependencies.names(part.form())));
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
                            evaluation -> {
                                if (done.status() != Status.CANCELLED) {
                                    announce(evaluation);
                                }
                                done(evaluation, evaluation.items.get(done.index()), done);
                            });
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
        announce(evaluation);
        evaluation.runningItem = index;
    }

    /// A definition that goes ahead is done without having begun in its turn.
    private void announce(Evaluation evaluation) {
        if (!evaluation.announced) {
            evaluation.announced = true;
            announcer.started(evaluation);
        }
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
        if (done.status() != Status.OK && item.part.form() < 0) {
            programs.failed(evaluation.session, evaluation.request.text(), item.part.start());
        }
        var file = evaluation.request.file();
        if (file == null) {
            outcomes.elsewhere(evaluation, done);
            announcer.value(evaluation, item);
            boolean isShown = evaluation.request.origin() == EvalEvent.Origin.USER;
            if ((evaluation.request.reload() || !isShown) && done.error() != null) {
                announcer.notLoaded(done.error());
            }
            return;
        }
        outcomes.remember(evaluation, item, file, done);
        if (!evaluation.request.reload()) {
            outcomes.show(evaluation, item, file, done);
            announcer.value(evaluation, item);
        }
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
                List.of(),
                List.of());
    }

    // When there is no node

    /// The node has gone: what ran there is an error that says so.
    ///
    /// @return what was running when it went, and so may have been the reason
    List<Evaluation> nodeGone(String reason) {
        previews.forEach(preview -> preview.completeExceptionally(noNode(reason)));
        previews.clear();
        sessions.clear();
        List<Evaluation> lost = new ArrayList<>();
        for (var evaluation : running()) {
            if (evaluation.sent) {
                lost.add(evaluation);
                fail(evaluation, "the node that ran this has gone: " + reason);
            } else if (nodes.state() == NodeSupervisor.State.GIVEN_UP
                    || nodes.state() == NodeSupervisor.State.NONE) {
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
                                null,
                                "error[node-down]: " + words,
                                "error[node-down]: " + words);
                done(
                        evaluation,
                        item,
                        new NodeEval.Done(
                                evaluation.id, i, Status.ERROR, null, error, List.of(), List.of()));
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
        var node = nodes.node();
        if (evaluation.sent && node != null) {
            node.cancel(evaluation.id);
        } else if (!evaluation.sent) {
            finish(evaluation, EvalResult.Timing.NONE, false);
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
}
