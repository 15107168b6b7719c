package org.oxur.server;

import java.util.List;
import org.oxur.protocol.NodeExpand;
import org.oxur.text.SourceText;

/// What the node says about a text's own macros, which never run in this process. Asked for after
/// each analysis of a text that defines macros, or uses a module that does; without a node their
/// calls stay opaque: nothing inside them is called an error. Belongs to the main loop.
final class MacroFacts {
    private final MainLoop loop;
    private final Files files;
    private final DiagnosticReports reports;

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
        var _ =
                node.expand(asked)
                        .thenAccept(answer ->
                                loop.resume(() -> {
                                    if (file.text == text) {
                                        file.expansions =
                                                new Expansions(text, asked, answer.forms());
                                        reports.changed(file);
                                    }
                                }));
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
