package org.oxur.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;
import org.oxur.protocol.ClearResults;
import org.oxur.protocol.EvalParams;
import org.oxur.protocol.EvalUnit;
import org.oxur.protocol.Json;
import org.oxur.protocol.Range;

/// The verbs for clients that know no more than LSP: `workspace/executeCommand`. The first argument
/// of those that evaluate is `{uri, position}`, or `{uri, range}`.
final class Commands {
    static final String EVAL_FORM = "oxur.evalForm";
    static final String EVAL_TOP_LEVEL = "oxur.evalTopLevel";
    static final String EVAL_FILE = "oxur.evalFile";
    static final String EVAL_TO_CURSOR = "oxur.evalToCursor";
    static final String CANCEL = "oxur.cancel";
    static final String CLEAR_RESULTS = "oxur.clearResults";
    static final String RESTART_NODE = "oxur.restartNode";
    static final String TRUST = "oxur.trust";
    static final String SHOW_TIER = "oxur.showTier";
    static final List<String> ALL =
            List.of(
                    EVAL_FORM,
                    EVAL_TOP_LEVEL,
                    EVAL_FILE,
                    EVAL_TO_CURSOR,
                    CANCEL,
                    CLEAR_RESULTS,
                    RESTART_NODE,
                    TRUST,
                    SHOW_TIER);

    private final Workspace workspace;

    Commands(Workspace workspace) {
        this.workspace = workspace;
    }

    void register(Routes routes) {
        routes.ask("workspace/executeCommand", ExecuteCommandParams.class, this::execute);
    }

    private CompletableFuture<?> execute(ExecuteCommandParams params) {
        var argument = argument(params);
        return switch (params.getCommand()) {
            case EVAL_FORM -> evaluate(EvalUnit.FORM, argument);
            case EVAL_TOP_LEVEL -> evaluate(EvalUnit.TOP_LEVEL, argument);
            case EVAL_FILE -> evaluate(EvalUnit.FILE, argument);
            case EVAL_TO_CURSOR -> evaluate(EvalUnit.TO_CURSOR, argument);
            case CANCEL -> workspace.cancelAll();
            case CLEAR_RESULTS ->
                    CompletableFuture.completedFuture(
                            workspace.clear(new ClearResults(text(argument, "uri"), null)));
            case RESTART_NODE -> workspace.restartNode();
            case TRUST -> {
                workspace.trust();
                yield CompletableFuture.completedFuture(null);
            }
            case SHOW_TIER -> CompletableFuture.completedFuture(showTier(argument));
            default ->
                    throw LanguageServer.failure(
                            ResponseErrorCode.InvalidParams, "no command " + params.getCommand());
        };
    }

    private static @Nullable JsonObject argument(ExecuteCommandParams params) {
        var arguments = params.getArguments();
        return arguments != null
                        && !arguments.isEmpty()
                        && arguments.getFirst() instanceof JsonObject object
                ? object
                : null;
    }

    private static @Nullable String text(@Nullable JsonObject argument, String name) {
        JsonElement value = argument == null ? null : argument.get(name);
        return value == null || !value.isJsonPrimitive() ? null : value.getAsString();
    }

    private CompletableFuture<?> evaluate(EvalUnit unit, @Nullable JsonObject argument) {
        var uri = text(argument, "uri");
        if (argument == null || uri == null) {
            throw LanguageServer.failure(
                    ResponseErrorCode.InvalidParams, "the argument is {uri, position}");
        }
        var place = argument.has("position") ? argument.get("position") : argument.get("range");
        var json = new JsonObject();
        json.addProperty("unit", "form");
        json.add("at", place);
        Range at = place == null ? null : Json.gson().fromJson(json, EvalParams.class).at();
        var document = new org.oxur.protocol.DocumentId(uri, null);
        return workspace.evaluate(
                new EvalParams(
                        null, document, null, at, unit, null, null, null, null, null, null, null,
                        null, null));
    }

    /// Shows, and answers, what is known about how a definition runs.
    private @Nullable String showTier(@Nullable JsonObject argument) {
        var uri = text(argument, "uri");
        var def = text(argument, "def");
        var file = uri == null ? null : workspace.file(uri);
        if (file == null || def == null) {
            throw LanguageServer.failure(
                    ResponseErrorCode.InvalidParams, "the argument is {uri, def}");
        }
        int nth = argument != null && argument.has("nth") ? argument.get("nth").getAsInt() : 0;
        String words = def + ": " + DefinitionFacts.of(file).title(def, nth);
        workspace.show(MessageType.Info, words);
        return words;
    }
}
