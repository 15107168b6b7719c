package org.oxur.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.lsp4j.MessageType;
import org.jspecify.annotations.Nullable;
import org.oxur.frontend.ParsedText.Expectation;
import org.oxur.live.LiveResult;
import org.oxur.live.LiveResult.Outcome;
import org.oxur.protocol.EvalEvent;
import org.oxur.protocol.EvalEvents;
import org.oxur.protocol.EvalResult;
import org.oxur.protocol.Features;
import org.oxur.protocol.Messages;
import org.oxur.protocol.NodeError;
import org.oxur.protocol.NodeEval;
import org.oxur.protocol.PublishResults;
import org.oxur.protocol.PublishResults.State;
import org.oxur.protocol.Range;
import org.oxur.protocol.RedefinitionReport;
import org.oxur.protocol.Tier;
import org.oxur.protocol.ValueRef;
import org.oxur.text.SourceText;

/// Tells the client what becomes of evaluations, each in the way that client understands. Belongs
/// to the main loop.
final class Announcer {
    /// A form that is done sooner is never shown as pending: no flicker.
    private static final int PENDING_MILLIS = 60;

    private static final int REFRESH_MILLIS = 200;

    /// Between two lists of results: forms may end by the thousand, and each list has all of them.
    private static final int SPACING_MILLIS = 20;

    /// The longer a list takes, the longer until the next.
    private static final int SPACING = 3;

    private final MainLoop loop;
    private final Client client;
    private final Files files;
    private final DiagnosticReports reports;
    private final Set<OpenFile> dirty = new LinkedHashSet<>();
    private final Map<String, PublishResults> published = new LinkedHashMap<>();
    private boolean inlaysStale;

    /// By the clock of [System#nanoTime].
    private long nextList = System.nanoTime();

    private boolean listing;
    private Consumer<Evaluation> onFinish = _ -> {};

    Announcer(MainLoop loop, Client client, Files files, DiagnosticReports reports) {
        this.reports = reports;
        this.loop = loop;
        this.client = client;
        this.files = files;
    }

    void whenFinished(Consumer<Evaluation> action) {
        onFinish = action;
    }

    private Conversions conversions(@Nullable Evaluation evaluation) {
        return new Conversions(
                files.places(),
                name -> {
                    if (evaluation != null && evaluation.request.text().name().equals(name)) {
                        return evaluation.request.text();
                    }
                    var file = files.find(name);
                    return file == null ? null : file.text;
                });
    }

    boolean asksForValues() {
        return client.has(Features.VALUES);
    }

    // Events

    void started(Evaluation evaluation) {
        if (!evaluation.request.reload()) {
            send(
                    evaluation,
                    0,
                    List.of(EvalEvent.started(evaluation.session, evaluation.request.origin())));
        }
    }

    void printed(Evaluation evaluation, NodeEval.Output output) {
        if (evaluation.request.reload()) {
            acknowledge(evaluation.id, output.seq());
            return;
        }
        var event = EvalEvent.output(output.kind(), evaluation.session, output.text());
        if (client.has(Features.EVAL_EVENTS)) {
            evaluation.seqs.add(new long[] {evaluation.seq + 1, output.seq()});
            send(evaluation, output.dropped(), List.of(event));
        } else {
            logOutput(output);
            acknowledge(evaluation.id, output.seq());
        }
    }

    /// Output of an evaluation that has been answered.
    void orphan(NodeEval.Output output) {
        if (client.has(Features.EVAL_EVENTS)) {
            var event = EvalEvent.output(EvalEvent.Kind.ORPHAN_OUTPUT, "", output.text());
            client.tell(
                    Messages.EVAL_EVENT,
                    new EvalEvents(
                            output.evalId(),
                            output.seq(),
                            output.dropped() == 0 ? null : output.dropped(),
                            List.of(event)));
        } else {
            logOutput(output);
        }
        acknowledge(output.evalId(), output.seq());
    }

    /// What native code, or the JVM itself, printed in the node.
    void stray(String text, boolean isError) {
        if (text.isEmpty()) {
            return;
        }
        if (client.has(Features.EVAL_EVENTS)) {
            var event =
                    EvalEvent.output(
                            isError ? EvalEvent.Kind.STDERR : EvalEvent.Kind.STDOUT,
                            Conversions.NODE,
                            text);
            client.tell(Messages.EVAL_EVENT, new EvalEvents("", 0, null, List.of(event)));
        } else {
            client.log(MessageType.Log, text.stripTrailing());
        }
    }

    /// A definition of a module that is not open in the editor: nowhere else could it be shown.
    void notLoaded(NodeError error) {
        client.log(MessageType.Error, ResultText.rendered(error, ""));
    }

    private void logOutput(NodeEval.Output output) {
        if (output.dropped() > 0) {
            client.log(MessageType.Warning, output.dropped() + " bytes of output left out");
        }
        if (!output.text().isBlank()) {
            client.log(MessageType.Log, output.text().stripTrailing());
        }
    }

    private void acknowledge(String evalId, long nodeSeq) {
        var node = files.node();
        if (node != null) {
            node.acknowledge(evalId, nodeSeq);
        }
    }

    /// The client has shown all events of an evaluation up to one.
    void acknowledged(Evaluation evaluation, long seq) {
        long nodeSeq = 0;
        while (!evaluation.seqs.isEmpty() && evaluation.seqs.getFirst()[0] <= seq) {
            nodeSeq = evaluation.seqs.removeFirst()[1];
        }
        if (nodeSeq > 0) {
            acknowledge(evaluation.id, nodeSeq);
        }
    }

    /// What came of a form; null if nothing did.
    @Nullable ValueRef valueOf(Evaluation evaluation, Evaluation.Item item) {
        return conversions(evaluation).value(evaluation, item);
    }

    void value(Evaluation evaluation, Evaluation.Item item) {
        var value = valueOf(evaluation, item);
        if (value != null) {
            var range =
                    files.places()
                            .ours(evaluation.request.text(), item.part.start(), item.part.end());
            send(evaluation, 0, List.of(EvalEvent.value(range, value)));
        }
    }

    private void send(Evaluation evaluation, long dropped, List<EvalEvent> events) {
        if (client.has(Features.EVAL_EVENTS)) {
            client.tell(
                    Messages.EVAL_EVENT,
                    new EvalEvents(
                            evaluation.id,
                            ++evaluation.seq,
                            dropped == 0 ? null : dropped,
                            events));
        }
    }

    // The end

    void finished(Evaluation evaluation) {
        boolean changed =
                evaluation.changes.stream()
                        .anyMatch(change -> change.how() != RedefinitionReport.How.SAME);
        if (changed && !evaluation.request.reload()) {
            var cause =
                    evaluation.request.origin() == EvalEvent.Origin.SAVE
                            ? RedefinitionReport.Cause.SAVE
                            : RedefinitionReport.Cause.EVAL;
            redefined(conversions(evaluation).report(evaluation, cause));
        }
        onFinish.accept(evaluation);
    }

    private void redefined(RedefinitionReport report) {
        if (client.has(Features.REDEFINED)) {
            client.tell(Messages.REDEFINED, report);
            return;
        }
        var replaced = new ArrayList<String>();
        for (var def : report.defs()) {
            if (def.from() != null && def.to() != null) {
                replaced.add(
                        "%s (v%d → v%d)".formatted(def.def(), def.from().seq(), def.to().seq()));
            }
        }
        if (!replaced.isEmpty()) {
            client.log(MessageType.Info, "✓ Hot-loaded: " + String.join(", ", replaced));
        }
    }

    EvalResult result(Evaluation evaluation, EvalResult.Timing timing, boolean truncated) {
        var conversions = conversions(evaluation);
        var forms =
                evaluation.items.stream().map(item -> conversions.form(evaluation, item)).toList();
        boolean changed =
                evaluation.changes.stream()
                        .anyMatch(change -> change.how() != RedefinitionReport.How.SAME);
        var report = changed ? conversions.report(evaluation, RedefinitionReport.Cause.EVAL) : null;
        var file = evaluation.request.file();
        return new EvalResult(
                evaluation.id,
                evaluation.status(),
                forms,
                report,
                timing,
                Tier.INTERP,
                Conversions.NODE,
                evaluation.session,
                file == null ? null : (Integer) evaluation.request.version(),
                range(evaluation),
                truncated ? true : null);
    }

    @Nullable Range range(Evaluation evaluation) {
        if (evaluation.items.isEmpty()) {
            return null;
        }
        int start = evaluation.items.stream().mapToInt(item -> item.part.start()).min().orElse(0);
        int end = evaluation.items.stream().mapToInt(item -> item.part.end()).max().orElse(0);
        return files.places().ours(evaluation.request.text(), start, end);
    }

    List<Expectation> expectations(Evaluation evaluation, Evaluation.Part part) {
        var known = evaluation.request.known();
        if (known == null || part.form() < 0) {
            return List.of();
        }
        return known.analysis().parsed().expectations().stream()
                .filter(expectation -> expectation.subject().start() == part.start())
                .toList();
    }

    // Results

    /// Shown after a while, unless they are done by then.
    void pendingChanged(OpenFile file) {
        if (dirty.add(file)) {
            loop.after(PENDING_MILLIS, this::publish);
        }
    }

    void resultsChanged(OpenFile file) {
        dirty.add(file);
        if (!listing) {
            listing = true;
            long wait = TimeUnit.NANOSECONDS.toMillis(nextList - System.nanoTime());
            if (wait <= 0) {
                loop.resume(this::publish);
            } else {
                loop.after(wait, this::publish);
            }
        }
    }

    private void publish() {
        long begun = System.nanoTime();
        listing = false;
        for (var file : List.copyOf(dirty)) {
            publish(file);
        }
        dirty.clear();
        long now = System.nanoTime();
        nextList = now + Math.max(SPACING_MILLIS * 1_000_000L, SPACING * (now - begun));
    }

    /// Publishes what is known now, if it is not what was published last.
    void publish(OpenFile file) {
        if (files.find(file.uri) != file) {
            return;
        }
        var now = new PublishResults(file.uri, file.version, results(file));
        if (now.equals(published.put(file.uri, now))) {
            return;
        }
        if (client.has(Features.RESULTS)) {
            client.tell(Messages.PUBLISH_RESULTS, now);
        } else {
            refreshInlays();
        }
        reports.changed(file);
    }

    void forget(OpenFile file) {
        dirty.remove(file);
        published.remove(file.uri);
        if (client.has(Features.RESULTS)) {
            client.tell(Messages.PUBLISH_RESULTS, new PublishResults(file.uri, null, List.of()));
        }
    }

    private List<PublishResults.Result> results(OpenFile file) {
        var shown = new ArrayList<PublishResults.Result>();
        for (var result : file.results.all()) {
            var range = range(file.text, result.start(), result.end());
            var hover =
                    result.hover().isEmpty()
                            ? null
                            : PublishResults.Markup.markdown(result.hover());
            shown.add(
                    new PublishResults.Result(
                            result.id(),
                            result.evalId(),
                            range,
                            range,
                            state(result),
                            result.text(),
                            hover,
                            ResultText.value(result),
                            null));
            for (var mark : result.marks()) {
                boolean inside = result.start() <= mark.start() && mark.end() <= result.end();
                if (!inside && !result.isStale()) {
                    var place = range(file.text, mark.start(), mark.end());
                    shown.add(
                            new PublishResults.Result(
                                    result.id() + "f",
                                    result.evalId(),
                                    place,
                                    place,
                                    State.ERROR,
                                    mark.code() + ": " + mark.message(),
                                    hover,
                                    null,
                                    true));
                }
            }
        }
        return shown;
    }

    private Range range(SourceText text, int start, int end) {
        return files.places().ours(text, start, end);
    }

    static State state(LiveResult result) {
        if (result.isStale()) {
            return State.STALE;
        }
        return switch (result.outcome()) {
            case PENDING -> State.PENDING;
            case OK -> State.OK;
            case ERROR -> State.ERROR;
            case CANCELLED -> State.CANCELLED;
        };
    }

    static boolean isError(LiveResult result) {
        return result.outcome() == Outcome.ERROR && !result.isStale();
    }

    private void refreshInlays() {
        var workspace = client.capabilities().getWorkspace();
        boolean supported =
                workspace != null
                        && workspace.getInlayHint() != null
                        && Boolean.TRUE.equals(workspace.getInlayHint().getRefreshSupport());
        if (supported && !inlaysStale) {
            inlaysStale = true;
            loop.after(
                    REFRESH_MILLIS,
                    () -> {
                        inlaysStale = false;
                        var _ = client.ask("workspace/inlayHint/refresh", new Object());
                    });
        }
    }
}
