package org.oxur.protocol;

import java.util.List;

/// What has happened to compilations and tiers since the last message; at most every 50 ms.
public record NodeTiers(
        String session,
        List<TierChanged.Change> changes,
        List<CompileProgress.Job> jobs,
        CompileProgress.Totals totals) {}
