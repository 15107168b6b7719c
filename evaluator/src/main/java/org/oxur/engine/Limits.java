package org.oxur.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Bounds of one evaluation.
///
/// @param time wall-clock; null for no bound. Beyond it: `timeout`
/// @param reductions function calls and loop turns; 0 for no bound. Beyond it: `timeout`
/// @param depth nested calls. Beyond it: `recursion-limit`
/// @param heapBytes of the heap, that an evaluation may come to hold; 0 for no bound but the
///   process's own. Beyond it: `out-of-memory`
public record Limits(@Nullable Duration time, long reductions, int depth, long heapBytes) {
    public static final int DEFAULT_DEPTH = 100_000;

    public static final Limits NONE = new Limits(null, 0, DEFAULT_DEPTH);

    public Limits {
        if (reductions < 0 || depth < 1 || heapBytes < 0) {
            throw new IllegalArgumentException("limits are not negative");
        }
    }

    public Limits(@Nullable Duration time, long reductions, int depth) {
        this(time, reductions, depth, 0);
    }

    public static Limits time(Duration time) {
        return new Limits(time, 0, DEFAULT_DEPTH);
    }
}
