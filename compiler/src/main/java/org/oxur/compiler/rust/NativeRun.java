package org.oxur.compiler.rust;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.oxur.tier.Evaluation;

/// One run of native code: it can be asked to stop, by a cancel or by the evaluation's time limit,
/// as long as it lasts.
final class NativeRun implements AutoCloseable {
    private static final ScheduledExecutorService CLOCK =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        var thread = new Thread(task, "oxur-native-clock");
                        thread.setDaemon(true);
                        return thread;
                    });

    private final Evaluation evaluation;
    private @Nullable Context context;
    private final java.util.concurrent.@Nullable Future<?> alarm;

    NativeRun(Evaluation evaluation, Context context) {
        this.evaluation = evaluation;
        this.context = context;
        long nanos = evaluation.nanosLeft();
        this.alarm =
                nanos == Long.MAX_VALUE
                        ? null
                        : CLOCK.schedule(this::stop, Math.max(nanos, 0), TimeUnit.NANOSECONDS);
        evaluation.onInterrupt(this::stop);
    }

    /// From any thread. Whoever comes late stops nothing: the context may be another run's by then.
    private synchronized void stop() {
        if (context != null) {
            context.stop();
        }
    }

    @Override
    public synchronized void close() {
        if (alarm != null) {
            alarm.cancel(false);
        }
        evaluation.onInterrupt(null);
        context = null;
    }
}
