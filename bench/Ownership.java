import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.oxur.engine.Limits;
import org.oxur.engine.LiveSession;
import org.oxur.engine.Session;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;

/// What ownership tracking costs one kernel: with borrows recorded and not recorded.
///
/// Both run in one process and take turns, run by run, so that whatever else the machine does meets both; each has all of the engine's classes for itself, so neither
/// sees what the other was compiled for. Processor time counts. `bench/ownership.sh` starts it for each kernel.
public final class Ownership {
    private static final String UNTRACKED = "oxur.untracked";

    private Ownership() {}

    public static void main(String[] args) throws Exception {
        var file = args[0];
        int runs = Integer.parseInt(args[1]);
        var call = "(kernel " + String.join(" ", Arrays.asList(args).subList(2, args.length)) + ")";
        var recorded = sides(file, call, false);
        var unrecorded = sides(file, call, true);
        var on = new long[runs];
        var off = new long[runs];
        for (int i = -runs; i < runs; i++) {
            long a;
            long b;
            if (i % 2 == 0) {
                a = recorded.getAsLong();
                b = unrecorded.getAsLong();
            } else {
                b = unrecorded.getAsLong();
                a = recorded.getAsLong();
            }
            // The first half warms up.
            if (i >= 0) {
                on[i] = a;
                off[i] = b;
            }
        }
        System.out.println(best(on) + " " + best(off));
        System.exit(0);
    }

    private static long best(long[] nanos) {
        return Arrays.stream(nanos).min().orElseThrow();
    }

    /// The engine loaded anew, with or without the recording of borrows.
    private static LongSupplier sides(String file, String call, boolean untracked) throws Exception {
        System.setProperty(UNTRACKED, String.valueOf(untracked));
        var path = System.getProperty("java.class.path").split(File.pathSeparator);
        var urls = new URL[path.length];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = Path.of(path[i]).toUri().toURL();
        }
        var loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
        var side =
                (LongSupplier)
                        loader.loadClass("Ownership$Timed")
                                .getConstructor(String.class, String.class)
                                .newInstance(file, call);
        // Whoever reads the property does so in the first run.
        side.getAsLong();
        return side;
    }

    /// A session that has the kernel loaded.
    public static final class Timed implements LongSupplier {
        private final Session session;
        private final String call;

        public Timed(String file, String call) throws IOException {
            this.call = call;
            var output = new Session.Output() {
                @Override
                public void out(String text) {}

                @Override
                public void err(String text) {
                    System.err.print(text);
                }
            };
            session = LiveSession.open(new OxurFrontend(), output, Limits.NONE);
            session.evaluate(new SourceText(file, Files.readString(Path.of(file))), _ -> {});
        }

        /// Nanoseconds of processor time that one run took.
        @Override
        public long getAsLong() {
            try {
                long before = processorNanos();
                var outcome = session.evaluate(new SourceText("call", call), _ -> {}).getFirst();
                if (outcome.error() != null) {
                    throw new IllegalStateException(String.valueOf(outcome.error()));
                }
                return processorNanos() - before;
            } catch (IOException e) {
                throw new IllegalStateException("needs Linux: processor times are read from /proc", e);
            }
        }

        private static long processorNanos() throws IOException {
            long sum = 0;
            try (var threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
                for (var thread : threads) {
                    var counts = Files.readString(thread.resolve("schedstat"));
                    sum += Long.parseLong(counts.substring(0, counts.indexOf(' ')));
                }
            }
            return sum;
        }
    }
}
