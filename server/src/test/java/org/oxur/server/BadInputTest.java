package org.oxur.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.oxur.frontend.Expander;
import org.oxur.ide.EditorLanguage;
import org.oxur.ide.OxurLanguage;
import org.oxur.text.SourceText;

/// What a client can do wrong gets the protocol's error, or a clean end.
@Tag("slow")
class BadInputTest {
    private static final String URI = "file:///test/bad.oxr";

    private static int code(JsonObject answer) {
        return answer.getAsJsonObject("error").get("code").getAsInt();
    }

    private static JsonObject nobodys(TestClient client) throws Exception {
        return client.await(message ->
                message.has("error") && (!message.has("id") || message.get("id").isJsonNull()));
    }

    @Test
    void malformedMessagesAreAnsweredAndTheNextIsUnderstood() throws Exception {
        try (var client = TestClient.trusted()) {
            client.send("{\"jsonrpc\":\"2.0\", \"id\":1, ");
            assertEquals(-32700, code(nobodys(client)));
            client.send("[]");
            assertEquals(-32700, code(nobodys(client)));
            client.send("42");
            assertEquals(-32700, code(nobodys(client)));
            client.send("[".repeat(100_000));
            assertEquals(-32700, code(nobodys(client)));
            client.raw("this is no header\r\n\r\n");
            assertEquals(-32700, code(nobodys(client)));
            client.send(
                    "{\"jsonrpc\":\"2.0\",\"id\":777,\"method\":\"textDocument/hover\",\"params\":{\"textDocument\":5}}");
            assertEquals(-32602, code(client.answer(777)));
            client.send(
                    "{\"jsonrpc\":\"2.0\",\"id\":778,\"method\":\"oxur/eval\",\"params\":{\"unit\":\"everything\"}}");
            assertEquals(-32602, code(client.answer(778)));
            client.open(URI, "(+ 1 2)");
            assertEquals(
                    -32602,
                    code(
                            client.request(
                                    "textDocument/hover", "{textDocument: {uri: '" + URI + "'}}")));
            assertEquals(
                    -32602,
                    code(
                            client.request(
                                    "textDocument/completion",
                                    "{position: {line: 0, character: 3000000000}}")));
            assertEquals(-32602, code(client.request("oxur/eval", "{}")));
            assertEquals(
                    -32602,
                    code(
                            client.request(
                                    "oxur/eval",
                                    "{unit: 'file', textDocument: {uri: 'file:///nowhere'}}")));
            assertTrue(client.request("oxur/eval/list", "{}").has("result"));
        }
    }

    @Test
    void unknownMethods() throws Exception {
        try (var client = TestClient.trusted()) {
            assertEquals(-32601, code(client.request("oxur/fly", "{}")));
            assertEquals(-32601, code(client.request("$/oxur/fly", "{}")));
            client.notify("oxur/fly", "{}");
            client.notify("$/setTrace", "{value: 'off'}");
            assertEquals(
                    -32600,
                    code(
                            client.request(
                                    "textDocument/didSave", "{textDocument: {uri: 'file:///a'}}")));
            assertTrue(client.request("oxur/eval/list", "{}").has("result"));
        }
    }

    @Test
    void requestsOutOfTurn() throws Exception {
        var client = new TestClient();
        assertEquals(
                -32002,
                code(
                        client.request(
                                "textDocument/hover",
                                "{textDocument: {uri: 'file:///a'}, position: {line: 0, character: 0}}")));
        client.notify("textDocument/didOpen", "{}");
        client.initialize("{capabilities: {}}");
        assertEquals(-32600, code(client.request("initialize", "{capabilities: {}}")));
        assertTrue(client.request("shutdown", "null").has("result"));
        assertEquals(-32600, code(client.request("oxur/eval/list", "{}")));
        client.notify("exit", "null");
        assertEquals(0, client.awaitExit());
    }

    @Test
    void exitWithoutShutdownIsAnError() throws Exception {
        var client = TestClient.trusted();
        client.notify("exit", "null");
        assertEquals(1, client.awaitExit());
    }

    @Test
    void aClientThatDiesTakesTheServerAlong() throws Exception {
        var others = ProcessHandle.current().children().toList();
        var client = TestClient.trusted();
        client.open(URI, "(loop [] (recur))");
        client.save(URI);
        client.told("oxur/eval/event", event -> event.toString().contains("started"));
        var node = ProcessHandle.current().children().filter(one -> !others.contains(one)).toList();
        assertEquals(1, node.size(), "the node is found");
        client.hangUp();
        assertEquals(1, client.awaitExit());
        for (var process : node) {
            process.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void theServerEndsWhenTheProcessItServesDoes() throws Exception {
        var parent = new ProcessBuilder("sleep", "600").start();
        var client = new TestClient();
        client.initialize("{processId: " + parent.pid() + ", capabilities: {}}");
        parent.destroyForcibly();
        assertEquals(1, client.awaitExit());
    }

    @Test
    void editsOutOfRangeAreClampedAndWrongVersionsTaken() throws Exception {
        try (var client = TestClient.trusted()) {
            client.open(URI, "(+ 1 2)");
            client.notify(
                    "textDocument/didChange",
                    "{textDocument: {uri: '"
                            + URI
                            + "', version: -3}, contentChanges: [{range: {start: {line: 7, character: 99}, end: {line: 3, character: -5}}, text: '\\n(+ 3 4)'}]}");
            client.notify(
                    "textDocument/didChange",
                    "{textDocument: {uri: 'file:///never-opened', version: 1}, contentChanges: [{text: ''}]}");
            var result =
                    client.result("oxur/eval", "{textDocument: {uri: '" + URI + "'}, unit: 'file'}")
                            .getAsJsonObject();
            assertEquals(2, result.getAsJsonArray("forms").size(), result.toString());
        }
    }

    @Test
    void columnsCountWhatWasAgreedOn() throws Exception {
        for (var encoding : new String[] {"utf-8", "utf-16"}) {
            try (var client = new TestClient()) {
                var answer =
                        client.initialize(
                                "{capabilities: {general: {positionEncodings: ['"
                                        + encoding
                                        + "', 'utf-16']}}, initializationOptions: {trusted: true}}");
                assertEquals(
                        encoding,
                        answer.getAsJsonObject("result")
                                .getAsJsonObject("capabilities")
                                .get("positionEncoding")
                                .getAsString());
                client.open(URI, "\"😀\" (+ 1 2)");
                var result =
                        client.result(
                                        "oxur/eval",
                                        "{textDocument: {uri: '" + URI + "'}, unit: 'file'}")
                                .getAsJsonObject();
                var start =
                        result.getAsJsonArray("forms")
                                .get(1)
                                .getAsJsonObject()
                                .getAsJsonObject("range")
                                .getAsJsonObject("start");
                assertEquals(encoding.equals("utf-8") ? 7 : 5, start.get("character").getAsInt());
            }
        }
    }

    /// Oxur, but a text that says `too-deep` overflows the stack of whoever reads it.
    private static final class Overflowing implements EditorLanguage {
        private final EditorLanguage language = new OxurLanguage();

        @Override
        public Reading read(SourceText text) {
            if (text.text().contains("too-deep")) {
                throw new StackOverflowError();
            }
            return language.read(text);
        }

        @Override
        public Expander expander() {
            return language.expander();
        }

        @Override
        public String extension() {
            return language.extension();
        }
    }

    @Test
    void aStackThatOverflowsInTheServerEndsOneRequest() throws Exception {
        try (var client = new TestClient(new Overflowing())) {
            client.initialize("{capabilities: {}, initializationOptions: {trusted: true}}");
            client.open(URI, "too-deep");
            for (var method :
                    new String[] {"textDocument/documentSymbol", "oxur/eval", "oxur/forms/at"}) {
                var answer =
                        client.request(
                                method,
                                "{textDocument: {uri: '"
                                        + URI
                                        + "'}, unit: 'file', position: {line: 0, character: 0}}");
                assertEquals(
                        -32603,
                        answer.getAsJsonObject("error").get("code").getAsInt(),
                        method + ": " + answer);
            }
            client.save(URI);
            client.change(URI, 2, "(+ 1 2)");
            var result =
                    client.result("oxur/eval", "{textDocument: {uri: '" + URI + "'}, unit: 'file'}")
                            .getAsJsonObject();
            assertEquals("ok", result.get("status").getAsString());
        }
    }

    @Test
    void anErrorInOneEventLeavesTheLoopAlive() throws Exception {
        var loop = new MainLoop();
        loop.resume(() -> {
            throw new StackOverflowError();
        });
        loop.resume(loop::stop);
        loop.run(event -> ((Event.Resume) event).continuation().run());
    }
}
