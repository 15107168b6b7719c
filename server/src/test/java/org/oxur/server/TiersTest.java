package org.oxur.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What an editor sees of tiers, compilations and versions.
@Tag("slow")
class TiersTest {
    private static final String FILE = "file:///test/tiers.oxr";
    private static final String DOCUMENT = "{textDocument: {uri: '" + FILE + "'}";

    private static TestClient client(String more) throws Exception {
        var client = TestClient.engine();
        client.initialize(
                """
                {capabilities: {window: {workDoneProgress: true}, workspace: {codeLens: {refreshSupport: true}, textDocumentContent: {}},
                 experimental: {oxur: {version: 1, features: {results: true, evalEvents: true, redefined: true,
                  status: true, tiers: true, compile: true}}}},
                 initializationOptions: {trusted: true %s}}\
                """
                        .formatted(more));
        return client;
    }

    private static void evaluate(TestClient client, String code) throws Exception {
        var answer =
                client.result(
                        "oxur/eval",
                        DOCUMENT
                                + ", unit: 'code', code: "
                                + new com.google.gson.Gson().toJson(code)
                                + "}");
        assertEquals("ok", answer.getAsJsonObject().get("status").getAsString(), answer.toString());
    }

    private static String title(TestClient client) throws Exception {
        var lens = client.result("textDocument/codeLens", DOCUMENT + "}").getAsJsonArray().get(0);
        return client.result("codeLens/resolve", lens.toString())
                .getAsJsonObject()
                .getAsJsonObject("command")
                .get("title")
                .getAsString();
    }

    private static String awaitTitle(TestClient client, String words) throws Exception {
        for (var title = title(client); ; title = title(client)) {
            if (title.contains(words)) {
                return title;
            }
            client.told("workspace/codeLens/refresh", _ -> true);
        }
    }

    @Test
    void theLensOfAHotFunctionMovesUp() throws Exception {
        try (var client = client(", tiers: {jitAfter: 5, nativeAfter: 20}")) {
            client.open(FILE, "(defn f [n] (+ n 1))\n");
            client.save(FILE);
            awaitTitle(client, "interpreted");
            client.result("oxur/compile/subscribe", "{detail: 'jobs'}");
            evaluate(client, "(for [i (range 0 6)] (f i))");
            awaitTitle(client, "· jit ·");
            evaluate(client, "(do (for [i (range 0 30)] (f i)) (await-compile f))");
            awaitTitle(client, "· native ·");
            var moves = new ArrayList<String>();
            while (moves.isEmpty() || !moves.getLast().endsWith("native")) {
                client.told("oxur/tier/changed")
                        .getAsJsonArray("changes")
                        .forEach(change ->
                                moves.add(
                                        change.getAsJsonObject().get("from").getAsString()
                                                + " "
                                                + change.getAsJsonObject()
                                                        .get("to")
                                                        .getAsString()));
            }
            assertTrue(
                    moves.equals(List.of("interp jit", "jit native"))
                            || moves.equals(List.of("interp native")),
                    moves.toString());
            var done =
                    client.told(
                            "oxur/compile/progress",
                            progress ->
                                    progress.toString().contains("\"state\":\"done\"")
                                            && progress.toString().contains("native"));
            assertEquals("local", done.get("node").getAsString());
        }
    }

    @Test
    void whatAFunctionBecameCanBeRead() throws Exception {
        try (var client = client("")) {
            client.open(FILE, "(defn f [(n i64)] -> i64 (when (> n 0) (+ n 1)) n)\n");
            client.save(FILE);
            awaitTitle(client, "interpreted");
            evaluate(client, "(f 1)");
            var set =
                    client.result(
                            "oxur/tier/set",
                            DOCUMENT + ", def: 'f', action: 'promote', tier: 'jit'}");
            assertTrue(set.getAsJsonObject().get("accepted").getAsBoolean());
            awaitTitle(client, "· jit ·");
            var info = status(client);
            assertEquals("jit", info.get("tier").getAsString());
            assertEquals(FILE, info.get("author").getAsString());
            var uris = new ArrayList<String>();
            info.getAsJsonArray("artifacts").forEach(uri -> uris.add(uri.getAsString()));
            assertEquals(4, uris.size(), uris.toString());
            var texts = new ArrayList<String>();
            for (var uri : uris) {
                texts.add(
                        client.result("oxur/artifact", "{uri: '" + uri + "'}")
                                .getAsJsonObject()
                                .get("text")
                                .getAsString());
            }
            assertTrue(texts.getLast().startsWith("f v1, jit\ncalls: "), texts.getLast());
            assertTrue(texts.getLast().contains("v1 compiled to jit in "), texts.getLast());
            uris.removeLast();
            texts.removeLast();
            assertTrue(texts.getFirst().contains("(if (> n 0)"), texts.getFirst());
            assertTrue(texts.get(1).contains("fn f(n: i64) -> i64"), texts.get(1));
            assertTrue(texts.getLast().contains("lload"), texts.getLast());
            var content =
                    client.result(
                            "workspace/textDocumentContent", "{uri: '" + uris.getLast() + "'}");
            assertEquals(texts.getLast(), content.getAsJsonObject().get("text").getAsString());
            // Some clients take an address apart and put it together again.
            var path = URI.create(uris.getLast()).getPath();
            var again = new URI("oxur-artifact", null, path, null).toString();
            content = client.result("workspace/textDocumentContent", "{uri: '" + again + "'}");
            assertEquals(texts.getLast(), content.getAsJsonObject().get("text").getAsString());
            client.result("oxur/tier/set", DOCUMENT + ", def: 'f', action: 'demote'}");
            client.told(
                    "workspace/textDocumentContent/refresh",
                    which -> which.get("uri").getAsString().equals(uris.getLast()));
            awaitTitle(client, "interpreted");
        }
    }

    private static JsonObject status(TestClient client) throws Exception {
        return client.result("oxur/tier/status", DOCUMENT + "}")
                .getAsJsonObject()
                .getAsJsonArray("tiers")
                .get(0)
                .getAsJsonObject();
    }

    @Test
    void aChangeIsSeenBeforeItIsMadeAndTakenBackAfterwards() throws Exception {
        try (var client = client("")) {
            client.open(FILE, "(defn f [n] 1)\n");
            client.save(FILE);
            awaitTitle(client, "v1");
            client.change(FILE, 2, "(defn f [n] 2)\n");
            var preview = client.result("oxur/redefine/preview", DOCUMENT + "}").getAsJsonObject();
            assertEquals("wouldApply", preview.get("outcome").getAsString());
            assertTrue(preview.toString().contains("\"def\":\"f\""), preview.toString());
            preview =
                    client.result(
                                    "oxur/redefine/preview",
                                    DOCUMENT + ", code: '(defn f [n m] 2) (defn g [] 3)'}")
                            .getAsJsonObject();
            assertTrue(preview.toString().contains("signature"), preview.toString());
            assertTrue(preview.toString().contains("added"), preview.toString());
            var stale =
                    client.request(
                            "oxur/redefine/preview",
                            "{textDocument: {uri: '" + FILE + "', version: 1}}");
            assertEquals(-33001, stale.getAsJsonObject("error").get("code").getAsInt());
            client.save(FILE);
            var made = client.told("oxur/redefined", report -> report.toString().contains("body"));
            var back =
                    client.result(
                                    "oxur/redefine/rollback",
                                    "{tx: '" + made.get("tx").getAsString() + "'}")
                            .getAsJsonObject();
            assertEquals("applied", back.get("outcome").getAsString(), back.toString());
            assertEquals("rollback", back.getAsJsonObject("origin").get("cause").getAsString());
            assertTrue(awaitTitle(client, "v3").endsWith("edited"), title(client));
            var value = client.result("oxur/eval", DOCUMENT + ", unit: 'code', code: '(f 0)'}");
            assertTrue(value.toString().contains("\"1\""), value.toString());
        }
    }

    @Test
    void whatCannotBeCompiledSaysWhy() throws Exception {
        try (var client = client("")) {
            client.open(FILE, "(defn never-called [x] x)\n");
            client.save(FILE);
            awaitTitle(client, "v1");
            var lens = client.result("textDocument/codeLens", DOCUMENT + "}").toString();
            assertTrue(lens.contains("\"version\":1"), lens);
            client.result(
                    "oxur/compile/subscribe", "{detail: 'log', session: 'file:" + FILE + "'}");
            var set =
                    client.result(
                            "oxur/tier/set",
                            DOCUMENT + ", def: 'never-called', action: 'promote', tier: 'native'}");
            assertTrue(set.getAsJsonObject().get("accepted").getAsBoolean(), set.toString());
            var job = failed(client);
            var error = job.getAsJsonObject("error");
            assertEquals("check", error.get("kind").getAsString());
            assertTrue(error.has("code") && error.has("message"), error.toString());
            assertTrue(error.get("rendered").getAsString().startsWith("error["), error.toString());
            if (error.has("loc")) {
                assertEquals(FILE, error.getAsJsonObject("loc").get("uri").getAsString());
            }
            var change =
                    client.told("oxur/tier/changed")
                            .getAsJsonArray("changes")
                            .get(0)
                            .getAsJsonObject();
            assertEquals("failed", change.get("reason").getAsString());
            assertEquals("interp", change.get("to").getAsString());
            // Another session's compilations are none of this client's business.
            var other =
                    client.result("oxur/compile/subscribe", "{detail: 'jobs', session: 'another'}")
                            .getAsJsonObject();
            assertEquals(0, other.getAsJsonArray("jobs").size());
            assertEquals(0, other.getAsJsonObject("totals").get("failedLastMinute").getAsInt());
        }
    }

    private static JsonObject failed(TestClient client) throws Exception {
        while (true) {
            for (var job : client.told("oxur/compile/progress").getAsJsonArray("jobs")) {
                if (job.getAsJsonObject().get("state").getAsString().equals("failed")) {
                    return job.getAsJsonObject();
                }
            }
        }
    }

    @Test
    void withoutTrustThereIsNothingToAskAbout() throws Exception {
        try (var client = TestClient.engine()) {
            client.initialize("{capabilities: {}}");
            client.open(FILE, "(defn f [x] x)\n");
            for (var asked :
                    List.of(
                            "oxur/tier/status " + DOCUMENT + "}",
                            "oxur/tier/set " + DOCUMENT + ", def: 'f', action: 'pin'}",
                            "oxur/compile/control {action: 'cancel'}",
                            "oxur/redefine/rollback {tx: 't-e1'}",
                            "oxur/artifact {uri: 'oxur-artifact:/s/f/rust'}")) {
                int space = asked.indexOf(' ');
                var answer = client.request(asked.substring(0, space), asked.substring(space + 1));
                assertEquals(
                        -33003,
                        answer.getAsJsonObject("error").get("code").getAsInt(),
                        answer.toString());
            }
        }
    }

    @Test
    void compilationsThatLastShowOneProgressAndCanBeTakenBack() throws Exception {
        try (var client = client("")) {
            var text = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                text.append("(defn f%d [(n i64)] -> i64 (+ n %d))\n".formatted(i, i));
            }
            client.open(FILE, text.toString());
            client.save(FILE);
            awaitTitle(client, "v1");
            client.result("oxur/compile/control", "{action: 'pause'}");
            client.result("oxur/compile/subscribe", "{detail: 'jobs'}");
            var asked = new StringBuilder("(do");
            for (int i = 0; i < 40; i++) {
                asked.append(" (compile-async f").append(i).append(")");
            }
            evaluate(client, asked + " nil)");
            var created = client.told("window/workDoneProgress/create");
            var token = created.get("token").getAsString();
            var begun = client.told("$/progress");
            assertEquals(token, begun.get("token").getAsString());
            assertTrue(begun.toString().contains("\"title\":\"Compiling\""), begun.toString());
            client.notify("window/workDoneProgress/cancel", "{token: '" + token + "'}");
            client.told("$/progress", progress -> progress.toString().contains("\"end\""));
            var snapshot =
                    client.result("oxur/compile/subscribe", "{detail: 'summary'}")
                            .getAsJsonObject()
                            .getAsJsonObject("totals");
            assertEquals(0, snapshot.get("queued").getAsInt());
        }
    }
}
