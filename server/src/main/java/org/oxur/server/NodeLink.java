package org.oxur.server;

import java.util.concurrent.CompletableFuture;
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
import org.oxur.protocol.TierSet;

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

    CompletableFuture<TierSet.Result> set(NodeTierSet asked) {
        return connection
                .request(Messages.NODE_TIER_SET.method(), asked)
                .thenApply(TierSet.Result.class::cast);
    }

    CompletableFuture<CompileControl.Result> control(NodeCompileControl asked) {
        return connection
                .request(Messages.NODE_COMPILE_CONTROL.method(), asked)
                .thenApply(CompileControl.Result.class::cast);
    }

    CompletableFuture<NodeArtifact.Result> artifact(NodeArtifact asked) {
        return connection
                .request(Messages.NODE_ARTIFACT.method(), asked)
                .thenApply(NodeArtifact.Result.class::cast);
    }

    CompletableFuture<NodeRollback.Result> rollback(NodeRollback asked) {
        return connection
                .request(Messages.NODE_ROLLBACK.method(), asked)
                .thenApply(NodeRollback.Result.class::cast);
    }

    void configure(NodeConfigure settings) {
        connection.notify(Messages.NODE_CONFIGURE.method(), settings);
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
