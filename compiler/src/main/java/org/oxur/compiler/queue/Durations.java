package org.oxur.compiler.queue;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How long the last compilations took. For any thread.
final class Durations {
    private static final int KEPT = 32;

    /// Fewer say nothing.
    private static final int ENOUGH = 3;

    private final long[] millis = new long[KEPT];
    private int count;

    synchronized void took(long time) {
        millis[count++ % KEPT] = time;
    }

    /// Half of them took no longer, in milliseconds; null while there are too few.
    synchronized @Nullable Long median() {
        if (count < ENOUGH) {
            return null;
        }
        var sorted = Arrays.copyOf(millis, Math.min(count, KEPT));
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
