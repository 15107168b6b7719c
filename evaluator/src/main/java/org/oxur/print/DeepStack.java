package org.oxur.print;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Recursion over a tree of unknown depth: tried on the caller's stack, and again on a thread with
/// a huge one if that is not enough.
///
/// A stack's address space is reserved, not used, so a huge one costs nothing until a tree is that
/// deep.
final class DeepStack {
    /// Levels that fit on any thread's stack.
    private static final int SHALLOW = 250;

    /// Levels that fit on the huge one.
    static final int DEEP = 200_000;

    private static final long DEEP_BYTES = 2L << 30;

    private DeepStack() {}

    /// @param maxDepth at most [#DEEP]
    /// @param print prints down to the given depth and throws [NoCounterpart] below
    static Printed print(int maxDepth, IntFunction<String> print) {
        try {
            return new Printed.Text(print.apply(SHALLOW));
        } catch (TooDeep _) {
            return printOnOwnThread(maxDepth, print);
        } catch (NoCounterpart impossible) {
            return impossible.asResult();
        }
    }

    private static Printed printOnOwnThread(int maxDepth, IntFunction<String> print) {
        var result = new AtomicReference<@Nullable Printed>();
        var failure = new AtomicReference<@Nullable Throwable>();
        Runnable task =
                () -> {
                    try {
                        result.set(new Printed.Text(print.apply(maxDepth)));
                    } catch (TooDeep deep) {
                        result.set(deep.asResult(maxDepth));
                    } catch (NoCounterpart impossible) {
                        result.set(impossible.asResult());
                    }
                };
        var thread = new Thread(null, task, "oxur-printer", DEEP_BYTES);
        thread.setUncaughtExceptionHandler((_, thrown) -> failure.set(thrown));
        thread.start();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                // Printing ends by itself; whoever interrupted is told afterwards.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        var printed = result.get();
        if (printed == null) {
            throw new IllegalStateException("printing failed", failure.get());
        }
        return printed;
    }
}
