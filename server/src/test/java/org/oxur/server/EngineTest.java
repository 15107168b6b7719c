package org.oxur.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The whole product but the editor: server, node and engine, as `oxur lsp` puts them together.
@Tag("slow")
class EngineTest {
    private static final String URI = "file:///test/engine.oxr";

    @Test
    void theStoryOfAFile() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(
                    URI,
                    "(defn greet [name] (str \"Hello, \" name))\n(greet \"you\") ;=> \"Hello, you\"\n(+ 1 (/ 10 0))\n(def xs [1 2])");
            client.save(URI);
            client.shows(
                    URI,
                    "1:ok ✓ \"Hello, you\"",
                    "2:error division-by-zero: 10 / 0 divides by zero",
                    "3:ok [1 2]");
            client.change(
                    URI,
                    2,
                    "(defn greet [name] (str \"Welcome, \" name))\n(greet \"you\") ;=> \"Hello, you\"\n(+ 1 (/ 10 5))\n(def xs [1 2])");
            client.save(URI);
            client.shows(
                    URI,
                    "1:error ✗ expected \"Hello, you\", got \"Welcome, you\"",
                    "2:ok 3",
                    "3:ok [1 2]");
        }
    }

    @Test
    void anEmptyExpectationIsSaidToBeEmpty() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(URI, "(+ 3 5) ;=>\n(println \"a\") ;>>");
            client.save(URI);
            client.shows(URI, "0:error ✗ empty ;=>, got 8", "1:error ✗ empty ;>>, got » a");
        }
    }

    @Test
    void aCancelEndsWhatRunsAndLoadsTheDefinitionsThatWait() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(URI, "(defn f [] 1)\n(loop [] (recur))\n(f)");
            client.save(URI);
            client.shows(URI, "1:pending …", "2:pending …");
            client.change(URI, 2, "(defn f [] 2)\n(loop [] (recur))\n(f)\n(defn g [] 3)");
            client.save(URI);
            client.told("oxur/publishResults", params -> params.toString().contains("\"pending\""));
            client.result("oxur/eval/cancel", "{all: true, mode: 'soft'}");
            client.told("oxur/redefined", report -> report.toString().contains("\"g\""));
            var value =
                    client.result(
                            "oxur/eval",
                            "{textDocument: {uri: '"
                                    + URI
                                    + "'}, unit: 'code', code: '(+ (f) (g))'}");
            assertTrue(value.toString().contains("\"5\""), value.toString());
        }
    }

    @Test
    void ofTwoDefinitionsOfOneNameTheLensSaysWhichIsLoaded() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(URI, "(defn f [] 1)\n(defn f [] 2)\n(f)");
            client.save(URI);
            client.shows(URI, "2:ok 2");
            var titles = titles(client).lines().toList();
            assertEquals("replaced further down", titles.getFirst());
            assertTrue(titles.getLast().endsWith("in sync"), titles.toString());
        }
    }

    @Test
    void anErrorOfARunHasItsSecondPlace() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(URI, "(let [mut v [1] r &v] (push! v 2) (len r))");
            client.save(URI);
            client.told(
                    "textDocument/publishDiagnostics",
                    params ->
                            params.toString().contains("relatedInformation")
                                    && params.toString().contains("changed here"));
            client.told(
                    "oxur/publishResults",
                    params ->
                            params.toString().contains("--> ")
                                    && !params.toString().contains("--> file:"));
        }
    }

    @Test
    void exhaustedMemoryAndRunawayRecursionEndTheFormAlone() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(
                    URI,
                    "(def kept 42)\n(loop [v (vec-of-vecs)] v)\n(defn down [n] (+ 1 (down n)))\n(down 1)\n(let [mut v []] (while true (push! v (str \"0123456789\" (len &v)))))\n(+ kept 1)");
            client.save(URI);
            client.told(
                    "oxur/publishResults", params -> params.toString().contains("\"text\":\"43\""));
            var list =
                    client.result("oxur/eval", "{textDocument: {uri: '" + URI + "'}, unit: 'file'}")
                            .getAsJsonObject()
                            .getAsJsonArray("forms");
            assertEquals("recursion-limit", code(list, 3));
            assertEquals("out-of-memory", code(list, 4));
        }
    }

    private static String code(com.google.gson.JsonArray forms, int index) {
        return forms.get(index)
                .getAsJsonObject()
                .getAsJsonObject("error")
                .get("code")
                .getAsString();
    }

    @Test
    void anEndlessLoopIsCancelled() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(URI, "(loop [] (recur))\n(+ 1 2)");
            client.save(URI);
            client.told("oxur/eval/event", event -> event.toString().contains("started"));
            var outcomes = client.result("oxur/eval/cancel", "{all: true}").toString();
            assertTrue(outcomes.contains("\"cancelled\""), outcomes);
            client.save(URI);
            client.shows(URI, "0:cancelled cancelled", "1:ok 3");
        }
    }

    private static final String SPIN =
            "(defn spin [n] (loop [i n] (if (> i (limit)) i (recur (+ i 1)))))\n(spin 0)";

    @Test
    void aSaveReplacesAFunctionInTheRunningProgram() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(URI, "(defn limit [] 1000000000000)\n" + SPIN + "\n(+ 1 2)");
            client.save(URI);
            client.told("oxur/eval/event", event -> event.toString().contains("started"));
            client.shows(URI, "2:pending …", "3:pending …");
            client.change(URI, 2, "(defn limit [] (nowhere 1 2)\n" + SPIN + "\n(+ 1 2)");
            client.change(URI, 3, "(use nowhere::limit)\n" + SPIN + "\n(+ 1 2)");
            client.save(URI);
            client.told(
                    "oxur/publishResults", params -> params.toString().contains("undefined-name"));
            client.change(URI, 4, "(defn limit [] 10)\n" + SPIN + "\n(+ 1 2)");
            client.save(URI);
            client.shows(URI, "2:ok 11", "3:ok 3");
        }
    }

    @Test
    void aValueOfAFunctionThatTheFileNoLongerHasIsOld() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(URI, "(defn f [n] (* n 2))\n(f 3)\n(+ 1 2)");
            client.save(URI);
            client.shows(URI, "1:ok 6", "2:ok 3");
            client.change(URI, 2, "(defn g [n] (* n 2))\n(f 3)\n(+ 1 2)\n(+ 2 2)");
            client.save(URI);
            client.shows(URI, "1:stale 6", "2:ok 3", "3:ok 4");
            client.change(URI, 3, "(defn f [n] (* n 2))\n(f 3)\n(+ 1 2)");
            client.save(URI);
            client.shows(URI, "1:ok 6", "2:ok 3");
        }
    }

    @Test
    void aStaticIsMadeAgainWhenItsTypeChanges() throws Exception {
        try (var client = TestClient.withEngine()) {
            String program = "(defstruct Pt [(x i64)])\n(def p (Pt :x 1))\np.x";
            client.open(URI, program);
            client.save(URI);
            client.shows(URI, "1:ok (Pt :x 1)", "2:ok 1");
            client.change(URI, 2, program.replace("(x i64)", "(z i64)"));
            client.save(URI);
            client.shows(URI, "1:error unknown-field: there is no field `x` of `Pt`", "2:stale 1");
            assertEquals("v2 · in sync\nv1 · failed to load\n", titles(client));
            client.change(URI, 3, program);
            client.save(URI);
            client.shows(URI, "1:ok (Pt :x 1)", "2:ok 1");
            assertTrue(titles(client).matches("v3 · in sync\nv. · in sync\n"), titles(client));
        }
    }

    @Test
    void whatStandsBelowTheRunningExpressionIsReplacedToo() throws Exception {
        try (var client = TestClient.withEngine()) {
            String above = "(defn spin [] (while (go-on?) 1) (later))\n";
            String below = "\n(def computed (+ 1 2))\n(later)";
            client.open(
                    URI,
                    above
                            + "(defn go-on? [] true)\n(defn later [] 1)\n(spin)\n(defn last [] 1)"
                            + below);
            client.save(URI);
            client.told("oxur/eval/event", event -> event.toString().contains("started"));
            client.change(
                    URI,
                    2,
                    above
                            + "(defn go-on? [] false)\n(defn later [] 2)\n(spin)\n(defn last [] 2)"
                            + below);
            client.save(URI);
            client.shows(URI, "3:ok 2", "5:ok 3", "6:ok 2");
        }
    }

    @Test
    void cancellingWhatRunsCancelsNoDefinitionOfALaterSave() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(URI, "(defn f [] 1)\n(loop [] (f) (recur))");
            client.save(URI);
            var started =
                    client.told("oxur/eval/event", event -> event.toString().contains("started"));
            client.change(URI, 2, "(defn f [] 2)\n(loop [] (f) (recur))");
            client.save(URI);
            var outcomes =
                    client.result("oxur/eval/cancel", "{evalId: " + started.get("evalId") + "}")
                            .toString();
            assertTrue(outcomes.contains("\"cancelled\""), outcomes);
            client.change(URI, 3, "(defn f [] 2)\n(f)");
            client.save(URI);
            client.shows(URI, "1:ok 2");
        }
    }

    @Test
    void projectMacrosAreExpandedInTheNode() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(
                    URI,
                    "(defmacro twice [e] `(do ,e ,e))\n(defmacro bad [e] (panic \"no\"))\n(twice (println 1))\n(bad 1)");
            var found =
                    client.told(
                            "textDocument/publishDiagnostics",
                            params -> !params.getAsJsonArray("diagnostics").isEmpty());
            assertTrue(found.toString().contains("\"line\":3"), found.toString());
            var hover =
                    client.result(
                            "textDocument/hover",
                            "{textDocument: {uri: '"
                                    + URI
                                    + "'}, position: {line: 2, character: 2}}");
            assertTrue(hover.toString().contains("expands to"), hover.toString());
        }
    }

    @Test
    void withoutANodeWhatWasKnownOfMacrosStaysAndIsMarkedStale() throws Exception {
        try (var client = TestClient.withEngine()) {
            String text =
                    "(defmacro twice [e] `(do ,e ,e))\n(defmacro bad [e] (panic \"no\"))\n(twice (println 1))\n(bad 1)";
            client.open(URI, text);
            client.told(
                    "textDocument/publishDiagnostics",
                    params -> params.toString().contains("\"severity\":1"));
            client.notify(
                    "workspace/didChangeConfiguration", "{settings: {oxur: {trusted: false}}}");
            client.told(
                    "textDocument/publishDiagnostics",
                    params ->
                            params.toString().contains("\"severity\":3")
                                    && params.toString().contains("before the last change: "));
            client.change(URI, 2, "(+ 1 2)\n" + text);
            client.told(
                    "textDocument/publishDiagnostics",
                    params ->
                            params.toString().contains("\"line\":4")
                                    && params.toString().contains("\"severity\":3"));
            var hover =
                    client.result(
                                    "textDocument/hover",
                                    "{textDocument: {uri: '"
                                            + URI
                                            + "'}, position: {line: 3, character: 2}}")
                            .toString();
            assertTrue(hover.contains("*before the last change* expands to"), hover);
        }
    }

    @Test
    void aValueIsLookedIntoUntilItIsReleased() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(URI, "[(hash-map :a 1 :b [2 3]) (Some \"x\")]");
            var value =
                    client.result("oxur/eval", "{textDocument: {uri: '" + URI + "'}, unit: 'file'}")
                            .getAsJsonObject()
                            .getAsJsonArray("forms")
                            .get(0)
                            .getAsJsonObject()
                            .getAsJsonObject("value");
            var published = publishedValue(client);
            assertEquals(value, published, "what stands beside the form is what was answered");
            var vec = children(client, value, "start: 0");
            assertEquals(2, vec.get("total").getAsInt());
            var map = child(vec, 0);
            assertEquals("0", map.get("label").getAsString());
            var entries = children(client, map.getAsJsonObject("value"), "start: 1");
            assertEquals(":b", child(entries, 0).get("label").getAsString());
            var inner = child(entries, 0).getAsJsonObject("value");
            assertEquals("[2 3]", inner.get("preview").getAsString());
            var some = child(vec, 1).getAsJsonObject("value");
            assertEquals(1, some.get("childCount").getAsInt());
            var shown =
                    client.result(
                            "oxur/value/render",
                            "{ref: '"
                                    + some.get("ref").getAsString()
                                    + "', mime: 'text/markdown'}");
            assertTrue(shown.toString().contains("```oxur"), shown.toString());
            client.notify(
                    "oxur/value/release", "{refs: ['" + some.get("ref").getAsString() + "']}");
            var gone =
                    client.request(
                            "oxur/value/children",
                            "{ref: '" + some.get("ref").getAsString() + "'}");
            assertEquals(-33004, gone.getAsJsonObject("error").get("code").getAsInt());
            client.notify(
                    "oxur/session/keepAlive",
                    "{session: '" + value.get("session").getAsString() + "'}");
            client.result("workspace/executeCommand", "{command: 'oxur.restartNode'}");
            var lost =
                    client.request(
                            "oxur/value/children",
                            "{ref: '" + value.get("ref").getAsString() + "'}");
            assertEquals(-33004, lost.getAsJsonObject("error").get("code").getAsInt());
            var image =
                    client.request(
                            "oxur/eval",
                            "{textDocument: {uri: '"
                                    + URI
                                    + "'}, unit: 'file', print: {mime: ['image/png']}}");
            assertEquals(-33007, image.getAsJsonObject("error").get("code").getAsInt());
        }
    }

    /// Of the first result that shows one.
    private static com.google.gson.JsonObject publishedValue(TestClient client) throws Exception {
        var results =
                client.told(
                        "oxur/publishResults", params -> params.toString().contains("\"preview\""));
        return results.getAsJsonArray("results").get(0).getAsJsonObject().getAsJsonObject("value");
    }

    private static com.google.gson.JsonObject children(
            TestClient client, com.google.gson.JsonObject value, String more) throws Exception {
        return client.result(
                        "oxur/value/children",
                        "{ref: '" + value.get("ref").getAsString() + "', " + more + "}")
                .getAsJsonObject();
    }

    private static com.google.gson.JsonObject child(com.google.gson.JsonObject parts, int index) {
        return parts.getAsJsonArray("children").get(index).getAsJsonObject();
    }

    @Test
    void whatAMacroDefinesForMacrosIsNeverOld() throws Exception {
        try (var client = TestClient.withEngine()) {
            String program =
                    "(defmacro helper [w] `(defn help [] ,w))\n(helper \"one\")\n(defmacro bad [] (panic (help)))\n(bad)";
            client.open(URI, program);
            saysMistake(client, "one");
            client.change(URI, 2, program.replace("one", "two"));
            saysMistake(client, "two");
            client.change(URI, 3, program);
            saysMistake(client, "one");
        }
    }

    private static void saysMistake(TestClient client, String word) throws Exception {
        var found =
                client.told(
                        "textDocument/publishDiagnostics",
                        params -> params.toString().contains("macro `bad` failed"));
        assertTrue(found.toString().contains(word), found.toString());
    }

    @Test
    void aMacroThatDoesNotEndHidesNothingElse() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(
                    URI,
                    "(defmacro spin [] (loop [] (recur)))\n(defmacro bad [e] (panic \"no\"))\n(spin)\n(bad 1)");
            var found =
                    client.told(
                            "textDocument/publishDiagnostics",
                            params -> !params.getAsJsonArray("diagnostics").isEmpty());
            assertTrue(found.toString().contains("\"line\":3"), found.toString());
            var preview =
                    client.result(
                            "oxur/eval",
                            "{textDocument: {uri: '"
                                    + URI
                                    + "'}, unit: 'form', mode: 'preview', at: {start: {line: 2, character: 1}, end: {line: 2, character: 1}}}");
            assertTrue(preview.toString().contains("timeout"), preview.toString());
        }
    }

    @Test
    void everyDefinitionHasALensAndAStaticItsValue() throws Exception {
        try (var client = TestClient.withEngine()) {
            String program =
                    """
                    (defstruct Point [x y])
                    (impl Point (defn norm [&self] (+ self.x self.y)))
                    (defmacro twice [e] `(do ,e ,e))
                    (mod geometry (pub (defn f [] 1)))
                    (def origin (Point :x 0 :y 0))
                    (defconst LIMIT 3)
                    (twice (.norm &origin))
                    """;
            client.open(URI, program);
            client.save(URI);
            client.told("oxur/redefined");
            while (!titles(client).contains("2 calls")) {
                client.told("workspace/codeLens/refresh", _ -> true);
            }
            assertEquals(
                    """
                    v1 · in sync
                    v1 · in sync
                    v1 · interpreted · 2 calls · in sync
                    v1 · in sync
                    v1 · in sync
                    v1 · interpreted · never called · in sync
                    v1 · in sync
                    v1 · in sync
                    """,
                    titles(client));
            assertTrue(hover(client, 4, 6).contains(";=> (Point :x 0 :y 0)"));
            client.change(
                    URI,
                    2,
                    program.replace("[x y]", "[x y z]")
                            .replace(",e ,e", ",e")
                            .replace(":y 0", ":y 0 :z 1"));
            assertTrue(titles(client).startsWith("v1 · edited\nv1 · in sync\n"), titles(client));
            assertTrue(hover(client, 4, 6).contains("before the last change"), hover(client, 4, 6));
            client.save(URI);
            client.told("oxur/redefined");
            assertTrue(titles(client).startsWith("v2 · in sync\n"), titles(client));
            assertTrue(hover(client, 4, 6).contains(";=> (Point :x 0 :y 0 :z 1)"));
        }
    }

    private static String hover(TestClient client, int line, int column) throws Exception {
        return client.result(
                        "textDocument/hover",
                        "{textDocument: {uri: '%s'}, position: {line: %d, character: %d}}"
                                .formatted(URI, line, column))
                .toString();
    }

    private static String titles(TestClient client) throws Exception {
        var document = "{textDocument: {uri: '" + URI + "'}}";
        client.result(
                "oxur/forms/at",
                "{textDocument: {uri: '"
                        + URI
                        + "'}, position: {line: 0, character: 0}, unit: 'file'}");
        var titles = new StringBuilder();
        for (var lens : client.result("textDocument/codeLens", document).getAsJsonArray()) {
            titles.append(
                            client.result("codeLens/resolve", lens.toString())
                                    .getAsJsonObject()
                                    .getAsJsonObject("command")
                                    .get("title")
                                    .getAsString())
                    .append('\n');
        }
        return titles.toString();
    }
}
