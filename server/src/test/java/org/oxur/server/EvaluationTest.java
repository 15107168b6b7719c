package org.oxur.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `oxur/eval` with the engine: what its fields say, its limits, and its dry runs.
@Tag("slow")
class EvaluationTest {
    private static final String URI = "file:///test/evaluation.oxr";

    private static JsonObject evaluate(TestClient client, String rest) throws Exception {
        return client.result("oxur/eval", "{textDocument: {uri: '" + URI + "'}, " + rest + "}")
                .getAsJsonObject();
    }

    private static JsonObject form(JsonObject result, int index) {
        return result.getAsJsonArray("forms").get(index).getAsJsonObject();
    }

    @Test
    void aPreviewTellsWhatWouldChangeAndChangesNothing() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(URI, "(defn f [x] 1)\n(defn g [] (f 1))\n(g)");
            client.save(URI);
            client.shows(URI, "2:ok 1");
            client.change(
                    URI,
                    2,
                    "(defmacro two [] 2)\n(defn f [x y] (two))\n(defn g [] (f 1))\n(defstruct P [x])\n(g)");
            var report = evaluate(client, "unit: 'file', mode: 'preview'");
            var redefinition = report.getAsJsonObject("redefinition");
            assertEquals("wouldReject", redefinition.get("outcome").getAsString());
            assertTrue(redefinition.get("reasons").toString().contains("arity-mismatch"));
            report =
                    evaluate(
                            client,
                            "unit: 'topLevel', at: {line: 1, character: 2}, mode: 'preview'");
            redefinition = report.getAsJsonObject("redefinition");
            assertEquals("wouldApply", redefinition.get("outcome").getAsString());
            var def = redefinition.getAsJsonArray("defs").get(0).getAsJsonObject();
            assertEquals("signature", def.get("change").getAsString());
            assertEquals(1, def.getAsJsonObject("from").get("seq").getAsInt());
            assertFalse(def.getAsJsonObject("from").get("hash").getAsString().isEmpty());
            assertEquals(2, def.getAsJsonObject("to").get("seq").getAsInt());
            assertEquals(
                    "[{\"kind\":\"callersRebound\",\"count\":1,\"items\":[\"g\"]}]",
                    redefinition.get("effects").toString());
            var code = evaluate(client, "unit: 'code', code: '(g) (f 1)'");
            assertEquals(2, code.getAsJsonArray("forms").size());
            assertTrue(code.toString().contains("\"preview\":\"1\""), code.toString());
        }
    }

    @Test
    void aCheckRunsNothingAndNamesThePlace() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(URI, "(defn f [x] (nowhere x))\n(println 1)");
            var checked = evaluate(client, "unit: 'file', mode: 'check'");
            assertEquals("error", checked.get("status").getAsString());
            assertEquals("ok", form(checked, 1).get("status").getAsString());
            var error = form(checked, 0).getAsJsonObject("error");
            assertEquals("undefined-name", error.get("code").getAsString());
            assertTrue(error.get("loc").toString().contains("\"character\":13"));
            var code = evaluate(client, "unit: 'code', code: '(nowhere)', mode: 'check'");
            assertEquals("error", code.get("status").getAsString());
        }
    }

    @Test
    void theAnswerSaysTypeSizeAndTime() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(URI, "(let [mut v []] (for [i (range 0 5000)] (push! v i)) v)");
            var result = evaluate(client, "unit: 'file', print: {maxItems: 3}, evalId: 'mine'");
            assertEquals("mine", result.get("evalId").getAsString());
            var value = form(result, 0).getAsJsonObject("value");
            assertEquals("Vec", value.get("type").getAsString());
            assertEquals(5000, value.get("childCount").getAsInt());
            assertTrue(value.get("truncated").getAsBoolean(), value.toString());
            var timing = result.getAsJsonObject("timing");
            for (var phase : new String[] {"readMs", "expandMs", "checkMs", "runMs", "printMs"}) {
                assertTrue(timing.get(phase).getAsDouble() > 0, phase + " in " + timing);
            }
            var narrow =
                    evaluate(client, "unit: 'code', code: '\"0123456789\"', print: {maxBytes: 8}");
            assertEquals(
                    "\"0123…",
                    form(narrow, 0).getAsJsonObject("value").get("preview").getAsString());
        }
    }

    @Test
    void limitsAreKept() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(URI, "");
            String grow = "(let [mut v []] (while true (push! v (str 1 (len &v)))))";
            var heap =
                    evaluate(
                            client,
                            "unit: 'code', code: '" + grow + "', limits: {heapBytes: 8000000}");
            assertEquals("limit", heap.get("status").getAsString());
            var time =
                    evaluate(
                            client,
                            "unit: 'code', code: '(loop [] (recur))', limits: {wallMs: 50}");
            assertEquals("timeout", time.get("status").getAsString());
            var reductions =
                    evaluate(
                            client,
                            "unit: 'code', code: '(loop [] (recur))', limits: {reductions: 5000}");
            assertEquals("timeout", reductions.get("status").getAsString());
            var output =
                    evaluate(
                            client,
                            "unit: 'code', code: '(println 123456789) (println 2)', limits: {outputBytes: 5}");
            assertTrue(output.get("outputTruncated").getAsBoolean());
            assertEquals("ok", output.get("status").getAsString());
        }
    }

    @Test
    void aCancelSaysWhereItStopped() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(URI, "(defn spin [] (while true nil))\n(spin)");
            evaluate(client, "unit: 'topLevel', at: {line: 0, character: 2}");
            client.told("oxur/eval/event", event -> event.toString().contains("started"));
            String spin = "unit: 'topLevel', at: {line: 1, character: 2}";
            int asked =
                    client.ask("oxur/eval", "{textDocument: {uri: '" + URI + "'}, " + spin + "}");
            client.told("oxur/eval/event", event -> event.toString().contains("started"));
            var outcome =
                    client.result("oxur/eval/cancel", "{all: true}")
                            .getAsJsonObject()
                            .getAsJsonArray("outcomes")
                            .get(0)
                            .getAsJsonObject();
            assertEquals("cancelled", outcome.get("outcome").getAsString());
            assertTrue(outcome.has("at") && outcome.has("frames"), outcome.toString());
            client.answer(asked);
        }
    }

    @Test
    void whatTheNodeCannotDoIsSaid() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(URI, "(+ 1 2)");
            assertEquals(-33007, refusal(client, "unit: 'file', tier: 'native'"));
            assertEquals(-33002, refusal(client, "unit: 'file', node: 'elsewhere'"));
            assertEquals(-32602, refusal(client, "at: {line: 0, character: 0}"));
        }
    }

    private static int refusal(TestClient client, String rest) throws Exception {
        return client.request("oxur/eval", "{textDocument: {uri: '" + URI + "'}, " + rest + "}")
                .getAsJsonObject("error")
                .get("code")
                .getAsInt();
    }

    @Test
    void whatWaitsIsCancelledWithoutItsTurn() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(URI, "(loop [] (recur))\n(+ 1 2)");
            String asked = "{textDocument: {uri: '" + URI + "'}, unit: 'topLevel', ";
            int endless = client.ask("oxur/eval", asked + "at: {line: 0, character: 1}}");
            client.told("oxur/eval/event", event -> event.toString().contains("started"));
            int waiting =
                    client.ask(
                            "oxur/eval", asked + "at: {line: 1, character: 1}, evalId: 'waiting'}");
            var cancel =
                    client.result(
                            "oxur/eval/cancel",
                            "{evalId: 'waiting', mode: 'soft', graceMs: 60000}");
            assertTrue(cancel.toString().contains("\"cancelled\""), cancel.toString());
            var result = client.answer(waiting).getAsJsonObject("result");
            assertEquals("cancelled", result.get("status").getAsString());
            var running = client.result("oxur/eval/list", "{}").getAsJsonObject();
            assertEquals(1, running.getAsJsonArray("running").size(), running.toString());
            client.result("oxur/eval/cancel", "{all: true, mode: 'soft'}");
            result = client.answer(endless).getAsJsonObject("result");
            assertEquals("cancelled", result.get("status").getAsString());
        }
    }
}
