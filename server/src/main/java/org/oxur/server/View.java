package org.oxur.server;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.ide.Analysis;
import org.oxur.ide.Snapshot;
import org.oxur.live.FileResults;
import org.oxur.text.SourceText;

/// All that reads are answered from, at one moment. Immutable, so that workers may use it while the
/// main loop goes on.
///
/// @param snippets the client knows text with places to fill in
/// @param inlays the client shows results as inlay hints, having no better way
record View(
        Snapshot snapshot,
        Places places,
        Map<String, FileView> files,
        boolean trusted,
        boolean inlays,
        boolean snippets) {
    View {
        files = Map.copyOf(files);
    }

    /// @param facts what is known of its definitions
    /// @param expansions of forms that use macros of the text, as the node last gave them; null if
    ///   it never did
    record FileView(
            SourceText text,
            int version,
            FileResults results,
            DefinitionFacts facts,
            @Nullable Expansions expansions) {}

    @Nullable Analysis analysis(String uri) {
        return files.containsKey(uri) ? snapshot.analysis(uri) : null;
    }

    static FileView of(OpenFile file) {
        return new FileView(
                file.text, file.version, file.results, DefinitionFacts.of(file), file.expansions);
    }
}
