package org.oxur.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensLegend;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.SemanticTokensRangeParams;
import org.eclipse.lsp4j.SemanticTokensWithRegistrationOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.jspecify.annotations.Nullable;
import org.oxur.ide.Analysis;
import org.oxur.ide.SemanticTokens.Modifier;
import org.oxur.ide.SemanticTokens.SemanticToken;
import org.oxur.ide.SemanticTokens.Type;

/// Colours by meaning, in LSP's encoding: five numbers for each token, the place relative to the
/// token before.
final class TokenFeatures {
    private TokenFeatures() {}

    static void declare(ServerCapabilities can) {
        var types = Arrays.stream(Type.values()).map(Type::lsp).toList();
        var modifiers = Arrays.stream(Modifier.values()).map(Modifier::lsp).toList();
        can.setSemanticTokensProvider(
                new SemanticTokensWithRegistrationOptions(
                        new SemanticTokensLegend(types, modifiers), true, true));
    }

    static void register(Routes routes) {
        routes.read(
                "textDocument/semanticTokens/full",
                SemanticTokensParams.class,
                params -> params.getTextDocument().getUri(),
                TokenFeatures::full);
        routes.read(
                "textDocument/semanticTokens/range",
                SemanticTokensRangeParams.class,
                params -> params.getTextDocument().getUri(),
                TokenFeatures::range);
    }

    private static @Nullable SemanticTokens full(View view, SemanticTokensParams params) {
        var analysis = view.analysis(params.getTextDocument().getUri());
        return analysis == null ? null : encode(view, analysis, 0, analysis.text().length());
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
