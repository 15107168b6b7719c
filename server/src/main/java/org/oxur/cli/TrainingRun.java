package org.oxur.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Map;

/// The run from which the launcher makes the AOT cache: it does in one process, and quickly, what
/// most starts of Oxur do, so that their classes come out of the cache loaded and linked.
final class TrainingRun {
    private static final String[][] COMMANDS = {
        {"--version"},
        {"--help"},
        {"eval", "--help"},
        {"eval", "(+ 1 2)"},
        {
            "eval",
            "(defn fib [n] (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))",
            "(println \"{} {:?}\" (fib 15) (map (fn [x] (* x 2)) [1 2 3]))",
            "(match #{:a (Some \"b\")} #{:a (Some s)} (str s 1.5) _ nil)"
        }
    };

    private TrainingRun() {}

    public static void main(String[] args) {
        var nowhere = new PrintWriter(OutputStream.nullOutputStream());
        var console =
                new Console(
                        InputStream.nullInputStream(),
                        nowhere,
                        nowhere,
                        false,
                        false,
                        false,
                        Map.of());
        int failures = LspTraining.run();
        for (var command : COMMANDS) {
            failures += Main.execute(console, command);
        }
        // The launcher keeps no cache of a run that failed.
        System.exit(failures == 0 ? 0 : 1);
    }
}
