package org.oxur.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;
import org.oxur.engine.HeldValue;
import org.oxur.error.Bug;
import org.oxur.node.Handles.Held;
import org.oxur.protocol.CompileControl;
import org.oxur.protocol.Connection;
import org.oxur.protocol.EvalAck;
import org.oxur.protocol.Messages;
import org.oxur.protocol.NodeArtifact;
import org.oxur.protocol.NodeCancel;
import org.oxur.protocol.NodeClose;
import org.oxur.protocol.NodeCompileControl;
import org.oxur.protocol.NodeConfigure;
import org.oxur.protocol.NodeDefinitions;
import org.oxur.protocol.NodeEval;
import org.oxur.protocol.NodeExpand;
import org.oxur.protocol.NodePing;
import org.oxur.protocol.NodePreview;
import org.oxur.protocol.NodeRollback;
import org.oxur.protocol.NodeTierSet;
import org.oxur.protocol.ProtocolError;
import org.oxur.protocol.SessionKeepAlive;
import org.oxur.protocol.TierSet;
import org.oxur.protocol.ValueChildren;
import org.oxur.protocol.ValueRelease;
import org.oxur.protocol.ValueRender;

/// What a node does for its server. Called on the reading thread; whatever lasts runs on a
/// session's own.
final class NodeService implements Endpoint, AutoCloseable {
    private static final int USUAL_CHILDREN = 100;
    private static final int MAX_CHILDREN = 1_000;

    private final SessionFactory factory;
    private final Map<String, SessionRunner> sessions = new ConcurrentHashMap<>();
    private final MacroExpansion expansion;
    private final Handles handles = new Handles(System::nanoTime);
    private @Nullable Connection server;
    private volatile @Nullable NodeConfigure settings;

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
            case ValueChildren children ->
                    looking(children.ref(), (ref, value) -> children(children, ref, value));
            case ValueRender render -> looking(render.ref(), (_, value) -> render(render, value));
            case NodePing _ -> CompletableFuture.completedFuture(alive());
            case NodeTierSet(var name, var def, var action, var tier) ->
                    of(
                            name,
                            session ->
                                    CompletableFuture.completedFuture(
                                            session.tiers().set(def, action, tier)),
                            new TierSet.Result(false, null));
            case NodeArtifact(var name, var def, var kind) ->
                    of(
                            name,
                            session ->
                                    CompletableFuture.supplyAsync(
                                            () -> session.tiers().artifact(def, kind)),
                            new NodeArtifact.Result(null, "plaintext"));
            case NodeRollback asked ->
                    of(
                            asked.session(),
                            session -> session.rollback(asked),
                            new NodeRollback.Result(null));
            case NodeCompileControl(var jobId, var action) ->
                    CompletableFuture.completedFuture(
                            new CompileControl.Result(
                                    sessions.values().stream()
                                            .mapToInt(each -> each.tiers().control(jobId, action))
                                            .sum()));
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
                    handles.ended(name);
                }
            }
            case ValueRelease(var refs) -> handles.release(refs);
            case SessionKeepAlive(var name) -> handles.keepAlive(name);
            case NodeConfigure configure -> {
                settings = configure;
                sessions.values().forEach(session -> session.configure(configure));
            }
            case null, default -> {}
        }
    }

    private SessionRunner session(String name) {
        return sessions.computeIfAbsent(
                name,
                _ -> {
                    var made = new SessionRunner(name, factory, handles, this::tell);
                    if (settings != null) {
                        made.configure(settings);
                    }
                    return made;
                });
    }

    /// What a session says, or what is so where it has ended.
    private <T> CompletableFuture<T> of(
            String name, Function<SessionRunner, CompletableFuture<T>> ask, T otherwise) {
        var session = sessions.get(name);
        return session == null ? CompletableFuture.completedFuture(otherwise) : ask.apply(session);
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

    // Values

    private <T> CompletableFuture<T> looking(String ref, BiFunction<Held, HeldValue, T> look) {
        var held = handles.find(ref);
        var session = held == null ? null : sessions.get(held.session());
        if (held == null || session == null) {
            return failed(ProtocolError.REF_EXPIRED, ref + " is not kept any more");
        }
        return session.inspect(() -> look.apply(held, held.value()));
    }

    private static <T> CompletableFuture<T> failed(ProtocolError error, String message) {
        return CompletableFuture.failedFuture(
                new ResponseErrorException(new ResponseError(error.code(), message, null)));
    }

    private ValueChildren.Result children(ValueChildren asked, Held held, HeldValue value) {
        int start = asked.start() == null ? 0 : asked.start();
        int count = asked.count() == null ? USUAL_CHILDREN : Math.min(asked.count(), MAX_CHILDREN);
        var children = new ArrayList<ValueChildren.Child>();
        for (var child : value.children(start, count)) {
            if (asked.filter() == null || child.label().contains(asked.filter())) {
                String ref = handles.hold(held.session(), child.value());
                children.add(
                        new ValueChildren.Child(
                                child.label(), ValueText.of(ref, held.session(), child.value())));
            }
        }
        return new ValueChildren.Result(children, value.size());
    }

    private static ValueRender.Result render(ValueRender asked, HeldValue value) {
        var text = value.print(AskedLimits.printLimits(asked.print()));
        return switch (asked.mime()) {
            case "text/plain" -> new ValueRender.Result(asked.mime(), text);
            case "text/markdown" ->
                    new ValueRender.Result(asked.mime(), "```oxur\n" + text + "\n```\n");
            default ->
                    throw new ResponseErrorException(
                            new ResponseError(
                                    ProtocolError.UNSUPPORTED_BY_NODE.code(),
                                    "a value cannot be shown as " + asked.mime(),
                                    null));
        };
    }

    private NodePing.Result alive() {
        // Asked every two seconds: what nobody looks at goes.
        handles.dropSilent();
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
