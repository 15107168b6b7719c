package org.oxur.server;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.InsertTextFormat;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.oxur.ide.Completion;
import org.oxur.ide.Completion.Item;

/// What may be written at the cursor; descriptions come when an item is looked at.
final class CompletionFeature {
    private CompletionFeature() {}

    static void declare(ServerCapabilities can) {
        can.setCompletionProvider(new CompletionOptions(true, List.of(":", ".", "(")));
    }

    static void register(Routes routes) {
        routes.read(
                "textDocument/completion",
                CompletionParams.class,
                params -> params.getTextDocument().getUri(),
                CompletionFeature::complete);
        routes.read(
                "completionItem/resolve",
                CompletionItem.class,
                _ -> null,
                CompletionFeature::resolve);
    }

    private static CompletionList complete(View view, CompletionParams params) {
        String uri = params.getTextDocument().getUri();
        var analysis = view.analysis(uri);
        var items = new ArrayList<CompletionItem>();
        if (analysis != null) {
            int offset = view.places().offset(analysis.text(), params.getPosition());
            int rank = 0;
            for (var item : Completion.at(view.snapshot(), analysis, offset)) {
                items.add(item(view, uri, offset, rank++, item));
            }
        }
        // What fits depends on the letters typed: ask again when there are more.
        return new CompletionList(true, items);
    }

    private static CompletionItem item(View view, String uri, int offset, int rank, Item item) {
        var answer = new CompletionItem(item.label());
        answer.setKind(kind(item.kind()));
        if (!item.detail().isEmpty()) {
            answer.setDetail(item.detail());
        }
        boolean snippet = item.snippet() && view.snippets();
        answer.setInsertTextFormat(snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText);
        String text = item.snippet() && !snippet ? item.label() : item.insert();
        answer.setTextEdit(
                Either.forLeft(new TextEdit(view.places().range(item.replaced()), text)));
        answer.setFilterText(item.label());
        answer.setSortText("%04d".formatted(rank));
        var data = new JsonObject();
        data.addProperty("uri", uri);
        data.addProperty("offset", offset);
        answer.setData(data);
        return answer;
    }

    private static CompletionItem resolve(View view, CompletionItem item) {
        if (item.getData() instanceof JsonObject data && data.has("uri") && data.has("offset")) {
            var analysis = view.analysis(data.get("uri").getAsString());
            int offset = data.get("offset").getAsInt();
            if (analysis != null && offset <= analysis.text().length()) {
                Completion.at(view.snapshot(), analysis, offset).stream()
                        .filter(found -> found.label().equals(item.getLabel()))
                        .map(Item::doc)
                        .filter(doc -> doc != null)
                        .findFirst()
                        .ifPresent(doc ->
                                item.setDocumentation(new MarkupContent(MarkupKind.MARKDOWN, doc)));
            }
        }
        return item;
    }

    private static CompletionItemKind kind(Completion.Kind kind) {
        return switch (kind) {
            case VARIABLE, STATIC -> CompletionItemKind.Variable;
            case FUNCTION, MACRO -> CompletionItemKind.Function;
            case METHOD -> CompletionItemKind.Method;
            case CONSTANT -> CompletionItemKind.Constant;
            case STRUCT -> CompletionItemKind.Struct;
            case ENUM -> CompletionItemKind.Enum;
            case TRAIT -> CompletionItemKind.Interface;
            case MODULE -> CompletionItemKind.Module;
            case VARIANT -> CompletionItemKind.EnumMember;
            case FIELD -> CompletionItemKind.Field;
            case TYPE -> CompletionItemKind.Class;
            case KEYWORD -> CompletionItemKind.Value;
            case SPECIAL -> CompletionItemKind.Keyword;
        };
    }
}
