package org.oxur.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has happened to compilations and tiers since the last message; at most every 50 ms.
public record NodeTiers(
        String session,
        List<TierChanged.Change> changes,
        List<Job> jobs,
        CompileProgress.Totals totals) {
    /// As [CompileProgress.Job], with places that the server knows how to tell.
    public record Job(
            long jobId,
            List<String> defs,
            Tier tier,
            CompileProgress.State state,
            CompileProgress.@Nullable Phase phase,
            @Nullable Integer percentage,
            long queuedMs,
            @Nullable Long runMs,
            int priority,
            @Nullable NodeError error) {}
}
