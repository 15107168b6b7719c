import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.oxur.compiler.jvm.JvmCompiler;
import org.oxur.compiler.queue.CompileQueue;
import org.oxur.compiler.rust.RustCompiler;
import org.oxur.engine.LiveSession;
import org.oxur.engine.Limits;
import org.oxur.engine.Outcome;
import org.oxur.engine.Session;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;
import org.oxur.tier.Promotion;

/// Redefines functions while they run, for as long as one likes, and watches memory and results.
///
///     java OPTIONS -cp oxur.jar bench/Soak.java 30
///
/// One program runs all the time. It calls functions whose results say which version answered, and fails if one goes back to
/// an earlier version or if two functions of one definition disagree. Another thread redefines them. Each minute a line says what is in
/// use after a collection. Ends with 1 if a result was wrong.
public final class Soak {
    private static final String PROGRAM =
            """
            (defstruct Point [(x i64) (y i64)])
            (defn number [n] (+ n 1))
            (defn text [n] (str "v" 1 "-" n))
            (defn point [n] (Point :x n :y 1))
            (defn total [v] (let [mut s 1] (for [x v] (inc! s x)) (- s 6)))
            (defn round [i last]
              (let [k (- (number i) i)
                    s (text k)
                    p (point i)]
                (assert (>= k last) "number went back from {} to {}" last k)
                (assert (.starts-with s "v") "text gave {}" s)
                (assert (= p.x i) "point gave {}" p.x)
                (assert (>= (total &[1 2 3]) 1) "total gave less")
                k))
            (defn run [n last] (loop [i 0 k last] (if (< i n) (recur (+ i 1) (round i k)) k)))
            """;

    private Soak() {}

    public static void main(String[] args) throws Exception {
        var minutes = args.length > 0 ? Integer.parseInt(args[0]) : 30;
        var cache = Files.createTempDirectory("oxur-soak");
        var tiers =
                new LiveSession.Tiers(
                        new CompileQueue(List.of(new JvmCompiler(), new RustCompiler(cache))),
                        Promotion.AUTO);
        var output = new Session.Output() {
            @Override
            public void out(String text) {}

            @Override
            public void err(String text) {
                System.err.print(text);
            }
        };
        var failure = new AtomicReference<String>();
        var version = new AtomicInteger(1);
        try (var session = LiveSession.open(new OxurFrontend(), output, LiveSession.Input.NONE, Limits.NONE, tiers)) {
            evaluate(session, PROGRAM, failure);
            var end = Instant.now().plus(Duration.ofMinutes(minutes));
            var definer = Thread.ofPlatform().daemon().start(() -> {
                while (failure.get() == null && Instant.now().isBefore(end)) {
                    evaluate(session, definitions(version.get() + 1), failure);
                    version.incrementAndGet();
                    pause();
                }
            });
            long last = 1;
            long rounds = 0;
            var next = Instant.now();
            while (failure.get() == null && Instant.now().isBefore(end)) {
                last = Long.parseLong(evaluate(session, "(run 20000 " + last + ")", failure));
                rounds += 20_000;
                if (Instant.now().isAfter(next)) {
                    report(session, version.get(), rounds, cache);
                    next = next.plus(Duration.ofMinutes(1));
                }
            }
            definer.join();
            report(session, version.get(), rounds, cache);
            evaluate(session, "(assert-eq (number 0) " + version.get() + ")", failure);
        }
        System.out.println(failure.get() == null ? "all results were right" : failure.get());
        System.exit(failure.get() == null ? 0 : 1);
    }

    /// All of them at once, so that nobody can see one new and another old.
    private static String definitions(int version) {
        return """
                (defn number [n] (+ n %1$d))
                (defn text [n] (str "v" %1$d "-" n))
                (defn point [n] (Point :x n :y %1$d))
                (defn total [v] (let [mut s %1$d] (for [x v] (inc! s x)) (- s 6)))
                """
                .formatted(version);
    }

    private static String evaluate(Session session, String text, AtomicReference<String> failure) {
        var last = "0";
        for (var outcome : session.evaluate(new SourceText("soak.oxr", text), _ -> {})) {
            if (outcome.error() != null) {
                failure.compareAndSet(null, session.frontend().formatError(outcome.error(), false));
            } else if (outcome.status() == Outcome.Status.OK) {
                last = String.valueOf(outcome.value());
            }
        }
        return last;
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void report(Session session, int version, long rounds, Path cache) throws IOException {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
        var classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
        long libraries;
        try (var maps = Files.lines(Path.of("/proc/self/maps"))) {
            libraries = maps.filter(line -> line.contains(cache.toString())).map(line -> line.substring(line.indexOf('/'))).distinct().count();
        }
        var resident = Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmRSS")).findFirst().orElse("");
        var tiers = session.functions().stream().map(function -> function.name() + " " + function.tier()).toList();
        System.out.printf("%s  redefined %,d times, %,d rounds: heap %,d KB, resident %s, classes %,d, libraries %d, %s%n",
                Instant.now(), version, rounds, heap, resident.replaceAll("\\D+", ""), classes, libraries, tiers);
    }
}
