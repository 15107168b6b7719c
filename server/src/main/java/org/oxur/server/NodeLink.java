package org.oxur.server;

import java.util.concurrent.CompletableFuture;
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

/// A node that runs: what can be asked of it. Answers come on another thread than the main loop's.
///
/// @param generation counted from 1 for each start
record NodeLink(int generation, Process process, Connection connection) {
    CompletableFuture<NodeEval.Result> evaluate(NodeEval eval) {
        return connection
                .request(Messages.NODE_EVAL.method(), eval)
                .thenApply(NodeEval.Result.class::cast);
    }

    void cancel(String evalId) {
        var _ = connection.request(Messages.NODE_CANCEL.method(), new NodeCancel(evalId));
    }

    void acknowledge(String evalId, long seq) {
        connection.notify(Messages.NODE_ACK.method(), new EvalAck(evalId, seq));
    }

    CompletableFuture<NodeDefinitions.Result> definitions(String session) {
        return connection
                .request(Messages.NODE_DEFINITIONS.method(), new NodeDefinitions(session))
                .thenApply(NodeDefinitions.Result.class::cast);
    }

    CompletableFuture<NodeExpand.Result> expand(NodeExpand text) {
        return connection
                .request(Messages.NODE_EXPAND.method(), text)
                .thenApply(NodeExpand.Result.class::cast);
    }

    CompletableFuture<NodePreview.Result> preview(NodePreview asked) {
        return connection
                .request(Messages.NODE_PREVIEW.method(), asked)
                .thenApply(NodePreview.Result.class::cast);
    }

    void close(String session) {
        connection.notify(Messages.NODE_CLOSE.method(), new NodeClose(session));
    }

    CompletableFuture<NodePing.Result> ping() {
        return connection
                .request(Messages.NODE_PING.method(), new NodePing())
                .thenApply(NodePing.Result.class::cast);
    }

    void kill() {
        process.destroyForcibly();
    }
}
