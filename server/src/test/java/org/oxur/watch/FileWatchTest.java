package org.oxur.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oxur.ide.OxurLanguage;
import org.oxur.protocol.PublishResults.State;
import org.oxur.server.NodeLaunch;

/// With a real server and a real node.
class FileWatchTest {
    private static final int PATIENCE_SECONDS = 60;

    @TempDir private Path directory = Path.of("");

    /// The file as it was seen, moment by moment.
    private final LinkedBlockingQueue<WatchedFile> moments = new LinkedBlockingQueue<>();

    private FileWatch watch(String file) throws IOException {
        return FileWatch.start(
                directory.resolve(file), new OxurLanguage(), NodeLaunch.usual(), moments::add);
    }

    @Test
    void aSaveReplacesAFunctionAndEvaluatesWhatUsesIt() throws Exception {
        try (var watch = watch("a.oxr")) {
            watch.changed("(defn area [w h] (* w h))\n(area 3 4)\n(println \"hello\")\n");
            await("12", "» hello");
            watch.changed("(defn area [w h] (+ w h))\n(area 3 4)\n(println \"hello\")\n(/ 1 0)\n");
            var second = await("7", "» hello", "division-by-zero: 1 / 0 divides by zero");
            assertEquals(List.of("✓ Hot-loaded: area (v1 → v2)"), second.notices());
        }
    }

    @Test
    void aFunctionThatIsDefinedTwiceIsReadFromTopToBottom() throws Exception {
        try (var watch = watch("a.oxr")) {
            var text = "(defn f [] 1)\n(defn g [] (f))\n(g)\n(f)\n(defn f [] 2)\n(g)\n(f)\n";
            watch.changed(text);
            assertFresh(await("1", "1", "2", "2"));
            watch.changed(text.replace("(defn f [] 2)", "(defn f [] 3)"));
            await("1", "1", "3", "3");
            watch.changed(text.replace("(defn f [] 1)", "(defn f [] 7)"));
            await("7", "7", "2", "2");
            watch.changed(text.replace("[] (f))", "[] (+ 10 (f)))"));
            assertFresh(await("11", "1", "12", "2"));
        }
    }

    @Test
    void whatAModuleReplacesIsReadFromTopToBottom() throws Exception {
        var util = directory.resolve("util.oxr");
        var app = "(use util::price)\n(defn f [] (price))\n(f)\n(defn f [] 0)\n(f)\n";
        Files.writeString(util, "(pub (defn price [] 10))\n");
        Files.writeString(directory.resolve("app.oxr"), app);
        var changes = new FolderChanges(directory, "oxr");
        try (var watch = watch("app.oxr")) {
            watch.changed(app);
            await("10", "0");
            Files.writeString(util, "(pub (defn price [] 100))\n");
            watch.changed(changes.next());
            assertFresh(await("100", "0"));
        }
    }

    private static void assertFresh(WatchedFile moment) {
        assertEquals(
                List.of(), moment.values().stream().filter(v -> v.state() == State.STALE).toList());
    }

    @Test
    void aModuleThatChangesOnDiskIsLoadedAgain() throws Exception {
        aChangedModuleReachesTheProgram("(mod util)\n(util::price 3)\n");
    }

    @Test
    void aUsedFileThatChangesOnDiskIsLoadedAgain() throws Exception {
        aChangedModuleReachesTheProgram("(use util::price)\n(price 3)\n");
    }

    private void aChangedModuleReachesTheProgram(String app) throws Exception {
        var util = directory.resolve("util.oxr");
        Files.writeString(util, "(pub (defn price [n] (* n 10)))\n");
        Files.writeString(directory.resolve("app.oxr"), app);
        var changes = new FolderChanges(directory, "oxr");
        try (var watch = watch("app.oxr")) {
            watch.changed(app);
            await("30");
            Files.writeString(util, "(pub (defn price [n] (* n 100)))\n");
            watch.changed(changes.next());
            var second = await("300");
            assertEquals(List.of("✓ Hot-loaded: util::price (v1 → v2)"), second.notices());
            watch.changed(app.replace(" 3)", " 5)"));
            await("500");
        }
    }

    private static final String ENDLESS =
            "(defn spin [] (println \"tick\") (while true nil))\n(spin)\n(+ 1 2)\n";

    @Test
    void savingWhatEndsAnEndlessLoopHelps() throws Exception {
        try (var watch = watch("a.oxr")) {
            watch.changed(ENDLESS);
            awaitOutput("tick");
            watch.changed("(defn spin [] 7)\n(spin)\n(+ 1 2)\n");
            await("7", "3");
        }
    }

    /// A terminal sends it to all that was started there when Ctrl-C is pressed.
    @Test
    void aNodeLeavesInterruptsToTheWatcher() throws Exception {
        try (var watch = watch("a.oxr")) {
            watch.changed("(+ 40 2)\n");
            await("42");
            var interrupted = new ArrayList<String>(List.of("kill", "-INT"));
            ProcessHandle.current()
                    .children()
                    .map(child -> Long.toString(child.pid()))
                    .forEach(interrupted::add);
            assertEquals(0, new ProcessBuilder(interrupted).inheritIO().start().waitFor());
            watch.changed("(+ 40 2)\n(+ 40 3)\n");
            var second = await("42", "43");
            assertEquals(List.of(), second.notices());
        }
    }

    @Test
    void whatRunsCanBeCancelled() throws Exception {
        try (var watch = watch("a.oxr")) {
            watch.changed(ENDLESS);
            awaitOutput("tick");
            watch.cancel();
            var after = next();
            while (!after.settled() || after.running()) {
                after = next();
            }
            assertEquals(State.CANCELLED, after.values().getFirst().state());
        }
    }

    /// Of a form that runs.
    private void awaitOutput(String line) throws InterruptedException {
        while (next().values().stream()
                .noneMatch(
                        value -> value.state() == State.PENDING && value.output().contains(line))) {
            // The next moment may have it.
        }
    }

    private WatchedFile next() throws InterruptedException {
        var moment = moments.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (moment == null) {
            throw new AssertionError("nothing more comes");
        }
        return moment;
    }

    private WatchedFile await(String... values) throws InterruptedException {
        while (true) {
            var moment = moments.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (moment == null) {
                throw new AssertionError("never " + List.of(values));
            }
            var shown =
                    moment.values().stream()
                            .map(WatchedFile.Value::text)
                            .filter(text -> !text.isEmpty())
                            .toList();
            if (moment.settled() && shown.equals(List.of(values))) {
                return moment;
            }
        }
    }
}
