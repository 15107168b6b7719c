import org.oxur.engine.LiveSession;
import org.oxur.engine.Limits;
import org.oxur.engine.Session;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;

/// Prints what values weigh: bytes of heap for each element of a vector of a million of them, the vector's own slot included.
///
///     java -XX:+UseSerialGC -cp server/target/oxur/oxur.jar bench/weights/Weights.java
public final class Weights {
    private static final int COUNT = 1_000_000;

    private static final String[][] VALUES = {
        {"i64 in a Vec of i64", "(let [mut v []] (for [i (range 0 N)] (push! v i)) v)"},
        {"f64 in a Vec of f64", "(let [mut v []] (for [i (range 0 N)] (push! v (as i f64))) v)"},
        {"bool in a Vec of bool", "(repeat false N)"},
        {"u8 in a Vec of u8", "(repeat 7u8 N)"},
        {"i32 in a Vec of i32", "(repeat 7i32 N)"},
        {"keyword", "(let [mut v []] (for [i (range 0 N)] (push! v :k)) v)"},
        {"String of 8 bytes", "(let [mut v []] (for [i (range 0 N)] (push! v (str 10000000))) v)"},
        {"tuple {i64 i64}", "(let [mut v []] (for [i (range 0 N)] (push! v {i i})) v)"},
        {"(Some i64)", "(let [mut v []] (for [i (range 0 N)] (push! v (Some i))) v)"},
        {"struct of two f64", "(let [mut v []] (for [i (range 0 N)] (push! v (Two :x 1.0 :y 2.0))) v)"},
        {"struct of two untyped fields", "(let [mut v []] (for [i (range 0 N)] (push! v (Pair :a i :b nil))) v)"},
        {"empty Vec", "(let [mut v []] (for [i (range 0 N)] (push! v [])) v)"},
        {"entry of a map from i64 to i64", "(let [mut m #{}] (for [i (range 0 N)] (insert! m i i)) m)"},
    };

    private Weights() {}

    public static void main(String[] args) {
        var output = new Session.Output() {
            @Override
            public void out(String text) {}

            @Override
            public void err(String text) {}
        };
        System.out.println("| value | bytes |");
        System.out.println("|---|---|");
        for (var value : VALUES) {
            // A session of its own for each: what is gone is gone.
            try (var session = LiveSession.open(new OxurFrontend(), output, Limits.NONE)) {
                run(session, "(defstruct Two [(x f64) (y f64)]) (defstruct Pair [a b]) (def held nil)");
                long before = used();
                run(session, "(def held " + value[1].replace("N", String.valueOf(COUNT)) + ")");
                System.out.printf("| %s | %.1f |%n", value[0], (used() - before) / (double) COUNT);
            }
        }
        System.exit(0);
    }

    private static void run(Session session, String text) {
        for (var outcome : session.evaluate(new SourceText("weights", text), _ -> {})) {
            if (outcome.error() != null) {
                throw new IllegalStateException(session.frontend().formatError(outcome.error(), false));
            }
        }
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
