package org.oxur.compiler.queue;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.oxur.module.Function;
import org.oxur.module.Version;
import org.oxur.tier.FunctionCompiler.Result;
import org.oxur.tier.Standing;
import org.oxur.tier.Tier;
import org.oxur.tier.Urgency;

/// What is remembered of a function beside its code. Guarded by its [SessionQueue].
final class Tracked {
    /// What is on its way.
    final Map<Tier, Job> jobs = new EnumMap<>(Tier.class);

    /// Milliseconds that compiling took, by version; as many as are kept.
    final SequencedMap<Version, Map<Tier, Long>> millis = new LinkedHashMap<>();

    /// Why a compiler did not do it, by tier; never code, which would be kept alive.
    final Map<Tier, Refusal> refusals = new EnumMap<>(Tier.class);

    /// What executed it when that was last heard of.
    Tier tier = Tier.INTERPRETED;

    Instant since = Instant.now();
    boolean pinned;
    Standing.@Nullable Deopt lastDeopt;

    /// The version that was compiled because something hot calls it, until it is hot itself.
    /// Guarded by [Speculation].
    @Nullable Version predicted;

    /// Why the code was compiled that executes it now, or executed it last.
    @Nullable Urgency madeFor;

    /// @param samples how many kinds of arguments were known: a refusal for want of them is no last
    ///   word
    record Refusal(Version version, int samples, Result result) {
        String words() {
            return switch (result) {
                case Result.Refused(_, var reason) -> reason;
                case Result.NoToolchain(var message, _) -> message;
                case Result.Superseded(var reason) -> reason;
                case Result.Compiled _ -> "";
            };
        }
    }

    /// Why the next tier is not reached, or the one after that; null where nothing is known.
    Standing.@Nullable Next blocked(Version current, Tier from) {
        for (var higher : List.of(Tier.JIT, Tier.NATIVE)) {
            var refusal = refusals.get(higher);
            if (refusal != null && higher.compareTo(from) > 0 && refusal.version() == current) {
                return new Standing.Next(higher, Standing.State.BLOCKED, refusal.words(), null);
            }
        }
        return from == Tier.INTERPRETED && lastDeopt != null && lastDeopt.at().equals(since)
                ? new Standing.Next(Tier.JIT, Standing.State.BLOCKED, lastDeopt.reason(), null)
                : null;
    }

    void took(Version version, Tier by, long time) {
        millis.computeIfAbsent(version, _ -> new EnumMap<>(Tier.class)).put(by, time);
        if (millis.size() > Function.KEPT) {
            millis.pollFirstEntry();
        }
    }

    /// What is being compiled for a tier, of that version.
    @Nullable Job job(Tier tier, Version version) {
        var job = jobs.get(tier);
        return job != null && job.version == version ? job : null;
    }
}
