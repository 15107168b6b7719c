package org.oxur.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightKind;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.lsp4j.DocumentRangeFormattingParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeKind;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.ParameterInformation;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SelectionRange;
import org.eclipse.lsp4j.SelectionRangeParams;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureHelpParams;
import org.eclipse.lsp4j.SignatureInformation;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentPositionParams;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.jspecify.annotations.Nullable;
import org.oxur.ide.Analysis;
import org.oxur.ide.DocumentSymbols;
import org.oxur.ide.FoldingRanges;
import org.oxur.ide.Formatting;
import org.oxur.ide.GoToDefinition;
import org.oxur.ide.References;
import org.oxur.ide.SelectionRanges;

/// The features of `org.oxur.ide` as LSP's requests: positions in, LSP's types out.
final class EditorFeatures {
    private EditorFeatures() {}

    static void declare(ServerCapabilities can) {
        LensFeatures.declare(can);
        TokenFeatures.declare(can);
        CompletionFeature.declare(can);
    }

    static void register(Routes routes) {
        routes.read(
                "textDocument/hover",
                HoverParams.class,
                EditorFeatures::uri,
                EditorFeatures::hover);
        routes.read(
                "textDocument/definition",
                DefinitionParams.class,
                EditorFeatures::uri,
                EditorFeatures::definition);
        routes.read(
                "textDocument/references",
                ReferenceParams.class,
                EditorFeatures::uri,
                EditorFeatures::references);
        routes.read(
                "textDocument/documentHighlight",
                DocumentHighlightParams.class,
                EditorFeatures::uri,
                EditorFeatures::highlights);
        routes.read(
                "textDocument/rename",
                RenameParams.class,
                params -> params.getTextDocument().getUri(),
                EditorFeatures::rename);
        routes.read(
                "textDocument/signatureHelp",
                SignatureHelpParams.class,
                EditorFeatures::uri,
                EditorFeatures::signature);
        routes.read(
                "textDocument/documentSymbol",
                DocumentSymbolParams.class,
                params -> uri(params.getTextDocument()),
                EditorFeatures::symbols);
        routes.read(
                "textDocument/foldingRange",
                FoldingRangeRequestParams.class,
                params -> uri(params.getTextDocument()),
                EditorFeatures::folding);
        routes.read(
                "textDocument/selectionRange",
                SelectionRangeParams.class,
                params -> uri(params.getTextDocument()),
                EditorFeatures::selection);
        routes.read(
                "textDocument/formatting",
                DocumentFormattingParams.class,
                params -> uri(params.getTextDocument()),
                EditorFeatures::formatting);
        routes.read(
                "textDocument/rangeFormatting",
                DocumentRangeFormattingParams.class,
                params -> uri(params.getTextDocument()),
                EditorFeatures::rangeFormatting);
        LensFeatures.register(routes);
        new TokenFeatures().register(routes);
        CompletionFeature.register(routes);
    }

    static String uri(TextDocumentPositionParams params) {
        return params.getTextDocument().getUri();
    }

    static String uri(TextDocumentIdentifier document) {
        return document.getUri();
    }

    /// A document with its analysis and the offset of a position in it.
    private record At(Analysis analysis, int offset) {}

    private static @Nullable At at(View view, TextDocumentPositionParams params) {
        var analysis = view.analysis(uri(params));
        return analysis == null
                ? null
                : new At(analysis, view.places().offset(analysis.text(), params.getPosition()));
    }

    private static @Nullable Hover hover(View view, HoverParams params) {
        var at = at(view, params);
        var file = view.files().get(uri(params));
        if (at == null || file == null) {
            return null;
        }
        var parts = new ArrayList<String>();
        Range range = null;
        var found = org.oxur.ide.Hover.at(view.snapshot(), at.analysis(), at.offset());
        if (found.isPresent()) {
            parts.add(found.get().markdown());
            range = view.places().range(found.get().span());
            expansion(file, at.offset(), found.get().span().text()).ifPresent(parts::add);
        }
        var result = file.results().at(at.offset());
        if (result != null && !result.hover().isEmpty()) {
            parts.add((result.isStale() ? "*before the last change*\n\n" : "") + result.hover());
            range =
                    range != null
                            ? range
                            : view.places().range(file.text(), result.start(), result.end());
        }
        return parts.isEmpty()
                ? null
                : new Hover(
                        new MarkupContent(MarkupKind.MARKDOWN, String.join("\n---\n\n", parts)),
                        range);
    }

    /// What the form became, for someone who points at a macro in it.
    private static Optional<String> expansion(View.FileView file, int offset, String word) {
        var known = file.expansions();
        if (known == null) {
            return Optional.empty();
        }
        for (var form : known.forms()) {
            var found = form.expanded();
            if (found.start() <= offset
                    && offset <= found.end()
                    && found.uses().contains(word)
                    && !found.expansion().isEmpty()) {
                var when = form.edited() || known.stale() ? "*before the last change* " : "";
                return Optional.of(
                        when + "expands to\n\n```oxur\n" + found.expansion() + "\n```\n");
            }
        }
        return Optional.empty();
    }

    private static List<Location> definition(View view, DefinitionParams params) {
        var at = at(view, params);
        if (at == null) {
            return List.of();
        }
        return GoToDefinition.at(view.snapshot(), at.analysis(), at.offset()).stream()
                .map(link ->
                        new Location(
                                link.targetName().source().name(),
                                view.places().range(link.targetName())))
                .toList();
    }

    private static List<Location> references(View view, ReferenceParams params) {
        var at = at(view, params);
        if (at == null) {
            return List.of();
        }
        boolean all = params.getContext() == null || params.getContext().isIncludeDeclaration();
        return References.at(view.snapshot(), at.analysis(), at.offset()).stream()
                .filter(reference -> all || !reference.declaration())
                .map(reference ->
                        new Location(
                                reference.span().source().name(),
                                view.places().range(reference.span())))
                .toList();
    }

    private static List<DocumentHighlight> highlights(View view, DocumentHighlightParams params) {
        var at = at(view, params);
        if (at == null) {
            return List.of();
        }
        return References.highlights(view.snapshot(), at.analysis(), at.offset()).stream()
                .map(reference ->
                        new DocumentHighlight(
                                view.places().range(reference.span()),
                                reference.writes()
                                        ? DocumentHighlightKind.Write
                                        : DocumentHighlightKind.Read))
                .toList();
    }

    private static @Nullable WorkspaceEdit rename(View view, RenameParams params) {
        var analysis = view.analysis(params.getTextDocument().getUri());
        if (analysis == null) {
            return null;
        }
        int offset = view.places().offset(analysis.text(), params.getPosition());
        Map<String, List<TextEdit>> changes = new HashMap<>();
        for (var edit : References.rename(view.snapshot(), analysis, offset, params.getNewName())) {
            changes.computeIfAbsent(edit.span().source().name(), _ -> new ArrayList<>())
                    .add(new TextEdit(view.places().range(edit.span()), edit.newText()));
        }
        return changes.isEmpty() ? null : new WorkspaceEdit(changes);
    }

    private static @Nullable SignatureHelp signature(View view, SignatureHelpParams params) {
        var at = at(view, params);
        if (at == null) {
            return null;
        }
        return org.oxur.ide.SignatureHelp.at(view.snapshot(), at.analysis(), at.offset())
                .map(signature -> {
                    var information = new SignatureInformation(signature.label());
                    information.setParameters(
                            signature.parameters().stream()
                                    .map(ParameterInformation::new)
                                    .toList());
                    if (signature.doc() != null) {
                        information.setDocumentation(signature.doc());
                    }
                    return new SignatureHelp(
                            List.of(information), 0, Math.max(0, signature.active()));
                })
                .orElse(null);
    }

    private static List<DocumentSymbol> symbols(View view, DocumentSymbolParams params) {
        var analysis = view.analysis(uri(params.getTextDocument()));
        return analysis == null ? List.of() : symbols(view, DocumentSymbols.of(analysis));
    }

    private static List<DocumentSymbol> symbols(
            View view, List<DocumentSymbols.DocumentSymbol> symbols) {
        var answer = new ArrayList<DocumentSymbol>();
        for (var symbol : symbols) {
            var kind =
                    switch (symbol.kind()) {
                        case FUNCTION, MACRO -> SymbolKind.Function;
                        case METHOD -> SymbolKind.Method;
                        case STATIC -> SymbolKind.Variable;
                        case CONSTANT -> SymbolKind.Constant;
                        case STRUCT -> SymbolKind.Struct;
                        case ENUM -> SymbolKind.Enum;
                        case VARIANT -> SymbolKind.EnumMember;
                        case TRAIT -> SymbolKind.Interface;
                        case IMPL -> SymbolKind.Class;
                        case MODULE -> SymbolKind.Module;
                        case FIELD -> SymbolKind.Field;
                    };
            answer.add(
                    new DocumentSymbol(
                            symbol.name(),
                            kind,
                            view.places().range(symbol.span()),
                            view.places().range(symbol.nameSpan()),
                            symbol.detail(),
                            symbols(view, symbol.children())));
        }
        return answer;
    }

    private static List<FoldingRange> folding(View view, FoldingRangeRequestParams params) {
        var analysis = view.analysis(uri(params.getTextDocument()));
        if (analysis == null) {
            return List.of();
        }
        return FoldingRanges.of(analysis).stream()
                .map(range -> {
                    var folding = new FoldingRange(range.startLine(), range.endLine());
                    folding.setKind(
                            range.comment() ? FoldingRangeKind.Comment : FoldingRangeKind.Region);
                    return folding;
                })
                .toList();
    }

    private static List<SelectionRange> selection(View view, SelectionRangeParams params) {
        var analysis = view.analysis(uri(params.getTextDocument()));
        var answer = new ArrayList<SelectionRange>();
        for (Position position : params.getPositions()) {
            SelectionRange range = null;
            if (analysis != null) {
                for (var span :
                        SelectionRanges.at(
                                        analysis, view.places().offset(analysis.text(), position))
                                .reversed()) {
                    range = new SelectionRange(view.places().range(span), range);
                }
            }
            answer.add(
                    range != null
                            ? range
                            : new SelectionRange(new Range(position, position), null));
        }
        return answer;
    }

    private static List<TextEdit> formatting(View view, DocumentFormattingParams params) {
        var analysis = view.analysis(uri(params.getTextDocument()));
        return analysis == null ? List.of() : edits(view, Formatting.of(analysis));
    }

    private static List<TextEdit> rangeFormatting(View view, DocumentRangeFormattingParams params) {
        var analysis = view.analysis(uri(params.getTextDocument()));
        if (analysis == null) {
            return List.of();
        }
        int start = view.places().offset(analysis.text(), params.getRange().getStart());
        int end =
                Math.max(start, view.places().offset(analysis.text(), params.getRange().getEnd()));
        return edits(view, Formatting.in(analysis, analysis.text().span(start, end)));
    }

    private static List<TextEdit> edits(View view, List<org.oxur.ide.TextEdit> edits) {
        return edits.stream()
                .map(edit -> new TextEdit(view.places().range(edit.span()), edit.newText()))
                .toList();
    }
}
