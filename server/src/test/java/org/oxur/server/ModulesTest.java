package org.oxur.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of one workspace are one program: a file is a module.
@Tag("slow")
class ModulesTest {
    private static final String MAIN = "file:///test/src/main.oxr";
    private static final String GEOMETRY = "file:///test/src/geometry.oxr";
    private static final String SHAPES =
            """
            (pub (defn helper [w h] (* w h)))
            (pub (defn area [w h] (helper w h)))
            (area 1 1)
            """;
    private static final String PROGRAM =
            """
            (use geometry::area)
            (defn double [x] (* 2 (area x x)))
            (double 3)
            (+ 1 2)
            """;

    @Test
    void aFileUsesAnother() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(GEOMETRY, SHAPES);
            client.open(MAIN, PROGRAM);
            client.save(MAIN);
            client.shows(MAIN, "2:ok 18", "3:ok 3");
            client.save(GEOMETRY);
            client.shows(GEOMETRY, "2:ok 1");
            // What main uses indirectly is replaced where it is defined.
            client.change(GEOMETRY, 2, SHAPES.replace("(* w h)", "(* w h 10)"));
            client.save(GEOMETRY);
            client.shows(GEOMETRY, "2:ok 10");
            client.shows(MAIN, "2:ok 180", "3:ok 3");
            var redefined =
                    client.told("oxur/redefined", report -> report.toString().contains("\"body\""));
            var def = redefined.getAsJsonArray("defs").get(0).getAsJsonObject();
            assertEquals("geometry::helper", def.get("def").getAsString());
            assertTrue(redefined.toString().contains("\"items\":[\"geometry::area\"]"));
        }
    }

    @Test
    void aNewNodeGetsWhatTheOldOneHad() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(GEOMETRY, SHAPES);
            client.open(MAIN, PROGRAM);
            client.save(MAIN);
            client.shows(MAIN, "2:ok 18", "3:ok 3");
            client.result("workspace/executeCommand", "{command: 'oxur.restartNode'}");
            var result =
                    client.result(
                                    "oxur/eval",
                                    "{textDocument: {uri: '"
                                            + MAIN
                                            + "'}, unit: 'code', code: '(double 2)'}")
                            .toString();
            assertTrue(result.contains("\"preview\":\"8\""), result);
        }
    }

    @Test
    void whatAClosedProgramHeldIsGoneAndItsTextIsLoadedWhenItIsOpenedAgain() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(
                    MAIN,
                    "(def n (ref-cell 0))\n(defn tick! [] (inc! (deref (.borrow-mut &n))) (deref (.borrow &n)))\n(tick!)");
            client.result("oxur/eval", "{textDocument: {uri: '" + MAIN + "'}, unit: 'file'}");
            client.notify("textDocument/didClose", "{textDocument: {uri: '" + MAIN + "'}}");
            var gone = code(client, "session: 'file:" + MAIN + "'", "(tick!)");
            assertTrue(gone.contains("undefined-name"), gone);
            client.open(
                    MAIN,
                    "(def n (ref-cell 10))\n(defn tick! [] (inc! (deref (.borrow-mut &n))) (deref (.borrow &n)))");
            var again = code(client, "textDocument: {uri: '" + MAIN + "'}", "(tick!)");
            assertTrue(again.contains("\"preview\":\"11\""), again);
        }
    }

    @Test
    void aProgramLivesAsLongAsOneOfItsFilesIsOpen() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(
                    GEOMETRY,
                    "(def n (ref-cell 0))\n(pub (defn tick! [] (inc! (deref (.borrow-mut &n))) (deref (.borrow &n))))");
            client.open(MAIN, "(use geometry::tick!)\n(tick!)");
            client.save(MAIN);
            client.shows(MAIN, "1:ok 1");
            client.notify("textDocument/didClose", "{textDocument: {uri: '" + GEOMETRY + "'}}");
            client.open(
                    GEOMETRY,
                    "(def n (ref-cell 0))\n(pub (defn tick! [] (inc! (deref (.borrow-mut &n))) (deref (.borrow &n))))");
            var again = code(client, "textDocument: {uri: '" + MAIN + "'}", "(tick!)");
            assertTrue(again.contains("\"preview\":\"2\""), again);
        }
    }

    private static final String COUNTER =
            """
            (def n (ref-cell 0))
            (pub (defn tick! [] (inc! (deref (.borrow-mut &n))) (deref (.borrow &n))))
            """;

    @Test
    void aModuleOfTwoProgramsIsThereOnce(@TempDir Path directory) throws Exception {
        var counter = directory.resolve("counter.oxr");
        Files.writeString(counter, COUNTER);
        var app = directory.resolve("app.oxr").toUri().toString();
        var tool = directory.resolve("tool.oxr").toUri().toString();
        String first = "(use counter::tick!)\n(defn twice [] (tick!) (tick!))\n(twice)\n";
        // The same names as in the first: each program has its own.
        String second =
                """
                (mod counter)
                (mod inner (pub (defn f [] (crate::one))))
                (use inner::f)
                (defn one [] 1)
                (defn twice [] (* 10 (counter::tick!)))
                (twice)
                (inner::f)
                (f)
                """;
        try (var client = TestClient.withEngineIn(directory)) {
            client.open(app, first);
            client.save(app);
            client.shows(app, "2:ok 2");
            client.open(tool, second);
            client.save(tool);
            client.shows(tool, "5:ok 30", "6:ok 1", "7:ok 1");
            var again = code(client, "textDocument: {uri: '" + app + "'}", "(twice)");
            assertTrue(again.contains("\"preview\":\"5\""), again);
            // It lives on with the program that is left, and is found by the one that comes back.
            client.notify("textDocument/didClose", "{textDocument: {uri: '" + app + "'}}");
            var left = code(client, "textDocument: {uri: '" + tool + "'}", "(twice)");
            assertTrue(left.contains("\"preview\":\"60\""), left);
            client.open(app, first);
            client.save(app);
            client.shows(app, "2:ok 8");
            // When it is replaced, it is replaced for both, and what it counted stays.
            client.open(counter.toUri().toString(), COUNTER);
            String slow = COUNTER.replace("(deref (.borrow &n))", "(+ 100 (deref (.borrow &n)))");
            client.change(counter.toUri().toString(), 2, slow);
            client.save(counter.toUri().toString());
            client.shows(tool, "5:ok 1100", "6:ok 1", "7:ok 1");
            client.shows(app, "2:ok 112");
        }
    }

    private static String code(TestClient client, String where, String code) throws Exception {
        return client.result("oxur/eval", "{" + where + ", unit: 'code', code: '" + code + "'}")
                .toString();
    }

    @Test
    void macrosOfAnotherFileExpand() throws Exception {
        try (var client = TestClient.withEngine()) {
            client.open(
                    GEOMETRY,
                    "(defmacro with-unit [name & body] `(let [,name 1] ,@body))\n(defmacro bad [e] (panic \"no\"))");
            client.open(MAIN, "(use geometry::*)\n(with-unit u (+ u 1))\n(bad 1)");
            var diagnostics =
                    client.told(
                            "textDocument/publishDiagnostics",
                            params ->
                                    params.get("uri").getAsString().equals(MAIN)
                                            && !params.getAsJsonArray("diagnostics").isEmpty());
            assertEquals(1, diagnostics.getAsJsonArray("diagnostics").size(), "the bad one alone");
            assertTrue(diagnostics.toString().contains("\"line\":2"), diagnostics.toString());
            client.save(MAIN);
            client.told(
                    "oxur/publishResults", params -> params.toString().contains("\"text\":\"2\""));
            var hover =
                    client.result(
                                    "textDocument/hover",
                                    "{textDocument: {uri: '"
                                            + MAIN
                                            + "'}, position: {line: 1, character: 3}}")
                            .toString();
            assertTrue(hover.contains("expands to"), hover);
        }
    }

    @Test
    void aFileThatIsDeclaredAsAModuleIsLoadedAgainWhenItIsSaved(@TempDir Path directory)
            throws Exception {
        aSavedModuleReachesTheProgram(directory, "(mod util)\n(util::price 3)\n", "util::price");
    }

    @Test
    void aFileThatIsUsedIsLoadedAgainWhenItIsSaved(@TempDir Path directory) throws Exception {
        aSavedModuleReachesTheProgram(directory, "(use util::price)\n(price 3)\n", "price");
    }

    private static void aSavedModuleReachesTheProgram(Path directory, String app, String call)
            throws Exception {
        String util = "(pub (defn price [n] (* n 10)))\n";
        var file = directory.resolve("util.oxr");
        Files.writeString(file, util);
        Files.writeString(directory.resolve("app.oxr"), app);
        var appUri = directory.resolve("app.oxr").toUri().toString();
        var utilUri = file.toUri().toString();
        try (var client = TestClient.withEngineIn(directory)) {
            client.open(appUri, app);
            client.save(appUri);
            client.shows(appUri, "1:ok 30");
            client.open(utilUri, util);
            String ten = util.replace("10", "100");
            client.change(utilUri, 2, ten);
            Files.writeString(file, ten);
            client.save(utilUri);
            client.shows(appUri, "1:ok 300");
            client.change(appUri, 2, app.replace(call + " 3", call + " 5"));
            client.save(appUri);
            client.shows(appUri, "1:ok 500");
            String thousand = util.replace("10", "1000");
            client.change(utilUri, 3, thousand);
            Files.writeString(file, thousand);
            client.save(utilUri);
            client.shows(appUri, "1:ok 5000");
        }
    }

    @Test
    void theFirstSaveAfterOpeningCounts(@TempDir Path directory) throws Exception {
        String app = "(use util::price)\n(price 3)\n";
        String util = "(pub (defn price [n] (* n 10)))\n";
        Files.writeString(directory.resolve("util.oxr"), util);
        var appUri = directory.resolve("app.oxr").toUri().toString();
        var utilUri = directory.resolve("util.oxr").toUri().toString();
        try (var client = TestClient.withEngineIn(directory)) {
            client.open(appUri, app);
            client.save(appUri);
            client.shows(appUri, "1:ok 30");
            client.open(utilUri, util.replace("10", "7"));
            client.save(utilUri);
            client.shows(appUri, "1:ok 21");
        }
    }

    @Test
    void whatAModuleHoldsOutlivesItsFirstSave(@TempDir Path directory) throws Exception {
        String app = "(use util::tick!)\n(tick!)\n";
        String util =
                "(defmacro by [] `10)\n(def n (ref-cell 0))\n(defn add [x] (+ x 1))\n(pub (defn tick! [] (let [next (add (deref (.borrow &n)))] (set! (deref (.borrow-mut &n)) next) next)))\n(def step (by))\n(defn broken [] (nowhere::to-be))\n";
        Files.writeString(directory.resolve("util.oxr"), util);
        var appUri = directory.resolve("app.oxr").toUri().toString();
        var utilUri = directory.resolve("util.oxr").toUri().toString();
        try (var client = TestClient.withEngineIn(directory)) {
            client.open(appUri, app);
            client.save(appUri);
            client.shows(appUri, "1:ok 1");
            client.open(utilUri, util.replace("(+ x 1)", "(+ x 10)").replace("`10", "`20"));
            client.save(utilUri);
            client.shows(appUri, "1:ok 11");
            var step = code(client, "textDocument: {uri: '" + utilUri + "'}", "step");
            assertTrue(step.contains("\"preview\":\"20\""), step);
        }
    }

    @Test
    void filesThatAreNotOpenBelongToTheProject(@TempDir Path directory) throws Exception {
        Files.createDirectories(directory.resolve("src"));
        var geometry = directory.resolve("src/geometry.oxr");
        Files.writeString(geometry, SHAPES);
        var main = directory.resolve("src/main.oxr").toUri().toString();
        try (var client = new TestClient()) {
            client.initialize(
                    "{capabilities: {experimental: {oxur: {version: 1, features: {results: true}}}}, workspaceFolders: [{uri: "
                            + new Gson().toJson(directory.toUri().toString())
                            + ", name: 'test'}]}");
            client.open(main, PROGRAM);
            String at = "{textDocument: {uri: '" + main + "'}, position: {line: 1, character: 25}";
            var definition = client.result("textDocument/definition", at + "}").toString();
            while (!definition.contains("geometry.oxr")) {
                // Files are found by a worker; the next question finds them.
                definition = client.result("textDocument/definition", at + "}").toString();
            }
            var references =
                    client.result(
                                    "textDocument/references",
                                    at + ", context: {includeDeclaration: true}}")
                            .getAsJsonArray();
            assertEquals(4, references.size(), references.toString());
            Files.writeString(geometry, SHAPES.replace("area", "surface"));
            client.notify(
                    "workspace/didChangeWatchedFiles",
                    "{changes: [{uri: '" + geometry.toUri() + "', type: 2}]}");
            var diagnostics =
                    client.told(
                            "textDocument/publishDiagnostics",
                            params -> !params.getAsJsonArray("diagnostics").isEmpty());
            assertTrue(diagnostics.toString().contains("area"), diagnostics.toString());
        }
    }
}
