package org.oxur.node;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.oxur.engine.Limits;
import org.oxur.engine.Outcome;
import org.oxur.engine.Session;
import org.oxur.error.LanguageError;
import org.oxur.error.LimitError;
import org.oxur.frontend.ParsedText;
import org.oxur.frontend.ParsedText.SourceForm;
import org.oxur.frontend.PrintLimits;
import org.oxur.protocol.EvalResult;
import org.oxur.protocol.Messages;
import org.oxur.protocol.NodeChange;
import org.oxur.protocol.NodeDefinitions;
import org.oxur.protocol.NodeError;
import org.oxur.protocol.NodeEval;
import org.oxur.protocol.NodePreview;
import org.oxur.protocol.OxError;
import org.oxur.protocol.Print;
import org.oxur.protocol.Status;
import org.oxur.text.SourceText;

/// One session of a node and the evaluations that wait for it, one at a time and in the order
/// asked.
final class SessionRunner implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("org.oxur.node");
    private static final int CANCEL_PULSE_MILLIS = 10;

    private final BiConsumer<Messages.Message, Object> tell;
    private final EvalOutput output;
    private final Session session;
    private final BlockingQueue<Task> waiting = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<Job> jobs = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private final Changes changes;
    private volatile boolean closed;
    private @Nullable ParsedText parsed;

    /// What the session's thread is to do next.
    private sealed interface Task {}

    private record Look(MacroExpansion.Statements at, CompletableFuture<NodePreview.Result> answer)
            implements Task {}

    /// An evaluation asked for, until it is answered.
    private static final class Job implements Task {
        final NodeEval eval;
        final long askedNanos = System.nanoTime();
        long expandNanos;
        long checkNanos;
        long runNanos;
        long printNanos;

        void took(Outcome.Phases phases) {
            expandNanos += phases.expandNanos();
            checkNanos += phases.checkNanos();
            runNanos += phases.runNanos();
            printNanos += phases.printNanos();
        }

        final CompletableFuture<NodeEval.Result> answer = new CompletableFuture<>();
        volatile boolean cancelled;

        Job(NodeEval eval) {
            this.eval = eval;
        }
    }

    SessionRunner(String name, SessionFactory factory, BiConsumer<Messages.Message, Object> tell) {
        this.tell = tell;
        this.output = new EvalOutput(batch -> tell.accept(Messages.NODE_OUTPUT, batch));
        this.session = factory.open(output);
        this.changes = new Changes(session);
        this.thread = Thread.ofPlatform().daemon().name("session " + name).start(this::run);
    }

    CompletableFuture<NodeEval.Result> submit(NodeEval eval) {
        var job = new Job(eval);
        jobs.add(job);
        waiting.add(job);
        return job.answer;
    }

    /// What definitions would change, after what is to be evaluated before.
    CompletableFuture<NodePreview.Result> preview(MacroExpansion.Statements at) {
        var look = new Look(at, new CompletableFuture<>());
        waiting.add(look);
        return look.answer();
    }

    private NodePreview.Result look(MacroExpansion.Statements at) {
        List<NodeChange> found = new ArrayList<>();
        for (var definition : session.preview(at.module(), at.statements())) {
            found.add(changes.would(definition));
        }
        for (var macro : at.macros()) {
            found.add(changes.wouldMacro(macro));
        }
        return new NodePreview.Result(found, at.errors());
    }

    boolean isBusy() {
        return !jobs.isEmpty();
    }

    void acknowledged(String evalId, long seq) {
        output.acknowledged(evalId, seq);
    }

    /// @param evalId null for all
    /// @return ids of those that were asked to stop
    List<String> cancel(@Nullable String evalId) {
        List<String> asked = new ArrayList<>();
        for (Job job : jobs) {
            if (evalId == null || job.eval.evalId().equals(evalId)) {
                job.cancelled = true;
                asked.add(job.eval.evalId());
                // Again until it has ended: the form may be about to begin just now.
                Thread.ofVirtual().start(() -> stop(job));
            }
        }
        return asked;
    }

    private void stop(Job job) {
        while (!job.answer.isDone() && !closed) {
            // Invariant: who holds `jobs` sees the first of them go on evaluating, so that no later
            // evaluation is cancelled in its place.
            synchronized (jobs) {
                if (jobs.peek() == job) {
                    session.cancel();
                }
            }
            try {
                var _ = job.answer.get(CANCEL_PULSE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException | ExecutionException e) {
                return;
            } catch (TimeoutException again) {
                continue;
            }
        }
    }

    List<NodeDefinitions.Definition> definitions() {
        return session.functions().stream()
                .map(function ->
                        new NodeDefinitions.Definition(
                                function.name(),
                                function.version(),
                                ErrorReport.tier(function.tier()),
                                function.calls()))
                .toList();
    }

    private void run() {
        while (!closed) {
            try {
                switch (waiting.take()) {
                    case Job job -> run(job);
                    case Look(var at, var answer) -> run(at, answer);
                }
            } catch (InterruptedException closing) {
                return;
            } catch (OutOfMemoryError exhausted) {
                // The engine ends evaluations before this; where it could not, the process is of no
                // use, and the server starts another.
                Runtime.getRuntime().halt(NodeProcess.OUT_OF_MEMORY);
            }
        }
    }

    // A door: a mistake of ours answers the evaluation, and the next one is run.
    private void run(Job job) {
        try {
            var result = evaluate(job);
            done(job);
            job.answer.complete(result);
        } catch (OutOfMemoryError exhausted) {
            throw exhausted;
        } catch (RuntimeException | Error bug) {
            LOG.log(Level.ERROR, "evaluation failed: " + job.eval.name(), bug);
            done(job);
            job.answer.completeExceptionally(bug);
        }
    }

    // A door, as above.
    private void run(MacroExpansion.Statements at, CompletableFuture<NodePreview.Result> answer) {
        try {
            answer.complete(look(at));
        } catch (OutOfMemoryError exhausted) {
            throw exhausted;
        } catch (RuntimeException | Error bug) {
            LOG.log(Level.ERROR, "preview failed", bug);
            answer.completeExceptionally(bug);
        }
    }

    private void done(Job job) {
        synchronized (jobs) {
            jobs.remove(job);
        }
    }

    private NodeEval.Result evaluate(Job job) {
        long begun = System.nanoTime();
        session.setLimits(limits(job.eval.limits()));
        session.setPrintLimits(printLimits(job.eval.print()));
        output.begin(
                job.eval.evalId(),
                job.eval.limits() == null ? null : job.eval.limits().outputBytes());
        var status = Status.OK;
        long readNanos = System.nanoTime();
        var text = read(job.eval);
        readNanos = System.nanoTime() - readNanos;
        for (int i = 0; i < job.eval.slices().size(); i++) {
            var done =
                    job.cancelled
                            ? new NodeEval.Done(
                                    job.eval.evalId(),
                                    i,
                                    Status.CANCELLED,
                                    null,
                                    null,
                                    List.of(),
                                    List.of())
                            : slice(job, i, text);
            if (done.status() != Status.OK && status == Status.OK) {
                status = done.status();
            }
            output.flush();
            tell.accept(Messages.NODE_DONE, done);
        }
        boolean truncated = output.end();
        var timing =
                new EvalResult.Timing(
                        (begun - job.askedNanos) / 1e6,
                        readNanos / 1e6,
                        job.expandNanos / 1e6,
                        job.checkNanos / 1e6,
                        job.runNanos / 1e6,
                        job.printNanos / 1e6);
        return new NodeEval.Result(status, timing, truncated);
    }

    /// Forms of one text are often evaluated one after the other.
    private SourceText read(NodeEval eval) {
        var known = parsed;
        if (known != null
                && known.source().name().equals(eval.name())
                && known.source().text().equals(eval.text())) {
            return known.source();
        }
        var text = new SourceText(eval.name(), eval.text());
        parsed = session.frontend().parse(text);
        return text;
    }

    // A door: whatever goes wrong in one form, the session lives on and the form says so.
    private NodeEval.Done slice(Job job, int index, SourceText text) {
        output.slice(index);
        tell.accept(Messages.NODE_STARTED, new NodeEval.Started(job.eval.evalId(), index));
        var slice = job.eval.slices().get(index);
        try {
            return outcome(job, index, forms(text, slice));
        } catch (OutOfMemoryError exhausted) {
            throw exhausted;
        } catch (RuntimeException | Error bug) {
            LOG.log(Level.ERROR, "evaluation failed: " + job.eval.name(), bug);
            var place = new NodeError.Place(text.name(), slice.start(), slice.end());
            var error =
                    new NodeError(
                            OxError.Kind.RUNTIME,
                            "internal-error",
                            "a mistake in Oxur itself: " + bug,
                            place,
                            List.of(),
                            List.of(),
                            null,
                            bug.toString(),
                            bug.toString());
            return new NodeEval.Done(
                    job.eval.evalId(), index, Status.ERROR, null, error, List.of(), List.of());
        }
    }

    /// The top-level form that the slice is; if it is none, what reads from that part of the text
    /// alone.
    private Readable forms(SourceText text, NodeEval.Slice slice) {
        if (parsed != null) {
            for (var form : parsed.forms()) {
                if (form.span().start() == slice.start() && form.span().end() == slice.end()) {
                    return new Readable(List.of(form), List.of());
                }
            }
        }
        var part =
                session.frontend()
                        .parse(new SourceText(text.name(), blankOutside(text.text(), slice)));
        return new Readable(part.forms(), part.errors());
    }

    private record Readable(List<SourceForm> forms, List<LanguageError> errors) {}

    /// Line breaks stay, so places stay.
    private static String blankOutside(String text, NodeEval.Slice slice) {
        var blank = text.toCharArray();
        for (int i = 0; i < blank.length; i++) {
            if ((i < slice.start() || i >= slice.end()) && blank[i] != '\n' && blank[i] != '\r') {
                blank[i] = ' ';
            }
        }
        return new String(blank);
    }

    private NodeEval.Done outcome(Job job, int index, Readable readable) {
        String id = job.eval.evalId();
        var frontend = session.frontend();
        if (!readable.errors().isEmpty()) {
            var error = ErrorReport.of(readable.errors().getFirst(), frontend);
            return new NodeEval.Done(id, index, Status.ERROR, null, error, List.of(), List.of());
        }
        List<NodeChange> made = new ArrayList<>();
        List<String> uses = new ArrayList<>();
        NodeEval.Value value = null;
        for (var form : readable.forms()) {
            var outcome = session.evaluateIn(job.eval.module(), form);
            job.took(outcome.phases());
            outcome.definitions().forEach(definition -> made.add(changes.made(definition)));
            uses.addAll(changes.closure(outcome.uses(), job.eval.module()));
            if (!outcome.ok()) {
                var panic = outcome.error();
                var error =
                        panic != null
                                ? ErrorReport.of(panic, frontend)
                                : ErrorReport.of(outcome.errors().getFirst(), frontend);
                return new NodeEval.Done(id, index, status(outcome), null, error, made, uses);
            }
            value =
                    outcome.value() == null || outcome.unit()
                            ? null
                            : ValueText.of(outcome, outcome.value(), job.eval.print());
        }
        return new NodeEval.Done(id, index, Status.OK, value, null, made, uses);
    }

    private static Status status(Outcome outcome) {
        return switch (outcome.status()) {
            case OK -> Status.OK;
            case CANCELLED -> Status.CANCELLED;
            case TIMEOUT -> Status.TIMEOUT;
            case ERROR ->
                    outcome.error() != null && outcome.error().error() instanceof LimitError
                            ? Status.LIMIT
                            : Status.ERROR;
        };
    }

    private static Limits limits(org.oxur.protocol.@Nullable Limits asked) {
        if (asked == null) {
            return Limits.NONE;
        }
        var time = asked.wallMs() == null ? null : Duration.ofMillis(asked.wallMs());
        return new Limits(
                time,
                asked.reductions() == null ? 0 : Math.max(0, asked.reductions()),
                Limits.DEFAULT_DEPTH,
                asked.heapBytes() == null ? 0 : Math.max(0, asked.heapBytes()));
    }

    private static PrintLimits printLimits(@Nullable Print asked) {
        var usual = PrintLimits.PROMPT;
        if (asked == null) {
            return usual;
        }
        return new PrintLimits(
                asked.maxItems() == null ? usual.maxItems() : asked.maxItems(),
                asked.maxDepth() == null ? usual.maxDepth() : asked.maxDepth(),
                asked.maxBytes() == null ? usual.maxChars() : asked.maxBytes());
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        session.close();
    }
}
