package org.oxur.server;

import java.util.concurrent.CompletableFuture;
import org.oxur.protocol.Messages;
import org.oxur.protocol.ProtocolError;
import org.oxur.protocol.SessionKeepAlive;
import org.oxur.protocol.ValueChildren;
import org.oxur.protocol.ValueRelease;
import org.oxur.protocol.ValueRender;

/// What an editor asks about values that were shown: the node has them, and answers. Belongs to the
/// main loop.
final class ValueRequests {
    private final Files files;

    ValueRequests(Files files) {
        this.files = files;
    }

    void register(Routes routes) {
        routes.ask(
                Messages.VALUE_CHILDREN.method(),
                ValueChildren.class,
                params -> ask(Messages.NODE_CHILDREN, params));
        routes.ask(
                Messages.VALUE_RENDER.method(),
                ValueRender.class,
                params -> ask(Messages.NODE_RENDER, params));
        routes.tell(
                Messages.VALUE_RELEASE.method(),
                ValueRelease.class,
                params -> tell(Messages.NODE_RELEASE, params));
        routes.tell(
                Messages.SESSION_KEEP_ALIVE.method(),
                SessionKeepAlive.class,
                params -> tell(Messages.NODE_KEEP_ALIVE, params));
    }

    /// A node that has gone took its values with it.
    private CompletableFuture<Object> ask(Messages.Message message, Object params) {
        var node = files.node();
        if (node == null) {
            throw LanguageServer.failure(
                    ProtocolError.REF_EXPIRED.code(), "the node that had this value has gone");
        }
        return node.connection().request(message.method(), params);
    }

    private void tell(Messages.Message message, Object params) {
        var node = files.node();
        if (node != null) {
            node.connection().notify(message.method(), params);
        }
    }
}
