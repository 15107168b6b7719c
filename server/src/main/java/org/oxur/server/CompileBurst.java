package org.oxur.server;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.WorkDoneProgressBegin;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.WorkDoneProgressEnd;
import org.eclipse.lsp4j.WorkDoneProgressNotification;
import org.eclipse.lsp4j.WorkDoneProgressReport;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;
import org.oxur.protocol.CompileProgress;
import org.oxur.protocol.NodeTiers;

/// One progress bar for all compilations that come together: `Compiling 12/40 geometry::area`. It
/// is shown when they last, and not changed more often than an eye can follow. Belongs to the main
/// loop.
final class CompileBurst {
    private static final int LASTING_MILLIS = 500;
    private static final int REPORT_MILLIS = 100;

    private final MainLoop loop;
    private final Client client;
    private final Set<Long> open = new HashSet<>();
    private int begun;
    private String now = "";
    private @Nullable String token;
    private int number;
    private boolean reporting;
    private String reported = "";

    CompileBurst(MainLoop loop, Client client) {
        this.loop = loop;
        this.client = client;
    }

    void seen(NodeTiers.Job job) {
        boolean ended =
                job.state() != CompileProgress.State.QUEUED
                        && job.state() != CompileProgress.State.RUNNING;
        if (ended) {
            open.remove(job.jobId());
        } else if (open.add(job.jobId())) {
            begun++;
            if (open.size() == 1 && begun == 1) {
                int burst = ++number;
                loop.after(LASTING_MILLIS, () -> show(burst));
            }
        }
        if (job.state() == CompileProgress.State.RUNNING || now.isEmpty()) {
            now = job.defs().getFirst();
        }
        if (open.isEmpty()) {
            end();
        } else {
            report();
        }
    }

    /// Nothing is compiled any more.
    void end() {
        open.clear();
        begun = 0;
        now = "";
        number++;
        if (token != null) {
            tell(new WorkDoneProgressEnd());
            token = null;
        }
    }

    boolean is(Either<String, Integer> which) {
        return token != null && which.isLeft() && token.equals(which.getLeft());
    }

    private void show(int burst) {
        var window = client.capabilities().getWindow();
        if (burst != number
                || window == null
                || !Boolean.TRUE.equals(window.getWorkDoneProgress())) {
            return;
        }
        var fresh = "oxur-compiling-" + UUID.randomUUID();
        var _ =
                client.ask(
                                "window/workDoneProgress/create",
                                new WorkDoneProgressCreateParams(Either.forLeft(fresh)))
                        .thenAccept(_ -> loop.resume(() -> begin(burst, fresh)));
    }

    private void begin(int burst, String fresh) {
        if (burst != number) {
            return;
        }
        token = fresh;
        reported = words();
        var begin = new WorkDoneProgressBegin();
        begin.setTitle("Compiling");
        begin.setCancellable(true);
        begin.setMessage(reported);
        begin.setPercentage(percentage());
        tell(begin);
    }

    private void report() {
        if (token == null || reporting) {
            return;
        }
        reporting = true;
        loop.after(
                REPORT_MILLIS,
                () -> {
                    reporting = false;
                    if (token != null && !words().equals(reported)) {
                        reported = words();
                        var report = new WorkDoneProgressReport();
                        report.setMessage(reported);
                        report.setPercentage(percentage());
                        tell(report);
                    }
                });
    }

    private String words() {
        return (begun - open.size()) + "/" + begun + " " + now;
    }

    private int percentage() {
        return 100 * (begun - open.size()) / Math.max(1, begun);
    }

    private void tell(WorkDoneProgressNotification notification) {
        if (token != null) {
            client.tell(
                    "$/progress",
                    new ProgressParams(Either.forLeft(token), Either.forLeft(notification)));
        }
    }
}
