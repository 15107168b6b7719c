package org.oxur.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.ide.Analysis;
import org.oxur.ide.CodeLenses;
import org.oxur.ide.Snapshot;
import org.oxur.live.FileResults;
import org.oxur.protocol.NodeDefinitions;
import org.oxur.protocol.NodeExpand;
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

    /// @param facts by name: what the node knows of a function
    /// @param expansions of forms that use macros of the text
    record FileView(
            SourceText text,
            int version,
            FileResults results,
            Map<String, CodeLenses.Facts> facts,
            List<NodeExpand.Form> expansions) {
        FileView {
            facts = Map.copyOf(facts);
            expansions = List.copyOf(expansions);
        }
    }

    @Nullable Analysis analysis(String uri) {
        return files.containsKey(uri) ? snapshot.analysis(uri) : null;
    }

    static FileView of(OpenFile file) {
        var facts = new HashMap<String, CodeLenses.Facts>();
        for (var definition : file.definitions.values()) {
            facts.put(definition.def(), facts(file, definition));
        }
        var known = file.expansions;
        var expansions =
                known == null || known.text() != file.text
                        ? List.<NodeExpand.Form>of()
                        : known.forms();
        return new FileView(file.text, file.version, file.results, facts, expansions);
    }

    private static CodeLenses.Facts facts(OpenFile file, NodeDefinitions.Definition definition) {
        String tier =
                switch (definition.tier()) {
                    case INTERP -> "interpreted";
                    case JIT -> "jit";
                    case NATIVE -> "native";
                };
        return new CodeLenses.Facts(
                definition.version(), tier, definition.calls(), sync(file, definition.def()), null);
    }

    private static CodeLenses.Sync sync(OpenFile file, String name) {
        var known = file.analysed;
        if (known == null) {
            return CodeLenses.Sync.IN_SYNC;
        }
        for (var form : known.dependencies().forms()) {
            boolean defines =
                    form.defines().contains(name)
                            || form.defines().stream()
                                    .anyMatch(owner ->
                                            name.startsWith(owner + "::")
                                                    || (".impl " + name).startsWith(owner + "::"));
            if (defines && file.loaded.containsKey(form.key())) {
                return CodeLenses.Sync.IN_SYNC;
            }
        }
        return CodeLenses.Sync.EDITED;
    }
}
