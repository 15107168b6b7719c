package org.oxur.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.jspecify.annotations.Nullable;

/// Every message beyond LSP: the one list from which `docs/protocol.md` is made.
public final class Messages {
    public static final Message EVAL =
            request(
                    "oxur/eval",
                    Sender.CLIENT,
                    EvalParams.class,
                    EvalResult.class,
                    "Evaluates a part of a document, or a text.");
    public static final Message EVAL_EVENT =
            notification(
                    "oxur/eval/event",
                    Sender.SERVER,
                    EvalEvents.class,
                    "What happens while an evaluation runs.");
    public static final Message EVAL_ACK =
            notification(
                    "oxur/eval/ack",
                    Sender.CLIENT,
                    EvalAck.class,
                    "Events up to this one were shown; more may come.");
    public static final Message EVAL_CANCEL =
            request(
                    "oxur/eval/cancel",
                    Sender.CLIENT,
                    EvalCancel.class,
                    EvalCancel.Result.class,
                    "Ends evaluations, whoever asked for them.");
    public static final Message EVAL_LIST =
            request(
                    "oxur/eval/list",
                    Sender.CLIENT,
                    EvalList.class,
                    EvalList.Result.class,
                    "Which evaluations run, and which ran last.");
    public static final Message FORMS_AT =
            request(
                    "oxur/forms/at",
                    Sender.CLIENT,
                    FormsAt.class,
                    FormsAt.Result.class,
                    "Which form a unit means at a place.");
    public static final Message PUBLISH_RESULTS =
            notification(
                    "oxur/publishResults",
                    Sender.SERVER,
                    PublishResults.class,
                    "All results of a document.");
    public static final Message CLEAR_RESULTS =
            request(
                    "oxur/clearResults",
                    Sender.CLIENT,
                    ClearResults.class,
                    ClearResults.Result.class,
                    "Removes results.");
    public static final Message VALUE_CHILDREN =
            request(
                    "oxur/value/children",
                    Sender.CLIENT,
                    ValueChildren.class,
                    ValueChildren.Result.class,
                    "Looks into a value.");
    public static final Message VALUE_RENDER =
            request(
                    "oxur/value/render",
                    Sender.CLIENT,
                    ValueRender.class,
                    ValueRender.Result.class,
                    "A value as text.");
    public static final Message VALUE_RELEASE =
            notification(
                    "oxur/value/release",
                    Sender.CLIENT,
                    ValueRelease.class,
                    "Values that nobody looks at any more.");
    public static final Message SESSION_KEEP_ALIVE =
            notification(
                    "oxur/session/keepAlive",
                    Sender.CLIENT,
                    SessionKeepAlive.class,
                    "Values of a session are still looked at.");
    public static final Message REDEFINED =
            notification(
                    "oxur/redefined",
                    Sender.SERVER,
                    RedefinitionReport.class,
                    "What a load changed.");
    public static final Message REDEFINE_PREVIEW =
            request(
                    "oxur/redefine/preview",
                    Sender.CLIENT,
                    RedefinePreview.class,
                    RedefinitionReport.class,
                    "What loading a document would change.");
    public static final Message REDEFINE_ROLLBACK =
            request(
                    "oxur/redefine/rollback",
                    Sender.CLIENT,
                    RedefineRollback.class,
                    RedefinitionReport.class,
                    "Takes a change back.");
    public static final Message TIER_STATUS =
            request(
                    "oxur/tier/status",
                    Sender.CLIENT,
                    TierStatus.class,
                    TierStatus.Result.class,
                    "What executes the functions of a document, and why.");
    public static final Message TIER_CHANGED =
            notification(
                    "oxur/tier/changed",
                    Sender.SERVER,
                    TierChanged.class,
                    "Functions are executed by something else.");
    public static final Message TIER_SET =
            request(
                    "oxur/tier/set",
                    Sender.CLIENT,
                    TierSet.class,
                    TierSet.Result.class,
                    "Moves a function up or down, or holds it.");
    public static final Message COMPILE_SUBSCRIBE =
            request(
                    "oxur/compile/subscribe",
                    Sender.CLIENT,
                    CompileSubscribe.class,
                    CompileProgress.class,
                    "Which compilations there are; tells of them from now on.");
    public static final Message COMPILE_PROGRESS =
            notification(
                    "oxur/compile/progress",
                    Sender.SERVER,
                    CompileProgress.class,
                    "What has happened to compilations.");
    public static final Message COMPILE_CONTROL =
            request(
                    "oxur/compile/control",
                    Sender.CLIENT,
                    CompileControl.class,
                    CompileControl.Result.class,
                    "Takes compilations back, puts one first, holds them up.");
    public static final Message ARTIFACT =
            request(
                    "oxur/artifact",
                    Sender.CLIENT,
                    ArtifactText.class,
                    ArtifactText.Result.class,
                    "What a function became, as text.");
    public static final Message STATUS =
            notification(
                    "oxur/status",
                    Sender.SERVER,
                    ServerStatus.class,
                    "How the server and its node are.");
    public static final Message SERVER_STATUS =
            notification(
                    "experimental/serverStatus",
                    Sender.SERVER,
                    ServerStatus.class,
                    "The same, under the name that other servers use.");

    public static final Message NODE_HELLO =
            request(
                    "node/hello",
                    Sender.NODE,
                    NodeHello.class,
                    NodeHello.Result.class,
                    "The first message: proves that the server started this node.");
    public static final Message NODE_EVAL =
            request(
                    "node/eval",
                    Sender.SERVER,
                    NodeEval.class,
                    NodeEval.Result.class,
                    "Evaluates forms of a text in a session.");
    public static final Message NODE_STARTED =
            notification(
                    "node/eval/started",
                    Sender.NODE,
                    NodeEval.Started.class,
                    "A form begins to run.");
    public static final Message NODE_OUTPUT =
            notification(
                    "node/eval/output", Sender.NODE, NodeEval.Output.class, "What it printed.");
    public static final Message NODE_DONE =
            notification("node/eval/done", Sender.NODE, NodeEval.Done.class, "A form has ended.");
    public static final Message NODE_ACK =
            notification(
                    "node/eval/ack",
                    Sender.SERVER,
                    EvalAck.class,
                    "Output up to this one was shown.");
    public static final Message NODE_CANCEL =
            request(
                    "node/cancel",
                    Sender.SERVER,
                    NodeCancel.class,
                    NodeCancel.Result.class,
                    "Asks running code to stop.");
    public static final Message NODE_DEFINITIONS =
            request(
                    "node/definitions",
                    Sender.SERVER,
                    NodeDefinitions.class,
                    NodeDefinitions.Result.class,
                    "What is loaded: versions, tiers, calls.");
    public static final Message NODE_EXPAND =
            request(
                    "node/expand",
                    Sender.SERVER,
                    NodeExpand.class,
                    NodeExpand.Result.class,
                    "Expands the macros of a text's own and of the modules it uses.");
    public static final Message NODE_PREVIEW =
            request(
                    "node/preview",
                    Sender.SERVER,
                    NodePreview.class,
                    NodePreview.Result.class,
                    "What definitions would change.");
    public static final Message NODE_CHILDREN =
            request(
                    "node/value/children",
                    Sender.SERVER,
                    ValueChildren.class,
                    ValueChildren.Result.class,
                    "Looks into a value.");
    public static final Message NODE_RENDER =
            request(
                    "node/value/render",
                    Sender.SERVER,
                    ValueRender.class,
                    ValueRender.Result.class,
                    "A value as text.");
    public static final Message NODE_RELEASE =
            notification(
                    "node/value/release",
                    Sender.SERVER,
                    ValueRelease.class,
                    "Values that nobody looks at any more.");
    public static final Message NODE_KEEP_ALIVE =
            notification(
                    "node/session/keepAlive",
                    Sender.SERVER,
                    SessionKeepAlive.class,
                    "Values of a session are still looked at.");
    public static final Message NODE_CLOSE =
            notification(
                    "node/close",
                    Sender.SERVER,
                    NodeClose.class,
                    "A session is not used any more.");
    public static final Message NODE_PING =
            request(
                    "node/ping",
                    Sender.SERVER,
                    NodePing.class,
                    NodePing.Result.class,
                    "Is anyone there?");

    public static final Message NODE_TIERS =
            notification(
                    "node/tiers",
                    Sender.NODE,
                    NodeTiers.class,
                    "What has happened to compilations and tiers.");
    public static final Message NODE_TIER_SET =
            request(
                    "node/tier/set",
                    Sender.SERVER,
                    NodeTierSet.class,
                    TierSet.Result.class,
                    "Moves a function up or down, or holds it.");
    public static final Message NODE_COMPILE_CONTROL =
            request(
                    "node/compile/control",
                    Sender.SERVER,
                    NodeCompileControl.class,
                    CompileControl.Result.class,
                    "Takes compilations back, puts one first, holds them up.");
    public static final Message NODE_ARTIFACT =
            request(
                    "node/artifact",
                    Sender.SERVER,
                    NodeArtifact.class,
                    NodeArtifact.Result.class,
                    "What a function became, as text.");
    public static final Message NODE_ROLLBACK =
            request(
                    "node/rollback",
                    Sender.SERVER,
                    NodeRollback.class,
                    NodeRollback.Result.class,
                    "Makes an earlier version of a function current again.");
    public static final Message NODE_CONFIGURE =
            notification(
                    "node/configure",
                    Sender.SERVER,
                    NodeConfigure.class,
                    "When functions move up.");

    /// Between an editor and the server.
    public static final List<Message> EDITOR =
            List.of(
                    EVAL,
                    EVAL_EVENT,
                    EVAL_ACK,
                    EVAL_CANCEL,
                    EVAL_LIST,
                    FORMS_AT,
                    PUBLISH_RESULTS,
                    CLEAR_RESULTS,
                    VALUE_CHILDREN,
                    VALUE_RENDER,
                    VALUE_RELEASE,
                    SESSION_KEEP_ALIVE,
                    REDEFINED,
                    REDEFINE_PREVIEW,
                    REDEFINE_ROLLBACK,
                    TIER_STATUS,
                    TIER_CHANGED,
                    TIER_SET,
                    COMPILE_SUBSCRIBE,
                    COMPILE_PROGRESS,
                    COMPILE_CONTROL,
                    ARTIFACT,
                    STATUS,
                    SERVER_STATUS);

    /// Between the server and a node.
    public static final List<Message> NODE =
            List.of(
                    NODE_HELLO,
                    NODE_EVAL,
                    NODE_STARTED,
                    NODE_OUTPUT,
                    NODE_DONE,
                    NODE_ACK,
                    NODE_CANCEL,
                    NODE_DEFINITIONS,
                    NODE_EXPAND,
                    NODE_PREVIEW,
                    NODE_CHILDREN,
                    NODE_RENDER,
                    NODE_RELEASE,
                    NODE_KEEP_ALIVE,
                    NODE_CLOSE,
                    NODE_PING,
                    NODE_TIERS,
                    NODE_TIER_SET,
                    NODE_COMPILE_CONTROL,
                    NODE_ARTIFACT,
                    NODE_ROLLBACK,
                    NODE_CONFIGURE);

    private Messages() {}

    /// @param result null for a notification
    public record Message(
            String method,
            Sender sender,
            Class<?> params,
            @Nullable Class<?> result,
            String purpose) {
        public JsonRpcMethod rpc() {
            return result == null
                    ? JsonRpcMethod.notification(method, params)
                    : JsonRpcMethod.request(method, result, params);
        }
    }

    public enum Sender {
        CLIENT,
        SERVER,
        NODE
    }

    /// The types of these messages, for a [Connection].
    public static Map<String, JsonRpcMethod> types(List<Message> messages) {
        Map<String, JsonRpcMethod> types = new LinkedHashMap<>();
        for (Message message : messages) {
            types.put(message.method(), message.rpc());
        }
        return types;
    }

    private static Message request(
            String method, Sender sender, Class<?> params, Class<?> result, String purpose) {
        return new Message(method, sender, params, result, purpose);
    }

    private static Message notification(
            String method, Sender sender, Class<?> params, String purpose) {
        return new Message(method, sender, params, null, purpose);
    }
}
