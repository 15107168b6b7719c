package org.oxur.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.WorkDoneProgressCancelParams;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;
import org.oxur.ide.CodeLenses;
import org.oxur.protocol.CompileControl;
import org.oxur.protocol.CompileProgress;
import org.oxur.protocol.CompileSubscribe;
import org.oxur.protocol.Features;
import org.oxur.protocol.Messages;
import org.oxur.protocol.NodeCompileControl;
import org.oxur.protocol.NodeError;
import org.oxur.protocol.NodeTierSet;
import org.oxur.protocol.NodeTiers;
import org.oxur.protocol.OxError;
import org.oxur.protocol.ProtocolError;
import org.oxur.protocol.Range;
import org.oxur.protocol.TierChanged;
import org.oxur.protocol.TierInfo;
import org.oxur.protocol.TierSet;
import org.oxur.protocol.TierStatus;

/// What executes the functions and what is being compiled: told to the client, and asked by it.
/// Belongs to the main loop.
final class TierRequests {
    private static final int CHANGES_MILLIS = 250;
    private static final int ENDED_KEPT = 50;

    private final MainLoop loop;
    private final Client client;
    private final Files files;
    private final Lenses lenses;
    private final CompileBurst burst;

    /// Where there is no trust there is no node, and that is what is to be said.
    private final Runnable requireTrust;

    private final Map<Long, Job> jobs = new LinkedHashMap<>();
    private final Map<String, CompileProgress.Totals> totals = new LinkedHashMap<>();

    /// By session and function.
    private final Map<String, TierChanged.Change> changes = new LinkedHashMap<>();

    private CompileSubscribe.Detail detail = CompileSubscribe.Detail.NONE;

    /// The one whose compilations are told; null for all.
    private @Nullable String session;

    private boolean scheduled;
    private long changeSeq;
    private long jobSeq;

    /// A job of one session's.
    private record Job(String session, NodeTiers.Job job) {}

    TierRequests(MainLoop loop, Client client, Files files, Lenses lenses, Runnable requireTrust) {
        this.requireTrust = requireTrust;
        this.loop = loop;
        this.client = client;
        this.files = files;
        this.lenses = lenses;
        this.burst = new CompileBurst(loop, client);
    }

    void register(Routes routes) {
        routes.ask(Messages.TIER_STATUS.method(), TierStatus.class, this::status);
        routes.ask(Messages.TIER_SET.method(), TierSet.class, this::set);
        routes.ask(Messages.COMPILE_SUBSCRIBE.method(), CompileSubscribe.class, this::subscribe);
        routes.ask(Messages.COMPILE_CONTROL.method(), CompileControl.class, this::control);
        routes.outgoing("window/workDoneProgress/create");
    }

    /// @return whether it was ours
    boolean cancelled(WorkDoneProgressCancelParams params) {
        if (!burst.is(params.getToken())) {
            return false;
        }
        var node = files.node();
        if (node != null) {
            var _ = node.control(new NodeCompileControl(null, CompileControl.Action.CANCEL));
        }
        return true;
    }

    // Told by the node

    void told(NodeTiers news) {
        totals.put(news.session(), news.totals());
        var fresh = new ArrayList<Job>();
        for (var job : news.jobs()) {
            fresh.add(new Job(news.session(), job));
            jobs.remove(job.jobId());
            jobs.put(job.jobId(), fresh.getLast());
            burst.seen(job);
        }
        forget();
        if (isTold(news.session())) {
            tellProgress(progress(fresh, null));
        }
        for (var change : news.changes()) {
            changes.merge(news.session() + " " + change.def(), change, TierRequests::merged);
        }
        if (!changes.isEmpty() && !scheduled) {
            scheduled = true;
            loop.after(CHANGES_MILLIS, this::sendChanges);
        }
        lenses.moved();
    }

    private static TierChanged.Change merged(TierChanged.Change before, TierChanged.Change now) {
        // That it got no further than where it has come to says less than that it has come there.
        boolean movedBefore =
                now.reason() == TierChanged.Reason.FAILED && before.from() != before.to();
        return new TierChanged.Change(
                now.def(),
                now.version(),
                before.from(),
                now.to(),
                movedBefore ? before.reason() : now.reason(),
                now.detail());
    }

    private void sendChanges() {
        scheduled = false;
        if (client.has(Features.TIERS)) {
            client.tell(
                    Messages.TIER_CHANGED,
                    new TierChanged(Conversions.NODE, ++changeSeq, List.copyOf(changes.values())));
        }
        changes.clear();
    }

    /// Jobs that ended long ago are of no interest.
    private void forget() {
        int ended = 0;
        for (var id : List.copyOf(jobs.keySet()).reversed()) {
            var job = jobs.get(id);
            if (job != null && hasEnded(job.job()) && ++ended > ENDED_KEPT) {
                jobs.remove(id);
            }
        }
    }

    private static boolean hasEnded(NodeTiers.Job job) {
        return job.state() != CompileProgress.State.QUEUED
                && job.state() != CompileProgress.State.RUNNING;
    }

    /// What it was compiling went with it.
    void nodeGone() {
        jobs.clear();
        totals.clear();
        burst.end();
        tellProgress(progress(List.of(), true));
    }

    private void tellProgress(CompileProgress progress) {
        if (detail != CompileSubscribe.Detail.NONE && client.has(Features.COMPILE)) {
            client.tell(Messages.COMPILE_PROGRESS, progress);
        }
    }

    private boolean isTold(String of) {
        return session == null || session.equals(of);
    }

    private CompileProgress progress(Collection<Job> some, @Nullable Boolean snapshot) {
        boolean wantsJobs = detail == CompileSubscribe.Detail.JOBS || wantsLog();
        var told =
                some.stream()
                        .filter(job -> wantsJobs && isTold(job.session()))
                        .map(job -> message(job.job()))
                        .toList();
        return new CompileProgress(Conversions.NODE, ++jobSeq, snapshot, told, sum());
    }

    private boolean wantsLog() {
        return detail == CompileSubscribe.Detail.LOG;
    }

    private CompileProgress.Job message(NodeTiers.Job job) {
        return new CompileProgress.Job(
                job.jobId(),
                job.defs(),
                job.tier(),
                job.state(),
                job.phase(),
                job.percentage(),
                job.queuedMs(),
                job.runMs(),
                job.priority(),
                job.error() == null ? null : error(job.error()));
    }

    private OxError error(NodeError error) {
        var conversions =
                new Conversions(
                        files.places(),
                        name -> {
                            var file = files.find(name);
                            return file == null ? null : file.text;
                        });
        return new OxError(
                error.phase(),
                error.message(),
                error.code(),
                conversions.loc(error.at()),
                null,
                null,
                wantsLog() ? error.rendered() : null);
    }

    private CompileProgress.Totals sum() {
        int[] sums = new int[7];
        for (var each :
                totals.entrySet().stream()
                        .filter(entry -> isTold(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .toList()) {
            sums[0] += each.queued();
            sums[1] += each.running();
            sums[2] += each.doneLastMinute();
            sums[3] += each.failedLastMinute();
            sums[4] += each.predicted();
            sums[5] += each.predictedHits();
            sums[6] += each.predictedMisses();
        }
        return new CompileProgress.Totals(
                sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6]);
    }

    // Asked by the client

    private CompletableFuture<CompileProgress> subscribe(CompileSubscribe params) {
        detail = params.detail() == null ? CompileSubscribe.Detail.JOBS : params.detail();
        session = params.session();
        return CompletableFuture.completedFuture(progress(List.copyOf(jobs.values()), true));
    }

    private NodeLink node() {
        requireTrust.run();
        var node = files.node();
        if (node == null) {
            throw LanguageServer.failure(
                    ProtocolError.NODE_UNAVAILABLE.code(), "there is no node that could say");
        }
        return node;
    }

    private OpenFile file(String uri) {
        var file = files.find(uri);
        if (file == null) {
            throw LanguageServer.failure(ResponseErrorCode.InvalidParams, uri + " is not open");
        }
        return file;
    }

    private CompletableFuture<CompileControl.Result> control(CompileControl params) {
        return node().control(new NodeCompileControl(params.jobId(), params.action()));
    }

    private CompletableFuture<TierSet.Result> set(TierSet params) {
        var file = file(params.textDocument().uri());
        return node().set(
                        new NodeTierSet(
                                file.session(),
                                file.qualified(params.def()),
                                params.action(),
                                params.tier()));
    }

    private CompletableFuture<TierStatus.Result> status(TierStatus params) {
        var file = file(params.textDocument().uri());
        var asked = params.defs();
        return node().definitions(file.session())
                .thenApplyAsync(
                        answer -> {
                            var found = new ArrayList<TierInfo>();
                            for (var each : answer.definitions()) {
                                var local = file.local(each.def());
                                if (asked == null || asked.contains(local)) {
                                    found.add(placed(file, local, each));
                                }
                            }
                            return new TierStatus.Result(found);
                        },
                        loop::resume);
    }

    private TierInfo placed(OpenFile file, String local, TierInfo info) {
        Range range = null;
        var known = file.analysed;
        if (known != null) {
            for (var lens : CodeLenses.of(known.analysis())) {
                if (lens.path().equals(local)) {
                    var span = lens.span();
                    range = files.places().ours(span.source(), span.start(), span.end());
                }
            }
        }
        return new TierInfo(
                local,
                range,
                info.version(),
                info.tier(),
                info.calls(),
                info.backEdges(),
                info.since(),
                info.pinned(),
                info.next(),
                info.lastDeopt(),
                info.author(),
                info.compileMs(),
                info.artifacts().stream()
                        .map(kind -> Artifacts.uri(file, info.def(), kind))
                        .toList());
    }
}
