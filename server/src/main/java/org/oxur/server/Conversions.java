package org.oxur.server;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.oxur.protocol.DefVersion;
import org.oxur.protocol.EvalResult;
import org.oxur.protocol.Frame;
import org.oxur.protocol.Loc;
import org.oxur.protocol.NodeChange;
import org.oxur.protocol.NodeError;
import org.oxur.protocol.NodeEval;
import org.oxur.protocol.OxError;
import org.oxur.protocol.Range;
import org.oxur.protocol.RedefinitionReport;
import org.oxur.protocol.Status;
import org.oxur.protocol.ValueRef;
import org.oxur.text.SourceText;

/// From the node's words, in offsets, to the editor's, in positions.
///
/// @param texts by name, as they were evaluated
record Conversions(Places places, Function<String, @Nullable SourceText> texts) {
    static final String NODE = "local";

    EvalResult.Form form(Evaluation evaluation, Evaluation.Item item) {
        var range = places.ours(evaluation.request.text(), item.part.start(), item.part.end());
        var done = item.done;
        if (done == null) {
            return new EvalResult.Form(range, Status.CANCELLED, null, null);
        }
        return new EvalResult.Form(
                range,
                done.status(),
                value(evaluation, item),
                done.error() == null ? null : error(done.error()));
    }

    @Nullable ValueRef value(Evaluation evaluation, Evaluation.Item item) {
        var done = item.done;
        if (done == null || done.value() == null) {
            return null;
        }
        NodeEval.Value value = done.value();
        return new ValueRef(
                value.ref() == null ? item.resultId : value.ref(),
                evaluation.session,
                value.type(),
                value.text(),
                value.truncated(),
                value.childCount());
    }

    OxError error(NodeError error) {
        List<OxError> causes =
                error.notes().stream()
                        .map(note ->
                                new OxError(
                                        error.phase(),
                                        note.text(),
                                        null,
                                        loc(note.at()),
                                        null,
                                        null,
                                        null))
                        .toList();
        List<Frame> frames =
                error.calls().stream()
                        .map(call ->
                                new Frame(call.function(), loc(call.at()), call.tier(), NODE, null))
                        .toList();
        return new OxError(
                error.phase(),
                error.message(),
                error.code(),
                loc(error.at()),
                causes,
                frames,
                error.coloured());
    }

    /// Null for a place in a text that nobody knows any more.
    @Nullable Loc loc(NodeError.Place place) {
        var text = texts.apply(place.name());
        if (text == null || place.end() > text.length()) {
            return null;
        }
        return new Loc(
                place.name(), null, places.ours(text, place.start(), place.end()), null, null);
    }

    RedefinitionReport report(Evaluation evaluation, RedefinitionReport.Cause cause) {
        var defs =
                evaluation.changes.stream()
                        .filter(change -> change.how() != RedefinitionReport.How.SAME)
                        .map(change -> change(evaluation.request, change))
                        .toList();
        var effects = effects(evaluation.changes);
        boolean partial = evaluation.status() != Status.OK;
        var outcome =
                partial ? RedefinitionReport.Outcome.PARTIAL : RedefinitionReport.Outcome.APPLIED;
        return new RedefinitionReport(
                "t-" + evaluation.id,
                NODE,
                new RedefinitionReport.Origin(evaluation.id, cause),
                outcome,
                defs,
                effects,
                reasons(evaluation));
    }

    /// Who is concerned by what was replaced, or would be.
    static List<RedefinitionReport.Effect> effects(List<NodeChange> changes) {
        var effects = new ArrayList<RedefinitionReport.Effect>();
        var callers = new TreeSet<String>();
        var macros = new ArrayList<String>();
        for (var change : changes) {
            if (change.from() > 0 && change.how() != RedefinitionReport.How.SAME) {
                callers.addAll(change.users());
                if (change.kind() == RedefinitionReport.DefKind.MACRO) {
                    macros.add(change.def());
                }
            }
        }
        if (!callers.isEmpty()) {
            effects.add(
                    new RedefinitionReport.Effect(
                            RedefinitionReport.EffectKind.CALLERS_REBOUND,
                            callers.size(),
                            List.copyOf(callers)));
        }
        if (!macros.isEmpty()) {
            effects.add(
                    new RedefinitionReport.Effect(
                            RedefinitionReport.EffectKind.MACRO_USERS_STALE,
                            macros.size(),
                            macros));
        }
        return effects;
    }

    private @Nullable List<RedefinitionReport.Reason> reasons(Evaluation evaluation) {
        var reasons =
                evaluation.items.stream()
                        .map(item -> item.done == null ? null : item.done.error())
                        .filter(error -> error != null)
                        .map(error ->
                                new RedefinitionReport.Reason(
                                        error.code(), error.message(), loc(error.at())))
                        .toList();
        return reasons.isEmpty() ? null : reasons;
    }

    RedefinitionReport.Change change(Evaluation.Request request, NodeChange change) {
        var from = change.from() == 0 ? null : new DefVersion(change.from(), change.fromHash());
        return new RedefinitionReport.Change(
                change.def(),
                change.kind(),
                change.how(),
                from,
                new DefVersion(change.to(), change.hash()),
                place(request, change.def()));
    }

    private @Nullable Loc place(Evaluation.Request request, String def) {
        var dependencies = request.dependencies();
        var file = request.file();
        if (dependencies == null || file == null) {
            return null;
        }
        String name = file.local(def);
        for (var form : dependencies.forms()) {
            if (form.defines().contains(name)) {
                Range range = places.ours(request.text(), form.start(), form.end());
                return new Loc(request.text().name(), request.version(), range, def, null);
            }
        }
        return null;
    }
}
