package org.oxur.server;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.oxur.ide.CodeLenses;
import org.oxur.live.LiveResult;

/// What stands beside and above the code: lenses for everyone; results as inlay hints, and verbs as
/// code actions, for clients that have nothing better.
final class LensFeatures {
    private LensFeatures() {}

    static void declare(ServerCapabilities can) {
        can.setInlayHintProvider(true);
    }

    static void register(Routes routes) {
        routes.read(
                "textDocument/codeLens",
                CodeLensParams.class,
                params -> params.getTextDocument().getUri(),
                LensFeatures::lenses);
        routes.read("codeLens/resolve", CodeLens.class, _ -> null, LensFeatures::resolve);
        routes.read(
                "textDocument/inlayHint",
                InlayHintParams.class,
                params -> params.getTextDocument().getUri(),
                LensFeatures::hints);
        routes.read(
                "textDocument/codeAction",
                CodeActionParams.class,
                params -> params.getTextDocument().getUri(),
                LensFeatures::actions);
    }

    /// Where they stand depends on the text alone; titles come when they are resolved.
    private static List<CodeLens> lenses(View view, CodeLensParams params) {
        String uri = params.getTextDocument().getUri();
        var analysis = view.analysis(uri);
        if (analysis == null) {
            return List.of();
        }
        var lenses = new ArrayList<CodeLens>();
        var before = new HashMap<String, Integer>();
        var file = view.files().get(uri);
        var facts = file == null ? null : file.facts();
        for (var lens : CodeLenses.of(analysis)) {
            var data = new JsonObject();
            data.addProperty("nth", before.merge(lens.path(), 1, Integer::sum) - 1);
            data.addProperty("uri", uri);
            data.addProperty("def", lens.path());
            var version = facts == null ? null : facts.version(lens.path());
            if (version != null) {
                data.addProperty("version", version);
            }
            lenses.add(new CodeLens(view.places().range(lens.span()), null, data));
        }
        return lenses;
    }

    private static CodeLens resolve(View view, CodeLens lens) {
        if (lens.getData() instanceof JsonObject data && data.has("uri") && data.has("def")) {
            var file = view.files().get(data.get("uri").getAsString());
            String title =
                    file == null
                            ? CodeLenses.title(null)
                            : file.facts()
                                    .title(
                                            data.get("def").getAsString(),
                                            data.has("nth") ? data.get("nth").getAsInt() : 0);
            lens.setCommand(new Command(title, Commands.SHOW_TIER, List.of(data)));
        }
        return lens;
    }

    private static List<InlayHint> hints(View view, InlayHintParams params) {
        var file = view.files().get(params.getTextDocument().getUri());
        if (file == null || !view.inlays()) {
            return List.of();
        }
        int start = view.places().offset(file.text(), params.getRange().getStart());
        int end = view.places().offset(file.text(), params.getRange().getEnd());
        var hints = new ArrayList<InlayHint>();
        for (var result : file.results().all()) {
            if (start <= result.end() && result.end() <= end && !result.text().isEmpty()) {
                hints.add(hint(view, file, result));
            }
        }
        return hints;
    }

    private static InlayHint hint(View view, View.FileView file, LiveResult result) {
        String label =
                switch (Announcer.state(result)) {
                    case PENDING, CANCELLED, OK -> "=> " + result.text();
                    case ERROR -> "!> " + result.text();
                    case STALE -> "(=> " + result.text() + ")";
                };
        var hint =
                new InlayHint(
                        view.places().position(file.text(), result.end()), Either.forLeft(label));
        hint.setPaddingLeft(true);
        if (!result.hover().isEmpty()) {
            hint.setTooltip(new MarkupContent(MarkupKind.MARKDOWN, result.hover()));
        }
        return hint;
    }

    private static List<Either<Command, CodeAction>> actions(View view, CodeActionParams params) {
        var actions = new ArrayList<Either<Command, CodeAction>>();
        if (!view.inlays()) {
            return actions;
        }
        if (!view.trusted()) {
            actions.add(
                    command(
                            "Oxur: trust this workspace (saving a file evaluates it)",
                            Commands.TRUST,
                            params));
            return actions;
        }
        actions.add(command("Oxur: evaluate the form at the cursor", Commands.EVAL_FORM, params));
        actions.add(command("Oxur: evaluate the top-level form", Commands.EVAL_TOP_LEVEL, params));
        actions.add(command("Oxur: evaluate the file", Commands.EVAL_FILE, params));
        actions.add(command("Oxur: evaluate up to the cursor", Commands.EVAL_TO_CURSOR, params));
        actions.add(command("Oxur: cancel what is being evaluated", Commands.CANCEL, params));
        actions.add(command("Oxur: remove the results", Commands.CLEAR_RESULTS, params));
        return actions;
    }

    private static Either<Command, CodeAction> command(
            String title, String name, CodeActionParams params) {
        var argument = new JsonObject();
        argument.addProperty("uri", params.getTextDocument().getUri());
        var position = new JsonObject();
        position.addProperty("line", params.getRange().getEnd().getLine());
        position.addProperty("character", params.getRange().getEnd().getCharacter());
        argument.add("position", position);
        return Either.forLeft(new Command(title, name, List.of(argument)));
    }
}
