package org.oxur.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.TextDocumentContentParams;
import org.eclipse.lsp4j.TextDocumentContentRefreshParams;
import org.eclipse.lsp4j.TextDocumentContentResult;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.oxur.protocol.ArtifactText;
import org.oxur.protocol.Messages;
import org.oxur.protocol.NodeArtifact;
import org.oxur.protocol.ProtocolError;

/// What functions became, as documents at addresses of their own, which are read again when they
/// have changed. Belongs to the main loop.
final class Artifacts {
    static final String SCHEME = "oxur-artifact";
    private static final String REFRESH = "workspace/textDocumentContent/refresh";

    /// So many of the addresses asked for last are told of; nobody says when one is closed.
    private static final int FOLLOWED = 100;

    private final Client client;
    private final Files files;

    /// Address to the function behind it, as {@link #prefix} has it; the last asked for comes last.
    private final Map<String, String> followed = new LinkedHashMap<>();

    private final Runnable requireTrust;

    Artifacts(Client client, Files files, Runnable requireTrust) {
        this.requireTrust = requireTrust;
        this.client = client;
        this.files = files;
    }

    void register(Routes routes) {
        routes.ask(
                Messages.ARTIFACT.method(),
                ArtifactText.class,
                params ->
                        read(params.uri())
                                .thenApply(found ->
                                        new ArtifactText.Result(text(found), found.languageId())));
        routes.ask(
                "workspace/textDocumentContent",
                TextDocumentContentParams.class,
                params ->
                        read(params.getUri())
                                .thenApply(found -> new TextDocumentContentResult(text(found))));
        routes.outgoing(REFRESH);
    }

    /// Where a client finds what a function became.
    static String uri(OpenFile file, String def, String kind) {
        return prefix(file.session(), def) + kind;
    }

    private static String prefix(String session, String def) {
        return SCHEME + ":/" + encoded(session) + "/" + encoded(def) + "/";
    }

    /// Clients may decode an address and encode it again (VS Code does), so that a slash within a
    /// name must survive both: it is written as `%252F`.
    private static String encoded(String text) {
        var whole = text.replace("%", "%25").replace("/", "%2F");
        return URLEncoder.encode(whole, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// @param part of a path that was decoded once
    private static String decoded(String part) {
        return part.replace("%2F", "/").replace("%25", "%");
    }

    /// A function is another now, or executed by something else.
    void changed(OpenFile file, String def) {
        if (followed.isEmpty() || !isFollowing()) {
            return;
        }
        var function = prefix(file.session(), def);
        for (var address : List.copyOf(followed.entrySet())) {
            if (address.getValue().equals(function)) {
                var _ = client.ask(REFRESH, new TextDocumentContentRefreshParams(address.getKey()));
            }
        }
    }

    private boolean isFollowing() {
        var workspace = client.capabilities().getWorkspace();
        return workspace != null && workspace.getTextDocumentContent() != null;
    }

    private CompletableFuture<NodeArtifact.Result> read(String uri) {
        var parts = parts(uri);
        requireTrust.run();
        var node = files.node();
        if (node == null) {
            throw LanguageServer.failure(
                    ProtocolError.NODE_UNAVAILABLE.code(), "there is no node that could say");
        }
        var session = decoded(parts[1]);
        var def = decoded(parts[2]);
        follow(uri, prefix(session, def));
        return node.artifact(new NodeArtifact(session, def, parts[3]));
    }

    /// Nothing, session, function and kind.
    private static String[] parts(String uri) {
        try {
            var address = new URI(uri);
            var path = SCHEME.equals(address.getScheme()) ? address.getPath() : null;
            var parts = path == null ? new String[0] : path.split("/");
            if (parts.length == 4) {
                return parts;
            }
        } catch (URISyntaxException e) {
            throw LanguageServer.failure(
                    ResponseErrorCode.InvalidParams, uri + ": " + e.getReason());
        }
        throw LanguageServer.failure(ResponseErrorCode.InvalidParams, uri + " is no " + SCHEME);
    }

    private void follow(String uri, String function) {
        followed.remove(uri);
        followed.put(uri, function);
        if (followed.size() > FOLLOWED) {
            followed.remove(followed.keySet().iterator().next());
        }
    }

    private static String text(NodeArtifact.Result found) {
        var text = found.text();
        return text == null ? "not there: it is executed by something else now\n" : text;
    }
}
