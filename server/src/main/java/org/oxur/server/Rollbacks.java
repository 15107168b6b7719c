package org.oxur.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;
import org.oxur.protocol.DefVersion;
import org.oxur.protocol.EvalMode;
import org.oxur.protocol.EvalParams;
import org.oxur.protocol.EvalResult;
import org.oxur.protocol.EvalUnit;
import org.oxur.protocol.Features;
import org.oxur.protocol.Messages;
import org.oxur.protocol.NodeChange;
import org.oxur.protocol.NodeRollback;
import org.oxur.protocol.ProtocolError;
import org.oxur.protocol.RedefinePreview;
import org.oxur.protocol.RedefineRollback;
import org.oxur.protocol.RedefinitionReport;
import org.oxur.protocol.RedefinitionReport.Cause;
import org.oxur.protocol.RedefinitionReport.DefKind;
import org.oxur.protocol.RedefinitionReport.How;
import org.oxur.protocol.RedefinitionReport.Outcome;
import org.oxur.protocol.RedefinitionReport.Reason;

/// Changes before they are made and after they were: `oxur/redefine/*`. Belongs to the main loop.
final class Rollbacks {
    /// Changes that can be taken back.
    private static final int KEPT = 100;

    private final MainLoop loop;
    private final Client client;
    private final Files files;
    private final Lenses lenses;
    private final EvalRequests requests;
    private final Map<String, Change> changes = new LinkedHashMap<>();

    private record Change(String session, List<NodeChange> defs) {}

    private final Runnable requireTrust;

    Rollbacks(
            MainLoop loop,
            Client client,
            Files files,
            Lenses lenses,
            EvalRequests requests,
            Runnable requireTrust) {
        this.requireTrust = requireTrust;
        this.loop = loop;
        this.client = client;
        this.files = files;
        this.lenses = lenses;
        this.requests = requests;
    }

    void register(Routes routes) {
        routes.ask(Messages.REDEFINE_PREVIEW.method(), RedefinePreview.class, this::preview);
        routes.ask(Messages.REDEFINE_ROLLBACK.method(), RedefineRollback.class, this::rollback);
    }

    /// An evaluation has ended.
    void note(Evaluation evaluation) {
        var made = evaluation.changes.stream().filter(change -> change.how() != How.SAME).toList();
        keep("t-" + evaluation.id, new Change(evaluation.session, made));
    }

    private void keep(String tx, Change change) {
        if (!change.defs().isEmpty()) {
            changes.put(tx, change);
        }
        if (changes.size() > KEPT) {
            changes.remove(changes.keySet().iterator().next());
        }
    }

    /// A new node counts versions from one.
    void nodeGone() {
        changes.clear();
    }

    private CompletableFuture<RedefinitionReport> preview(RedefinePreview params) {
        return requests.evaluate(
                        new EvalParams(
                                null,
                                params.textDocument(),
                                params.code(),
                                null,
                                params.code() == null ? EvalUnit.FILE : EvalUnit.CODE,
                                null,
                                params.node(),
                                null,
                                EvalMode.PREVIEW,
                                null,
                                null,
                                null,
                                null,
                                null))
                .thenApply(answer -> {
                    if (answer instanceof EvalResult result && result.redefinition() != null) {
                        return result.redefinition();
                    }
                    throw LanguageServer.failure(
                            ProtocolError.STALE_DOCUMENT.code(),
                            "the document has another version by now");
                });
    }

    private CompletableFuture<RedefinitionReport> rollback(RedefineRollback params) {
        requireTrust.run();
        var change = changes.get(params.tx());
        var node = files.node();
        if (change == null) {
            throw LanguageServer.failure(
                    ResponseErrorCode.InvalidParams, "no change is known as " + params.tx());
        }
        if (node == null) {
            throw LanguageServer.failure(ProtocolError.NODE_UNAVAILABLE.code(), "there is no node");
        }
        var reasons = new ArrayList<Reason>();
        var asked = new ArrayList<CompletableFuture<NodeRollback.Result>>();
        for (var def : change.defs()) {
            if (def.kind() == DefKind.FN && def.from() > 0) {
                asked.add(node.rollback(new NodeRollback(change.session(), def.def(), def.from())));
            } else {
                reasons.add(
                        new Reason(
                                "no-earlier-version",
                                "`" + def.def() + "` has no version to go back to",
                                null));
            }
        }
        var back = new CompletableFuture<RedefinitionReport>();
        var _ =
                CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                        .whenComplete((_, problem) ->
                                loop.resume(() -> {
                                    if (problem != null) {
                                        back.completeExceptionally(problem);
                                    } else {
                                        back.complete(done(params.tx(), change, asked, reasons));
                                    }
                                }));
        return back;
    }

    private RedefinitionReport done(
            String tx,
            Change change,
            List<CompletableFuture<NodeRollback.Result>> asked,
            List<Reason> reasons) {
        var made = new ArrayList<NodeChange>();
        for (var each : asked) {
            var result = each.join().change();
            if (result != null) {
                made.add(result);
                noteVersion(change.session(), result);
            } else {
                reasons.add(new Reason("not-kept", "that version is not kept any more", null));
            }
        }
        changes.remove(tx);
        keep(tx + "-back", new Change(change.session(), List.copyOf(made)));
        lenses.changed();
        var report =
                report(
                        tx + "-back",
                        made.isEmpty()
                                ? Outcome.REJECTED
                                : reasons.isEmpty() ? Outcome.APPLIED : Outcome.PARTIAL,
                        made,
                        reasons,
                        Cause.ROLLBACK);
        if (client.has(Features.REDEFINED)) {
            client.tell(Messages.REDEFINED, report);
        }
        return report;
    }

    /// What its text says is not what is loaded now.
    private void noteVersion(String session, NodeChange change) {
        for (var file : files.all()) {
            if (file.session().equals(session)) {
                var local = file.local(change.def());
                if (file.versions.containsKey(local)) {
                    file.versions.put(local, change.to());
                    file.loaded.remove(form -> form.form().defines().contains(local));
                    Lenses.note(file);
                }
            }
        }
    }

    private static RedefinitionReport report(
            String tx, Outcome outcome, List<NodeChange> made, List<Reason> reasons, Cause cause) {
        return new RedefinitionReport(
                tx,
                Conversions.NODE,
                new RedefinitionReport.Origin(null, cause),
                outcome,
                made.stream().map(Rollbacks::change).toList(),
                Conversions.effects(made),
                reasons.isEmpty() ? null : List.copyOf(reasons));
    }

    private static RedefinitionReport.Change change(NodeChange change) {
        return new RedefinitionReport.Change(
                change.def(),
                change.kind(),
                change.how(),
                version(change.from(), change.fromHash()),
                version(change.to(), change.hash()),
                null);
    }

    private static @Nullable DefVersion version(int number, String hash) {
        return number == 0 ? null : new DefVersion(number, hash);
    }
}
