package org.oxur.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.oxur.engine.Session;
import org.oxur.expect.CapturedOutput;
import org.oxur.text.SourceText;
import org.oxur.tier.Tier;

/// Functions become bytecode in the background, while the interpreter changes their nodes.
class MovingUpTest {
    private static final int VERSIONS = 200;

    /// Each argument of another kind than the last one fits the nodes anew, or the code.
    private static final List<String> ARGUMENTS =
            List.of("1", "2.5", "7i32", "3u8", "40", "0.25", "-9", "1i128");

    @Test
    void aFunctionMayChangeItsKindsWhileItIsCompiled() {
        try (var session = TierRun.session(new CapturedOutput(), TierRun.SOON)) {
            for (int version = 0; version < VERSIONS; version++) {
                var text = new StringBuilder(program(version));
                var expected = new ArrayList<String>();
                for (int i = 0; i < 4 * ARGUMENTS.size(); i++) {
                    var given = ARGUMENTS.get((i * (1 + version % 7) + version) % ARGUMENTS.size());
                    text.append("(f ").append(given).append(" &[").append(given).append("])\n");
                }
                try (var calm = TierRun.session(new CapturedOutput(), Tier.INTERPRETED)) {
                    expected.addAll(values(calm, text.toString()));
                }
                assertEquals(expected, values(session, text.toString()), () -> text.toString());
            }
        }
    }

    @Test
    void loopsGoOnInCompiledCodeWhereTheyAre() throws IOException {
        var text =
                Files.readString(
                        Path.of(
                                System.getProperty("oxur.root"),
                                "corpus/tiers/loops-that-move-up.oxr"));
        assertEquals(
                TierRun.of(text, Tier.INTERPRETED, true, new ArrayList<>()),
                TierRun.movingUp(text));
    }

    private static String program(int version) {
        return """
        (defn g [a b] (if (< a b) (+ a b) (- a b)))
        (defn f [x v]
          (let [mut s x
                k (fn [y] (g y x))]
            (for [e v] (set! s (+ (g s (deref e)) (k s))))
            (while (< s (+ x x)) (inc! s x))
            (str s "-%d")))
        """
                .formatted(version);
    }

    private static List<String> values(Session session, String text) {
        return session.evaluate(new SourceText("program.oxr", text), _ -> {}).stream()
                .map(outcome ->
                        outcome.error() == null
                                ? String.valueOf(outcome.value())
                                : outcome.error().getMessage())
                .toList();
    }
}
