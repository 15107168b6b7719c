package org.oxur.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensDelta;
import org.eclipse.lsp4j.SemanticTokensDeltaParams;
import org.eclipse.lsp4j.SemanticTokensEdit;
import org.eclipse.lsp4j.SemanticTokensLegend;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.SemanticTokensRangeParams;
import org.eclipse.lsp4j.SemanticTokensServerFull;
import org.eclipse.lsp4j.SemanticTokensWithRegistrationOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.jspecify.annotations.Nullable;
import org.oxur.ide.Analysis;
import org.oxur.ide.SemanticTokens.Modifier;
import org.oxur.ide.SemanticTokens.SemanticToken;
import org.oxur.ide.SemanticTokens.Type;

/// Colours by meaning, in LSP's encoding: five numbers for each token, the place relative to the
/// token before. A client that keeps what it was told gets what has changed. Used by any thread.
final class TokenFeatures {
    /// Documents whose last answer is kept.
    private static final int MAX_KEPT = 100;

    private final Map<String, Told> told =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Told> eldest) {
                    return size() > MAX_KEPT;
                }
            };
    private long ids;

    /// What a client was last told of a document.
    private record Told(String id, List<Integer> data) {}

    static void declare(ServerCapabilities can) {
        var types = Arrays.stream(Type.values()).map(Type::lsp).toList();
        var modifiers = Arrays.stream(Modifier.values()).map(Modifier::lsp).toList();
        can.setSemanticTokensProvider(
                new SemanticTokensWithRegistrationOptions(
                        new SemanticTokensLegend(types, modifiers),
                        new SemanticTokensServerFull(true),
                        true));
    }

    void register(Routes routes) {
        routes.read(
                "textDocument/semanticTokens/full",
                SemanticTokensParams.class,
                params -> params.getTextDocument().getUri(),
                this::full);
        routes.read(
                "textDocument/semanticTokens/full/delta",
                SemanticTokensDeltaParams.class,
                params -> params.getTextDocument().getUri(),
                this::delta);
        routes.read(
                "textDocument/semanticTokens/range",
                SemanticTokensRangeParams.class,
                params -> params.getTextDocument().getUri(),
                TokenFeatures::range);
    }

    private @Nullable SemanticTokens full(View view, SemanticTokensParams params) {
        String uri = params.getTextDocument().getUri();
        var analysis = view.analysis(uri);
        return analysis == null ? null : whole(uri, view, analysis);
    }

    private SemanticTokens whole(String uri, View view, Analysis analysis) {
        var tokens = encode(view, analysis, 0, analysis.text().length());
        tokens.setResultId(keep(uri, tokens.getData()));
        return tokens;
    }

    private synchronized String keep(String uri, List<Integer> data) {
        String id = "t" + ++ids;
        told.put(uri, new Told(id, data));
        return id;
    }

    private synchronized @Nullable Told kept(String uri) {
        return told.get(uri);
    }

    private @Nullable Object delta(View view, SemanticTokensDeltaParams params) {
        String uri = params.getTextDocument().getUri();
        var analysis = view.analysis(uri);
        if (analysis == null) {
            return null;
        }
        var before = kept(uri);
        var now = whole(uri, view, analysis);
        return before == null || !before.id().equals(params.getPreviousResultId())
                ? now
                : new SemanticTokensDelta(edits(before.data(), now.getData()), now.getResultId());
    }

    /// What is between the numbers that are the same at both ends.
    private static List<SemanticTokensEdit> edits(List<Integer> before, List<Integer> now) {
        int limit = Math.min(before.size(), now.size());
        int start = 0;
        while (start < limit && before.get(start).equals(now.get(start))) {
            start++;
        }
        int same = 0;
        while (same < limit - start
                && before.get(before.size() - 1 - same).equals(now.get(now.size() - 1 - same))) {
            same++;
        }
        int deleted = before.size() - same - start;
        var inserted = List.copyOf(now.subList(start, now.size() - same));
        return deleted == 0 && inserted.isEmpty()
                ? List.of()
                : List.of(new SemanticTokensEdit(start, deleted, inserted));
    }

    private static @Nullable SemanticTokens range(View view, SemanticTokensRangeParams params) {
        var analysis = view.analysis(params.getTextDocument().getUri());
        if (analysis == null) {
            return null;
        }
        int start = view.places().offset(analysis.text(), params.getRange().getStart());
        int end = view.places().offset(analysis.text(), params.getRange().getEnd());
        return encode(view, analysis, start, end);
    }

    private static SemanticTokens encode(View view, Analysis analysis, int start, int end) {
        var encoder = new Encoder(view, analysis);
        for (var token : org.oxur.ide.SemanticTokens.of(view.snapshot(), analysis)) {
            if (token.start() < end && start < token.end()) {
                encoder.add(token);
            }
        }
        return new SemanticTokens(encoder.data);
    }

    private static final class Encoder {
        private final View view;
        private final Analysis analysis;
        private final List<Integer> data = new ArrayList<>();
        private int line;
        private int column;

        Encoder(View view, Analysis analysis) {
            this.view = view;
            this.analysis = analysis;
        }

        /// Token by line: not every client knows tokens of several lines.
        void add(SemanticToken token) {
            var lines = analysis.text().lines();
            int last = lines.lineOf(Math.max(token.start(), token.end() - 1));
            for (int at = lines.lineOf(token.start()); at <= last; at++) {
                int from = Math.max(token.start(), lines.start(at));
                int to = Math.min(token.end(), lines.end(at));
                if (from < to) {
                    add(token, from, to);
                }
            }
        }

        private void add(SemanticToken token, int from, int to) {
            var start = view.places().position(analysis.text(), from);
            var end = view.places().position(analysis.text(), to);
            int bits = 0;
            for (var modifier : token.modifiers()) {
                bits |= 1 << modifier.ordinal();
            }
            boolean same = start.getLine() == line;
            data.add(start.getLine() - line);
            data.add(same ? start.getCharacter() - column : start.getCharacter());
            data.add(end.getCharacter() - start.getCharacter());
            data.add(token.type().ordinal());
            data.add(bits);
            line = start.getLine();
            column = start.getCharacter();
        }
    }
}
