package org.oxur.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.oxur.engine.Outcome;
import org.oxur.engine.Session;
import org.oxur.frontend.ParsedText.SourceForm;
import org.oxur.text.SourceText;
import org.oxur.tier.Tier;

/// A definition takes effect in compiled code that runs, and a cancel ends it.
class RedefinedWhileRunningTest {
    private static final String SPIN =
            """
            (defn limit [] 1000000000000)
            (defn spin [n] (loop [i n] (if (> i (limit)) i (recur (+ i 1)))))
            (spin 1000000000001)
            """;

    /// A session whose last form runs.
    private record Running(Session session, CompletableFuture<Outcome> result)
            implements AutoCloseable {
        static Running start(Tier tier, String program) throws InterruptedException {
            var begun = new CountDownLatch(1);
            var output =
                    new Session.Output() {
                        @Override
                        public void out(String text) {
                            begun.countDown();
                        }

                        @Override
                        public void err(String text) {
                            throw new AssertionError(text);
                        }
                    };
            var session = TierRun.session(output, tier);
            var forms =
                    new ArrayList<>(session.frontend().parse(new SourceText("p", program)).forms());
            var last = forms.removeLast();
            for (var form : forms) {
                var outcome = session.evaluate(form);
                assertTrue(outcome.ok(), outcome::toString);
            }
            var result = CompletableFuture.supplyAsync(() -> session.evaluate(last));
            begun.await();
            return new Running(session, result);
        }

        Outcome define(String text) {
            return session.define("", form(text)).orElseThrow();
        }

        SourceForm form(String text) {
            return session.frontend().parse(new SourceText("d", text)).forms().getFirst();
        }

        @Override
        public void close() {
            session.close();
        }
    }

    private static void endsAfter(Tier tier, String program, String definition, String value)
            throws Exception {
        try (var running = Running.start(tier, program)) {
            assertTrue(running.define("(defn unused [] 1)").ok());
            assertTrue(running.define(definition).ok());
            var outcome = running.result().join();
            assertNull(outcome.error(), outcome::toString);
            assertEquals(value, outcome.value());
        }
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void aLoopCallsTheNewVersion(Tier tier) throws Exception {
        endsAfter(
                tier,
                SPIN + "(do (println \"begun\") (> (spin 0) 10))",
                "(defn limit [] 10)",
                "true");
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void aCalleeMayGiveAnotherKindOfValue(Tier tier) throws Exception {
        endsAfter(
                tier,
                """
                (defn go-on? [i] (< i 1000000000000))
                (defn run [n] (loop [i n] (if (go-on? i) (recur (+ i 1)) i)))
                (run 1000000000001)
                (do (println "begun") (match (catch-unwind (fn [] (run 0))) (Err _) "refused" _ "over"))
                """,
                "(defn go-on? [i] \"what?\")",
                "\"refused\"");
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void aCallOfACalleeIsReplaced(Tier tier) throws Exception {
        endsAfter(
                tier,
                """
                (defn step [] 0)
                (defn turn [n] (loop [i n] (if (= i 1) i (recur (step)))))
                (defn run [] (+ 1 (turn 0)))
                (turn 1)
                (do (println "begun") (run))
                """,
                "(defn step [] 1)",
                "2");
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void aConstantIsReplaced(Tier tier) throws Exception {
        endsAfter(
                tier,
                """
                (defconst LIMIT i64 1000000000000)
                (defn spin [n] (loop [i n] (if (> i LIMIT) true (recur (+ i 1)))))
                (spin 1000000000001)
                (do (println "begun") (spin 0))
                """,
                "(defconst LIMIT i64 10)",
                "true");
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void anEndlessLoopOfCallsEndsByARedefinition(Tier tier) throws Exception {
        endsAfter(
                tier,
                """
                (defn step [] 1)
                (defn run [] (while true (step)))
                (do (println "begun") (match (catch-unwind (fn [] (run))) (Err _) "over" _ "never"))
                """,
                "(defn step [] (panic \"enough\"))",
                "\"over\"");
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void whatRunsGoesOnWhereNothingOfItChanged(Tier tier) throws Exception {
        try (var running = Running.start(tier, SPIN + "(do (println \"begun\") (spin 0))")) {
            assertTrue(running.define("(defn unused [] 1)").ok());
            assertTrue(running.define("(defn unused [] 2)").ok());
            assertEquals(tier.word(), running.session().function("spin").tier());
            running.session().cancel();
            assertEquals(Outcome.Status.CANCELLED, running.result().join().status());
        }
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void aRunIsCancelledAfterADefinition(Tier tier) throws Exception {
        try (var running = Running.start(tier, SPIN + "(do (println \"begun\") (spin 0))")) {
            assertTrue(running.define("(defn limit [] 2000000000000)").ok());
            running.session().cancel();
            assertEquals(Outcome.Status.CANCELLED, running.result().join().status());
        }
    }
}
