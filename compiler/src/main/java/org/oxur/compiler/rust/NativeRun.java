package org.oxur.compiler.rust;

import org.jspecify.annotations.Nullable;
import org.oxur.error.Bug;
import org.oxur.text.Span;
import org.oxur.tier.Evaluation;

/// One run of native code: as long as it lasts it can be interrupted, by a cancel, by the
/// evaluation's time limit, or by a definition that shall take effect.
final class NativeRun implements AutoCloseable {
    /// What runs.
    interface Code {
        /// The place that native code names by a number.
        Span span(int point);

        boolean isCurrent();
    }

    private final Evaluation evaluation;
    private final Code code;
    private @Nullable Context context;
    private @Nullable Throwable ended;
    private boolean superseded;

    NativeRun(Evaluation evaluation, Code code, Context context) {
        this.evaluation = evaluation;
        this.code = code;
        this.context = context;
        context.whenStopped(this::mustLeave);
        evaluation.onInterrupt(this::stop);
    }

    /// From any thread. Whoever comes late stops nothing: the context may be another run's by then.
    private synchronized void stop() {
        if (context != null) {
            context.stop();
        }
    }

    /// Called by native code that was stopped.
    ///
    /// @param point where, as native code names it
    /// @return whether the code must be left, which is done from there
    private boolean mustLeave(int point) {
        try {
            evaluation.pause(() -> code.span(point));
        } catch (RuntimeException | Error problem) {
            // Through native code nothing can be thrown: that would end the process.
            ended = problem;
            return true;
        }
        superseded = !code.isCurrent();
        return superseded;
    }

    /// Whether it was left because something that it was made from has been redefined.
    boolean isSuperseded() {
        return superseded;
    }

    /// What ended the evaluation while this ran, if something did.
    void throwIfEnded() {
        switch (ended) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException panic -> throw panic;
            case Throwable other -> throw new Bug("nothing else is caught", other);
        }
    }

    @Override
    public synchronized void close() {
        evaluation.onInterrupt(null);
        context = null;
    }
}
