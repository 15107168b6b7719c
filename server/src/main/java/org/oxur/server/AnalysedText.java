package org.oxur.server;

import java.util.List;
import org.oxur.ide.Analysis;
import org.oxur.ide.Diagnostic;
import org.oxur.live.Dependencies;

/// What is known of one version of a document. Immutable.
record AnalysedText(
        int version, Analysis analysis, Dependencies dependencies, List<Diagnostic> diagnostics) {
    AnalysedText {
        diagnostics = List.copyOf(diagnostics);
    }
}
