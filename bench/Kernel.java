import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
import org.oxur.tier.Tier;

/// Times one kernel file as the peers time theirs: `KERNEL checksum ns ns …`. `bench/run.mjs` starts it.
///
///     java -cp oxur.jar bench/Kernel.java bench/kernels/fib.oxr 2 5 35
public final class Kernel {
    /// Processor time of the whole process counts, not the clock: for machines that others use too.
    private static final boolean CPU = Boolean.getBoolean("bench.cpu");

    private Kernel() {}

    /// What executes the functions, as `oxur test --tier` says it: `-Dbench.tier=0`, `1`, `2` or `auto`; `jit` is `auto` without native code.
    private static LiveSession.Tiers tiers() {
        var tier = System.getProperty("bench.tier", "0");
        var promotion = switch (tier) {
            case "auto" -> Promotion.AUTO;
            // As `auto`, where there is no rustc.
            case "jit" -> new Promotion(Tier.JIT, false, 100, 10_000);
            case "0" -> Promotion.forced(Tier.INTERPRETED);
            case "1" -> Promotion.forced(Tier.JIT);
            case "2" -> Promotion.forced(Tier.NATIVE);
            default -> throw new IllegalArgumentException("no tier " + tier);
        };
        return new LiveSession.Tiers(new CompileQueue(List.of(new JvmCompiler(), new RustCompiler())), promotion);
    }

    /// Of all threads, as Linux accounts for them: the JVM itself counts in steps of 10 ms.
    private static long cpuNanos() throws IOException {
        if (!CPU) {
            return 0;
        }
        long sum = 0;
        try (var threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (var thread : threads) {
                try {
                    var counts = Files.readString(thread.resolve("schedstat"));
                    sum += Long.parseLong(counts.substring(0, counts.indexOf(' ')));
                } catch (NoSuchFileException ended) {
                    // A thread that has ended meanwhile takes the little it used with it.
                    continue;
                }
            }
        }
        return sum;
    }

    public static void main(String[] args) throws Exception {
        var file = Path.of(args[0]);
        int warmups = Integer.parseInt(args[1]);
        int runs = Integer.parseInt(args[2]);
        var call = "(kernel " + String.join(" ", Arrays.asList(args).subList(3, args.length)) + ")";
        var output = new Session.Output() {
            @Override
            public void out(String text) {}

            @Override
            public void err(String text) {
                System.err.print(text);
            }
        };
        try (var session = LiveSession.open(new OxurFrontend(), output, LiveSession.Input.NONE, Limits.NONE, tiers())) {
            for (var outcome : session.evaluate(new SourceText(file.toString(), Files.readString(file)), _ -> {})) {
                check(session, outcome);
            }
            var line = new StringBuilder(file.getFileName().toString().replace(".oxr", ""));
            for (int i = 0; i < warmups + runs; i++) {
                long before = cpuNanos();
                var outcome = session.evaluate(new SourceText("call", call), _ -> {}).getFirst();
                long used = cpuNanos() - before;
                check(session, outcome);
                if (i == 0) {
                    line.append(' ').append(outcome.value());
                }
                if (i >= warmups) {
                    line.append(' ').append(CPU ? used : outcome.elapsedNanos());
                }
            }
            System.out.println(line);
        }
        System.exit(0);
    }

    private static void check(Session session, Outcome outcome) {
        if (outcome.error() != null) {
            System.err.print(session.frontend().formatError(outcome.error(), false));
            System.exit(1);
        }
    }
}
