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
        return ask(Messages.NODE_EVAL, eval, NodeEval.Result.class);
    }

    void cancel(String evalId) {
        var _ = connection.request(Messages.NODE_CANCEL.method(), new NodeCancel(evalId));
    }

    void acknowledge(String evalId, long seq) {
        connection.notify(Messages.NODE_ACK.method(), new EvalAck(evalId, seq));
    }

    CompletableFuture<NodeDefinitions.Result> definitions(String session) {
        return ask(
                Messages.NODE_DEFINITIONS,
                new NodeDefinitions(session),
                NodeDefinitions.Result.class);
    }

    CompletableFuture<NodeExpand.Result> expand(NodeExpand text) {
        return ask(Messages.NODE_EXPAND, text, NodeExpand.Result.class);
    }

    CompletableFuture<NodePreview.Result> preview(NodePreview asked) {
        return ask(Messages.NODE_PREVIEW, asked, NodePreview.Result.class);
    }

    void close(String session) {
        connection.notify(Messages.NODE_CLOSE.method(), new NodeClose(session));
    }

    CompletableFuture<TierSet.Result> set(NodeTierSet asked) {
        return ask(Messages.NODE_TIER_SET, asked, TierSet.Result.class);
    }

    CompletableFuture<CompileControl.Result> control(NodeCompileControl asked) {
        return ask(Messages.NODE_COMPILE_CONTROL, asked, CompileControl.Result.class);
    }

    CompletableFuture<NodeArtifact.Result> artifact(NodeArtifact asked) {
        return ask(Messages.NODE_ARTIFACT, asked, NodeArtifact.Result.class);
    }

    CompletableFuture<NodeRollback.Result> rollback(NodeRollback asked) {
        return ask(Messages.NODE_ROLLBACK, asked, NodeRollback.Result.class);
    }

    void configure(NodeConfigure settings) {
        connection.notify(Messages.NODE_CONFIGURE.method(), settings);
    }

    CompletableFuture<NodePing.Result> ping() {
        return ask(Messages.NODE_PING, new NodePing(), NodePing.Result.class);
    }

    private <T> CompletableFuture<T> ask(
            Messages.Message question, Object params, Class<T> answer) {
        return connection.request(question.method(), params).thenApply(answer::cast);
    }

    void kill() {
        process.destroyForcibly();
    }
}
