package org.oxur.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Bug;
import org.oxur.protocol.Connection;
import org.oxur.protocol.EvalAck;
import org.oxur.protocol.Messages;
import org.oxur.protocol.NodeCancel;
import org.oxur.protocol.NodeClose;
import org.oxur.protocol.NodeDefinitions;
import org.oxur.protocol.NodeEval;
import org.oxur.protocol.NodeExpand;
import org.oxur.protocol.NodePing;
import org.oxur.protocol.NodePreview;

/// What a node does for its server. Called on the reading thread; whatever lasts runs on a
/// session's own.
final class NodeService implements Endpoint, AutoCloseable {
    private final SessionFactory factory;
    private final Map<String, SessionRunner> sessions = new ConcurrentHashMap<>();
    private final MacroExpansion expansion;
    private @Nullable Connection server;

    NodeService(SessionFactory factory) {
        this.factory = factory;
        this.expansion = new MacroExpansion(factory);
    }

    void attach(Connection connection) {
        server = connection;
    }

    @Override
    public CompletableFuture<?> request(String method, @Nullable Object parameter) {
        return switch (parameter) {
            case NodeEval eval -> session(eval.session()).submit(eval);
            case NodeCancel cancel -> CompletableFuture.completedFuture(cancel(cancel));
            case NodeDefinitions asked -> CompletableFuture.completedFuture(definitions(asked));
            case NodeExpand expand -> expansion.submit(expand);
            case NodePreview preview ->
                    expansion.statements(preview).thenCompose(session(preview.session())::preview);
            case NodePing _ -> CompletableFuture.completedFuture(alive());
            case null, default ->
                    CompletableFuture.failedFuture(
                            new ResponseErrorException(
                                    new ResponseError(
                                            ResponseErrorCode.MethodNotFound, method, null)));
        };
    }

    @Override
    public void notify(String method, @Nullable Object parameter) {
        switch (parameter) {
            case EvalAck ack ->
                    sessions.values()
                            .forEach(session -> session.acknowledged(ack.evalId(), ack.seq()));
            case NodeClose(var name) -> {
                var session = sessions.remove(name);
                if (session != null) {
                    session.close();
                }
            }
            case null, default -> {}
        }
    }

    private SessionRunner session(String name) {
        return sessions.computeIfAbsent(name, _ -> new SessionRunner(name, factory, this::tell));
    }

    private void tell(Messages.Message message, Object parameter) {
        if (server == null) {
            throw Bug.unreachable("a session before the connection");
        }
        server.notify(message.method(), parameter);
    }

    private NodeCancel.Result cancel(NodeCancel cancel) {
        List<String> asked = new ArrayList<>();
        sessions.values().forEach(session -> asked.addAll(session.cancel(cancel.evalId())));
        return new NodeCancel.Result(asked);
    }

    private NodePing.Result alive() {
        var runtime = Runtime.getRuntime();
        return new NodePing.Result(
                sessions.values().stream().anyMatch(SessionRunner::isBusy),
                runtime.totalMemory() - runtime.freeMemory(),
                runtime.maxMemory());
    }

    private NodeDefinitions.Result definitions(NodeDefinitions asked) {
        var session = sessions.get(asked.session());
        return new NodeDefinitions.Result(session == null ? List.of() : session.definitions());
    }

    @Override
    public void close() {
        expansion.close();
        sessions.values().forEach(SessionRunner::close);
    }
}
