package org.oxur.server;

import java.util.List;
import org.oxur.protocol.NodeExpand;
import org.oxur.text.SourceText;

/// What the node says about a text's own macros, which never run in this process. Asked for after
/// each analysis of a text that defines macros; without a node their calls stay opaque: nothing
/// inside them is called an error. Belongs to the main loop.
final class MacroFacts {
    private final MainLoop loop;
    private final Files files;
    private final DiagnosticReports reports;

    /// @param text that was expanded; the facts hold for no other
    record Expansions(SourceText text, List<NodeExpand.Form> forms) {}

    MacroFacts(MainLoop loop, Files files, DiagnosticReports reports) {
        this.reports = reports;
        this.loop = loop;
        this.files = files;
    }

    void analysed(OpenFile file) {
        var node = files.node();
        var known = file.analysed;
        if (node == null || known == null || !known.analysis().text().text().contains("defmacro")) {
            return;
        }
        var text = known.analysis().text();
        if (file.expansions != null && file.expansions.text() == text) {
            return;
        }
        var _ =
                node.expand(new NodeExpand(file.uri, text.text()))
                        .thenAccept(answer ->
                                loop.resume(() -> {
                                    if (file.text == text) {
                                        file.expansions = new Expansions(text, answer.forms());
                                        reports.changed(file);
                                    }
                                }));
    }
}
