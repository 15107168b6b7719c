package org.oxur.compiler.rust;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Bug;
import org.oxur.text.Span;
import org.oxur.tier.Evaluation;

/// One run of native code: as long as it lasts it can be interrupted, by a cancel, by the
/// evaluation's time limit, or by a definition that shall take effect.
final class NativeRun implements AutoCloseable {
    /// In place of a point: something was printed.
    static final int PRINTED = 0;

    /// After this long what was printed is shown although the run goes on.
    private static final long SHOWN_AFTER_MILLIS = 100;

    /// So many bytes are shown at once.
    private static final int MUCH = 1 << 16;

    private static final ScheduledExecutorService CLOCK = clock();

    private static ScheduledExecutorService clock() {
        var clock =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("oxur-printed").factory());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

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

    /// Something that it printed was shown: it cannot be made anew any more.
    private boolean shown;

    /// What it printed has waited long enough.
    private volatile boolean due;

    private @Nullable Future<?> look;

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
            if (point == PRINTED) {
                printed();
                return false;
            }
            evaluation.pause(() -> code.span(point));
            // Where something was shown, what was redefined takes effect when the call is over.
            superseded = !shown && !code.isCurrent();
            if (due && !superseded) {
                show();
            }
            return superseded;
        } catch (RuntimeException | Error problem) {
            // Through native code nothing can be thrown: that would end the process.
            ended = problem;
            if (point == PRINTED) {
                stop();
            }
            return true;
        }
    }

    private void printed() {
        var running = context;
        if (ended != null) {
            stop();
        } else if (running != null && running.saidBytes() > MUCH) {
            show();
        } else if (look == null) {
            look = CLOCK.schedule(this::lookSoon, SHOWN_AFTER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void lookSoon() {
        due = true;
        stop();
    }

    private void show() {
        var running = context;
        due = false;
        look = null;
        if (running != null && running.saidBytes() > 0) {
            var text = running.said();
            running.saidIsTaken();
            shown = true;
            evaluation.print(text);
        }
    }

    /// Whether something of it was seen, so that no other tier may make the call anew.
    boolean isShown() {
        return shown;
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
        if (look != null) {
            look.cancel(false);
        }
        context = null;
    }
}
