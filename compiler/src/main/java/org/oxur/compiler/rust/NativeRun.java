package org.oxur.compiler.rust;

import org.jspecify.annotations.Nullable;
import org.oxur.tier.Evaluation;

/// One run of native code: it can be asked to stop, by a cancel or by the evaluation's time limit,
/// as long as it lasts.
final class NativeRun implements AutoCloseable {
    private final Evaluation evaluation;
    private @Nullable Context context;

    NativeRun(Evaluation evaluation, Context context) {
        this.evaluation = evaluation;
        this.context = context;
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
        evaluation.onInterrupt(null);
        context = null;
    }
}
