package org.oxur.node;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.jspecify.annotations.Nullable;
import org.oxur.engine.Outcome;
import org.oxur.engine.Session;
import org.oxur.frontend.ParsedText.SourceForm;
import org.oxur.protocol.Messages;
import org.oxur.protocol.NodeChange;
import org.oxur.protocol.NodeConfigure;
import org.oxur.protocol.NodeEval;
import org.oxur.protocol.NodePreview;
import org.oxur.protocol.NodeRollback;
import org.oxur.protocol.ProtocolError;
import org.oxur.protocol.Status;
import org.oxur.protocol.TierInfo;

/// One session of a node and the evaluations that wait for it, one at a time and in the order
/// asked; but definitions do not wait for an expression that lasts.
final class SessionRunner implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("org.oxur.node");
    private static final int CANCEL_PULSE_MILLIS = 10;

    /// What runs no longer than this is waited for.
    private static final int PATIENCE_MILLIS = 20;

    private final BiConsumer<Messages.Message, Object> tell;
    private final EvalOutput output;
    private final Session session;
    private final BlockingQueue<Task> waiting = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<Job> jobs = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private final Changes changes;
    private final TierReports tiers;
    private volatile boolean closed;
    private final Reading reading;
    private final Slices slices;
    private final Thread definer;

    /// Evaluations that something ran before when they came.
    private final BlockingQueue<Job> ahead = new LinkedBlockingQueue<>();

    /// Held while forms are taken: what is taken ahead is done before the next is taken.
    private final Object order = new Object();

    /// Of which a definition is made ahead; written by who holds `jobs`.
    private volatile @Nullable Job defining;

    /// What the session's thread is to do next.
    private sealed interface Task {}

    private record Evaluate(Job job) implements Task {}

    private record Inspect(Runnable look, CompletableFuture<?> answer) implements Task {}

    SessionRunner(
            String name,
            SessionFactory factory,
            Handles handles,
            BiConsumer<Messages.Message, Object> tell) {
        this.tell = tell;
        this.output = new EvalOutput(batch -> tell.accept(Messages.NODE_OUTPUT, batch));
        this.session = factory.open(output);
        this.changes = new Changes(session);
        this.tiers =
                new TierReports(
                        name, session.tiers(), report -> tell.accept(Messages.NODE_TIERS, report));
        this.reading = new Reading(session.frontend());
        this.slices = new Slices(session, reading, changes, handles);
        this.thread = Thread.ofPlatform().daemon().name("session " + name).start(this::run);
        this.definer =
                Thread.ofPlatform().daemon().name("definitions " + name).start(this::goAhead);
    }

    CompletableFuture<NodeEval.Result> submit(NodeEval eval) {
        var job = new Job(eval);
        boolean waits = isBusy();
        jobs.add(job);
        waiting.add(new Evaluate(job));
        if (waits) {
            ahead.add(job);
        }
        return job.answer;
    }

    /// What definitions would change, after what is to be evaluated before, unless that lasts.
    CompletableFuture<NodePreview.Result> preview(MacroExpansion.Statements at) {
        return soon(() -> look(at));
    }

    /// What the session can do while it evaluates something: after what is over soon, and not after
    /// what lasts.
    private <T> CompletableFuture<T> soon(Supplier<T> task) {
        var answer = new CompletableFuture<T>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        lastsBefore(null);
                        run(task, answer);
                    } catch (InterruptedException closing) {
                        answer.completeExceptionally(gone());
                    }
                });
        return answer;
    }

    /// Looks at values of the session, which nobody may do while it evaluates.
    <T> CompletableFuture<T> inspect(Supplier<T> look) {
        if (isBusy()) {
            return CompletableFuture.failedFuture(
                    new ResponseErrorException(
                            new ResponseError(
                                    ProtocolError.BUSY.code(),
                                    "the session evaluates something",
                                    null)));
        }
        var answer = new CompletableFuture<T>();
        var _ = answer.completeAsync(look, task -> waiting.add(new Inspect(task, answer)));
        return answer;
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
                if (job.stopping.compareAndSet(false, true)) {
                    Thread.ofVirtual().start(() -> stop(job));
                }
            }
        }
        return asked;
    }

    /// Again until it has ended: the form may be about to begin just now.
    private void stop(Job job) {
        while (!isDropped(job) && !closed) {
            // Invariant: who holds `jobs` sees the first of them go on evaluating, so that no later
            // evaluation is cancelled in its place.
            synchronized (jobs) {
                if (jobs.peek() == job && job.begun) {
                    session.cancel();
                }
                if (defining == job) {
                    session.cancelDefinition();
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

    /// What has not begun is cancelled without its turn: what runs before it may last.
    ///
    /// @return whether it is answered
    private boolean isDropped(Job job) {
        if (!job.begun && defining != job) {
            synchronized (order) {
                if (!job.begun && !job.answer.isDone()) {
                    for (int i = 0; i < job.eval.slices().size(); i++) {
                        if (job.take(i)) {
                            tell(job, cancelled(job, i));
                        }
                    }
                    done(job);
                    job.answer.complete(job.result(System.nanoTime(), 0, false));
                }
            }
        }
        return job.answer.isDone();
    }

    private static NodeEval.Done cancelled(Job job, int index) {
        return new NodeEval.Done(
                job.eval.evalId(), index, Status.CANCELLED, null, null, List.of(), List.of());
    }

    List<TierInfo> definitions() {
        return session.functions().stream().map(tiers::info).toList();
    }

    TierReports tiers() {
        return tiers;
    }

    /// When functions move up.
    void configure(NodeConfigure settings) {
        var now = session.tiers().promotion();
        session.tiers().setPromotion(now.after(settings.jitAfter(), settings.nativeAfter()));
    }

    /// Makes an earlier version of a function current. What is being evaluated sees it at its next
    /// call.
    CompletableFuture<NodeRollback.Result> rollback(NodeRollback asked) {
        return soon(() -> back(asked));
    }

    private NodeRollback.Result back(NodeRollback asked) {
        var definition = session.rollback(asked.def(), asked.version());
        return new NodeRollback.Result(definition == null ? null : changes.made(definition));
    }

    private void run() {
        while (!closed) {
            try {
                switch (waiting.take()) {
                    case Evaluate(var job) -> run(job);
                    case Inspect(var look, _) -> look.run();
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
        synchronized (order) {
            if (job.answer.isDone()) {
                return;
            }
            job.begun = true;
        }
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
    private <T> void run(Supplier<T> task, CompletableFuture<T> answer) {
        try {
            answer.complete(task.get());
        } catch (OutOfMemoryError exhausted) {
            Runtime.getRuntime().halt(NodeProcess.OUT_OF_MEMORY);
        } catch (RuntimeException | Error bug) {
            if (closed) {
                answer.completeExceptionally(gone());
                return;
            }
            LOG.log(Level.ERROR, "a look at the session failed", bug);
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
        session.setLimits(AskedLimits.limits(job.eval.limits()));
        session.setPrintLimits(AskedLimits.printLimits(job.eval.print()));
        output.begin(
                job.eval.evalId(),
                job.eval.limits() == null ? null : job.eval.limits().outputBytes());
        long readNanos = System.nanoTime();
        reading.read(job.eval);
        readNanos = System.nanoTime() - readNanos;
        for (int i = 0; i < job.eval.slices().size(); i++) {
            synchronized (order) {
                if (!job.take(i)) {
                    continue;
                }
            }
            tell(job, job.cancelled ? cancelled(job, i) : inTurn(job, i));
        }
        boolean truncated = output.end();
        return job.result(begun, readNanos, truncated);
    }

    private void tell(Job job, NodeEval.Done done) {
        job.ended(done.index(), done.status());
        output.flush();
        tell.accept(Messages.NODE_DONE, done);
    }

    // Definitions that go ahead

    private void goAhead() {
        while (!closed) {
            try {
                goAhead(ahead.take());
            } catch (InterruptedException closing) {
                return;
            } catch (OutOfMemoryError exhausted) {
                Runtime.getRuntime().halt(NodeProcess.OUT_OF_MEMORY);
            }
        }
    }

    /// What is over soon is not interrupted: then all stays in the order asked.
    private void goAhead(Job job) throws InterruptedException {
        if (lastsBefore(job)) {
            defineUpTo(job);
        }
    }

    /// Waits for what was asked for before, unless that lasts.
    ///
    /// @param job null for a look at the session that comes after all there is now
    /// @return whether something lasts
    private boolean lastsBefore(@Nullable Job job) throws InterruptedException {
        var last = job == null ? jobs.stream().reduce((_, next) -> next).orElse(null) : job;
        for (var first = jobs.peek();
                first != null && (first != job) && last != null && jobs.contains(last);
                first = jobs.peek()) {
            try {
                var _ = first.answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException lasts) {
                return true;
            } catch (ExecutionException over) {
                // Its own affair: the next may be the one that lasts.
                continue;
            }
        }
        return false;
    }

    /// In the order asked: what an earlier evaluation would still define does not replace what a
    /// later one defined.
    private void defineUpTo(Job last) throws InterruptedException {
        boolean anyLeft = false;
        for (var job : jobs) {
            synchronized (order) {
                anyLeft |= define(job, anyLeft);
                if (!job.begun && job.isDone()) {
                    done(job);
                    job.answer.complete(job.result(job.askedNanos, 0, false));
                }
            }
            if (job == last) {
                return;
            }
        }
    }

    /// @param anyLeft a definition before has to wait: what imports it waits, too
    /// @return whether one of these has to wait
    private boolean define(Job job, boolean anyLeft) throws InterruptedException {
        boolean left = false;
        var parts = job.eval.slices();
        for (int i = 0; i < parts.size() && !job.cancelled; i++) {
            if (!parts.get(i).defines()) {
                continue;
            }
            if (job.isTaken(i)) {
                // In its turn just now, perhaps: what follows may need it, unless it lasts.
                left |= !job.awaitEnd(i, PATIENCE_MILLIS);
                continue;
            }
            if (job.hasToWait(i) || (anyLeft || left) && imports(job, parts.get(i))) {
                left = true;
                continue;
            }
            defining(job);
            try {
                var done = slices.evaluate(job, i, this::beside);
                if (done == null) {
                    job.waits(i);
                    left = true;
                } else {
                    job.take(i);
                    tell(job, done);
                }
            } finally {
                defining(null);
            }
        }
        return left;
    }

    private static boolean imports(Job job, NodeEval.Slice slice) {
        String text = job.eval.text().substring(slice.start(), slice.end());
        return text.startsWith("(use") || text.startsWith("(pub");
    }

    private void defining(@Nullable Job job) {
        synchronized (jobs) {
            defining = job;
        }
    }

    private @Nullable Outcome beside(Job job, SourceForm form) {
        return session.define(job.eval.module(), form).orElse(null);
    }

    private Outcome inTurn(Job job, SourceForm form) {
        return session.evaluateIn(job.eval.module(), form);
    }

    private NodeEval.Done inTurn(Job job, int index) {
        output.slice(index);
        tell.accept(Messages.NODE_STARTED, new NodeEval.Started(job.eval.evalId(), index));
        return Objects.requireNonNull(slices.evaluate(job, index, this::inTurn));
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        definer.interrupt();
        session.close();
        tiers.close();
        // Who waits must not wait for ever.
        jobs.forEach(job -> job.answer.completeExceptionally(gone()));
        for (var task : waiting) {
            switch (task) {
                case Inspect(_, var answer) -> answer.completeExceptionally(gone());
                case Evaluate _ -> {}
            }
        }
    }

    private static ResponseErrorException gone() {
        return new ResponseErrorException(
                new ResponseError(
                        ProtocolError.NODE_UNAVAILABLE.code(), "the session was closed", null));
    }
}
