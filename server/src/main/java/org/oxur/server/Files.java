package org.oxur.server;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;
import org.oxur.ide.Analysis;
import org.oxur.ide.Diagnostics;
import org.oxur.ide.EditorLanguage;
import org.oxur.ide.Snapshot;
import org.oxur.ide.UsedModules;
import org.oxur.live.Dependencies;
import org.oxur.live.TextChange;
import org.oxur.text.LineIndex;
import org.oxur.text.SourceText;

/// The documents that are open in the editor, as they are now. Belongs to the main loop; analyses
/// are made on workers from snapshots.
final class Files {
    private static final System.Logger LOG = System.getLogger("org.oxur.server");

    private final MainLoop loop;
    private final ExecutorService workers;
    private final Map<String, OpenFile> open = new LinkedHashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final HashSet<String> analysing = new HashSet<>();

    /// Files that changed, or what they use, while they were being analysed.
    private final HashSet<String> again = new HashSet<>();

    private final NodeSupervisor nodes;
    private final Map<Analysis, Dependencies> dependencies = new WeakHashMap<>();

    /// Texts of the project as they are on disk.
    private final Map<String, SourceText> onDisk = new LinkedHashMap<>();

    private Snapshot snapshot;
    private Places places = new Places(LineIndex.Unit.UTF16);
    private Consumer<OpenFile> onAnalysed = _ -> {};

    /// Who waits for what is known of a version, or a later one.
    private record Waiting(OpenFile file, int revision, CompletableFuture<AnalysedText> answer) {}

    Files(MainLoop loop, ExecutorService workers, EditorLanguage language, NodeSupervisor nodes) {
        this.loop = loop;
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
        var disk = onDisk.get(file.uri);
        snapshot = disk == null ? snapshot.without(file.uri) : snapshot.with(disk);
        open.values().forEach(this::analyse);
        for (var one : List.copyOf(waiting)) {
            if (one.file() == file) {
                waiting.remove(one);
                one.answer()
                        .completeExceptionally(
                                LanguageServer.failure(
                                        ResponseErrorCode.ContentModified,
                                        "the document was closed"));
            }
        }
    }

    /// What is in the editor is on disk now.
    void saved(OpenFile file) {
        if (onDisk.containsKey(file.uri)) {
            onDisk.put(file.uri, file.text);
        }
    }

    private void changed(OpenFile file) {
        snapshot = snapshot.with(file.text);
        analyse(file);
        analyseUsers(file.uri);
    }

    /// What they mean may have changed with a text that they use.
    private void analyseUsers(String uri) {
        for (var other : open.values()) {
            var known = other.analysed;
            boolean uses =
                    known != null
                            && known.modules().stream()
                                    .anyMatch(module -> module.text().name().equals(uri));
            if (uses && !other.uri.equals(uri)) {
                analyse(other);
            }
        }
    }

    /// Texts on disk were found, changed, or deleted.
    ///
    /// @param found by URI; null for those that are gone
    void disk(Map<String, @Nullable SourceText> found) {
        found.forEach((uri, text) -> {
            if (text == null) {
                onDisk.remove(uri);
            } else {
                onDisk.put(uri, text);
            }
            if (!open.containsKey(uri)) {
                snapshot = text == null ? snapshot.without(uri) : snapshot.with(text);
            }
        });
        open.values().forEach(this::analyse);
    }

    /// One analysis of a file at a time: keystrokes that come meanwhile share the next.
    private void analyse(OpenFile file) {
        if (!analysing.add(file.uri)) {
            again.add(file.uri);
            return;
        }
        again.remove(file.uri);
        var now = snapshot;
        int version = file.version;
        int revision = file.revision;
        workers.execute(() -> {
            try {
                var found = known(now, file.uri, version, revision);
                loop.resume(() -> analysed(file, revision, found));
            } catch (RuntimeException | Error bug) {
                LOG.log(Level.ERROR, "analysis failed: " + file.uri, bug);
                loop.resume(() -> failed(file, revision, bug));
            }
        });
    }

    private @Nullable AnalysedText known(Snapshot now, String uri, int version, int revision) {
        var analysis = now.analysis(uri);
        return analysis == null
                ? null
                : new AnalysedText(
                        version,
                        revision,
                        analysis,
                        new Dependencies(LiveForms.of(now, analysis)),
                        Diagnostics.of(now, analysis),
                        modules(now, analysis));
    }

    private List<AnalysedText.Module> modules(Snapshot now, Analysis analysis) {
        return UsedModules.of(now, analysis).stream()
                .map(used ->
                        new AnalysedText.Module(
                                used.module(),
                                used.analysis().text(),
                                dependencies(now, used.analysis())))
                .toList();
    }

    /// The same for as long as the text is.
    private Dependencies dependencies(Snapshot now, Analysis analysis) {
        synchronized (dependencies) {
            return dependencies.computeIfAbsent(
                    analysis, _ -> new Dependencies(LiveForms.of(now, analysis)));
        }
    }

    /// A mistake of ours: whoever waits for the analysis is told, and the next edit tries again.
    private void failed(OpenFile file, int revision, Throwable bug) {
        analysing.remove(file.uri);
        for (var one : List.copyOf(waiting)) {
            if (one.file() == file && one.revision() <= revision) {
                waiting.remove(one);
                one.answer().completeExceptionally(bug);
            }
        }
        if (open.get(file.uri) == file && file.revision != revision) {
            analyse(file);
        }
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
            // First: where the file belongs decides where those who wait evaluate it.
            onAnalysed.accept(file);
            for (var one : List.copyOf(waiting)) {
                if (one.file() == file && one.revision() <= revision) {
                    waiting.remove(one);
                    one.answer().complete(found);
                }
            }
        }
        if (again.contains(file.uri) || (found != null && found.analysis().text() != file.text)) {
            analyse(file);
        }
    }

    /// What is known of a text that is no document: completed on the main loop.
    CompletableFuture<AnalysedText> analysis(SourceText text) {
        var answer = new CompletableFuture<AnalysedText>();
        var now = snapshot.with(text);
        workers.execute(() -> {
            try {
                var found = known(now, text.name(), 0, 0);
                loop.resume(() -> answer.complete(found));
            } catch (RuntimeException | Error bug) {
                LOG.log(Level.ERROR, "analysis failed: " + text.name(), bug);
                loop.resume(() -> answer.completeExceptionally(bug));
            }
        });
        return answer;
    }

    /// What is known of the text as it is now, or of a later one: completed on the main loop.
    CompletableFuture<AnalysedText> known(OpenFile file) {
        var known = file.analysed;
        if (known != null && known.analysis().text() == file.text) {
            return CompletableFuture.completedFuture(known);
        }
        var answer = new CompletableFuture<AnalysedText>();
        waiting.add(new Waiting(file, file.revision, answer));
        analyse(file);
        return answer;
    }
}
