package org.oxur.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.jspecify.annotations.Nullable;
import org.oxur.frontend.ParsedText.Kind;
import org.oxur.ide.Diagnostics;
import org.oxur.ide.EditorLanguage;
import org.oxur.ide.Snapshot;
import org.oxur.live.Dependencies;
import org.oxur.live.TextChange;
import org.oxur.text.LineIndex;
import org.oxur.text.SourceText;

/// The documents that are open in the editor, as they are now. Belongs to the main loop; analyses
/// are made on workers from snapshots.
final class Files {
    private final MainLoop loop;
    private final Client client;
    private final ExecutorService workers;
    private final Map<String, OpenFile> open = new LinkedHashMap<>();
    private final Map<String, List<Diagnostic>> reported = new LinkedHashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final HashSet<String> analysing = new HashSet<>();
    private final NodeSupervisor nodes;
    private Snapshot snapshot;
    private Places places = new Places(LineIndex.Unit.UTF16);
    private Consumer<OpenFile> onAnalysed = _ -> {};

    /// Who waits for what is known of a version, or a later one.
    private record Waiting(OpenFile file, int revision, Consumer<AnalysedText> task) {}

    Files(
            MainLoop loop,
            Client client,
            ExecutorService workers,
            EditorLanguage language,
            NodeSupervisor nodes) {
        this.loop = loop;
        this.client = client;
        this.workers = workers;
        this.nodes = nodes;
        this.snapshot = Snapshot.empty(language);
    }

    void whenAnalysed(Consumer<OpenFile> action) {
        onAnalysed = action;
    }

    void count(LineIndex.Unit unit) {
        places = new Places(unit);
    }

    Places places() {
        return places;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Collection<OpenFile> all() {
        return List.copyOf(open.values());
    }

    @Nullable OpenFile find(String uri) {
        return open.get(uri);
    }

    @Nullable NodeLink node() {
        return nodes.node();
    }

    boolean isQuiet() {
        return analysing.isEmpty();
    }

    OpenFile open(String uri, int version, String text) {
        var file = new OpenFile(uri, version, new SourceText(uri, text));
        open.put(uri, file);
        changed(file);
        return file;
    }

    void change(OpenFile file, int version, List<TextDocumentContentChangeEvent> changes) {
        var text = file.text;
        for (var change : changes) {
            Range range = change.getRange();
            if (range == null) {
                text = new SourceText(file.uri, change.getText());
                file.edited(version, text, whole(file.text, text));
                continue;
            }
            int start = places.offset(text, range.getStart());
            int end = Math.max(start, places.offset(text, range.getEnd()));
            text =
                    new SourceText(
                            file.uri,
                            text.text().substring(0, start)
                                    + change.getText()
                                    + text.text().substring(end));
            file.edited(version, text, new TextChange(start, end, change.getText().length()));
        }
        changed(file);
    }

    /// What a client that sends whole texts has changed: what is between the parts that are the
    /// same at both ends.
    private static TextChange whole(SourceText before, SourceText after) {
        String old = before.text();
        String now = after.text();
        int limit = Math.min(old.length(), now.length());
        int start = 0;
        while (start < limit && old.charAt(start) == now.charAt(start)) {
            start++;
        }
        int same = 0;
        while (same < limit - start
                && old.charAt(old.length() - 1 - same) == now.charAt(now.length() - 1 - same)) {
            same++;
        }
        return new TextChange(start, old.length() - same, now.length() - same - start);
    }

    void close(OpenFile file) {
        open.remove(file.uri);
        snapshot = snapshot.without(file.uri);
        waiting.removeIf(one -> one.file() == file);
        reported.remove(file.uri);
        client.tell(
                "textDocument/publishDiagnostics",
                new PublishDiagnosticsParams(file.uri, List.of()));
    }

    private void changed(OpenFile file) {
        snapshot = snapshot.with(file.text);
        analyse(file);
    }

    /// One analysis of a file at a time: keystrokes that come meanwhile share the next.
    private void analyse(OpenFile file) {
        if (!analysing.add(file.uri)) {
            return;
        }
        var now = snapshot;
        int version = file.version;
        int revision = file.revision;
        workers.execute(() -> {
            @Nullable AnalysedText analysed = null;
            try {
                var analysis = now.analysis(file.uri);
                if (analysis != null) {
                    var forms = LiveForms.of(now, analysis);
                    analysed =
                            new AnalysedText(
                                    version,
                                    revision,
                                    analysis,
                                    new Dependencies(forms),
                                    Diagnostics.of(now, analysis));
                }
            } finally {
                var found = analysed;
                loop.resume(() -> analysed(file, revision, found));
            }
        });
    }

    private void analysed(OpenFile file, int revision, @Nullable AnalysedText found) {
        analysing.remove(file.uri);
        if (open.get(file.uri) != file) {
            return;
        }
        if (found != null) {
            file.analysed = found;
            if (found.analysis().text() == file.text) {
                file.results = file.results.read(found.dependencies().forms());
            }
            publishDiagnostics(file);
            onAnalysed.accept(file);
            for (var one : List.copyOf(waiting)) {
                if (one.file() == file && one.revision() <= revision) {
                    waiting.remove(one);
                    one.task().accept(found);
                }
            }
        }
        if (found == null || found.analysis().text() != file.text) {
            if (found != null) {
                analyse(file);
            }
        }
    }

    /// Runs the task when the text as it is now has been analysed, on the main loop.
    void whenKnown(OpenFile file, Consumer<AnalysedText> task) {
        var known = file.analysed;
        if (known != null && known.analysis().text() == file.text) {
            task.accept(known);
        } else {
            waiting.add(new Waiting(file, file.revision, task));
            analyse(file);
        }
    }

    // Diagnostics

    /// Mistakes found in the text, and errors of evaluated forms at their places.
    void publishDiagnostics(OpenFile file) {
        var known = file.analysed;
        if (open.get(file.uri) != file || known == null || known.analysis().text() != file.text) {
            return;
        }
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
                    var range = this.places.range(file.text, mark.start(), mark.end());
                    if (places.add(List.of(range, mark.code()))) {
                        var diagnostic =
                                new Diagnostic(
                                        range,
                                        mark.message(),
                                        DiagnosticSeverity.Error,
                                        "oxur",
                                        mark.code());
                        diagnostics.add(diagnostic);
                    }
                }
            }
        }
        macroErrors(file, known, diagnostics, places);
        if (!diagnostics.equals(reported.put(file.uri, diagnostics))) {
            client.tell(
                    "textDocument/publishDiagnostics",
                    new PublishDiagnosticsParams(file.uri, diagnostics, file.version));
        }
    }

    /// Mistakes in what macros of the text became, save where the text says that they are to be.
    private void macroErrors(
            OpenFile file, AnalysedText known, List<Diagnostic> diagnostics, HashSet<Object> seen) {
        var expansions = file.expansions;
        if (expansions == null || expansions.text() != file.text) {
            return;
        }
        var expected = new HashSet<Integer>();
        for (var expectation : known.analysis().parsed().expectations()) {
            if (expectation.kind() == Kind.ERROR) {
                expected.add(expectation.subject().start());
            }
        }
        for (var form : expansions.forms()) {
            for (var error : form.errors()) {
                boolean here =
                        error.at().name().equals(file.uri)
                                && error.at().end() <= file.text.length();
                var range =
                        here
                                ? places.range(file.text, error.at().start(), error.at().end())
                                : places.range(file.text, form.start(), form.end());
                if (!expected.contains(form.start()) && seen.add(List.of(range, error.code()))) {
                    diagnostics.add(
                            new Diagnostic(
                                    range,
                                    error.message(),
                                    DiagnosticSeverity.Error,
                                    "oxur",
                                    error.code()));
                }
            }
        }
    }

    /// What was last reported of a document.
    List<Diagnostic> diagnostics(String uri) {
        return reported.getOrDefault(uri, List.of());
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
        var diagnostic =
                new Diagnostic(places.range(found.span()), message, severity, "oxur", found.code());
        if (!found.related().isEmpty()) {
            diagnostic.setRelatedInformation(
                    found.related().stream()
                            .map(related ->
                                    new DiagnosticRelatedInformation(
                                            new Location(
                                                    related.span().source().name(),
                                                    places.range(related.span())),
                                            related.note()))
                            .toList());
        }
        if (found.unnecessary()) {
            diagnostic.setTags(List.of(DiagnosticTag.Unnecessary));
        }
        return diagnostic;
    }
}
