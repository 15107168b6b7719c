package org.oxur.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.oxur.ast.Stmt;
import org.oxur.expect.CapturedOutput;
import org.oxur.frontend.ParsedText.SourceForm;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;

/// Definitions that are replaced while a program runs. Each program says `begun` when it does, and
/// would run for ever with the definitions that it began with: a limit ends it then, and the test
/// fails.
class RedefinitionTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final Session session =
            LiveSession.open(
                    new OxurFrontend(),
                    new Session.Output() {
                        @Override
                        public void out(String text) {
                            begun.countDown();
                        }

                        @Override
                        public void err(String text) {
                            // Of no program here.
                        }
                    },
                    Limits.time(LONG));

    private List<SourceForm> forms(String text) {
        var parsed = session.frontend().parse(new SourceText("redefinition", text));
        assertEquals(List.of(), parsed.errors());
        return parsed.forms();
    }

    private Optional<Outcome> define(String form) {
        return session.define("", forms(form).getLast());
    }

    /// Starts the last form of a program and waits until it says that it has begun.
    private CompletableFuture<Outcome> start(String program) throws InterruptedException {
        var forms = new ArrayList<>(forms(program));
        var last = forms.removeLast();
        for (var form : forms) {
            var outcome = session.evaluate(form);
            assertTrue(outcome.ok(), () -> outcome.toString());
        }
        var result = meanwhile(() -> session.evaluate(last));
        begun.await();
        return result;
    }

    private static <T> CompletableFuture<T> meanwhile(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, work -> Thread.ofPlatform().start(work));
    }

    private static void ends(String value, CompletableFuture<Outcome> running) {
        var outcome = running.join();
        assertNotNull(outcome.value(), () -> outcome.toString());
        assertEquals(value, outcome.value());
    }

    private void endsAfter(String definition, String value, String program) throws Exception {
        var running = start(program);
        var outcome = define(definition).orElseThrow();
        assertTrue(outcome.ok(), () -> outcome.toString());
        ends(value, running);
    }

    @Test
    void aLoopCallsTheNewVersion() throws Exception {
        endsAfter(
                "(defn limit [] 10)",
                "\"over\"",
                """
                (defn limit [] 1000000000000)
                (defn spin [n] (loop [i n] (if (> i (limit)) "over" (recur (+ i 1)))))
                (do (println "begun") (spin 0))
                """);
    }

    @Test
    void aForCallsTheNewVersion() throws Exception {
        endsAfter(
                "(defn stop? [] true)",
                "\"over\"",
                """
                (defn stop? [] false)
                (defn run [] (for [i (range 0 i64::MAX)] (when (stop?) (return "over"))) "never")
                (do (println "begun") (run))
                """);
    }

    @Test
    void aDeepRecursionCallsTheNewVersion() throws Exception {
        endsAfter(
                "(defn wait [] false)",
                "2000",
                """
                (defn wait [] true)
                (defn dig [n] (if (= n 0) (do (println "begun") (while (wait) 1) 0) (+ 1 (dig (- n 1)))))
                (dig 2000)
                """);
    }

    @Test
    void aRecursiveFunctionIsReplacedBelowItself() throws Exception {
        endsAfter(
                "(defn turn [n] \"new\")",
                "\"new\"",
                """
                (defn turn [n] (turn (+ n 1)))
                (do (println "begun") (turn 0))
                """);
    }

    @Test
    void aMethodIsReplaced() throws Exception {
        endsAfter(
                "(impl Gate (defn open [&self] self.width))",
                "7",
                """
                (defstruct Gate [width])
                (impl Gate (defn open [&self] 0))
                (let [g (Gate :width 7)]
                  (println "begun")
                  (loop [] (let [w (.open &g)] (if (> w 0) w (recur)))))
                """);
    }

    @Test
    void aConstantThatStandsThereIsReplaced() throws Exception {
        endsAfter(
                "(defconst LIMIT i64 10)",
                "\"over\"",
                """
                (defconst LIMIT i64 1000000000000)
                (defn spin [] (loop [i 0] (if (> i LIMIT) "over" (recur (+ i 1)))))
                (do (println "begun") (spin))
                """);
    }

    @Test
    void aFunctionThatABuiltinCallsIsReplaced() throws Exception {
        endsAfter(
                "(defn go-on? [x] false)",
                "\"over\"",
                """
                (defn go-on? [x] true)
                (defn run [] (.find (.iter (range 0 i64::MAX)) (fn [x] (not (go-on? x)))) "over")
                (do (println "begun") (run))
                """);
    }

    @Test
    void macrosOfTheDefinitionAreExpanded() throws Exception {
        var running =
                start(
                        """
                        (defn limit [] 1000000000000)
                        (do (println "begun") (loop [i 0] (if (> i (limit)) "over" (recur (+ i 1)))))
                        """);
        assertEquals(
                List.of("ten"),
                define("(defmacro ten [] `(+ 5 5))").orElseThrow().definitions().stream()
                        .map(Definition::name)
                        .toList());
        assertTrue(define("(defn limit [] (ten))").orElseThrow().ok());
        ends("\"over\"", running);
    }

    @Test
    void aMistakeInTheDefinitionDisturbsNothing() throws Exception {
        var running =
                start(
                        """
                        (defn limit [] 1000000000000)
                        (do (println "begun") (loop [i 0] (if (> i (limit)) "over" (recur (+ i 1)))))
                        """);
        var mistake = define("(use nowhere::at-all)").orElseThrow();
        assertNotNull(mistake.error());
        assertEquals("undefined-name", mistake.error().error().code());
        assertEquals(Outcome.Status.ERROR, define("(defn limit)").orElseThrow().status());
        var looping = define("(defmacro m [] (loop [] (recur)))");
        assertTrue(looping.orElseThrow().ok());
        assertTrue(session.isEvaluating());
        assertTrue(define("(defn limit [] 10)").orElseThrow().ok());
        ends("\"over\"", running);
    }

    @Test
    void whatComputesAValueIsNotMadeMeanwhile() throws Exception {
        var running = start("(do (println \"begun\") (loop [] (recur)))");
        assertEquals(Optional.empty(), define("(+ 1 2)"));
        assertEquals(Optional.empty(), define("(def s (+ 1 2))"));
        assertEquals(Optional.empty(), define("(mod m (def s (+ 1 2)))"));
        session.cancel();
        assertEquals(Outcome.Status.CANCELLED, running.join().status());
        assertEquals(Optional.empty(), define("(+ 1 2)"));
        assertTrue(define("(defn f [] 1)").orElseThrow().ok());
    }

    @Test
    void aCancelDuringTheDefinitionEndsWhatRunsAndNotTheDefinition() throws Exception {
        var running = start("(do (println \"begun\") (loop [] (recur)))");
        session.addListener(
                new Session.Listener() {
                    @Override
                    public void defined(Definition definition) {
                        session.cancel();
                    }
                });
        assertTrue(define("(defn f [] 1)").orElseThrow().ok());
        assertEquals(Outcome.Status.CANCELLED, running.join().status());
        assertEquals("1", session.evaluate(forms("(f)").getFirst()).value());
    }

    @Test
    void aDefinitionThatIsCancelledEndsAlone() throws Exception {
        var running =
                start(
                        """
                        (defn limit [] 1000000000000)
                        (defmacro slow [] (do (println "expanding") (loop [] (recur))))
                        (do (println "begun") (loop [i 0] (if (> i (limit)) "over" (recur (+ i 1)))))
                        """);
        var defined = meanwhile(() -> define("(defn f [] (slow))"));
        while (!defined.isDone()) {
            session.cancelDefinition();
            Thread.onSpinWait();
        }
        assertEquals(Outcome.Status.CANCELLED, defined.join().orElseThrow().status());
        assertTrue(define("(defn limit [] 10)").orElseThrow().ok());
        ends("\"over\"", running);
    }

    @Test
    void callsThatAreCountedAreCountedOnce() throws Exception {
        session.setLimits(new Limits(LONG, 100_000_000, Limits.DEFAULT_DEPTH));
        endsAfter(
                "(defn stop? [] true)",
                "\"over\"",
                """
                (defn stop? [] false)
                (do (println "begun") (loop [] (if (stop?) "over" (recur))))
                """);
    }

    @Test
    void anEarlierVersionComesBackWhileALoopCallsIt() throws Exception {
        var running =
                start(
                        """
                        (defn stop? [] true)
                        (defn stop? [] false)
                        (do (println "begun") (loop [] (if (stop?) "over" (recur))))
                        """);
        var would = session.preview("", lowered("(defn stop? [] nil)"));
        assertEquals(3, would.getFirst().newVersion());
        var back = session.rollback("stop?", 1);
        assertNotNull(back);
        assertEquals(3, back.newVersion());
        ends("\"over\"", running);
    }

    private List<Stmt> lowered(String text) {
        try (var other = LiveSession.open(new OxurFrontend(), new CapturedOutput(), Limits.NONE)) {
            return other.expand("", forms(text).getFirst()).orElseThrow().stmts();
        }
    }

    @Test
    void nobodyWaitsForASessionThatIsClosed() throws Exception {
        var running = start("(do (println \"begun\") (loop [] (recur)))");
        var next = meanwhile(() -> session.evaluate(forms("(+ 1 2)").getFirst()));
        session.close();
        assertEquals(Outcome.Status.CANCELLED, running.join().status());
        var problem = assertThrows(CompletionException.class, next::join);
        assertTrue(String.valueOf(problem.getCause()).endsWith("the session is closed"));
        assertThrows(IllegalStateException.class, () -> define("(defn f [] 1)"));
        assertThrows(IllegalStateException.class, () -> session.rollback("f", 1));
    }
}
