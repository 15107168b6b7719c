package org.oxur.compiler.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.oxur.compiler.jvm.JvmCompiler;
import org.oxur.compiler.rust.RustCompiler;
import org.oxur.engine.Limits;
import org.oxur.engine.LiveSession;
import org.oxur.engine.Outcome;
import org.oxur.engine.Session;
import org.oxur.expect.CapturedOutput;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;
import org.oxur.tier.Promotion;

/// Code of versions that nobody can call any more is given back.
@Tag("slow")
final class UnloadingTest {
    private static final int REDEFINITIONS = Integer.getInteger("oxur.redefinitions", 10_000);
    private static final int NATIVE_REDEFINITIONS = 40;

    @TempDir Path cache;

    private Session open() {
        return LiveSession.open(
                new OxurFrontend(),
                new CapturedOutput(),
                LiveSession.Input.NONE,
                Limits.NONE,
                new LiveSession.Tiers(
                        new CompileQueue(List.of(new JvmCompiler(), new RustCompiler(cache)), 1),
                        Promotion.AUTO.after(2, 1_000_000)));
    }

    private static String run(Session session, String text) {
        var last = new String[] {""};
        session.evaluate(
                new SourceText("program.oxr", text),
                outcome -> {
                    assertEquals(Outcome.Status.OK, outcome.status(), text);
                    last[0] = String.valueOf(outcome.value());
                });
        return last[0];
    }

    /// Bytes of the heap that are in use when there is nothing left to collect.
    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long classes() {
        System.gc();
        return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    }

    /// Nanoseconds of a call of `caller`, the best of many: the first are made before the JVM has
    /// compiled what was compiled. Long, so that reading the call counts for nothing.
    private static long callNanos(Session session) {
        assertEquals(":jit", run(session, "(tier caller)"));
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 300; i++) {
            long start = System.nanoTime();
            run(session, "(caller 1000000)");
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }

    @Test
    void aFunctionThatIsRedefinedTenThousandTimesLeavesNothingBehind() {
        try (var session = open()) {
            run(
                    session,
                    "(defn f [n] (+ n 7)) (defn caller [n] (loop [i 0 s 0] (if (< i n) (recur (+ i 1) (+ s (f i))) s)))");
            run(session, "(caller 10) (caller 10) (caller 10) (await-compile caller)");
            long quick = callNanos(session);
            long usedBefore = 0;
            long classesBefore = 0;
            for (int i = 1; i <= REDEFINITIONS; i++) {
                run(session, "(defn f [n] (+ n " + i + ")) (f 1) (f 2)");
                if (i % 10 == 0) {
                    run(session, "(caller 10) (await-compile f) (await-compile caller)");
                    assertEquals(
                            String.valueOf(45 + 10L * i), run(session, "(caller 10)"), "at " + i);
                }
                if (i == REDEFINITIONS / 10) {
                    usedBefore = used();
                    classesBefore = classes();
                }
            }
            run(session, "(caller 10) (caller 10) (caller 10) (await-compile caller)");
            long after = callNanos(session);
            long grown = used() - usedBefore;
            long more = classes() - classesBefore;
            System.out.printf(
                    "redefined %d times: heap %+d KB, classes %+d, a call takes %.2f of what it took%n",
                    REDEFINITIONS, grown / 1024, more, (double) after / quick);
            assertTrue(grown < 8_000_000, grown + " bytes more are in use");
            assertTrue(more < 300, more + " more classes are loaded");
        }
    }

    @Test
    void librariesOfOldVersionsAreClosed() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/maps")), "no /proc");
        try (var session = open()) {
            run(session, "(defn f [(n i64)] n)");
            try {
                run(session, "(compile f)");
            } catch (AssertionError noRustc) {
                Assumptions.abort("no rustc");
            }
            for (int i = 1; i <= NATIVE_REDEFINITIONS; i++) {
                run(session, "(defn f [(n i64)] (+ n " + i + ")) (compile f)");
                assertEquals(String.valueOf(1 + i), run(session, "(f 1)"));
            }
            // They are closed by a thread of the JVM's own, after a collection.
            long open = NATIVE_REDEFINITIONS;
            for (int i = 0; i < 200 && open > NATIVE_REDEFINITIONS / 4; i++) {
                System.gc();
                Thread.yield();
                open = libraries();
            }
            assertTrue(open <= NATIVE_REDEFINITIONS / 4, open + " libraries are loaded");
        }
    }

    private long libraries() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains(cache.toString()))
                    .map(line -> line.substring(line.indexOf('/')))
                    .distinct()
                    .count();
        }
    }
}
