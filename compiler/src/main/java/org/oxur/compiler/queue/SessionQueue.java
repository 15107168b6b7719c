package org.oxur.compiler.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.oxur.interpret.FunctionCode;
import org.oxur.module.Function;
import org.oxur.module.Registry;
import org.oxur.module.Version;
import org.oxur.tier.Background;
import org.oxur.tier.CompileJob;
import org.oxur.tier.CompileJob.State;
import org.oxur.tier.Forecast;
import org.oxur.tier.FunctionCompiler.Result;
import org.oxur.tier.LongLoop;
import org.oxur.tier.Standing;
import org.oxur.tier.Tier;
import org.oxur.tier.TierChange;
import org.oxur.tier.TierListener;
import org.oxur.tier.Urgency;

/// What is compiled for one session: one job for each version of a function and tier, whoever asked
/// for it.
final class SessionQueue implements Background {
    private final Registry registry;
    private final TierListener listener;
    private final Map<Tier, Lane> lanes;

    /// By identity, as functions are equal only to themselves.
    private final Map<Function, Tracked> tracked = new WeakHashMap<>();

    private final List<Job> open = new ArrayList<>();
    private final Speculation speculation;
    private volatile boolean anyOpen;
    private volatile boolean paused;
    private volatile boolean closed;

    SessionQueue(Registry registry, TierListener listener, Map<Tier, Lane> lanes) {
        this.registry = registry;
        this.listener = listener;
        this.lanes = lanes;
        this.speculation = new Speculation(registry);
    }

    Registry registry() {
        return registry;
    }

    TierListener listener() {
        return listener;
    }

    boolean isPaused() {
        return paused;
    }

    private synchronized Tracked of(Function function) {
        return tracked.computeIfAbsent(function, _ -> new Tracked());
    }

    // Asking

    @Override
    public CompletableFuture<Result> ask(Function function, Tier tier, Urgency urgency) {
        var lane = lanes.get(tier);
        if (lane == null) {
            return CompletableFuture.completedFuture(
                    new Result.NoToolchain(
                            "there is no compiler for `" + function.name() + "` here",
                            "it is interpreted"));
        }
        Job job;
        synchronized (this) {
            var known = of(function);
            var there = FunctionCode.compiled(function);
            if (there != null && FunctionCode.isMade(function, tier)) {
                return CompletableFuture.completedFuture(new Result.Compiled(there, 0));
            }
            if (known.pinned && urgency != Urgency.ASKED) {
                return CompletableFuture.completedFuture(
                        new Result.Refused(function.signature().span(), "it is pinned"));
            }
            var refusal = known.refusals.get(tier);
            if (urgency == Urgency.SPECULATIVE
                    && refusal != null
                    && refusal.version() == function.current()) {
                return CompletableFuture.completedFuture(refusal.result());
            }
            var samples = FunctionCode.samples(function);
            var going = known.job(tier, function.current());
            // What was asked for before the first call does not know the types of the arguments.
            if (going != null && (samples.isEmpty() || !going.samples.isEmpty())) {
                if (urgency.compareTo(going.urgency()) < 0) {
                    lane.change(going, () -> going.setUrgency(urgency));
                }
                return going.result;
            }
            if (closed) {
                return CompletableFuture.completedFuture(
                        new Result.Superseded("the session is closed"));
            }
            job = new Job(this, function, tier, samples, urgency, false);
            known.jobs.put(tier, job);
            open.add(job);
            anyOpen = true;
        }
        job.tell();
        lane.add(job);
        return job.result;
    }

    @Override
    public CompletableFuture<Result> hot(Function function, Tier tier) {
        speculation.hot(of(function), function);
        if (tier == Tier.JIT) {
            // They are compiled next, by a worker, which does not read nodes.
            speculation
                    .calledBy(function, function.current(), tier)
                    .forEach(FunctionCode::describe);
        }
        return ask(function, tier, Urgency.HOT);
    }

    @Override
    public CompletableFuture<Result> inspect(Function function, Tier tier) {
        var lane = lanes.get(tier);
        if (lane == null) {
            return ask(function, tier, Urgency.ASKED);
        }
        var samples = FunctionCode.samples(function);
        var job = new Job(this, function, tier, samples, Urgency.ASKED, true);
        synchronized (this) {
            if (closed) {
                return CompletableFuture.completedFuture(
                        new Result.Superseded("the session is closed"));
            }
            open.add(job);
            anyOpen = true;
        }
        job.tell();
        lane.add(job);
        return job.result;
    }

    @Override
    public CompletableFuture<Void> ask(LongLoop loop) {
        var lane = lanes.get(Tier.JIT);
        return lane == null || closed
                ? CompletableFuture.completedFuture(null)
                : lane.add(loop, registry);
    }

    @Override
    public synchronized Map<Tier, Long> millis(Function function, Version version) {
        var known = tracked.get(function);
        return known == null ? Map.of() : Map.copyOf(known.millis.getOrDefault(version, Map.of()));
    }

    @Override
    public synchronized CompletableFuture<Void> jobs(Function function) {
        var known = tracked.get(function);
        var found = new ArrayList<CompletableFuture<?>>();
        if (known != null) {
            for (var job : known.jobs.values()) {
                if (!job.isSuperseded()) {
                    found.add(job.result);
                }
            }
        }
        return CompletableFuture.allOf(found.toArray(new CompletableFuture<?>[0]));
    }

    // How it ends

    /// A compiler is through with it.
    void done(Job job, Result result) {
        if (job.result.isDone()) {
            return;
        }
        if (job.isSuperseded()) {
            end(job, new Result.Superseded("it was redefined"), State.SUPERSEDED);
            return;
        }
        switch (result) {
            case Result.Compiled _ when job.onlyLook -> end(job, result, State.DONE);
            case Result.Refused _, Result.NoToolchain _ when job.onlyLook ->
                    end(job, result, State.FAILED);
            case Result.Compiled(var code, var millis) -> {
                Tier before;
                Tier now;
                synchronized (this) {
                    if (!open.contains(job)) {
                        // Taken back just now.
                        return;
                    }
                    before = before(job.function);
                    FunctionCode.install(job.function, job.version, code);
                    now = FunctionCode.tier(job.function);
                }
                if (now != before) {
                    moved(job, before, now, millis);
                }
                end(job, result, State.DONE);
            }
            case Result.Refused(var span, var reason) ->
                    refused(job, result, new CompileJob.Problem("compile-refused", reason, span));
            case Result.NoToolchain(var message, _) ->
                    refused(job, result, new CompileJob.Problem("native-toolchain", message, null));
            case Result.Superseded _ -> end(job, result, State.CANCELLED);
        }
    }

    /// A compiler may have let callers use a part of it already.
    private Tier before(Function function) {
        var heard = of(function).tier;
        var is = FunctionCode.tier(function);
        return heard.compareTo(is) < 0 ? heard : is;
    }

    private void moved(Job job, Tier before, Tier now, long millis) {
        synchronized (this) {
            var known = of(job.function);
            known.tier = now;
            known.since = Instant.now();
            known.took(job.version, now, millis);
            known.madeFor = job.urgency();
            if (job.urgency() == Urgency.SPECULATIVE) {
                speculation.made(known, job.version);
            }
        }
        listener.tier(
                new TierChange(
                        job.function.name(),
                        job.version.number(),
                        before,
                        now,
                        job.urgency() == Urgency.ASKED
                                ? TierChange.Reason.PINNED
                                : TierChange.Reason.HOT,
                        job.urgency().words()));
        if (job.urgency() == Urgency.HOT) {
            for (var callee : speculation.calledBy(job.function, job.version, now)) {
                var _ = ask(callee, now, Urgency.SPECULATIVE);
            }
        }
    }

    private void refused(Job job, Result result, CompileJob.Problem problem) {
        synchronized (this) {
            of(job.function)
                    .refusals
                    .put(job.tier, new Tracked.Refusal(job.version, job.samples.size(), result));
        }
        if (end(job, result, State.FAILED, problem)) {
            var tier = FunctionCode.tier(job.function);
            listener.tier(
                    new TierChange(
                            job.function.name(),
                            job.version.number(),
                            tier,
                            tier,
                            TierChange.Reason.FAILED,
                            job.tier.word() + ": " + problem.message()));
        }
    }

    /// @return false if it had ended before
    boolean end(Job job, Result result, State how) {
        return end(job, result, how, null);
    }

    private boolean end(Job job, Result result, State how, CompileJob.@Nullable Problem problem) {
        synchronized (this) {
            if (!open.remove(job)) {
                return false;
            }
            anyOpen = !open.isEmpty();
            of(job.function).jobs.remove(job.tier, job);
        }
        job.end(how, problem);
        return job.result.complete(result);
    }

    // Definitions change

    @Override
    public void discarded(Function function, Tier from) {
        var reason = "what it calls was changed";
        var now = FunctionCode.tier(function);
        synchronized (this) {
            var known = of(function);
            var last = known.lastDeopt;
            known.tier = now;
            known.since = Instant.now();
            known.lastDeopt =
                    new Standing.Deopt(reason, last == null ? 1 : last.count() + 1, known.since);
        }
        if (now == from) {
            // What was made from nodes calls whatever is defined.
            return;
        }
        listener.tier(
                new TierChange(
                        function.name(),
                        function.current().number(),
                        from,
                        now,
                        TierChange.Reason.DEOPT,
                        reason));
    }

    @Override
    public void demote(Function function) {
        for (var job : opened()) {
            if (job.function == function && !job.onlyLook) {
                lane(job).cancel(job, State.CANCELLED, "someone took it back");
            }
        }
        Tier from;
        synchronized (this) {
            from = FunctionCode.tier(function);
            FunctionCode.demote(function);
            var known = of(function);
            known.tier = Tier.INTERPRETED;
            known.since = Instant.now();
        }
        if (from != Tier.INTERPRETED) {
            listener.tier(
                    new TierChange(
                            function.name(),
                            function.current().number(),
                            from,
                            Tier.INTERPRETED,
                            TierChange.Reason.PINNED,
                            Urgency.ASKED.words()));
        }
    }

    @Override
    public void redefined(String name) {
        var function = tracked(name);
        if (function == null) {
            return;
        }
        Tier from;
        synchronized (this) {
            var known = of(function);
            from = known.tier;
            speculation.redefined(known);
            known.tier = Tier.INTERPRETED;
            known.since = Instant.now();
            known.refusals.clear();
        }
        if (from != Tier.INTERPRETED) {
            listener.tier(
                    new TierChange(
                            function.name(),
                            function.current().number(),
                            from,
                            Tier.INTERPRETED,
                            TierChange.Reason.REDEFINED,
                            ""));
        }
        if (anyOpen) {
            for (var job : opened()) {
                if (job.function == function && job.isSuperseded()) {
                    lane(job).cancel(job, State.SUPERSEDED, "it was redefined");
                }
            }
        }
    }

    private synchronized @Nullable Function tracked(String name) {
        for (var function : tracked.keySet()) {
            if (function.name().equals(name)) {
                return function;
            }
        }
        return null;
    }

    // Seen and controlled

    @Override
    public Standing standing(Function function) {
        var tier = FunctionCode.tier(function);
        synchronized (this) {
            var known = tracked.get(function);
            if (known == null) {
                return Standing.none(tier);
            }
            return new Standing(
                    tier,
                    known.since,
                    known.pinned,
                    next(function, known, tier),
                    known.lastDeopt,
                    known.madeFor,
                    known.millis.getOrDefault(function.current(), Map.of()).getOrDefault(tier, 0L));
        }
    }

    /// What is on its way; else why the next tier is not reached, or the one after that.
    private Standing.@Nullable Next next(Function function, Tracked known, Tier tier) {
        for (var higher : List.of(Tier.NATIVE, Tier.JIT)) {
            var job = known.job(higher, function.current());
            if (job != null && higher.compareTo(tier) > 0) {
                var state =
                        job.state() == State.QUEUED
                                ? Standing.State.QUEUED
                                : Standing.State.COMPILING;
                return new Standing.Next(higher, state, null, lane(job).etaMillis(job));
            }
        }
        return known.blocked(function.current(), tier);
    }

    @Override
    public void pin(Function function, boolean pinned) {
        synchronized (this) {
            of(function).pinned = pinned;
        }
        if (pinned) {
            for (var job : opened()) {
                if (job.function == function && job.urgency() != Urgency.ASKED && !job.onlyLook) {
                    lane(job).cancel(job, State.CANCELLED, "it is pinned");
                }
            }
        }
    }

    /// What compiling for a tier takes mostly; null while that is not known.
    @Nullable Long expectedMillis(Tier tier) {
        var lane = lanes.get(tier);
        return lane == null ? null : lane.expectedMillis();
    }

    private synchronized List<Job> opened() {
        return List.copyOf(open);
    }

    private Lane lane(Job job) {
        return java.util.Objects.requireNonNull(lanes.get(job.tier));
    }

    @Override
    public List<CompileJob> jobs() {
        // As they are at one moment: they go on meanwhile, and what is sorted must not change.
        record Seen(CompileJob job, long place) {}
        return opened().stream()
                .map(job -> new Seen(job.seen(), job.place()))
                .sorted(
                        Comparator.comparing((Seen seen) -> seen.job().state())
                                .reversed()
                                .thenComparing(seen -> seen.job().urgency())
                                .thenComparing(Seen::place))
                .map(Seen::job)
                .toList();
    }

    @Override
    public int cancel(@Nullable Long id) {
        int count = 0;
        for (var job : opened()) {
            if ((id == null || job.id == id)
                    && lane(job).cancel(job, State.CANCELLED, "someone took it back")) {
                count++;
            }
        }
        return count;
    }

    @Override
    public boolean boost(long id) {
        for (var job : opened()) {
            if (job.id == id && lane(job).change(job, job::first)) {
                job.tell();
                return true;
            }
        }
        return false;
    }

    @Override
    public void pause(boolean pause) {
        paused = pause;
        if (!pause) {
            lanes.values().forEach(Lane::resume);
        }
    }

    @Override
    public Forecast forecast() {
        return speculation.forecast();
    }

    @Override
    public void close() {
        closed = true;
        for (var job : opened()) {
            lane(job).cancel(job, State.CANCELLED, "the session is closed");
        }
    }
}
