package org.oxur.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What LSP 3.17 clients ask for in more than one way.
@Tag("slow")
class StandardFeaturesTest {
    private static final String URI = "file:///test/standard.oxr";
    private static final String DOCUMENT = "textDocument: {uri: '" + URI + "'}";

    private static TestClient pulling() throws Exception {
        var client = new TestClient();
        var answer =
                client.initialize(
                        """
                        {capabilities: {textDocument: {diagnostic: {}},
                          workspace: {diagnostics: {refreshSupport: true}}},
                         initializationOptions: {trusted: true}}\
                        """);
        assertTrue(answer.toString().contains("\"diagnosticProvider\""), answer.toString());
        return client;
    }

    @Test
    void whoPullsDiagnosticsIsAnsweredAndToldToAskAgain() throws Exception {
        try (var client = pulling()) {
            client.open(URI, "(nowhere)\n(str (/ 1 0))");
            var first = report(client, "");
            assertEquals("full", first.get("kind").getAsString());
            assertEquals("[undefined-name]", codes(first));
            String id = first.get("resultId").getAsString();
            var same = report(client, ", previousResultId: '" + id + "'");
            assertEquals("unchanged", same.get("kind").getAsString());
            client.save(URI);
            client.told("workspace/diagnostic/refresh", _ -> true);
            var second = report(client, ", previousResultId: '" + id + "'");
            assertTrue(codes(second).contains("division-by-zero"), second.toString());
            assertFalse(
                    client.hasArrived("textDocument/publishDiagnostics"), "pushed and pulled both");
        }
    }

    private static JsonObject report(TestClient client, String rest) throws Exception {
        return client.result("textDocument/diagnostic", "{" + DOCUMENT + rest + "}")
                .getAsJsonObject();
    }

    private static String codes(JsonObject report) {
        var codes = new ArrayList<String>();
        for (var item : report.getAsJsonArray("items")) {
            codes.add(item.getAsJsonObject().get("code").getAsString());
        }
        return codes.toString();
    }

    @Test
    void coloursAreToldByWhatHasChanged() throws Exception {
        try (var client = TestClient.trusted()) {
            client.open(URI, "(defn f [x] x)\n(f 1)\n(f 2)");
            var full =
                    client.result("textDocument/semanticTokens/full", "{" + DOCUMENT + "}")
                            .getAsJsonObject();
            client.change(URI, 2, "(defn f [x] x)\n(f (f 1))\n(f 2)");
            var delta = delta(client, full.get("resultId").getAsString());
            var edited = full.getAsJsonArray("data").deepCopy();
            for (var element : delta.getAsJsonArray("edits")) {
                apply(edited, element.getAsJsonObject());
            }
            var whole =
                    client.result("textDocument/semanticTokens/full", "{" + DOCUMENT + "}")
                            .getAsJsonObject();
            assertEquals(whole.getAsJsonArray("data"), edited);
            var unknown = delta(client, "another");
            assertEquals(whole.getAsJsonArray("data"), unknown.getAsJsonArray("data"));
            var unchanged = delta(client, unknown.get("resultId").getAsString());
            assertEquals(0, unchanged.getAsJsonArray("edits").size());
        }
    }

    private static JsonObject delta(TestClient client, String previous) throws Exception {
        return client.result(
                        "textDocument/semanticTokens/full/delta",
                        "{" + DOCUMENT + ", previousResultId: '" + previous + "'}")
                .getAsJsonObject();
    }

    private static void apply(JsonArray data, JsonObject edit) {
        int start = edit.get("start").getAsInt();
        for (int i = edit.get("deleteCount").getAsInt(); i > 0; i--) {
            data.remove(start);
        }
        var rest = new JsonArray();
        while (data.size() > start) {
            rest.add(data.remove(start));
        }
        if (edit.has("data")) {
            data.addAll(edit.getAsJsonArray("data"));
        }
        data.addAll(rest);
    }
}
