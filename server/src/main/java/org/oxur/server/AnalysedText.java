package org.oxur.server;

import java.util.List;
import org.oxur.ide.Analysis;
import org.oxur.ide.Diagnostic;
import org.oxur.live.Dependencies;

/// What is known of one version of a document. Immutable.
///
/// @param revision counted by us, edit by edit; the version is the client's, and may be anything
record AnalysedText(
        int version,
        int revision,
        Analysis analysis,
        Dependencies dependencies,
        List<Diagnostic> diagnostics) {
    AnalysedText {
        diagnostics = List.copyOf(diagnostics);
    }
}
