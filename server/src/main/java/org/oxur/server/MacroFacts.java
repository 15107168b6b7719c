package org.oxur.server;

import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.protocol.NodeExpand;
import org.oxur.text.SourceText;

/// What the node says about a text's own macros, which never run in this process. Asked for after
/// each analysis of a text that defines macros, or uses a module that does. Without a node, or
/// while it is busy, their calls stay opaque: nothing inside them is called an error, and what was
/// known is marked stale. Belongs to the main loop.
final class MacroFacts {
    private static final System.Logger LOG = System.getLogger("org.oxur.server");

    /// A node that has not answered by then is busy; sooner, marks would flicker as someone types.
    private static final int BUSY_MILLIS = 500;

    private final MainLoop loop;
    private final Files files;
    private final DiagnosticReports reports;

    /// Files whose macros the node is expanding: one text of each at a time, however fast it is
    /// typed.
    private final Set<OpenFile> asking = new HashSet<>();

    /// Of these, those that have changed since.
    private final Set<OpenFile> again = new HashSet<>();

    MacroFacts(MainLoop loop, Files files, DiagnosticReports reports) {
        this.reports = reports;
        this.loop = loop;
        this.files = files;
    }

    void analysed(OpenFile file) {
        var node = files.node();
        var known = file.analysed;
        if (known == null || !mayUseMacros(known)) {
            file.expansions = null;
            return;
        }
        var text = known.analysis().text();
        var asked = asked(file, known);
        var last = file.expansions;
        if (last != null && last.text() == text && last.asked().equals(asked)) {
            mark(file, node == null);
            return;
        }
        if (node == null) {
            mark(file, true);
            return;
        }
        if (!asking.add(file)) {
            again.add(file);
            return;
        }
        loop.after(
                BUSY_MILLIS,
                () -> {
                    if (asking.contains(file)) {
                        mark(file, true);
                    }
                });
        var _ =
                node.expand(asked)
                        .whenComplete((answer, failure) ->
                                loop.resume(() -> answered(file, text, asked, answer, failure)));
    }

    private void answered(
            OpenFile file,
            SourceText text,
            NodeExpand asked,
            NodeExpand.@Nullable Result answer,
            @Nullable Throwable failure) {
        asking.remove(file);
        if (answer == null) {
            // Or the node has gone; then the next one is asked.
            LOG.log(Level.INFO, "macros not expanded: {0}: {1}", file.uri, failure);
        } else if (file.text == text) {
            file.expansions = Expansions.of(text, asked, answer.forms());
            reports.changed(file);
        }
        if (again.remove(file)) {
            analysed(file);
        }
    }

    /// The node has gone, or may not be asked any more: what it said is all there is.
    void nodeGone() {
        asking.clear();
        again.clear();
        files.all().forEach(file -> mark(file, true));
    }

    private void mark(OpenFile file, boolean stale) {
        if (file.expansions != null && file.expansions.stale() != stale) {
            file.expansions = file.expansions.asStale(stale);
            reports.changed(file);
        }
    }

    private static boolean mayUseMacros(AnalysedText known) {
        return known.analysis().text().text().contains("defmacro")
                || known.modules().stream()
                        .anyMatch(module -> module.text().text().contains("defmacro"));
    }

    private static NodeExpand asked(OpenFile file, AnalysedText known) {
        return new NodeExpand(text(file, known.analysis().text()), before(known));
    }

    static NodeExpand.Text text(OpenFile file, SourceText text) {
        return new NodeExpand.Text(file.uri, file.module(), text.text());
    }

    /// The modules that a text uses, as they are in the editor.
    static List<NodeExpand.Text> before(AnalysedText known) {
        return known.modules().stream()
                .map(module ->
                        new NodeExpand.Text(
                                module.text().name(), module.name(), module.text().text()))
                .toList();
    }
}
