package org.oxur.frontend.lisp;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Bug;

/// Recursion of bounded depth, on a caller's stack that may be small: tried there, and again on a
/// thread with enough for the deepest if that fails. Hardly any program needs the second.
final class DeepStack {
    /// Reserved, not used: enough for [Lowering#MAX_DEPTH] levels many times over.
    private static final long BYTES = 128L << 20;

    private DeepStack() {}

    /// @param task may be run twice, the first time not to its end
    static <T> T run(Supplier<T> task) {
        try {
            return task.get();
        } catch (StackOverflowError _) {
            return onOwnThread(task);
        }
    }

    private static <T> T onOwnThread(Supplier<T> task) {
        var result = new AtomicReference<@Nullable T>();
        var failure = new AtomicReference<@Nullable Throwable>();
        var thread = new Thread(null, () -> result.set(task.get()), "oxur-expander", BYTES);
        thread.setUncaughtExceptionHandler((_, thrown) -> failure.set(thrown));
        thread.start();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                // It ends by itself; whoever interrupted is told afterwards.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return switch (failure.get()) {
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            case null, default -> {
                var value = result.get();
                if (value == null) {
                    throw new Bug("the task of a deep stack ended without a result");
                }
                yield value;
            }
        };
    }
}
