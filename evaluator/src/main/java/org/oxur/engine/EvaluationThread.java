package org.oxur.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.oxur.error.Bug;

/// The thread on which a session does all that needs its definitions to stand still. Whoever asks
/// waits until it is done.
final class EvaluationThread {
    /// Address space for the thread's stack; only what is used becomes memory. The counted depth
    /// must come first.
    private static final long STACK_BYTES = 4L << 30;

    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Interludes interludes = new Interludes();
    private final Thread thread;
    private volatile boolean closed;

    EvaluationThread() {
        this.thread = new Thread(null, this::work, "oxur-evaluation", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
    }

    /// What waits for a pause of what is being evaluated.
    Interludes interludes() {
        return interludes;
    }

    private void work() {
        try {
            while (!closed) {
                tasks.take().run();
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /// In its turn.
    <T> T inTurn(Callable<T> task) {
        return await(() -> {
            var future = new FutureTask<>(task);
            tasks.add(future);
            return future;
        });
    }

    /// Between two calls or loop turns of what is being evaluated.
    <T> T between(Callable<T> task) {
        return await(() -> interludes.add(tasks, task));
    }

    private <T> T await(Supplier<FutureTask<T>> asked) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a listener must not evaluate");
        }
        var future = asked.get();
        if (closed) {
            drop();
        }
        return await(future);
    }

    /// Nobody does any more what waits: those who asked must not wait for ever.
    private void drop() {
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            if (task instanceof FutureTask<?> future) {
                future.cancel(false);
            }
        }
        interludes.drop();
    }

    private static <T> T await(FutureTask<T> future) {
        try {
            return future.get();
        } catch (CancellationException e) {
            throw new IllegalStateException("the session is closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an evaluation", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Bug bug) {
                throw bug;
            }
            throw new Bug("an evaluation failed inside the engine", e);
        }
    }

    /// What is being done is to end soon; nothing else is begun.
    ///
    /// @param ending ends what is being done
    void close(Runnable ending) {
        closed = true;
        ending.run();
        drop();
        tasks.add(() -> {});
    }
}
