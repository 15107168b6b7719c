package org.oxur.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.jspecify.annotations.Nullable;
import org.oxur.protocol.Connection;
import org.oxur.protocol.Features;
import org.oxur.protocol.Json;
import org.oxur.protocol.Messages;

/// The editor: what it understands, and how to say things to it. What it did not declare it is not
/// sent.
final class Client {
    private final Connection connection;
    private ClientCapabilities capabilities = new ClientCapabilities();
    private Features features = new Features(0, Map.of());
    private boolean serverStatus;

    Client(Connection connection) {
        this.connection = connection;
    }

    void declares(@Nullable ClientCapabilities declared) {
        if (declared == null) {
            return;
        }
        capabilities = declared;
        if (declared.getExperimental() instanceof JsonObject experimental) {
            JsonElement ours = experimental.get("oxur");
            if (ours != null && ours.isJsonObject()) {
                features = Json.gson().fromJson(ours, Features.class);
            }
            JsonElement status = experimental.get("serverStatusNotification");
            serverStatus = status != null && status.isJsonPrimitive() && status.getAsBoolean();
        }
    }

    ClientCapabilities capabilities() {
        return capabilities;
    }

    boolean has(String feature) {
        return features.has(feature);
    }

    boolean hasSnippets() {
        var document = capabilities.getTextDocument();
        var completion = document == null ? null : document.getCompletion();
        var item = completion == null ? null : completion.getCompletionItem();
        return item != null && Boolean.TRUE.equals(item.getSnippetSupport());
    }

    /// It asks for diagnostics, and can be told to ask again.
    boolean pullsDiagnostics() {
        var document = capabilities.getTextDocument();
        var workspace = capabilities.getWorkspace();
        var refresh = workspace == null ? null : workspace.getDiagnostics();
        return document != null
                && document.getDiagnostic() != null
                && refresh != null
                && Boolean.TRUE.equals(refresh.getRefreshSupport());
    }

    /// It can be asked to tell of changes on disk.
    boolean watchesFiles() {
        var workspace = capabilities.getWorkspace();
        var watched = workspace == null ? null : workspace.getDidChangeWatchedFiles();
        return watched != null && Boolean.TRUE.equals(watched.getDynamicRegistration());
    }

    boolean hasServerStatus() {
        return serverStatus;
    }

    void tell(Messages.Message message, Object params) {
        connection.notify(message.method(), params);
    }

    void tell(String method, Object params) {
        connection.notify(method, params);
    }

    CompletableFuture<Object> ask(String method, Object params) {
        return connection.request(method, params);
    }

    /// For the log; nobody is interrupted.
    void log(MessageType type, String text) {
        connection.notify("window/logMessage", new MessageParams(type, text));
    }

    /// For the user's eyes.
    void show(MessageType type, String text) {
        connection.notify("window/showMessage", new MessageParams(type, text));
    }
}
