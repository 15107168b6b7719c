package org.oxur.server;

import com.google.gson.JsonElement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.lsp4j.jsonrpc.MessageIssueException;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.validation.ReflectiveMessageValidator;
import org.jspecify.annotations.Nullable;

/// The request table: which method means which parameters, who answers, and where.
final class Routes {
    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final Map<String, JsonRpcMethod> types = new LinkedHashMap<>();

    /// How a message is handled.
    sealed interface Route {
        /// On the main loop; the answer may come later.
        record Ask(Class<?> params, Function<@Nullable Object, CompletableFuture<?>> handler)
                implements Route {}

        /// On a worker, from a snapshot.
        ///
        /// @param document whose edits make the answer worthless
        record Read(
                Class<?> params,
                Function<Object, @Nullable String> document,
                BiFunction<View, Object, @Nullable Object> handler)
                implements Route {}

        /// On the main loop, without an answer.
        record Tell(Class<?> params, Consumer<@Nullable Object> handler) implements Route {}
    }

    @Nullable Route find(String method) {
        return routes.get(method);
    }

    Map<String, JsonRpcMethod> types() {
        return types;
    }

    <P> void ask(String method, Class<P> params, Function<P, CompletableFuture<?>> handler) {
        request(method, params, new Route.Ask(params, given -> handler.apply(cast(params, given))));
    }

    /// A request without parameters.
    void ask(String method, Supplier<CompletableFuture<?>> handler) {
        request(method, Object.class, new Route.Ask(Object.class, _ -> handler.get()));
    }

    <P> void read(
            String method,
            Class<P> params,
            Function<P, @Nullable String> document,
            BiFunction<View, P, @Nullable Object> handler) {
        request(
                method,
                params,
                new Route.Read(
                        params,
                        given -> document.apply(cast(params, complete(method, given))),
                        (view, given) -> handler.apply(view, cast(params, given))));
    }

    <P> void tell(String method, Class<P> params, Consumer<P> handler) {
        routes.put(method, new Route.Tell(params, given -> handler.accept(cast(params, given))));
        types.put(method, JsonRpcMethod.notification(method, params));
    }

    /// Requests of ours to the client, for their results.
    void outgoing(String method) {
        types.put(method, JsonRpcMethod.request(method, JsonElement.class, JsonElement.class));
    }

    private void request(String method, Class<?> params, Route route) {
        routes.put(method, route);
        types.put(method, JsonRpcMethod.request(method, Object.class, params));
    }

    private static <P> P cast(Class<P> type, @Nullable Object given) {
        if (!type.isInstance(given)) {
            throw malformed("the parameters are missing or malformed");
        }
        return type.cast(given);
    }

    /// What LSP says must be there is there.
    private static Object complete(String method, @Nullable Object params) {
        var request = new RequestMessage();
        request.setId("");
        request.setMethod(method);
        request.setParams(params);
        try {
            new ReflectiveMessageValidator(_ -> {}).consume(request);
        } catch (MessageIssueException incomplete) {
            throw malformed("a part is missing: " + incomplete.getIssues().getFirst().getText());
        }
        return Objects.requireNonNull(params);
    }

    private static ResponseErrorException malformed(String message) {
        return new ResponseErrorException(
                new ResponseError(ResponseErrorCode.InvalidParams, message, null));
    }
}
