package org.oxur.server;

import java.util.List;
import org.oxur.ide.Analysis;
import org.oxur.ide.FileDependencies;
import org.oxur.ide.Snapshot;
import org.oxur.live.LiveForm;

/// A text's top-level forms as evaluating on save sees them, from what the editor features know of
/// it.
final class LiveForms {
    private LiveForms() {}

    static List<LiveForm> of(Snapshot snapshot, Analysis analysis) {
        return FileDependencies.of(snapshot, analysis).stream().map(LiveForms::live).toList();
    }

    private static LiveForm live(FileDependencies.Form form) {
        var span = form.span();
        return new LiveForm(
                span.start(), span.end(), form.key(), kind(form), form.defines(), form.uses());
    }

    private static LiveForm.Kind kind(FileDependencies.Form form) {
        return switch (form.kind()) {
            case DEFINITION -> LiveForm.Kind.DEFINITION;
            case TYPE -> LiveForm.Kind.TYPE;
            case VALUE -> LiveForm.Kind.VALUE;
            case MACRO -> LiveForm.Kind.MACRO;
            case EXPRESSION -> LiveForm.Kind.EXPRESSION;
        };
    }
}
