package org.oxur.ide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.oxur.text.SourceText;

/// A keystroke looks at one form anew, and the result is as if all had been looked at.
final class ReanalysisTest {
    private static final EditorLanguage LANGUAGE = new OxurLanguage();

    private static String program(int lines) {
        var text =
                new StringBuilder(
                        "(defstruct Point [(x f64) (y f64)])\n(defmacro twice [x] `(do ,x ,x))\n");
        for (int i = 0; text.toString().lines().count() < lines; i++) {
            text.append(
                    """

                    (defn step-%d [n (p Point)]
                      "Does the step after %d."
                      (let [mut sum 0 width p.x]
                        (for [i (range 0 n)]
                          (when (= (%% i 2) 0)
                            (inc! sum (+ i 1))))
                        (match (Some sum)
                          (Some value) (+ value (step-%d (- n 1) p))
                          None (twice (println "{} {width}" sum)))))
                    (step-%d 3 (Point :x 1.0 :y 2.0))
                    """
                            .formatted(i, i - 1, Math.max(0, i - 1), i));
        }
        return text.toString();
    }

    private static Analysis analysis(String text, @Nullable Analysis previous) {
        return Analysis.of(new SourceText("main.oxr", text), LANGUAGE, previous);
    }

    @Test
    void whatDidNotChangeIsTakenOver() {
        var before = analysis("(defn f [x] x)\n(defn g [y] (f y))\n(f 1)\n", null);
        var after =
                Analysis.of(
                        new SourceText(
                                "main.oxr", "\n(defn f [x] x)\n(defn g [yy] (f yy))\n(f 1)\n"),
                        LANGUAGE,
                        before);
        assertSame(before.forms().get(0).facts(), after.forms().get(0).facts());
        assertSame(before.forms().get(2).facts(), after.forms().get(2).facts());
    }

    /// An edited text says what the same text says when it is opened anew.
    @Test
    void editsEndWhereOpeningBegins() throws IOException {
        var seed = Long.getLong("oxur.seed", 20_261_122L);
        var random = new Random(seed);
        var text =
                Files.readString(
                        Path.of(
                                System.getProperty("oxur.root"),
                                "corpus/conformance/07-macros.oxr"));
        var edited = analysis(text, null);
        for (int i = 0; i < 150; i++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(3));
            text =
                    text.substring(0, at)
                            + "()x`,[\n".charAt(random.nextInt(7))
                            + text.substring(end);
            edited = analysis(text, edited);
            assertEquals(said(analysis(text, null)), said(edited), "seed " + seed + ":\n" + text);
        }
    }

    private static String said(Analysis analysis) {
        var snapshot = Snapshot.empty(LANGUAGE).with(analysis.text());
        var diagnostics = Diagnostics.of(snapshot, analysis).stream().map(Diagnostic::toString);
        var facts = analysis.forms().stream().map(form -> form.node().start() + " " + form.facts());
        return Stream.concat(diagnostics, facts).collect(Collectors.joining("\n"));
    }

    /// Printed, not asserted: how long a keystroke in a file of 2,000 lines takes until
    /// diagnostics, colours and lenses are there.
    @Test
    void aKeystrokeInALongFileIsMeasured() {
        var text = program(2_000);
        @Nullable Analysis analysis = null;
        long best = Long.MAX_VALUE;
        long first = 0;
        for (int i = 0; i < 30; i++) {
            var edited = text.replace("(defn step-90 [n", "(defn step-90 [n" + "n".repeat(i));
            long start = System.nanoTime();
            analysis = Analysis.of(new SourceText("main.oxr", edited), LANGUAGE, analysis);
            var snapshot = Snapshot.empty(LANGUAGE).with(analysis.text());
            int found =
                    Diagnostics.of(snapshot, analysis).size()
                            + SemanticTokens.of(snapshot, analysis).size()
                            + CodeLenses.of(analysis).size();
            long nanos = System.nanoTime() - start;
            first = i == 0 ? nanos : first;
            best = found == 0 ? best : Math.min(best, nanos);
        }
        Logger.getLogger("org.oxur.ide")
                .info(
                        "2,000 lines: opened in %d ms, a keystroke %.1f ms"
                                .formatted(first / 1_000_000, best / 1e6));
    }
}
