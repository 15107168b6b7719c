package org.oxur.server;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.WorkDoneProgressBegin;
import org.eclipse.lsp4j.WorkDoneProgressEnd;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;
import org.oxur.ide.FormUnits;
import org.oxur.ide.FormUnits.Found;
import org.oxur.ide.FormUnits.Unit;
import org.oxur.protocol.EvalEvent;
import org.oxur.protocol.EvalMode;
import org.oxur.protocol.EvalParams;
import org.oxur.protocol.EvalResult;
import org.oxur.protocol.EvalUnit;
import org.oxur.protocol.FormsAt;
import org.oxur.protocol.Print;
import org.oxur.protocol.ProtocolError;
import org.oxur.protocol.Status;
import org.oxur.protocol.Tier;
import org.oxur.text.SourceText;

/// What an editor asks to evaluate: finds the forms that are meant and hands them on.
final class EvalRequests {
    /// Types that fit what values are shown as.
    private static final Set<String> TEXT = Set.of("text/plain", "text/*", "*/*");

    private final MainLoop loop;
    private final Files files;
    private final Evaluations evaluations;
    private final Client client;
    private final DryRuns dryRuns;
    private final Map<String, Evaluation> byProgress = new HashMap<>();

    EvalRequests(MainLoop loop, Client client, Files files, Evaluations evaluations) {
        this.client = client;
        this.loop = loop;
        this.files = files;
        this.evaluations = evaluations;
        this.dryRuns = new DryRuns(files, evaluations);
    }

    CompletableFuture<EvalResult> evaluate(EvalParams params) {
        if (params.node() != null && !params.node().equals(Conversions.NODE)) {
            throw LanguageServer.failure(
                    ProtocolError.NODE_UNAVAILABLE.code(), "there is no node " + params.node());
        }
        var tier = params.tier();
        if (tier != null && !tier.equals("auto") && !tier.equals("interp")) {
            throw LanguageServer.failure(
                    ProtocolError.UNSUPPORTED_BY_NODE.code(), "this node has no tier " + tier);
        }
        if (!takesText(params.print())) {
            throw LanguageServer.failure(
                    ProtocolError.UNSUPPORTED_BY_NODE.code(), "values are text/plain");
        }
        if (params.unit() == null) {
            throw LanguageServer.failure(
                    ResponseErrorCode.InvalidParams, "a unit says what to evaluate");
        }
        return params.unit() == EvalUnit.CODE ? code(params) : document(params);
    }

    /// A client that names no types takes what there is.
    private static boolean takesText(@Nullable Print print) {
        var types = print == null ? null : print.mime();
        return types == null
                || types.isEmpty()
                || types.stream().anyMatch(type -> TEXT.contains(type));
    }

    private CompletableFuture<EvalResult> code(EvalParams params) {
        if (params.code() == null) {
            throw LanguageServer.failure(
                    ResponseErrorCode.InvalidParams, "the unit `code` needs code");
        }
        var file = params.textDocument() == null ? null : files.find(params.textDocument().uri());
        var text = new SourceText("code", params.code());
        long asked = System.nanoTime();
        // What the document is known to be says what must be loaded before.
        var analysed =
                file == null
                        ? files.analysis(text)
                        : files.known(file).thenCompose(_ -> files.analysis(text));
        return started(
                analysed,
                known -> {
                    List<Evaluation.Part> parts = new ArrayList<>();
                    for (var form : known.dependencies().forms()) {
                        if (mode(params) != EvalMode.DEFINE || form.isDefinition()) {
                            parts.add(new Evaluation.Part(form.start(), form.end(), -1));
                        }
                    }
                    if (!known.analysis().readErrors().isEmpty()) {
                        // The node says why.
                        parts = List.of(new Evaluation.Part(0, text.length(), -1));
                    }
                    var request = request(null, known, null, parts, params);
                    return run(request, target(file, params), known, params, asked);
                });
    }

    private static Evaluation.Request request(
            @Nullable OpenFile file,
            AnalysedText analysed,
            @Nullable AnalysedText known,
            List<Evaluation.Part> parts,
            EvalParams params) {
        return new Evaluation.Request(
                file,
                analysed.analysis().text(),
                analysed.version(),
                known,
                parts,
                EvalMode.RUN,
                EvalEvent.Origin.USER,
                params.limits(),
                params.print(),
                false);
    }

    private CompletableFuture<EvalResult> run(
            Evaluation.Request request,
            Evaluation.Target target,
            AnalysedText known,
            EvalParams params,
            long askedNanos) {
        return switch (mode(params)) {
            case RUN, DEFINE -> begin(request, target, params);
            case CHECK ->
                    CompletableFuture.completedFuture(
                            dryRuns.check(target, known, request.parts(), askedNanos));
            case PREVIEW -> dryRuns.preview(request, target, known, askedNanos);
        };
    }

    /// What is cancelled before it has begun is cancelled when it begins.
    private static CompletableFuture<EvalResult> started(
            CompletableFuture<AnalysedText> known,
            Function<AnalysedText, CompletableFuture<EvalResult>> begin) {
        var answer = new CompletableFuture<EvalResult>();
        var _ =
                known.thenCompose(
                                found -> {
                                    var result = begin.apply(found);
                                    onCancel(answer, result);
                                    return result;
                                })
                        .whenComplete((value, problem) -> {
                            if (problem == null) {
                                answer.complete(value);
                            } else {
                                answer.completeExceptionally(problem);
                            }
                        });
        return answer;
    }

    /// The file's own program, unless the client wants it otherwise.
    private static Evaluation.Target target(@Nullable OpenFile file, EvalParams params) {
        var session = params.session();
        boolean own = file != null && (session == null || session.equals(file.session()));
        var module = params.module();
        if (file != null && own) {
            String where = module == null ? file.module() : module;
            return new Evaluation.Target(file.session(), where, file, params.evalId());
        }
        return new Evaluation.Target(
                session == null ? "main" : session,
                module == null ? "" : module,
                null,
                params.evalId());
    }

    private static EvalMode mode(EvalParams params) {
        return params.mode() == null ? EvalMode.RUN : params.mode();
    }

    private CompletableFuture<EvalResult> document(EvalParams params) {
        var document = params.textDocument();
        var file = document == null ? null : files.find(document.uri());
        if (document == null || file == null) {
            throw LanguageServer.failure(
                    ResponseErrorCode.InvalidParams, "the document is not open");
        }
        var version = document.version();
        if (version != null
                && version != file.version
                && params.onStale() != EvalParams.OnStale.RUN) {
            return CompletableFuture.completedFuture(refused(file));
        }
        long asked = System.nanoTime();
        return started(
                files.known(file),
                known -> {
                    var request = request(file, known, known, parts(params, known), params);
                    return run(request, target(file, params), known, params, asked);
                });
    }

    private static void onCancel(CompletableFuture<?> cancelled, CompletableFuture<?> cause) {
        var _ =
                cancelled.whenComplete((_, problem) -> {
                    if (problem instanceof CancellationException) {
                        cause.cancel(true);
                    }
                });
    }

    private CompletableFuture<EvalResult> begin(
            Evaluation.Request request, Evaluation.Target target, EvalParams params) {
        var evaluation = evaluations.begin(request, target);
        var answer = evaluation.answer.copy();
        // The client lost interest in the answer: then in the evaluation too.
        var _ =
                answer.whenComplete((_, problem) -> {
                    if (problem instanceof CancellationException) {
                        loop.resume(() -> evaluations.stop(evaluation));
                    }
                });
        var token = params.workDoneToken();
        if (token != null && token.isJsonPrimitive()) {
            follow(evaluation, token);
        }
        return answer;
    }

    /// A progress bar and a cancel button, for whoever asked for them.
    private void follow(Evaluation evaluation, JsonElement token) {
        Either<String, Integer> name =
                token.getAsJsonPrimitive().isNumber()
                        ? Either.forRight(token.getAsInt())
                        : Either.forLeft(token.getAsString());
        byProgress.put(token.getAsString(), evaluation);
        var begin = new WorkDoneProgressBegin();
        begin.setTitle("Evaluating");
        begin.setCancellable(true);
        client.tell("$/progress", new ProgressParams(name, Either.forLeft(begin)));
        var _ =
                evaluation.answer.thenRun(() -> {
                    byProgress.remove(token.getAsString());
                    client.tell(
                            "$/progress",
                            new ProgressParams(name, Either.forLeft(new WorkDoneProgressEnd())));
                });
    }

    void cancelProgress(Either<String, Integer> token) {
        var evaluation =
                byProgress.get(token.isLeft() ? token.getLeft() : String.valueOf(token.getRight()));
        if (evaluation != null) {
            evaluations.stop(evaluation);
        }
    }

    // Which forms

    private List<Evaluation.Part> parts(EvalParams params, AnalysedText known) {
        var text = known.analysis().text();
        var found =
                switch (params.unit()) {
                    case FILE -> new Span(0, text.length());
                    case SELECTION -> selection(params, known);
                    case FORM, TOP_LEVEL, ENCLOSING, TO_CURSOR, CODE -> at(params, known);
                };
        if (found == null) {
            return List.of();
        }
        List<Evaluation.Part> parts = new ArrayList<>();
        var forms = known.dependencies().forms();
        for (int i = 0; i < forms.size(); i++) {
            var form = forms.get(i);
            if (found.start() <= form.start()
                    && form.end() <= found.end()
                    && (params.mode() != EvalMode.DEFINE || form.isDefinition())) {
                parts.add(new Evaluation.Part(form.start(), form.end(), i));
            }
        }
        boolean whole = params.unit() == EvalUnit.FILE || params.unit() == EvalUnit.TO_CURSOR;
        if (parts.isEmpty() && !whole && params.mode() != EvalMode.DEFINE) {
            // A part of a form, or one that cannot be read: the node says why.
            parts.add(new Evaluation.Part(found.start(), found.end(), -1));
        }
        return parts;
    }

    private record Span(int start, int end) {}

    private @Nullable Span at(EvalParams params, AnalysedText known) {
        int offset =
                params.at() == null
                        ? 0
                        : files.places().offset(known.analysis().text(), params.at().start());
        return FormUnits.at(known.analysis(), offset, unit(params.unit()))
                .map(EvalRequests::span)
                .orElse(null);
    }

    private @Nullable Span selection(EvalParams params, AnalysedText known) {
        if (params.at() == null) {
            return null;
        }
        var text = known.analysis().text();
        int start = files.places().offset(text, params.at().start());
        int end = Math.max(start, files.places().offset(text, params.at().end()));
        return FormUnits.selected(known.analysis(), text.span(start, end))
                .map(EvalRequests::span)
                .orElse(null);
    }

    private static Span span(Found found) {
        return new Span(found.span().start(), found.span().end());
    }

    private static Unit unit(EvalUnit unit) {
        return switch (unit) {
            case FORM, SELECTION, CODE -> Unit.FORM;
            case TOP_LEVEL -> Unit.TOP_LEVEL;
            case ENCLOSING -> Unit.ENCLOSING;
            case TO_CURSOR -> Unit.TO_CURSOR;
            case FILE -> Unit.FILE;
        };
    }

    CompletableFuture<FormsAt.@Nullable Result> formsAt(FormsAt params) {
        var file = params.textDocument() == null ? null : files.find(params.textDocument().uri());
        if (file == null || params.position() == null || params.unit() == null) {
            throw LanguageServer.failure(
                    ResponseErrorCode.InvalidParams,
                    "an open document, a position and a unit are needed");
        }
        return files.known(file)
                .thenApply(known -> {
                    var text = known.analysis().text();
                    int offset = files.places().offset(text, params.position());
                    return FormUnits.at(known.analysis(), offset, unit(params.unit()))
                            .map(found -> result(known, found))
                            .orElse(null);
                });
    }

    private FormsAt.Result result(AnalysedText known, Found found) {
        String kind = "inner";
        for (var form : known.dependencies().forms()) {
            if (form.start() == found.span().start() && form.end() == found.span().end()) {
                kind =
                        switch (form.kind()) {
                            case DEFINITION, TYPE, VALUE -> "definition";
                            case MACRO -> "macro";
                            case EXPRESSION -> "expression";
                        };
            }
        }
        var range =
                files.places()
                        .ours(known.analysis().text(), found.span().start(), found.span().end());
        return new FormsAt.Result(range, kind, found.definition(), found.inComment());
    }

    // Answers without a node

    private static EvalResult refused(OpenFile file) {
        return new EvalResult(
                "",
                Status.REFUSED,
                List.of(),
                null,
                EvalResult.Timing.NONE,
                Tier.INTERP,
                Conversions.NODE,
                file.session(),
                file.version,
                null,
                null);
    }
}
