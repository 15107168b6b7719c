package org.oxur.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticRegistrationOptions;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;
import org.eclipse.lsp4j.DocumentDiagnosticParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.RelatedFullDocumentDiagnosticReport;
import org.eclipse.lsp4j.RelatedUnchangedDocumentDiagnosticReport;
import org.eclipse.lsp4j.ServerCapabilities;
import org.jspecify.annotations.Nullable;
import org.oxur.frontend.ParsedText.Kind;
import org.oxur.live.LiveResult;

/// Mistakes found in a text, errors of evaluated forms and of expanded macros, at their places. A
/// client that asks for them (`textDocument/diagnostic`), and can be told to ask again, is answered
/// and told; to others they are pushed. Belongs to the main loop.
final class DiagnosticReports {
    private static final int REFRESH_MILLIS = 200;
    private static final String REFRESH = "workspace/diagnostic/refresh";

    private final MainLoop loop;
    private final Client client;
    private final Files files;
    private final Map<String, Report> last = new HashMap<>();
    private long ids;
    private boolean scheduled;

    /// What the client was last told of a document.
    private record Report(String id, List<Diagnostic> diagnostics) {}

    DiagnosticReports(MainLoop loop, Client client, Files files) {
        this.loop = loop;
        this.client = client;
        this.files = files;
    }

    static void declare(ServerCapabilities can) {
        can.setDiagnosticProvider(new DiagnosticRegistrationOptions(true, false));
    }

    void register(Routes routes) {
        routes.ask("textDocument/diagnostic", DocumentDiagnosticParams.class, this::pull);
        routes.outgoing(REFRESH);
    }

    /// What is to be said of a document may have changed.
    void changed(OpenFile file) {
        var known = file.analysed;
        if (files.find(file.uri) != file
                || known == null
                || known.analysis().text() != file.text
                || isTold(file, known)) {
            return;
        }
        if (client.pullsDiagnostics()) {
            refresh();
        } else {
            var now = of(file, known);
            last.put(file.uri, new Report("", now));
            client.tell(
                    "textDocument/publishDiagnostics",
                    new PublishDiagnosticsParams(file.uri, now, file.version));
        }
    }

    private boolean isTold(OpenFile file, AnalysedText known) {
        var told = last.get(file.uri);
        return told != null && told.diagnostics().equals(of(file, known));
    }

    /// Clients ask after every edit by themselves; they are told of what else has changed, not more
    /// often than they can follow.
    private void refresh() {
        if (scheduled) {
            return;
        }
        scheduled = true;
        loop.after(
                REFRESH_MILLIS,
                () -> {
                    scheduled = false;
                    for (var file : files.all()) {
                        var known = file.analysed;
                        if (known != null
                                && known.analysis().text() == file.text
                                && !isTold(file, known)) {
                            var _ = client.ask(REFRESH, new Object());
                            return;
                        }
                    }
                });
    }

    private CompletableFuture<?> pull(DocumentDiagnosticParams params) {
        var uri = params.getTextDocument().getUri();
        var file = files.find(uri);
        if (file == null) {
            return CompletableFuture.completedFuture(
                    new RelatedFullDocumentDiagnosticReport(List.of()));
        }
        return files.known(file)
                .thenApply(known -> answer(file, known, params.getPreviousResultId()));
    }

    private Object answer(OpenFile file, AnalysedText known, @Nullable String previous) {
        var now = of(file, known);
        var told = last.get(file.uri);
        if (told != null && told.id().equals(previous) && told.diagnostics().equals(now)) {
            return new RelatedUnchangedDocumentDiagnosticReport(told.id());
        }
        var report = new Report("d" + ++ids, now);
        last.put(file.uri, report);
        var answer = new RelatedFullDocumentDiagnosticReport(now);
        answer.setResultId(report.id());
        return answer;
    }

    void forget(String uri) {
        last.remove(uri);
        if (!client.pullsDiagnostics()) {
            client.tell(
                    "textDocument/publishDiagnostics",
                    new PublishDiagnosticsParams(uri, List.of()));
        }
    }

    // What is wrong

    private List<Diagnostic> of(OpenFile file, AnalysedText known) {
        var diagnostics = new ArrayList<Diagnostic>();
        var places = new HashSet<Object>();
        for (var found : known.diagnostics()) {
            var diagnostic = diagnostic(found);
            diagnostics.add(diagnostic);
            places.add(List.of(diagnostic.getRange(), found.code()));
        }
        for (var result : file.results.all()) {
            if (Announcer.isError(result)) {
                for (var mark : result.marks()) {
                    var range = files.places().range(file.text, mark.start(), mark.end());
                    if (places.add(List.of(range, mark.code()))) {
                        var diagnostic =
                                new Diagnostic(
                                        range,
                                        mark.message(),
                                        DiagnosticSeverity.Error,
                                        "oxur",
                                        mark.code());
                        relate(diagnostic, file, mark.related());
                        diagnostics.add(diagnostic);
                    }
                }
            }
        }
        macroErrors(file, known, diagnostics, places);
        return diagnostics;
    }

    /// Mistakes in what macros of the text became, save where the text says that they are to be.
    private void macroErrors(
            OpenFile file,
            AnalysedText analysed,
            List<Diagnostic> diagnostics,
            HashSet<Object> seen) {
        var expansions = file.expansions;
        if (expansions == null) {
            return;
        }
        var expected = new HashSet<Integer>();
        for (var expectation : analysed.analysis().parsed().expectations()) {
            if (expectation.kind() == Kind.ERROR) {
                expected.add(expectation.subject().start());
            }
        }
        for (var known : expansions.forms()) {
            var form = known.expanded();
            for (var error : form.errors()) {
                boolean here =
                        error.at().name().equals(file.uri)
                                && error.at().end() <= file.text.length();
                int start = here ? error.at().start() : form.start();
                int end = here ? error.at().end() : form.end();
                var range = files.places().range(file.text, start, end);
                if (!expected.contains(form.start()) && seen.add(List.of(range, error.code()))) {
                    var diagnostic =
                            new Diagnostic(
                                    range,
                                    (expansions.stale() ? "before the last change: " : "")
                                            + ResultText.message(error),
                                    expansions.stale()
                                            ? DiagnosticSeverity.Information
                                            : DiagnosticSeverity.Error,
                                    "oxur",
                                    error.code());
                    if (here) {
                        relate(diagnostic, file, ResultText.related(error));
                    }
                    diagnostics.add(diagnostic);
                }
            }
        }
    }

    /// With the other places of the error, as far as their texts are known.
    private void relate(Diagnostic diagnostic, OpenFile file, List<LiveResult.Related> related) {
        var places = new ArrayList<DiagnosticRelatedInformation>();
        for (var place : related) {
            var analysis = place.name().isEmpty() ? null : files.snapshot().analysis(place.name());
            var text =
                    place.name().isEmpty() ? file.text : analysis == null ? null : analysis.text();
            if (text != null && place.end() <= text.length()) {
                places.add(
                        new DiagnosticRelatedInformation(
                                new Location(
                                        text.name(),
                                        files.places().range(text, place.start(), place.end())),
                                place.note()));
            }
        }
        if (!places.isEmpty()) {
            diagnostic.setRelatedInformation(places);
        }
    }

    private Diagnostic diagnostic(org.oxur.ide.Diagnostic found) {
        String message =
                found.hint() == null ? found.message() : found.message() + "\n" + found.hint();
        var severity =
                switch (found.severity()) {
                    case ERROR -> DiagnosticSeverity.Error;
                    case WARNING -> DiagnosticSeverity.Warning;
                    case HINT -> DiagnosticSeverity.Hint;
                };
        var range = files.places().range(found.span());
        var diagnostic = new Diagnostic(range, message, severity, "oxur", found.code());
        if (!found.related().isEmpty()) {
            diagnostic.setRelatedInformation(
                    found.related().stream()
                            .map(related ->
                                    new DiagnosticRelatedInformation(
                                            new Location(
                                                    related.span().source().name(),
                                                    files.places().range(related.span())),
                                            related.note()))
                            .toList());
        }
        if (found.unnecessary()) {
            diagnostic.setTags(List.of(DiagnosticTag.Unnecessary));
        }
        return diagnostic;
    }
}
