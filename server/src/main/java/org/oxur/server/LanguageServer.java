package org.oxur.server;

import java.io.EOFException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;
import org.oxur.ide.EditorLanguage;
import org.oxur.protocol.Connection;
import org.oxur.protocol.ProtocolError;

/// `oxur lsp`: one editor over a pair of streams, one main loop that owns the state, workers that
/// answer reads from snapshots, and one child node in which user code runs.
public final class LanguageServer implements Endpoint {
    private static final System.Logger LOG = System.getLogger("org.oxur.server");
    private static final int FLUSH_MILLIS = 500;

    private final MainLoop loop = new MainLoop();
    private final ExecutorService workers =
            Executors.newFixedThreadPool(
                    Math.max(2, Runtime.getRuntime().availableProcessors()),
                    Thread.ofPlatform().daemon().name("worker-", 0).factory());
    private final Routes routes = new Routes();
    private final Map<CompletableFuture<Object>, String> reads = new LinkedHashMap<>();
    private final Connection connection;
    private final Workspace workspace;

    private LanguageServer(
            InputStream in, OutputStream out, EditorLanguage language, NodeLaunch node) {
        // The table is filled before the connection reads its first message.
        this.connection = new Connection("client", in, out, routes.types(), this);
        this.workspace = new Workspace(loop, workers, new Client(connection), language, node);
        workspace.register(routes);
        EditorFeatures.register(routes);
        routes.tell(
                "textDocument/didChange",
                DidChangeTextDocumentParams.class,
                params -> {
                    modified(params.getTextDocument().getUri());
                    workspace.change(params);
                });
    }

    /// Serves one client until it says `exit` or goes.
    ///
    /// @return the exit code: 0 if the client said `shutdown` first
    public static int serve(
            InputStream in, OutputStream out, EditorLanguage language, NodeLaunch node)
            throws InterruptedException {
        var server = new LanguageServer(in, out, language, node);
        return server.serve();
    }

    private int serve() throws InterruptedException {
        connection.start(() -> loop.post(new Event.ClientGone("its stream ended")));
        try {
            loop.run(this::handle);
        } finally {
            workspace.close();
            workers.shutdownNow();
            connection.close();
            connection.awaitWritten(FLUSH_MILLIS);
        }
        return workspace.exitCode();
    }

    // The reading thread hands over; nothing is decided here.

    @Override
    public CompletableFuture<?> request(String method, @Nullable Object params) {
        var answer = new CompletableFuture<Object>();
        loop.post(new Event.Asked(method, params, answer));
        return answer;
    }

    @Override
    public void notify(String method, @Nullable Object params) {
        loop.post(new Event.Told(method, params));
    }

    // The main loop

    private void handle(Event event) {
        switch (event) {
            case Event.Asked asked -> asked(asked);
            case Event.Told told -> told(told);
            case Event.ClientGone gone -> {
                LOG.log(Level.DEBUG, "client gone: {0}", gone.how());
                loop.stop();
            }
            case Event.NodeUp up -> workspace.nodeUp(up.node());
            case Event.NodeDown down -> workspace.nodeDown(down.generation(), down.reason());
            case Event.NodeTold told -> workspace.nodeTold(told.generation(), told.message());
            case Event.NodeWrote wrote -> workspace.nodeWrote(wrote.text(), wrote.isError());
            case Event.Resume resume -> resume.continuation().run();
        }
    }

    // A door: whatever goes wrong in a request is its answer.
    private void asked(Event.Asked asked) {
        if (asked.answer().isDone()) {
            return;
        }
        try {
            workspace.checkPhase(asked.method());
            switch (routes.find(asked.method())) {
                case Routes.Route.Ask ask ->
                        pass(ask.handler().apply(asked.params()), asked.answer());
                case Routes.Route.Read read -> read(read, asked);
                case Routes.Route.Tell _ ->
                        throw failure(
                                ResponseErrorCode.InvalidRequest,
                                asked.method() + " is a notification");
                case null -> throw failure(ResponseErrorCode.MethodNotFound, asked.method());
            }
        } catch (ResponseErrorException refused) {
            asked.answer().completeExceptionally(refused);
        } catch (RuntimeException | Error bug) {
            LOG.log(Level.ERROR, asked.method(), bug);
            asked.answer()
                    .completeExceptionally(
                            failure(ResponseErrorCode.InternalError, bug.toString()));
        }
    }

    private static void pass(CompletableFuture<?> result, CompletableFuture<Object> answer) {
        var _ =
                result.whenComplete((value, problem) -> {
                    if (problem == null) {
                        answer.complete(value);
                    } else {
                        answer.completeExceptionally(fault(problem));
                    }
                });
        // `$/cancelRequest` cancels the answer; whoever computes it hears of it.
        var _ =
                answer.whenComplete((_, problem) -> {
                    if (problem instanceof CancellationException) {
                        result.cancel(true);
                    }
                });
    }

    /// What a client is told of a failure: its own words if it is one of the protocol.
    private static Throwable fault(Throwable problem) {
        var cause =
                problem instanceof CompletionException && problem.getCause() != null
                        ? problem.getCause()
                        : problem;
        if (cause instanceof EOFException) {
            return failure(
                    ProtocolError.NODE_UNAVAILABLE.code(), "the node went before it answered");
        }
        return cause instanceof ResponseErrorException || cause instanceof CancellationException
                ? cause
                : failure(ResponseErrorCode.InternalError, cause.toString());
    }

    private void read(Routes.Route.Read read, Event.Asked asked) {
        var params = asked.params();
        if (params == null) {
            throw failure(ResponseErrorCode.InvalidParams, "the parameters are missing");
        }
        var answer = asked.answer();
        var document = read.document().apply(params);
        if (document != null) {
            reads.put(answer, document);
        }
        var view = workspace.view();
        workers.execute(() -> {
            if (!answer.isDone()) {
                answer(read, view, params, asked.method(), answer);
            }
            loop.resume(() -> reads.remove(answer));
        });
    }

    // A door, on the worker's side.
    private static void answer(
            Routes.Route.Read read,
            View view,
            Object params,
            String method,
            CompletableFuture<Object> answer) {
        try {
            answer.complete(read.handler().apply(view, params));
        } catch (ResponseErrorException refused) {
            answer.completeExceptionally(refused);
        } catch (RuntimeException | Error bug) {
            LOG.log(Level.ERROR, method, bug);
            answer.completeExceptionally(failure(ResponseErrorCode.InternalError, bug.toString()));
        }
    }

    /// Answers that are still being worked out for a text that has changed would be about a text
    /// that is gone.
    private void modified(String uri) {
        reads.entrySet()
                .removeIf(read -> {
                    if (read.getValue().equals(uri)) {
                        read.getKey()
                                .completeExceptionally(
                                        failure(
                                                ResponseErrorCode.ContentModified,
                                                "the document has changed"));
                        return true;
                    }
                    return false;
                });
    }

    private void told(Event.Told told) {
        if (told.method().equals("exit")) {
            loop.stop();
            return;
        }
        if (routes.find(told.method()) instanceof Routes.Route.Tell tell && workspace.isRunning()) {
            try {
                tell.handler().accept(told.params());
            } catch (ResponseErrorException malformed) {
                LOG.log(Level.INFO, "{0}: {1}", told.method(), malformed.getMessage());
            }
        } else if (!told.method().startsWith("$/")) {
            LOG.log(Level.DEBUG, "not understood: {0}", told.method());
        }
    }

    static ResponseErrorException failure(ResponseErrorCode code, String message) {
        return failure(code.getValue(), message);
    }

    static ResponseErrorException failure(int code, String message) {
        return new ResponseErrorException(new ResponseError(code, message, null));
    }
}
