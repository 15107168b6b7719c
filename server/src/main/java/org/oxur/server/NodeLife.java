package org.oxur.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.MessageType;
import org.oxur.protocol.ProtocolError;
import org.oxur.protocol.ServerStatus;

/// What happens when a node comes and when it goes. Belongs to the main loop.
final class NodeLife {
    private final Client client;
    private final NodeSupervisor nodes;
    private final Files files;
    private final Programs programs;
    private final Evaluations evaluations;
    private final StatusReport status;
    private boolean wasLost;
    private final List<CompletableFuture<Object>> restarts = new ArrayList<>();

    NodeLife(
            Client client,
            NodeSupervisor nodes,
            Files files,
            Programs programs,
            Evaluations evaluations,
            StatusReport status) {
        this.client = client;
        this.nodes = nodes;
        this.files = files;
        this.programs = programs;
        this.evaluations = evaluations;
        this.status = status;
    }

    /// @return whether it is the one that was waited for
    boolean up(NodeLink link) {
        nodes.up(link);
        if (nodes.node() != link) {
            return false;
        }
        programs.nodeIsNew();
        int reloaded = 0;
        var loads = new ArrayList<CompletableFuture<?>>();
        // What was loaded, from the texts it was loaded from: what is being typed now was never
        // asked for.
        for (var file : files.all()) {
            file.nodeIsNew();
            if (!file.loaded.isEmpty()) {
                reloaded++;
                loads.addAll(evaluations.load(file, link));
            }
        }
        nodes.ready();
        int count = reloaded;
        var _ =
                CompletableFuture.allOf(loads.toArray(CompletableFuture[]::new))
                        .thenRun(() -> {
                            if (wasLost) {
                                status.note(
                                        ServerStatus.Health.OK, "the node is back" + words(count));
                                wasLost = false;
                            }
                            restarts.forEach(waiting -> waiting.complete(null));
                            restarts.clear();
                        });
        return true;
    }

    private static String words(int files) {
        return switch (files) {
            case 0 -> "";
            case 1 -> "; the definitions of 1 file were loaded again";
            default -> "; the definitions of " + files + " files were loaded again";
        };
    }

    void down(String reason) {
        boolean again = nodes.down();
        for (var evaluation : evaluations.nodeGone(reason)) {
            poisoned(evaluation);
        }
        if (restarts.isEmpty()) {
            wasLost = true;
            String next =
                    again
                            ? "; starting another"
                            : "; it ended too often, oxur.restartNode starts it again";
            status.note(
                    again ? ServerStatus.Health.WARNING : ServerStatus.Health.ERROR,
                    "the node has gone: " + reason + next);
            client.log(MessageType.Warning, "the node has gone: " + reason);
        }
        if (!again) {
            restarts.forEach(waiting ->
                    waiting.completeExceptionally(
                            LanguageServer.failure(ProtocolError.NODE_UNAVAILABLE.code(), reason)));
            restarts.clear();
        }
    }

    /// Trust was taken back: nothing of the workspace runs any more, its macros neither.
    void forbidden() {
        if (nodes.state() != NodeSupervisor.State.NONE) {
            nodes.stop();
            evaluations.nodeGone("the workspace is not trusted any more");
        }
    }

    /// A definition during whose loading the node went is not loaded again by itself.
    private static void poisoned(Evaluation evaluation) {
        var file = evaluation.request.file();
        int at = evaluation.runningItem;
        if (file != null && evaluation.request.reload() && at >= 0) {
            var part = evaluation.items.get(at).part;
            file.loaded.remove(form ->
                    form.text() == evaluation.request.text()
                            && form.form().start() == part.start());
        }
    }

    CompletableFuture<Object> restart() {
        var done = new CompletableFuture<Object>();
        restarts.add(done);
        nodes.restart();
        return done;
    }
}
