package org.oxur.server;

import java.util.List;
import org.oxur.ide.Analysis;
import org.oxur.ide.Diagnostic;
import org.oxur.live.Dependencies;
import org.oxur.text.SourceText;

/// What is known of one version of a document. Immutable.
///
/// @param revision counted by us, edit by edit; the version is the client's, and may be anything
/// @param modules other texts that it uses, directly or not, those that others use first
record AnalysedText(
        int version,
        int revision,
        Analysis analysis,
        Dependencies dependencies,
        List<Diagnostic> diagnostics,
        List<Module> modules) {
    AnalysedText {
        diagnostics = List.copyOf(diagnostics);
        modules = List.copyOf(modules);
    }

    /// A text of the project as a module.
    record Module(String name, SourceText text, Dependencies dependencies) {}
}
