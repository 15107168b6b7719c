package org.oxur.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.oxur.engine.Limits;
import org.oxur.engine.Outcome;
import org.oxur.engine.Session;
import org.oxur.expect.CapturedOutput;
import org.oxur.text.SourceText;
import org.oxur.tier.Tier;

/// A cancel and a time limit end compiled code, and nothing is broken afterwards.
final class EndingCompiledCodeTest {
    private static final String LOOPS =
            """
            (defn turns [(n i64)] -> i64 (loop [i 0] (if (= n 0) (recur (wrapping-add i 1)) i)))
            (defn calls [(n i64)] -> i64 (if (= n 0) (+ 1 (calls n)) n))
            (defn fib [(n i64)] -> i64 (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
            (turns 1)
            (fib 5)
            """;

    private static Outcome last(Session session, String text) {
        var outcomes = new CopyOnWriteArrayList<Outcome>();
        session.evaluate(new SourceText("program.oxr", text), outcomes::add);
        return outcomes.getLast();
    }

    private static String tierOf(Session session, String function) {
        return String.valueOf(last(session, "(tier " + function + ")").value());
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void aCancelEndsALoopWithoutEnd(Tier tier) {
        try (var session = TierRun.session(new CapturedOutput(), tier)) {
            assertEquals(Outcome.Status.OK, last(session, LOOPS).status());
            assertEquals(":" + tier.word(), tierOf(session, "turns"));
            for (var form : List.of("(turns 0)", "(fib 80)")) {
                var ended = CompletableFuture.supplyAsync(() -> last(session, form));
                while (!session.isEvaluating() && !ended.isDone()) {
                    Thread.onSpinWait();
                }
                while (!ended.isDone()) {
                    session.cancel();
                    Thread.onSpinWait();
                }
                assertEquals(Outcome.Status.CANCELLED, ended.join().status(), form);
                assertEquals("5", last(session, "(fib 5)").value());
            }
        }
    }

    /// Once, also where something is redefined afterwards.
    @ParameterizedTest
    @EnumSource(Tier.class)
    void whatIsPrintedIsSeenWhileItRuns(Tier tier) throws Exception {
        var seen = new Semaphore(0);
        var printed = new StringBuffer();
        var output =
                new Session.Output() {
                    @Override
                    public void out(String text) {
                        printed.append(text);
                        seen.release();
                    }

                    @Override
                    public void err(String text) {
                        throw new AssertionError(text);
                    }
                };
        var chatter =
                """
                (defn step [] 1)
                (defn chatter [(n i64)] -> i64
                  (println "begun {}" n)
                  (loop [i 0] (if (= n 0) (recur (wrapping-add i (step))) i)))
                (chatter 1)
                """;
        try (var session = TierRun.session(output, tier)) {
            assertEquals(Outcome.Status.OK, last(session, chatter).status());
            assertEquals(":" + tier.word(), tierOf(session, "chatter"));
            seen.acquire();
            var ended = CompletableFuture.supplyAsync(() -> last(session, "(chatter 0)"));
            seen.acquire();
            var step = new SourceText("d", "(defn step [] 2)");
            session.define("", session.frontend().parse(step).forms().getFirst());
            while (!ended.isDone()) {
                session.cancel();
                Thread.onSpinWait();
            }
            assertEquals(Outcome.Status.CANCELLED, ended.join().status());
            assertEquals("begun 1\nbegun 0\n", printed.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void aTimeLimitEndsALoopWithoutEnd(Tier tier) {
        try (var session = TierRun.session(new CapturedOutput(), tier)) {
            assertEquals(Outcome.Status.OK, last(session, LOOPS).status());
            session.setLimits(Limits.time(Duration.ofMillis(50)));
            for (var form : List.of("(turns 0)", "(fib 80)")) {
                assertEquals(Outcome.Status.TIMEOUT, last(session, form).status(), form);
            }
            session.setLimits(Limits.NONE);
            assertEquals("5", last(session, "(fib 5)").value());
            assertEquals(":" + tier.word(), tierOf(session, "fib"));
        }
    }

    /// No loop of the program's own is there to stop in.
    @ParameterizedTest
    @EnumSource(Tier.class)
    void aTimeLimitEndsWhatGoesThroughALongRange(Tier tier) {
        try (var session = TierRun.session(new CapturedOutput(), tier)) {
            for (var body :
                    List.of(
                            "(fold 0 (fn [a x] (bit-xor a (* x x))) (range 0 n))",
                            "(sum (.map (range 0 n) (fn [x] (% x 7))))",
                            "(.count (.filter (range 0 n) (fn [x] (> (deref x) 3))))",
                            "(len (collect (.filter (.rev (range 0 n)) (fn [x] (< (deref x) 0)))))")) {
                last(session, "(defn through [(n i64)] -> i64 " + body + ")");
                assertEquals(Outcome.Status.OK, last(session, "(through 10)").status(), body);
                session.setLimits(Limits.time(Duration.ofMillis(50)));
                var ended = last(session, "(through 1000000000000)");
                assertEquals(Outcome.Status.TIMEOUT, ended.status(), body);
                session.setLimits(Limits.NONE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void depthIsCountedInEachTier(Tier tier) {
        try (var session = TierRun.session(new CapturedOutput(), tier)) {
            assertEquals(Outcome.Status.OK, last(session, LOOPS).status());
            var error = last(session, "(calls 0)").error();
            assertEquals("recursion-limit", Objects.requireNonNull(error).error().code());
            assertEquals("5", last(session, "(fib 5)").value());
        }
    }
}
