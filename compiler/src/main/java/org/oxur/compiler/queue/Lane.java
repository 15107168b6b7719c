package org.oxur.compiler.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.oxur.module.Registry;
import org.oxur.tier.CompileJob.State;
import org.oxur.tier.FunctionCompiler;
import org.oxur.tier.FunctionCompiler.Phase;
import org.oxur.tier.FunctionCompiler.Result;
import org.oxur.tier.LongLoop;

/// The jobs that wait for one compiler, the most urgent first, and the workers it runs on.
///
/// A worker takes as many jobs of one urgency as the compiler likes to be given at once: nobody
/// waits for company, but those that wait anyway go together.
final class Lane {
    private static final System.Logger LOGGER = System.getLogger("org.oxur.compiler.queue");

    /// Workers go when there was nothing to do for so long.
    private static final long IDLE_SECONDS = 10;

    /// Address space for a worker's stack: trees are nested, and so are those who go through them.
    private static final long STACK_BYTES = 1L << 30;

    /// A job whose definitions change all the time is compiled as they were found at last.
    private static final int MOST_REPEATS = 3;

    private static final AtomicInteger WORKERS = new AtomicInteger();

    private final FunctionCompiler compiler;
    private final ThreadPoolExecutor workers;
    private final PriorityQueue<Job> waiting = new PriorityQueue<>();
    private final List<Batch> running = new ArrayList<>();
    private final Durations durations = new Durations();

    Lane(FunctionCompiler compiler, int workers) {
        this.compiler = compiler;
        this.workers =
                new ThreadPoolExecutor(
                        workers,
                        workers,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            var name =
                                    "oxur-"
                                            + compiler.tier().word()
                                            + "-"
                                            + WORKERS.incrementAndGet();
                            var thread = new Thread(null, task, name, STACK_BYTES);
                            thread.setDaemon(true);
                            return thread;
                        });
        this.workers.allowCoreThreadTimeOut(true);
    }

    /// Jobs that a worker compiles together, and what would end that.
    private static final class Batch implements FunctionCompiler.Run {
        final List<Job> jobs;
        private boolean cancelled;
        private @Nullable Runnable cancel;

        Batch(List<Job> jobs) {
            this.jobs = jobs;
        }

        @Override
        public void phase(Phase phase) {
            jobs.forEach(job -> job.phase(phase));
        }

        @Override
        public synchronized void onCancel(@Nullable Runnable how) {
            cancel = how;
            if (cancelled && how != null) {
                how.run();
            }
        }

        /// When nobody wants any of them any more.
        synchronized void cancelIfUnwanted() {
            if (jobs.stream().allMatch(job -> job.result.isDone())) {
                cancelled = true;
                if (cancel != null) {
                    cancel.run();
                }
            }
        }
    }

    void add(Job job) {
        synchronized (this) {
            waiting.add(job);
        }
        workers.execute(this::work);
    }

    /// Compiles a loop that runs meanwhile.
    CompletableFuture<Void> add(LongLoop loop, Registry registry) {
        return CompletableFuture.runAsync(() -> compiler.compile(loop, registry), workers)
                .handle((_, mistake) -> {
                    if (mistake != null) {
                        // Ours: the loop goes on as it is.
                        LOGGER.log(System.Logger.Level.ERROR, "compiling a loop failed", mistake);
                    }
                    return null;
                });
    }

    /// There may be something to do that was held up.
    void resume() {
        int count;
        synchronized (this) {
            count = waiting.size();
        }
        for (int i = 0; i < count; i++) {
            workers.execute(this::work);
        }
    }

    /// Changes a job that waits, which may change its place; nothing happens to one that does not.
    ///
    /// @return whether it waited
    synchronized boolean change(Job job, Runnable change) {
        if (!waiting.remove(job)) {
            return false;
        }
        change.run();
        waiting.add(job);
        return true;
    }

    /// What a compilation takes mostly; null while that is not known.
    @Nullable Long expectedMillis() {
        return durations.median();
    }

    /// When a job should be done; null while that is not known, or nothing is begun.
    @Nullable Long etaMillis(Job job) {
        var each = durations.median();
        if (each == null || job.session.isPaused()) {
            return null;
        }
        int before;
        synchronized (this) {
            before = (int) waiting.stream().filter(other -> other.compareTo(job) < 0).count();
        }
        long rest = Math.max(0, each - job.seen().runMillis());
        return job.state() == State.RUNNING
                ? rest
                : each * (1 + before / (compiler.batch() * (long) workers.getMaximumPoolSize()));
    }

    /// Takes a job back, and ends it if it runs.
    ///
    /// @return false if it had ended
    boolean cancel(Job job, State how, String why) {
        Batch batch = null;
        synchronized (this) {
            waiting.remove(job);
            for (var each : running) {
                if (each.jobs.contains(job)) {
                    batch = each;
                }
            }
        }
        boolean ended = job.session.end(job, new Result.Superseded(why), how);
        if (batch != null) {
            batch.cancelIfUnwanted();
        }
        return ended;
    }

    private synchronized @Nullable Batch take() {
        var jobs = new ArrayList<Job>();
        var left = new ArrayList<Job>();
        for (var job = waiting.poll();
                job != null && jobs.size() < compiler.batch();
                job = waiting.poll()) {
            if (job.session.isPaused() || !fits(job, jobs)) {
                left.add(job);
            } else if (!job.result.isDone()) {
                jobs.add(job);
            }
            if (jobs.size() == compiler.batch()) {
                break;
            }
        }
        waiting.addAll(left);
        if (jobs.isEmpty()) {
            return null;
        }
        var batch = new Batch(jobs);
        running.add(batch);
        return batch;
    }

    private static boolean fits(Job job, List<Job> jobs) {
        return jobs.isEmpty() || jobs.getFirst().urgency() == job.urgency();
    }

    private void work() {
        var batch = take();
        if (batch == null) {
            return;
        }
        var looks = batch.jobs.stream().map(job -> job.session.registry().look()).toList();
        batch.jobs.forEach(Job::begin);
        var results = compile(batch);
        batch.onCancel(null);
        synchronized (this) {
            running.remove(batch);
        }
        if (results.stream().anyMatch(result -> result instanceof Result.Compiled)) {
            durations.took(batch.jobs.getFirst().seen().runMillis());
        }
        for (int i = 0; i < results.size(); i++) {
            var job = batch.jobs.get(i);
            boolean steady =
                    job.session.registry().isSteady(looks.get(i)) && isCurrent(results.get(i));
            if (!steady && !job.isSuperseded() && !job.result.isDone() && mayRepeat(job)) {
                job.again();
                add(job);
            } else {
                job.session.done(job, results.get(i));
            }
        }
    }

    /// What it was made from may have been redefined while it was made.
    private static boolean isCurrent(Result result) {
        return !(result instanceof Result.Compiled(var code, _)) || code.isCurrent();
    }

    private static boolean mayRepeat(Job job) {
        return job.repeats < MOST_REPEATS;
    }

    private List<Result> compile(Batch batch) {
        var requests = batch.jobs.stream().map(Job::request).toList();
        var task = new FutureTask<>(() -> compiler.compile(requests, batch));
        task.run();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return batch.jobs.stream().map(_ -> (Result) new Result.Superseded("ended")).toList();
        } catch (ExecutionException e) {
            // A mistake of ours must not be lost because nobody waits for the job.
            var names = batch.jobs.stream().map(job -> job.function.name()).toList();
            LOGGER.log(System.Logger.Level.ERROR, "compiling " + names + " failed", e.getCause());
            return batch.jobs.stream().map(Lane::mistaken).toList();
        }
    }

    private static Result mistaken(Job job) {
        return new Result.Refused(
                job.version.tree().sig().span(), "a mistake of the compiler's own; see the log");
    }
}
