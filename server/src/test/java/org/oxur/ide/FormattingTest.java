package org.oxur.ide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.oxur.ide.Expect.expect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.oxur.text.SourceText;

final class FormattingTest {
    private static void check(String text, Expect expected) {
        var fixture = Fixture.of(text);
        var edits =
                fixture.selections().isEmpty()
                        ? Formatting.of(fixture.analysis())
                        : Formatting.in(fixture.analysis(), fixture.selections().getFirst());
        var formatted = Formatting.apply(fixture.analysis().text().text(), edits);
        expected.is(formatted);
        if (fixture.selections().isEmpty()) {
            assertEquals(List.of(), Formatting.of(analysis(formatted)), "formatting twice");
        }
    }

    private static Analysis analysis(String text) {
        var source = new SourceText("main.oxr", text);
        return Fixture.analysis(Snapshot.empty(new OxurLanguage()).with(source), source);
    }

    @Test
    void bodiesAreIndentedByTwoAndArgumentsAligned() {
        check(
                """
                (defn fib [n]
                "Fibonacci numbers."
                      (if (<= n 1)
                n
                (+ (fib (- n 1))
                (fib (- n 2)))))
                (let [x 1
                y 2]
                (println "{}"
                x)
                (list
                x
                y))
                """,
                expect(
                        """
                        (defn fib [n]
                          "Fibonacci numbers."
                          (if (<= n 1)
                              n
                              (+ (fib (- n 1))
                                 (fib (- n 2)))))
                        (let [x 1
                              y 2]
                          (println "{}"
                                   x)
                          (list
                           x
                           y))
                        """));
    }

    @Test
    void commentsAndBlankLinesStay() {
        check(
                """
                ; at the top


                (defn f [x]   ; why
                              ; and more
                    ; inside

                  x)     ;=> 1
                     ;=> 2
                #_ (hidden
                   form)
                #| a
                     block |#
                (f
                  ; before a closer
                  )
                """,
                expect(
                        """
                        ; at the top


                        (defn f [x]   ; why
                                      ; and more
                          ; inside

                          x)     ;=> 1
                             ;=> 2
                        #_ (hidden
                            form)
                        #| a
                             block |#
                        (f
                         ; before a closer
                         )
                        """));
    }

    @Test
    void closersFollowWhatTheyClose() {
        check(
                """
                (defn f [ x ]
                  (g x
                  )
                )
                ( f 1 )(f 2)
                [1   2
                 3 ]
                """,
                expect(
                        """
                        (defn f [x]
                          (g x))
                        (f 1) (f 2)
                        [1   2
                         3]
                        """));
    }

    @Test
    void everyFormHasItsLayout() {
        check(
                """
                (match v
                (Some x)
                x
                None 0)
                (cond
                (= 1 2) :a
                else :b)
                (loop 'outer [i 0]
                (recur (+ i 1)))
                (impl Area Shape
                (defn area [&self]
                1.0))
                (defmacro my-when [test & body]
                `(if ,test
                (do ,@body)))
                (my-when true
                1)
                #{:a 1
                :b 2}
                '(a b
                c)
                (-> x
                (f 1)
                g)
                ((f 1)
                2)
                (defstruct Point
                [(x f64)
                (y f64)])
                """,
                expect(
                        """
                        (match v
                          (Some x)
                          x
                          None 0)
                        (cond
                          (= 1 2) :a
                          else :b)
                        (loop 'outer [i 0]
                          (recur (+ i 1)))
                        (impl Area Shape
                          (defn area [&self]
                            1.0))
                        (defmacro my-when [test & body]
                          `(if ,test
                               (do ,@body)))
                        (my-when true
                          1)
                        #{:a 1
                          :b 2}
                        '(a b
                            c)
                        (-> x
                            (f 1)
                            g)
                        ((f 1)
                         2)
                        (defstruct Point
                          [(x f64)
                           (y f64)])
                        """));
    }

    @Test
    void brokenFormsAreLeftAlone() {
        check(
                """
                (defn f [x]
                x)
                (defn broken [x
                     (g 1)
                (defn h [x]
                x)
                   (f 1))
                """,
                expect(
                        """
                        (defn f [x]
                          x)
                        (defn broken [x
                             (g 1)
                        (defn h [x]
                          x)
                           (f 1))
                        """));
    }

    @Test
    void stringsKeepTheirLines() {
        check(
                "(println\n\"one\n      two\"\n3)\n",
                expect(
                        """
                        (println
                         "one
                              two"
                         3)
                        """));
    }

    @Test
    void aRangeLeavesTheOtherLines() {
        check(
                """
                (defn f [x]
                x)
                (defn g [x]
                «(h x
                x»)
                x)
                """,
                expect(
                        """
                        (defn f [x]
                        x)
                        (defn g [x]
                          (h x
                             x)
                        x)
                        """));
    }

    /// Programs that people laid out by hand with care stay as they are.
    @Test
    void wellWrittenFilesStay() throws IOException {
        var root = Path.of(System.getProperty("oxur.root"));
        for (var folder : List.of("corpus/conformance/vision", "bench/kernels", "examples")) {
            try (var files = Files.list(root.resolve(folder))) {
                for (var file :
                        files.filter(file -> file.toString().endsWith(".oxr")).sorted().toList()) {
                    var text = Files.readString(file);
                    assertEquals(
                            text,
                            Formatting.apply(text, Formatting.of(analysis(text))),
                            file.toString());
                }
            }
        }
    }

    /// Whatever stands in a text, formatting it changes no token, and formatting it again changes
    /// nothing.
    @Test
    void formattingNeverChangesWhatIsRead() throws IOException {
        var texts = new ArrayList<String>();
        try (var files =
                Files.list(Path.of(System.getProperty("oxur.root"), "corpus/conformance"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".oxr")).sorted().toList()) {
                texts.add(Files.readString(file));
            }
        }
        long seed = Long.getLong("oxur.seed", 20_261_122L);
        var random = new Random(seed);
        for (int i = 0; i < 400; i++) {
            var text = mutated(texts.get(random.nextInt(texts.size())), random);
            var before = analysis(text);
            var formatted = Formatting.apply(text, Formatting.of(before));
            var after = analysis(formatted);
            assertEquals(keys(before), keys(after), () -> "seed " + seed + ":\n" + text);
            assertEquals(
                    List.of(),
                    Formatting.of(after),
                    () -> "seed " + seed + ", not stable:\n" + text);
        }
    }

    private static List<Object> keys(Analysis analysis) {
        return analysis.parsed().forms().stream().map(form -> form.contentKey()).toList();
    }

    /// A part of a text with its white space and brackets in disorder.
    private static String mutated(String text, Random random) {
        int start = random.nextInt(text.length());
        var out = new StringBuilder(text.substring(start, Math.min(text.length(), start + 600)));
        for (int i = 0; i < 12; i++) {
            int at = random.nextInt(out.length());
            var piece =
                    List.of(
                                    "\n", "   ", "\n\n  ", " ", "(", ")", "]", "; c\n", "#| b |#",
                                    "\t", "'", "&", "\"", "\r\n", "\u00a0")
                            .get(random.nextInt(15));
            if (random.nextBoolean() || Character.isWhitespace(out.charAt(at))) {
                out.insert(at, piece);
            } else {
                out.deleteCharAt(at);
            }
        }
        return out.toString();
    }
}
