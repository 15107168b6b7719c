package org.oxur.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.oxur.live.Dependencies;
import org.oxur.protocol.EvalCancel;
import org.oxur.protocol.EvalEvent;
import org.oxur.protocol.EvalResult;
import org.oxur.protocol.Status;

/// Ends evaluations before they end by themselves. Belongs to the main loop.
final class Cancellations {
    private static final int KILL_MILLIS = 500;
    private static final int SOFT_MILLIS = 2_000;

    private final MainLoop loop;
    private final NodeSupervisor nodes;
    private final Evaluations evaluations;

    Cancellations(MainLoop loop, NodeSupervisor nodes, Evaluations evaluations) {
        this.loop = loop;
        this.nodes = nodes;
        this.evaluations = evaluations;
    }

    CompletableFuture<EvalCancel.Result> cancel(EvalCancel params) {
        List<Evaluation> meant =
                evaluations.running().stream()
                        .filter(evaluation -> isMeant(evaluation, params))
                        .toList();
        if (meant.isEmpty() && params.evalId() != null) {
            var how =
                    evaluations.hasEnded(params.evalId())
                            ? EvalCancel.How.ALREADY_DONE
                            : EvalCancel.How.NOT_FOUND;
            return CompletableFuture.completedFuture(
                    new EvalCancel.Result(
                            List.of(new EvalCancel.Outcome(params.evalId(), how, null, null))));
        }
        boolean kill = params.mode() == EvalCancel.Mode.KILL;
        long grace = params.graceMs() != null ? params.graceMs() : kill ? KILL_MILLIS : SOFT_MILLIS;
        if (Boolean.TRUE.equals(params.all())
                && meant.stream().anyMatch(evaluation -> evaluation.runningItem >= 0)) {
            meant = meant.stream().filter(evaluation -> !evaluation.onlyWaitsToDefine()).toList();
            meant.forEach(this::loadWhatWaits);
        }
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
                evaluation.answer.thenAccept(
                        result -> outcome.complete(ended(evaluation.id, result)));
        evaluations.stop(evaluation);
        loop.after(
                graceMillis,
                () -> {
                    if (!outcome.isDone() && kill) {
                        outcome.complete(given(evaluation.id, EvalCancel.How.ESCALATED));
                        nodes.restart();
                    } else {
                        outcome.complete(given(evaluation.id, EvalCancel.How.FAILED));
                    }
                });
        return outcome;
    }

    /// Who cancels everything means what runs, and expressions: definitions of a save that have not
    /// begun are loaded all the same, after that.
    private void loadWhatWaits(Evaluation evaluation) {
        var request = evaluation.request;
        var file = request.file();
        var waiting = evaluation.waitingDefinitions();
        if (request.origin() != EvalEvent.Origin.SAVE || file == null || waiting.isEmpty()) {
            return;
        }
        var _ =
                evaluation.answer.thenAccept(_ -> {
                    var parts =
                            waiting.stream()
                                    .filter(Evaluation.Item::wasCancelled)
                                    .map(item -> item.part)
                                    .toList();
                    if (!parts.isEmpty()) {
                        var _ =
                                evaluations.begin(
                                        request.only(parts), Evaluation.Target.of(file, null));
                    }
                });
    }

    private static EvalCancel.Outcome given(String id, EvalCancel.How how) {
        return new EvalCancel.Outcome(id, how, null, null);
    }

    /// With the place at which it stopped, if it had begun.
    private static EvalCancel.Outcome ended(String id, EvalResult result) {
        if (result.status() == Status.OK) {
            return given(id, EvalCancel.How.ALREADY_DONE);
        }
        for (var form : result.forms()) {
            var error = form.error();
            if (form.status() == Status.CANCELLED && error != null) {
                return new EvalCancel.Outcome(
                        id, EvalCancel.How.CANCELLED, error.loc(), error.frames());
            }
        }
        return given(id, EvalCancel.How.CANCELLED);
    }

    /// A file was saved again: what the last save still evaluates is stopped if the form that runs,
    /// or one of those when none has begun, is no longer there or means something else by now; what
    /// it has not done is for the new save.
    void supersede(OpenFile file, Dependencies now) {
        var present = new HashSet<Object>();
        for (int i = 0; i < now.forms().size(); i++) {
            present.add(now.identity(i));
        }
        for (var evaluation : evaluations.running()) {
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
                    .anyMatch(item -> !present.contains(dependencies.identity(item.part.form())))) {
                open.forEach(item -> file.memory.forget(dependencies, item.part.form()));
                evaluations.stop(evaluation);
            }
        }
    }

    /// Of a document that was closed.
    void closed(@Nullable OpenFile file) {
        evaluations.running().stream()
                .filter(evaluation -> evaluation.request.file() == file)
                .forEach(evaluations::stop);
    }
}
