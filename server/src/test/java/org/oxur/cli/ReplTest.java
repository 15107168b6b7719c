package org.oxur.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplTest {
    private static final int PATIENCE_SECONDS = 60;

    @TempDir private Path directory = Path.of("");

    @Test
    void formsFromAPipeAreEvaluatedOneByOne() {
        check(
                "(defn f [x]\n  (* x 2))\n(f 4)\n(defn f [x] (* x 3))\n(f 4) (f 5)\n",
                """
                8
                ✓ Hot-loaded: f (v1 → v2)
                12
                15
                """);
    }

    @Test
    void errorsDoNotEndIt() {
        var seen =
                Terminalless.with(
                        "(defn down [n] (+ 1 (down n)))\n(down 1)\n(nope)\n(+ 1 1)\n",
                        Map.of(),
                        "repl");
        assertTrue(seen.out().contains("error[recursion-limit]"), seen.out());
        assertTrue(seen.out().contains("error[undefined-name]"), seen.out());
        assertTrue(seen.out().endsWith("2\n"), seen.out());
        assertEquals(0, seen.code());
    }

    @Test
    void aCommandThatIsNotThereIsNoValue() {
        check(
                ":tpye 1\n:e\n:foo bar\n:foo\n",
                """
                there is no command :tpye; :type?
                :e is short for several commands; :env or :explain?
                there is no command :foo; :help says what there is
                :foo
                """);
    }

    @Test
    void commandsBeginWithAColon() throws IOException {
        var file = Files.writeString(directory.resolve("l.oxr"), "(def answer 42)\n");
        check(
                ":load " + file + "\n:type answer\n:inc\n:doc\n:env\n:q\n(println \"never\")\n",
                """
                42
                i64
                :inc
                :doc NAME: what a function, method, type, macro or form does
                  static     answer
                """);
    }

    @Test
    void docExplainsFunctionsAndForms() {
        var seen = Terminalless.with(":doc fold\n:doc match\n:doc no-such\n", Map.of(), "repl");
        assertTrue(seen.out().startsWith("fold [init f xs]   (builtin)\n"), seen.out());
        assertTrue(seen.out().contains("(form)\n"), seen.out());
        assertTrue(seen.out().contains("nothing is called no-such; "), seen.out());
    }

    @Test
    void aWordWithoutItsColonNamesTheCommand() {
        var seen = Terminalless.with("(quit)\nhelp\n", Map.of(), "repl");
        var all = seen.out() + seen.err();
        assertTrue(all.contains(":quit leaves"), all);
        assertTrue(all.contains(":help lists the commands"), all);
    }

    @Test
    void whatIsMisspeltIsNamed() {
        check(
                ":explain use-after-mov\n:doc .pusj\n",
                """
                there is no error use-after-mov; use-after-move?
                nothing is called .pusj; .push?
                """);
    }

    @Test
    void docExplainsMethodsTypesAndVariants() {
        var seen = Terminalless.with(":doc .push\n:doc HashMap\n:doc Some\n", Map.of(), "repl");
        assertTrue(seen.out().contains("(method: Vectors)"), seen.out());
        assertTrue(seen.out().contains("HashMap   (type)"), seen.out());
        assertTrue(seen.out().contains("(variant of Option)"), seen.out());
    }

    @Test
    void aProgramReadsOnInTheInput() {
        check("(str \"<\" (read-line) \">\")\nhello\n(+ 1 2)\n", "\"<(Some \\\"hello\\\")>\"\n3\n");
    }

    @Test
    void aLongValueIsCutAndShownWholeWhenAskedFor() {
        var seen = Terminalless.with("(range 0 300)\n:more\n:m\n1\n:more\n", Map.of(), "repl");
        var lines = seen.out().lines().toList();
        assertTrue(lines.get(0).contains("…"), seen.out());
        assertEquals("there is more; :more shows all of it", lines.get(1));
        assertTrue(lines.get(2).endsWith(" 299]"), seen.out());
        assertEquals("the last value was shown whole", lines.getLast());
    }

    @Test
    void aNameWhoseDefinitionFailedIsToldOf() {
        var seen = Terminalless.with("(def x (/ 1 0))\n(+ x 1)\n", Map.of(), "repl");
        assertTrue(
                seen.out()
                        .endsWith(
                                "`x` was to be defined here, but that failed: division-by-zero\n"),
                seen.out());
    }

    @Test
    void ctrlCCancelsTheEvaluationAndNotTheRepl() throws Exception {
        var typed = new PipedOutputStream();
        var screen = new Screen();
        try (Terminal terminal =
                TerminalBuilder.builder()
                        .system(false)
                        .streams(new PipedInputStream(typed), screen)
                        .type("dumb")
                        .build()) {
            var ended = new CompletableFuture<Integer>();
            Thread.ofPlatform()
                    .daemon()
                    .start(() -> {
                        try {
                            ended.complete(
                                    new Repl(terminal, false, directory.resolve("history"))
                                            .run(null));
                        } catch (IOException | RuntimeException broken) {
                            ended.completeExceptionally(broken);
                        }
                    });
            type(typed, "(do (println \"running\") (loop [] (recur)))\n");
            screen.await("running\n");
            terminal.raise(Terminal.Signal.INT);
            screen.await("cancelled");
            type(typed, "(+ 40 2)\n");
            screen.await("42");
            type(typed, "(do (println \"name?\") (str \"you are \" (read-line)))\n");
            screen.await("name?\n");
            type(typed, "Ada\n");
            screen.await("you are (Some ");
            type(typed, ":quit\n");
            assertEquals(0, ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        assertTrue(
                Files.readString(directory.resolve("history")).contains("(+ 40 2)"),
                "the history is kept");
    }

    private static void type(OutputStream typed, String text) throws IOException {
        typed.write(text.getBytes(StandardCharsets.UTF_8));
        typed.flush();
    }

    private static void check(String input, String expected) {
        var seen = Terminalless.with(input, Map.of(), "repl");
        assertEquals(expected, seen.out());
        assertEquals(0, seen.code());
    }

    /// What a terminal shows, to be waited for.
    private static final class Screen extends OutputStream {
        private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) {
            shown.write(b);
            notifyAll();
        }

        synchronized void await(String text) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!shown.toString(StandardCharsets.UTF_8).replace("\r", "").contains(text)) {
                if (System.nanoTime() > end) {
                    throw new AssertionError(
                            "no " + text + " in\n" + shown.toString(StandardCharsets.UTF_8));
                }
                wait(1_000);
            }
        }
    }
}
