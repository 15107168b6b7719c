package org.oxur.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which compilations wait, run, or have ended since the last message. Whoever misses a `seq` asks
/// for a snapshot by [CompileSubscribe].
///
/// @param snapshot these are all jobs that there are
public record CompileProgress(
        String node, long seq, @Nullable Boolean snapshot, List<Job> jobs, Totals totals) {
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED,
        SUPERSEDED
    }

    public enum Phase {
        LOWER,
        CODEGEN,
        RUSTC,
        LINK,
        LOAD
    }

    /// @param percentage of the median of what compiling took before; null where that is not known
    /// @param priority 0 for what someone asked for, 1 for what is hot, 2 for guesses
    /// @param error why it failed; its `rendered` comes with the detail `LOG` only
    public record Job(
            long jobId,
            List<String> defs,
            Tier tier,
            State state,
            @Nullable Phase phase,
            @Nullable Integer percentage,
            long queuedMs,
            @Nullable Long runMs,
            int priority,
            @Nullable OxError error) {}

    /// @param predicted functions that were compiled because something hot calls them
    /// @param predictedHits those that were hot themselves later
    /// @param predictedMisses those that were redefined before
    public record Totals(
            int queued,
            int running,
            int doneLastMinute,
            int failedLastMinute,
            int predicted,
            int predictedHits,
            int predictedMisses) {}
}
