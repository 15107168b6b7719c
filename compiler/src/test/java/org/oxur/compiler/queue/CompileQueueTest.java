package org.oxur.compiler.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.oxur.engine.Limits;
import org.oxur.engine.LiveSession;
import org.oxur.engine.Outcome;
import org.oxur.engine.Session;
import org.oxur.engine.SessionTiers;
import org.oxur.expect.CapturedOutput;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;
import org.oxur.tier.CompileJob;
import org.oxur.tier.CompileJob.State;
import org.oxur.tier.Forecast;
import org.oxur.tier.Promotion;
import org.oxur.tier.Standing;
import org.oxur.tier.Tier;
import org.oxur.tier.TierChange;
import org.oxur.tier.TierListener;

/// What is compiled next, and what is not any more.
final class CompileQueueTest {
    private static final Promotion WARM_AT_THREE = Promotion.AUTO.after(3, 1_000);

    private final SlowCompiler jit = new SlowCompiler(Tier.JIT, 1);
    private final SlowCompiler rust = new SlowCompiler(Tier.NATIVE, 8);
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Session session = open();

    private Session open() {
        var opened =
                LiveSession.open(
                        new OxurFrontend(),
                        new CapturedOutput(),
                        LiveSession.Input.NONE,
                        Limits.NONE,
                        new LiveSession.Tiers(
                                new CompileQueue(List.of(jit, rust), 1), WARM_AT_THREE));
        opened.tiers()
                .addListener(
                        new TierListener() {
                            @Override
                            public void job(CompileJob job) {
                                if (job.hasEnded()) {
                                    seen.add(job.function() + " " + job.state());
                                }
                            }

                            @Override
                            public void tier(TierChange change) {
                                seen.add(
                                        change.function()
                                                + ": "
                                                + change.from().word()
                                                + " → "
                                                + change.to().word()
                                                + " ("
                                                + change.reason()
                                                + ")");
                            }
                        });
        return opened;
    }

    @AfterEach
    void close() {
        session.close();
        jit.permits.release(100);
        rust.permits.release(100);
    }

    private void run(String text) {
        session.evaluate(
                new SourceText("program.oxr", text),
                outcome -> assertEquals(Outcome.Status.OK, outcome.status(), text));
    }

    private String value(String text) {
        var values = new CopyOnWriteArrayList<String>();
        session.evaluate(
                new SourceText("program.oxr", text),
                outcome -> values.add(String.valueOf(outcome.value())));
        return values.getLast();
    }

    private static void called(SlowCompiler compiler) {
        compiler.begun.acquireUninterruptibly();
    }

    @Test
    void theCallerCountsAndAWorkerCompiles() {
        run("(defn f [n] n) (f 1) (f 2)");
        assertEquals(List.of(), session.tiers().background().jobs());
        run("(f 3)");
        called(jit);
        assertEquals("4", value("(f 4)"));
        assertTrue(jit.threads.getFirst().startsWith("oxur-jit"), jit.threads.getFirst());
        jit.permits.release();
        run("(await-compile f)");
        assertEquals("42", value("(f 5)"));
        assertEquals(List.of("f: interpreted → jit (HOT)", "f DONE"), seen);
    }

    @Test
    void turnsOfLoopsWeighAsCalls() {
        run(
                """
                (defn up [n] (loop [i 0] (if (< i n) (recur (+ i 1)) i)))
                (defn down [n] (let [mut i n] (while (> i 0) (set! i (- i 1))) i))
                (defn each [n] (for [i (range 0 n)] i))
                """);
        for (var name : List.of("up", "down", "each")) {
            run("(" + name + " 100)");
            assertEquals(List.of(), session.tiers().background().jobs(), name);
            run("(" + name + " 1)");
            called(jit);
            jit.permits.release();
            assertEquals(":jit", value("(await-compile " + name + ")"));
        }
    }

    @Test
    void whatSomeoneAsksForComesBeforeWhatIsHotAndThatBeforeGuesses() {
        run("(defn g [n] n) (defn f [n] (if (= n 1) (g n) n)) (defn h [n] n) (defn asked [n] n)");
        run("(g 1) (h 1) (h 2) (asked 1) (f 1) (f 2) (f 3)");
        called(jit);
        run("(h 3)");
        session.tiers().set("asked", SessionTiers.Action.PROMOTE, Tier.JIT);
        jit.permits.release(4);
        run("(await-compile f) (await-compile h) (await-compile asked)");
        called(jit);
        called(jit);
        called(jit);
        assertEquals(
                List.of(List.of("f"), List.of("asked"), List.of("h"), List.of("g")), jit.batches);
    }

    @Test
    void whatAHotFunctionCallsIsCompiledBeforeItIsHotItself() {
        guess();
        assertTrue(seen.contains("g: interpreted → jit (HOT)"), seen.toString());
        run("(defn g [n] (+ n 1)) (g 1) (g 2)");
        assertEquals(new Forecast(1, 0, 1), session.tiers().background().forecast());
    }

    @Test
    void aGuessHasHitWhenTheFunctionIsHotItself() {
        guess();
        run("(g 2)");
        assertEquals(new Forecast(1, 0, 0), session.tiers().background().forecast());
        run("(g 3)");
        assertEquals(new Forecast(1, 1, 0), session.tiers().background().forecast());
    }

    /// `f` is hot, `g` was called once.
    private void guess() {
        run("(defn g [n] n) (defn f [n] (if (= n 1) (g n) n)) (f 1) (f 2) (f 3)");
        jit.permits.release(2);
        called(jit);
        run("(await-compile f)");
        called(jit);
        assertEquals(":jit", value("(await-compile g)"));
        assertEquals(new Forecast(1, 0, 0), session.tiers().background().forecast());
    }

    @Test
    void functionsThatWaitShareACrate() {
        run("(defn a [n] n) (defn b [n] n) (defn c [n] n)");
        run("(compile-async a)");
        called(rust);
        run("(compile-async b) (compile-async c)");
        rust.permits.release(2);
        run("(await-compile a) (await-compile b) (await-compile c)");
        assertEquals(List.of(List.of("a"), List.of("b", "c")), rust.batches);
        assertEquals(":native", value("(tier c)"));
    }

    @Test
    void aRedefinitionEndsWhatIsCompiledOfTheOldVersion() {
        run("(defn a [n] n) (defn b [n] n)");
        run("(compile-async a)");
        called(rust);
        run("(compile-async b)");
        run("(defn b [n] (+ n 1))");
        run("(defn a [n] (+ n 1))");
        assertEquals(List.of("b SUPERSEDED", "a SUPERSEDED"), seen);
        assertEquals(1, rust.cancelled);
        assertEquals(List.of(), session.tiers().background().jobs());
        assertEquals(List.of(List.of("a")), rust.batches);
    }

    @Test
    void aDefinitionThatIsEqualChangesNothing() {
        run("(defn a [n] n) (compile-async a)");
        called(rust);
        run("(defn a [n] n)");
        rust.permits.release();
        assertEquals(":native", value("(await-compile a)"));
        run("(defn a [n] n)");
        assertEquals(":native", value("(tier a)"));
        run("(compile-async a)");
        assertEquals(1, rust.batches.size());
    }

    @Test
    void jobsAreTakenBackPutFirstAndHeldUp() {
        run("(defn a [n] n) (defn b [n] n) (defn c [n] n) (a 1) (b 1) (c 1)");
        var background = session.tiers().background();
        background.pause(true);
        run("(a 1) (a 1) (b 1) (b 1) (c 1) (c 1)");
        var jobs = background.jobs();
        assertEquals(List.of("a", "b", "c"), jobs.stream().map(CompileJob::function).toList());
        assertTrue(background.boost(jobs.getLast().id()));
        assertEquals(1, background.cancel(jobs.getFirst().id()));
        assertEquals(
                List.of("c", "b"), background.jobs().stream().map(CompileJob::function).toList());
        background.pause(false);
        jit.permits.release(2);
        run("(await-compile b) (await-compile c)");
        assertEquals(List.of(List.of("c"), List.of("b")), jit.batches);
        assertEquals("a CANCELLED", seen.getFirst());
    }

    @Test
    void aPinnedFunctionStaysWhereItIs() {
        run("(defn a [n] n)");
        session.tiers().set("a", SessionTiers.Action.PIN, null);
        run("(a 1) (a 2) (a 3) (a 4)");
        assertEquals(List.of(), session.tiers().background().jobs());
        assertFalse(session.tiers().set("no-such", SessionTiers.Action.PIN, null).accepted());
    }

    @Test
    void whoHoldsAFunctionSaysWhere() {
        run("(defn a [n] n) (a 1)");
        var pinned = session.tiers().set("a", SessionTiers.Action.PIN, Tier.JIT);
        called(jit);
        assertEquals(session.tiers().background().jobs().getFirst().id(), pinned.jobId());
        jit.permits.release();
        assertEquals(":jit", value("(await-compile a)"));
        // Asked for: it goes up, and is held there.
        session.tiers().set("a", SessionTiers.Action.PROMOTE, null);
        called(rust);
        rust.permits.release();
        assertEquals(":native", value("(await-compile a)"));
        assertTrue(standing("a").pinned());
        assertFalse(
                session.tiers().set("a", SessionTiers.Action.PROMOTE, Tier.INTERPRETED).accepted());
        assertTrue(session.tiers().set("a", SessionTiers.Action.PIN, Tier.INTERPRETED).accepted());
        run("(a 1) (a 2) (a 3) (a 4)");
        assertEquals(":interpreted", value("(tier a)"));
        assertFalse(session.tiers().set("a", SessionTiers.Action.DEMOTE, Tier.JIT).accepted());
    }

    @Test
    void pinningTakesBackWhatIsHot() {
        run("(defn a [n] n) (a 1) (a 2) (a 3)");
        called(jit);
        session.tiers().set("a", SessionTiers.Action.PIN, null);
        assertEquals(List.of("a CANCELLED"), seen);
    }

    @Test
    void howLongItTakesIsKnownFromEarlierCompilations() {
        run("(defn a [n] n) (defn b [n] n) (defn c [n] n) (defn d [n] n)");
        for (var name : List.of("a", "b", "c")) {
            session.tiers().set(name, SessionTiers.Action.PROMOTE, Tier.JIT);
            called(jit);
            var job = session.tiers().background().jobs().getFirst();
            assertNull(job.expectedMillis());
            assertNull(job.percentage());
            assertNull(eta(name));
            jit.permits.release();
            run("(await-compile " + name + ")");
        }
        session.tiers().set("d", SessionTiers.Action.PROMOTE, Tier.JIT);
        called(jit);
        var job = session.tiers().background().jobs().getFirst();
        assertNotNull(job.expectedMillis());
        assertNotNull(job.percentage());
        assertNotNull(eta("d"));
        jit.permits.release();
        run("(await-compile d)");
    }

    private @Nullable Long eta(String name) {
        var next = standing(name).next();
        return next == null ? null : next.etaMillis();
    }

    private Standing standing(String name) {
        var function = session.function(name);
        assertNotNull(function);
        return function.standing();
    }

    @Test
    void aDemotedFunctionIsNotCompiledByWhatWasOnItsWay() {
        run("(defn a [n] n) (a 1) (a 2)");
        jit.permits.release();
        run("(a 3) (await-compile a) (compile-async a)");
        called(rust);
        session.tiers().set("a", SessionTiers.Action.DEMOTE, null);
        assertEquals(1, rust.cancelled);
        assertEquals(List.of(), session.tiers().background().jobs());
        run("(await-compile a) (a 4) (a 5) (a 6) (a 7)");
        assertEquals(":interpreted", value("(tier a)"));
        run("(defn a [n] (+ n 1))");
        assertEquals(
                List.of(
                        "a: interpreted → jit (HOT)",
                        "a DONE",
                        "a CANCELLED",
                        "a: jit → interpreted (PINNED)"),
                seen);
    }

    @Test
    void whatIsTakenBackBeforeItBeginsNeverBegins() {
        var states = new CopyOnWriteArrayList<State>();
        var background = session.tiers().background();
        session.tiers()
                .addListener(
                        new TierListener() {
                            @Override
                            public void job(CompileJob job) {
                                states.add(job.state());
                                if (job.state() == State.QUEUED) {
                                    assertEquals(1, background.cancel(job.id()));
                                }
                            }
                        });
        run("(defn a [n] n) (compile-async a)");
        run("(await-compile a)");
        assertEquals(List.of(State.QUEUED, State.CANCELLED), states);
        assertEquals(List.of(), rust.batches);
    }

    @Test
    void aClosedSessionCompilesNothing() {
        run("(defn a [n] n) (compile-async a)");
        called(rust);
        session.close();
        assertEquals(1, rust.cancelled);
        assertEquals(State.CANCELLED.toString(), seen.getFirst().split(" ")[1]);
    }
}
