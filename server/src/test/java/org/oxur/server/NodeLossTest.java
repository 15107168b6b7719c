package org.oxur.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// User code may end, exhaust or crash its node: the server answers on, says what happened, starts
/// another and loads what was loaded.
@Tag("slow")
class NodeLossTest {
    private static final String URI = "file:///test/loss.oxr";

    @ParameterizedTest
    @ValueSource(strings = {"exit!", "crash!", "hog!"})
    void theServerAnswersOnAndLoadsTheDefinitionsAgain(String evil) throws Exception {
        try (var client = TestClient.trusted()) {
            client.open(URI, "(defn f [] 41)\n(f)");
            client.save(URI);
            client.shows(URI, "1:ok 41");
            client.change(URI, 2, "(defn f [] 41)\n(f)\n(" + evil + ")\n(+ 1 2)");
            int asked =
                    client.ask(
                            "oxur/eval",
                            "{textDocument: {uri: '"
                                    + URI
                                    + "'}, unit: 'topLevel', at: {line: 2, character: 2}}");
            var hover =
                    client.request(
                            "textDocument/hover",
                            "{textDocument: {uri: '"
                                    + URI
                                    + "'}, position: {line: 1, character: 1}}");
            assertTrue(hover.toString().contains("defn f"), hover.toString());
            var result = client.answer(asked).getAsJsonObject("result");
            assertEquals("error", result.get("status").getAsString(), result.toString());
            assertTrue(result.toString().contains("node-down"), result.toString());
            client.told("oxur/status", status -> status.toString().contains("the node has gone"));
            client.told("oxur/status", status -> status.toString().contains("1 file"));
            var after =
                    client.result(
                            "oxur/eval",
                            "{textDocument: {uri: '"
                                    + URI
                                    + "'}, unit: 'topLevel', at: {line: 1, character: 1}}");
            assertTrue(after.toString().contains("\"preview\":\"41\""), after.toString());
        }
    }

    @Test
    void whatWaitedBehindTheCulpritIsAnErrorToo() throws Exception {
        try (var client = TestClient.trusted()) {
            client.open(URI, "(exit!)\n(+ 1 2)");
            client.save(URI);
            String reason = "the node that ran this has gone: it ended with exit code 7";
            client.shows(
                    URI,
                    "0:error node-down: " + reason,
                    "1:error node-down: " + reason + " (this form had not begun)");
            client.save(URI);
            client.shows(URI, "0:error node-down: " + reason, "1:ok 3");
        }
    }

    @Test
    void aKillEndsWhatDoesNotEndByItself() throws Exception {
        try (var client = TestClient.trusted()) {
            client.open(URI, "(stuck!)\n(+ 1 2)");
            int asked =
                    client.ask(
                            "oxur/eval",
                            "{textDocument: {uri: '"
                                    + URI
                                    + "'}, unit: 'topLevel', at: {line: 0, character: 2}}");
            client.told("oxur/eval/event", event -> event.toString().contains("started"));
            var soft = client.result("oxur/eval/cancel", "{all: true, mode: 'soft', graceMs: 50}");
            assertTrue(soft.toString().contains("\"failed\""), soft.toString());
            var kill = client.result("oxur/eval/cancel", "{all: true, mode: 'kill', graceMs: 50}");
            assertTrue(kill.toString().contains("\"escalated\""), kill.toString());
            assertEquals(
                    "error",
                    client.answer(asked).getAsJsonObject("result").get("status").getAsString());
            var after =
                    client.result(
                            "oxur/eval",
                            "{textDocument: {uri: '"
                                    + URI
                                    + "'}, unit: 'topLevel', at: {line: 1, character: 1}}");
            assertTrue(after.toString().contains("\"preview\":\"3\""), after.toString());
        }
    }

    @Test
    void aNodeThatEndsAgainAndAgainIsNotStartedForEver() throws Exception {
        try (var client = TestClient.trusted()) {
            client.open(URI, "(exit!)\n(+ 1 2)");
            for (int i = 0; i <= 5; i++) {
                client.result(
                        "oxur/eval",
                        "{textDocument: {uri: '"
                                + URI
                                + "'}, unit: 'topLevel', at: {line: 0, character: 2}}");
            }
            client.told(
                    "oxur/status", status -> status.get("health").getAsString().equals("error"));
            var refused =
                    client.result(
                            "oxur/eval",
                            "{textDocument: {uri: '"
                                    + URI
                                    + "'}, unit: 'topLevel', at: {line: 1, character: 2}}");
            assertTrue(refused.toString().contains("there is no node"), refused.toString());
            client.result("workspace/executeCommand", "{command: 'oxur.restartNode'}");
            var after =
                    client.result(
                            "oxur/eval",
                            "{textDocument: {uri: '"
                                    + URI
                                    + "'}, unit: 'topLevel', at: {line: 1, character: 1}}");
            assertTrue(after.toString().contains("\"preview\":\"3\""), after.toString());
        }
    }

    @Test
    void whatNativeCodePrintsIsOutput() throws Exception {
        try (var client = TestClient.trusted()) {
            client.open(URI, "(native-print!)");
            client.result("oxur/eval", "{textDocument: {uri: '" + URI + "'}, unit: 'file'}");
            client.told("oxur/eval/event", event -> event.toString().contains("from descriptor 1"));
        }
    }

    @Test
    void whatTheNodeWasAskedWhenItWentIsAnswered() throws Exception {
        try (var client = TestClient.trusted()) {
            client.open(URI, "(defn last-of-all [] 1)");
            client.save(URI);
            client.told("oxur/redefined");
            client.change(URI, 2, "(defn last-of-all [] 2)");
            client.save(URI);
            var tx = client.told("oxur/redefined").get("tx").getAsString();
            var answer = client.request("oxur/redefine/rollback", "{tx: '" + tx + "'}");
            assertEquals(
                    -33002,
                    answer.getAsJsonObject("error").get("code").getAsInt(),
                    answer.toString());
        }
    }
}
