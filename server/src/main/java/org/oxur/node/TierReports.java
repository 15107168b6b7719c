package org.oxur.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.oxur.engine.FunctionInfo;
import org.oxur.engine.SessionTiers;
import org.oxur.protocol.CompileControl;
import org.oxur.protocol.CompileProgress;
import org.oxur.protocol.NodeArtifact;
import org.oxur.protocol.NodeError;
import org.oxur.protocol.NodeTiers;
import org.oxur.protocol.OxError;
import org.oxur.protocol.TierChanged;
import org.oxur.protocol.TierInfo;
import org.oxur.protocol.TierSet;
import org.oxur.tier.Artifact;
import org.oxur.tier.CompileJob;
import org.oxur.tier.TierChange;
import org.oxur.tier.TierListener;

/// What compilations and tiers of a session are, as messages: gathered for a moment, for they come
/// in swarms.
final class TierReports implements TierListener {
    private static final int GATHER_MILLIS = 50;
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String session;
    private final SessionTiers tiers;
    private final Consumer<NodeTiers> tell;
    private final Executor later =
            CompletableFuture.delayedExecutor(GATHER_MILLIS, TimeUnit.MILLISECONDS);
    private final List<TierChanged.Change> changes = new ArrayList<>();
    private final Map<Long, CompileJob> jobs = new LinkedHashMap<>();
    private final List<Long> done = new ArrayList<>();
    private final List<Long> failed = new ArrayList<>();
    private boolean scheduled;
    private boolean closed;

    TierReports(String session, SessionTiers tiers, Consumer<NodeTiers> tell) {
        this.session = session;
        this.tiers = tiers;
        this.tell = tell;
        tiers.addListener(this);
    }

    @Override
    public synchronized void job(CompileJob job) {
        jobs.put(job.id(), job);
        if (job.state() == CompileJob.State.DONE) {
            done.add(System.nanoTime());
        } else if (job.state() == CompileJob.State.FAILED) {
            failed.add(System.nanoTime());
        }
        schedule();
    }

    @Override
    public synchronized void tier(TierChange change) {
        changes.add(
                new TierChanged.Change(
                        change.function(),
                        change.version(),
                        ErrorReport.tier(change.from().word()),
                        ErrorReport.tier(change.to().word()),
                        TierChanged.Reason.valueOf(change.reason().name()),
                        change.detail().isEmpty() ? null : change.detail()));
        schedule();
    }

    /// The session is no more, and counts for nothing.
    synchronized void close() {
        closed = true;
        schedule();
    }

    private void schedule() {
        if (!scheduled) {
            scheduled = true;
            later.execute(this::send);
        }
    }

    private void send() {
        NodeTiers message;
        synchronized (this) {
            scheduled = false;
            message =
                    new NodeTiers(
                            session,
                            List.copyOf(changes),
                            jobs.values().stream().map(TierReports::message).toList(),
                            totals());
            changes.clear();
            jobs.clear();
        }
        tell.accept(message);
    }

    private static NodeTiers.Job message(CompileJob job) {
        var phase = job.phase();
        return new NodeTiers.Job(
                job.id(),
                List.of(job.function()),
                ErrorReport.tier(job.tier().word()),
                CompileProgress.State.valueOf(job.state().name()),
                phase == null ? null : CompileProgress.Phase.valueOf(phase.name()),
                job.percentage(),
                job.queuedMillis(),
                job.state() == CompileJob.State.QUEUED ? null : (Long) job.runMillis(),
                job.urgency().ordinal(),
                job.problem() == null ? null : error(job.function(), job.problem()));
    }

    private static NodeError error(String function, CompileJob.Problem problem) {
        var span = problem.span();
        var rendered = "error[%s]: %s: %s".formatted(problem.code(), function, problem.message());
        return new NodeError(
                OxError.Kind.CHECK,
                problem.code(),
                problem.message().lines().findFirst().orElse(""),
                span == null ? new NodeError.Place("", 0, 0) : ErrorReport.place(span),
                List.of(),
                List.of(),
                null,
                rendered,
                rendered);
    }

    private CompileProgress.Totals totals() {
        if (closed) {
            return new CompileProgress.Totals(0, 0, 0, 0, 0, 0, 0);
        }
        long now = System.nanoTime();
        done.removeIf(at -> now - at > MINUTE_NANOS);
        failed.removeIf(at -> now - at > MINUTE_NANOS);
        var open = tiers.background().jobs();
        int running =
                (int) open.stream().filter(j -> j.state() == CompileJob.State.RUNNING).count();
        var forecast = tiers.background().forecast();
        return new CompileProgress.Totals(
                open.size() - running,
                running,
                done.size(),
                failed.size(),
                forecast.made(),
                forecast.hits(),
                forecast.misses());
    }

    // Asked

    TierInfo info(FunctionInfo function) {
        var standing = function.standing();
        var next = standing.next();
        var deopt = standing.lastDeopt();
        return new TierInfo(
                function.name(),
                null,
                function.version(),
                ErrorReport.tier(function.tier()),
                function.calls(),
                function.turns(),
                standing.since().toEpochMilli(),
                standing.pinned(),
                next == null
                        ? null
                        : new TierInfo.Next(
                                ErrorReport.tier(next.tier().word()),
                                TierInfo.State.valueOf(next.state().name()),
                                next.reason(),
                                next.etaMillis()),
                deopt == null
                        ? null
                        : new TierInfo.Deopt(
                                deopt.reason(), deopt.count(), deopt.at().toEpochMilli()),
                function.author(),
                standing.millis(),
                tiers.artifacts(function.name()).stream().map(Artifact::word).toList());
    }

    TierSet.Result set(String def, TierSet.Action action, org.oxur.protocol.@Nullable Tier tier) {
        var wanted =
                tier == null
                        ? null
                        : switch (tier) {
                            case INTERP -> org.oxur.tier.Tier.INTERPRETED;
                            case JIT -> org.oxur.tier.Tier.JIT;
                            case NATIVE -> org.oxur.tier.Tier.NATIVE;
                        };
        var what = SessionTiers.Action.valueOf(action.name());
        var moved = tiers.set(def, what, wanted);
        return new TierSet.Result(moved.accepted(), moved.jobId());
    }

    int control(@Nullable Long jobId, CompileControl.Action action) {
        var background = tiers.background();
        return switch (action) {
            case CANCEL -> background.cancel(jobId);
            case BOOST -> jobId != null && background.boost(jobId) ? 1 : 0;
            case PAUSE, RESUME -> {
                background.pause(action == CompileControl.Action.PAUSE);
                yield background.jobs().size();
            }
        };
    }

    NodeArtifact.Result artifact(String def, String word) {
        var kind = Artifact.named(word);
        return kind == null
                ? new NodeArtifact.Result(null, "plaintext")
                : new NodeArtifact.Result(tiers.artifact(def, kind), kind.language());
    }
}
