package org.oxur.compiler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.oxur.expect.CapturedOutput;
import org.oxur.text.SourceText;
import org.oxur.tier.Tier;

/// A program for [NoFilesTest] to look at: defines, runs and redefines a hundred functions in Tiers
/// 0 and 1, three times, and opens the file that it is given after each.
final class WarmSession {
    private static final int FUNCTIONS = 100;

    private WarmSession() {}

    public static void main(String[] arguments) throws IOException {
        var mark = Path.of(arguments[0]);
        work(0);
        // What opening a file needs is there as well, then.
        Files.newByteChannel(mark).close();
        work(1);
        Files.newByteChannel(mark).close();
        work(2);
        Files.newByteChannel(mark).close();
        Runtime.getRuntime().halt(0);
    }

    private static void work(int round) {
        for (var tier : new Tier[] {Tier.INTERPRETED, Tier.JIT}) {
            try (var session = TierRun.session(new CapturedOutput(), tier)) {
                for (int i = 0; i < FUNCTIONS; i++) {
                    var name = "f" + i;
                    var text =
                            "(defn %s [n] (+ n %d)) (%s 1) (defn %s [n] (* n %d)) (%s 1)"
                                    .formatted(name, round, name, name, round, name);
                    for (var outcome :
                            session.evaluate(new SourceText("program.oxr", text), _ -> {})) {
                        if (outcome.error() != null) {
                            throw new IllegalStateException(outcome.error());
                        }
                    }
                }
            }
        }
    }
}
