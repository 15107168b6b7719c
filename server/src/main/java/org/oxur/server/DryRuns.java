package org.oxur.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.oxur.ide.Diagnostic;
import org.oxur.protocol.EvalResult;
import org.oxur.protocol.Loc;
import org.oxur.protocol.NodeChange;
import org.oxur.protocol.NodeError;
import org.oxur.protocol.NodeEval;
import org.oxur.protocol.NodeExpand;
import org.oxur.protocol.NodePreview;
import org.oxur.protocol.OxError;
import org.oxur.protocol.Range;
import org.oxur.protocol.RedefinitionReport;
import org.oxur.protocol.RedefinitionReport.Outcome;
import org.oxur.protocol.RedefinitionReport.Reason;
import org.oxur.protocol.Status;
import org.oxur.protocol.Tier;
import org.oxur.text.Span;

/// Evaluations that evaluate nothing: what is wrong with forms as far as it is certain before they
/// run (`check`), and what they would change (`preview`). Belongs to the main loop.
final class DryRuns {
    private final Files files;
    private final Evaluations evaluations;

    DryRuns(Files files, Evaluations evaluations) {
        this.files = files;
        this.evaluations = evaluations;
    }

    EvalResult check(
            Evaluation.Target target,
            AnalysedText known,
            List<Evaluation.Part> parts,
            long askedNanos) {
        var forms = new ArrayList<EvalResult.Form>();
        for (var part : parts) {
            var found = mistake(known, part);
            var error = found == null ? null : error(known, found);
            forms.add(
                    new EvalResult.Form(
                            range(known, part.start(), part.end()),
                            error == null ? Status.OK : Status.ERROR,
                            null,
                            error));
        }
        return result(evaluations.nextId(), target, known, forms, null, askedNanos);
    }

    private static @Nullable Diagnostic mistake(AnalysedText known, Evaluation.Part part) {
        for (var found : known.diagnostics()) {
            if (found.severity() == Diagnostic.Severity.ERROR
                    && part.start() <= found.span().start()
                    && found.span().end() <= part.end()) {
                return found;
            }
        }
        return null;
    }

    private Range range(AnalysedText known, int start, int end) {
        return files.places().ours(known.analysis().text(), start, end);
    }

    private OxError error(AnalysedText known, Diagnostic found) {
        List<OxError> causes =
                found.related().stream()
                        .map(related ->
                                new OxError(
                                        OxError.Kind.CHECK,
                                        related.note(),
                                        null,
                                        loc(known, related.span()),
                                        null,
                                        null,
                                        null))
                        .toList();
        return new OxError(
                OxError.Kind.CHECK,
                found.message(),
                found.code(),
                loc(known, found.span()),
                causes.isEmpty() ? null : causes,
                null,
                null);
    }

    private Loc loc(AnalysedText known, Span span) {
        boolean here = span.source() == known.analysis().text();
        return new Loc(
                span.source().name(),
                here ? (Integer) known.version() : null,
                files.places().ours(span.source(), span.start(), span.end()),
                null,
                null);
    }

    private static EvalResult result(
            String id,
            Evaluation.Target target,
            AnalysedText known,
            List<EvalResult.Form> forms,
            @Nullable RedefinitionReport report,
            long askedNanos) {
        boolean wrong = forms.stream().anyMatch(form -> form.status() != Status.OK);
        double millis = (System.nanoTime() - askedNanos) / 1e6;
        return new EvalResult(
                id,
                wrong ? Status.ERROR : Status.OK,
                forms,
                report,
                new EvalResult.Timing(0, 0, 0, millis, 0, 0),
                Tier.INTERP,
                Conversions.NODE,
                target.session(),
                known.version(),
                forms.isEmpty()
                        ? null
                        : new Range(
                                forms.getFirst().range().start(), forms.getLast().range().end()),
                null);
    }

    /// What the definitions among the forms would change, and what keeps them from it.
    CompletableFuture<EvalResult> preview(
            Evaluation.Request request,
            Evaluation.Target target,
            AnalysedText known,
            long askedNanos) {
        String id = evaluations.nextId();
        var text =
                new NodeExpand.Text(request.text().name(), target.module(), request.text().text());
        var slices =
                request.parts().stream()
                        .map(part -> new NodeEval.Slice(part.start(), part.end()))
                        .toList();
        var asked =
                new NodePreview(
                        target.session(), target.module(), text, MacroFacts.before(known), slices);
        return evaluations
                .preview(asked, target.home())
                .thenApply(answer -> {
                    var report = report(id, request, known, answer);
                    var forms = new ArrayList<EvalResult.Form>();
                    for (var part : request.parts()) {
                        forms.add(form(known, part, answer));
                    }
                    return result(id, target, known, forms, report, askedNanos);
                });
    }

    private EvalResult.Form form(
            AnalysedText known, Evaluation.Part part, NodePreview.Result answer) {
        var range = range(known, part.start(), part.end());
        for (var error : answer.errors()) {
            if (part.start() <= error.at().start() && error.at().end() <= part.end()) {
                return new EvalResult.Form(
                        range, Status.ERROR, null, conversions(known).error(error));
            }
        }
        var found = mistake(known, part);
        return found == null
                ? new EvalResult.Form(range, Status.OK, null, null)
                : new EvalResult.Form(range, Status.ERROR, null, error(known, found));
    }

    private Conversions conversions(AnalysedText known) {
        var text = known.analysis().text();
        return new Conversions(
                files.places(),
                name -> {
                    var file = files.find(name);
                    return text.name().equals(name) ? text : file == null ? null : file.text;
                });
    }

    private RedefinitionReport report(
            String id, Evaluation.Request request, AnalysedText known, NodePreview.Result answer) {
        var conversions = conversions(known);
        var reasons = new ArrayList<Reason>();
        for (NodeError error : answer.errors()) {
            reasons.add(new Reason(error.code(), error.message(), conversions.loc(error.at())));
        }
        for (var part : request.parts()) {
            var found = mistake(known, part);
            if (found != null
                    && reasons.stream().noneMatch(reason -> reason.code().equals(found.code()))) {
                reasons.add(new Reason(found.code(), found.message(), loc(known, found.span())));
            }
        }
        List<NodeChange> changes = answer.changes();
        return new RedefinitionReport(
                "t-" + id,
                Conversions.NODE,
                new RedefinitionReport.Origin(id, RedefinitionReport.Cause.EVAL),
                reasons.isEmpty() ? Outcome.WOULD_APPLY : Outcome.WOULD_REJECT,
                changes.stream().map(change -> conversions.change(request, change)).toList(),
                Conversions.effects(changes),
                reasons.isEmpty() ? null : reasons);
    }
}
