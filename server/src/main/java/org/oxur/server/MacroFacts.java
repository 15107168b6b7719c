package org.oxur.server;

import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.protocol.NodeExpand;
import org.oxur.text.SourceText;

/// What the node says about a text's own macros, which never run in this process. Asked for after
/// each analysis of a text that defines macros, or uses a module that does; without a node their
/// calls stay opaque: nothing inside them is called an error. Belongs to the main loop.
final class MacroFacts {
    private static final System.Logger LOG = System.getLogger("org.oxur.server");

    private final MainLoop loop;
    private final Files files;
    private final DiagnosticReports reports;

    /// Files whose macros the node is expanding: one text of each at a time, however fast it is
    /// typed.
    private final Set<OpenFile> asking = new HashSet<>();

    /// Of these, those that have changed since.
    private final Set<OpenFile> again = new HashSet<>();

    /// @param text that was expanded; the facts hold for no other
    record Expansions(SourceText text, NodeExpand asked, List<NodeExpand.Form> forms) {}

    MacroFacts(MainLoop loop, Files files, DiagnosticReports reports) {
        this.reports = reports;
        this.loop = loop;
        this.files = files;
    }

    void analysed(OpenFile file) {
        var node = files.node();
        var known = file.analysed;
        if (node == null || known == null || !mayUseMacros(known)) {
            return;
        }
        var text = known.analysis().text();
        var asked = asked(file, known);
        if (file.expansions != null
                && file.expansions.text() == text
                && file.expansions.asked().equals(asked)) {
            return;
        }
        if (!asking.add(file)) {
            again.add(file);
            return;
        }
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
            file.expansions = new Expansions(text, asked, answer.forms());
            reports.changed(file);
        }
        if (again.remove(file)) {
            analysed(file);
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
