package org.oxur.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Values beside the code, end to end: a client over pipes, the server, a node in a process of its
/// own.
@Tag("slow")
class LiveTest {
    private static final String URI = "file:///test/live.oxr";

    private static String document(String rest) {
        return "{textDocument: {uri: '" + URI + "'}, " + rest + "}";
    }

    @Test
    void savingShowsValuesAndASecondSaveOnlyWhatChanged() throws Exception {
        try (var client = TestClient.trusted()) {
            client.open(URI, "(defn f [] 1)\n(f)\n(+ 1 2)\n(println \"hi\")");
            client.save(URI);
            client.shows(URI, "1:ok 1", "2:ok 3", "3:ok » hi");
            client.change(URI, 2, "(defn f [] 2)\n(f)\n(+ 1 2)\n(println \"hi\")");
            client.save(URI);
            client.shows(URI, "1:ok 2", "2:ok 3", "3:ok » hi");
            var redefined =
                    client.told("oxur/redefined", report -> report.toString().contains("body"));
            assertEquals("save", redefined.getAsJsonObject("origin").get("cause").getAsString());
            assertTrue(redefined.toString().contains("\"from\":{\"seq\":1"), redefined.toString());
            var list = client.result("oxur/eval/list", "{}").getAsJsonObject();
            assertEquals(2, list.getAsJsonArray("last").size());
        }
    }

    @Test
    void whatWasSavedWithoutTrustIsEvaluatedWhenItIsTrusted() throws Exception {
        try (var client = new TestClient()) {
            client.initialize(
                    "{capabilities: {experimental: {oxur: {version: 1, features: {results: true}}}}}");
            client.open(URI, "(defn f [] 41)\n(f)");
            client.save(URI);
            client.change(URI, 2, "\n(defn f [] 41)\n(f)");
            client.notify(
                    "workspace/didChangeConfiguration", "{settings: {oxur: {trusted: true}}}");
            client.shows(URI, "2:ok 41");
        }
    }

    @Test
    void editsShiftAndMakeStale() throws Exception {
        try (var client = TestClient.trusted()) {
            client.open(URI, "(+ 1 2)\n(+ 3 4)");
            client.save(URI);
            client.shows(URI, "0:ok 3", "1:ok 7");
            client.change(URI, 2, "\n\n(+ 1 2)\n(+ 3 44)");
            client.shows(URI, "2:ok 3", "3:stale 7");
            client.change(URI, 3, "\n\n(+ 1 2)\n(+ 3 4)");
            client.shows(URI, "2:ok 3", "3:ok 7");
        }
    }

    @Test
    void anErrorHasItsPlace() throws Exception {
        try (var client = TestClient.trusted()) {
            client.open(URI, "\n(str 1 (/ 10 0))");
            client.save(URI);
            client.shows(URI, "1:error division-by-zero: / divides by zero");
            var diagnostics =
                    client.told(
                            "textDocument/publishDiagnostics",
                            params -> !params.getAsJsonArray("diagnostics").isEmpty());
            var first = diagnostics.getAsJsonArray("diagnostics").get(0).getAsJsonObject();
            assertEquals(
                    "{\"start\":{\"line\":1,\"character\":7},\"end\":{\"line\":1,\"character\":15}}",
                    first.get("range").toString());
        }
    }

    @Test
    void unitsMeanTheFormsAtTheCursor() throws Exception {
        try (var client = TestClient.trusted()) {
            client.open(URI, "(+ 1 2)\n(str (+ 3 4))\n(+ 5 6)");
            assertEquals("[\"7\"]", values(client, "form", "at: {line: 1, character: 5}"));
            assertEquals(
                    "[\"(str (+ 3 4))\"]",
                    values(client, "topLevel", "at: {line: 1, character: 7}"));
            assertEquals(
                    "[\"3\",\"(str (+ 3 4))\"]",
                    values(client, "toCursor", "at: {line: 1, character: 7}"));
            assertEquals(
                    "[\"(str (+ 3 4))\",\"11\"]",
                    values(
                            client,
                            "selection",
                            "at: {start: {line: 1, character: 0}, end: {line: 2, character: 7}}"));
            assertEquals("[\"3\",\"(str (+ 3 4))\",\"11\"]", values(client, "file", "mode: 'run'"));
            assertEquals("[\"5\"]", values(client, "code", "code: '(+ 2 3)'"));
            var at =
                    client.result(
                                    "oxur/forms/at",
                                    document("position: {line: 1, character: 5}, unit: 'form'"))
                            .getAsJsonObject();
            assertEquals("inner", at.get("kind").getAsString());
        }
    }

    private static String values(TestClient client, String unit, String rest) throws Exception {
        var result =
                client.result("oxur/eval", document("unit: '" + unit + "', " + rest))
                        .getAsJsonObject();
        var values = new com.google.gson.JsonArray();
        result.getAsJsonArray("forms")
                .forEach(form ->
                        values.add(form.getAsJsonObject().getAsJsonObject("value").get("preview")));
        return values.toString();
    }

    @Test
    void anotherVersionIsRefused() throws Exception {
        try (var client = TestClient.trusted()) {
            client.open(URI, "(+ 1 2)");
            var result =
                    client.result(
                                    "oxur/eval",
                                    "{textDocument: {uri: '"
                                            + URI
                                            + "', version: 7}, unit: 'file'}")
                            .getAsJsonObject();
            assertEquals("refused", result.get("status").getAsString());
            assertEquals(
                    "ok",
                    client.result(
                                    "oxur/eval",
                                    "{textDocument: {uri: '"
                                            + URI
                                            + "', version: 7}, unit: 'file', onStale: 'run'}")
                            .getAsJsonObject()
                            .get("status")
                            .getAsString());
        }
    }

    @Test
    void anEndlessLoopIsCancelledAndOthersGoOn() throws Exception {
        try (var client = TestClient.trusted()) {
            client.open(URI, "(loop [] (recur))\n(+ 1 2)");
            int asked = client.ask("oxur/eval", document("unit: 'file'"));
            client.told("oxur/eval/event", event -> event.toString().contains("started"));
            client.shows(URI, "0:pending …", "1:pending …");
            var hover =
                    client.request(
                            "textDocument/hover", document("position: {line: 1, character: 1}"));
            assertTrue(hover.has("result"), hover.toString());
            var outcomes =
                    client.result("oxur/eval/cancel", "{all: true, mode: 'soft'}").toString();
            assertTrue(outcomes.contains("\"outcome\":\"cancelled\""), outcomes);
            assertEquals(
                    "cancelled",
                    client.answer(asked).getAsJsonObject("result").get("status").getAsString());
            client.shows(URI, "0:cancelled cancelled", "1:cancelled cancelled");
            client.save(URI);
            client.shows(URI, "0:cancelled cancelled", "1:ok 3");
        }
    }

    @Test
    void anotherSaveReplacesALoopThatWasCorrected() throws Exception {
        try (var client = TestClient.trusted()) {
            client.open(URI, "(loop [] (recur))\n(+ 1 2)");
            client.save(URI);
            client.shows(URI, "0:pending …", "1:pending …");
            client.change(URI, 2, "(+ 2 2)\n(+ 1 2)");
            client.save(URI);
            client.shows(URI, "0:ok 4", "1:ok 3");
        }
    }

    @Test
    void whatIsCancelledWhileTheNodeStartsHasEndedOnce() throws Exception {
        try (var client = TestClient.trusted()) {
            client.open(URI, "(exit!)");
            client.result("oxur/eval", document("unit: 'file'"));
            client.change(URI, 2, "(+ 1 2)");
            int asked = client.ask("oxur/eval", document("unit: 'file'"));
            client.result(
                    "oxur/forms/at", document("position: {line: 0, character: 1}, unit: 'form'"));
            client.result("oxur/eval/cancel", "{all: true}");
            client.answer(asked);
            client.result("oxur/eval", document("unit: 'file'"));
            var last =
                    client.result("oxur/eval/list", "{}").getAsJsonObject().getAsJsonArray("last");
            var ends = new ArrayList<String>();
            last.forEach(one -> ends.add(one.getAsJsonObject().get("status").getAsString()));
            assertEquals(List.of("ok", "cancelled", "error"), ends);
        }
    }

    @Test
    void trustThatIsTakenBackEndsWhatRuns() throws Exception {
        try (var client = TestClient.trusted()) {
            client.open(URI, "(loop [] (recur))\n(+ 1 2)");
            int asked = client.ask("oxur/eval", document("unit: 'file'"));
            client.told("oxur/eval/event", event -> event.toString().contains("started"));
            client.notify(
                    "workspace/didChangeConfiguration", "{settings: {oxur: {trusted: false}}}");
            var ended = client.answer(asked).getAsJsonObject("result").toString();
            assertTrue(ended.contains("not trusted any more"), ended);
            client.notify(
                    "workspace/didChangeConfiguration", "{settings: {oxur: {trusted: true}}}");
            var again =
                    client.result(
                            "oxur/eval",
                            document(
                                    "unit: 'topLevel', at: {start: {line: 1, character: 1}, end: {line: 1, character: 1}}"));
            assertTrue(again.toString().contains("\"preview\":\"3\""), again.toString());
        }
    }

    @Test
    void cancellingTheRequestCancelsTheEvaluation() throws Exception {
        try (var client = TestClient.trusted()) {
            client.open(URI, "(loop [] (recur))");
            int asked = client.ask("oxur/eval", document("unit: 'file'"));
            client.told("oxur/eval/event", event -> event.toString().contains("started"));
            client.notify("$/cancelRequest", "{id: " + asked + "}");
            assertEquals(
                    -32800, client.answer(asked).getAsJsonObject("error").get("code").getAsInt());
            client.shows(URI, "0:cancelled cancelled");
        }
    }

    @Test
    void aFloodOfOutputIsBoundedByWhatTheClientAcknowledges() throws Exception {
        try (var client = TestClient.trusted()) {
            client.open(URI, "(flood!)");
            int asked = client.ask("oxur/eval", document("unit: 'file'"));
            long bytes = 0;
            long seq = 0;
            while (bytes < 256 * 1024 - 64 * 1024) {
                var event =
                        client.told(
                                "oxur/eval/event", params -> params.toString().contains("stdout"));
                bytes +=
                        event.getAsJsonArray("events")
                                .get(0)
                                .getAsJsonObject()
                                .get("text")
                                .getAsString()
                                .length();
                seq = event.get("seq").getAsLong();
            }
            client.notify("oxur/eval/ack", "{evalId: 'e1', seq: " + seq + "}");
            var later = client.told("oxur/eval/event", params -> params.has("dropped"));
            assertTrue(later.get("dropped").getAsLong() > 0);
            client.result("oxur/eval/cancel", "{all: true}");
            client.answer(asked);
        }
    }

    @Test
    void nothingIsEvaluatedWithoutTrust() throws Exception {
        try (var client = new TestClient()) {
            client.initialize("{capabilities: {}}");
            client.open(URI, "(+ 1 2)");
            client.save(URI);
            var refused = client.request("oxur/eval", document("unit: 'file'"));
            assertEquals(-33003, refused.getAsJsonObject("error").get("code").getAsInt());
            var actions =
                    client.result(
                            "textDocument/codeAction",
                            document(
                                    "range: {start: {line: 0, character: 0}, end: {line: 0, character: 0}}, context: {diagnostics: []}"));
            assertTrue(actions.toString().contains("oxur.trust"), actions.toString());
            client.result("workspace/executeCommand", "{command: 'oxur.trust'}");
            var form =
                    client.result(
                            "workspace/executeCommand",
                            "{command: 'oxur.evalForm', arguments: [{uri: '"
                                    + URI
                                    + "', position: {line: 0, character: 0}}]}");
            assertEquals("ok", form.getAsJsonObject().get("status").getAsString());
            var hints =
                    client.result(
                            "textDocument/inlayHint",
                            document(
                                    "range: {start: {line: 0, character: 0}, end: {line: 9, character: 0}}"));
            assertTrue(hints.toString().contains("=> 3"), hints.toString());
        }
    }

    @Test
    void lensesSayWhichVersionRuns() throws Exception {
        try (var client = TestClient.trusted()) {
            client.open(URI, "(defn f [] 1)\n(defn g [] 2)");
            assertEquals("not loaded", title(client, 0));
            client.result("oxur/eval", document("unit: 'topLevel', at: {line: 0, character: 1}"));
            client.await(message ->
                    message.has("method")
                            && message.get("method")
                                    .getAsString()
                                    .equals("workspace/codeLens/refresh"));
            assertEquals("v1 · interpreted · never called · in sync", title(client, 0));
            assertEquals("not loaded", title(client, 1));
            client.change(URI, 2, "(defn f [] 11)\n(defn g [] 2)");
            assertEquals("v1 · interpreted · never called · edited", title(client, 0));
        }
    }

    private static String title(TestClient client, int index) throws Exception {
        // Diagnostics are pushed when a version is analysed; a request after that sees what it
        // changed.
        client.result("oxur/forms/at", document("position: {line: 0, character: 0}, unit: 'file'"));
        var lenses =
                client.result("textDocument/codeLens", "{textDocument: {uri: '" + URI + "'}}")
                        .getAsJsonArray();
        JsonObject lens = lenses.get(index).getAsJsonObject();
        assertFalse(lens.has("command"));
        return client.result("codeLens/resolve", lens.toString())
                .getAsJsonObject()
                .getAsJsonObject("command")
                .get("title")
                .getAsString();
    }
}
