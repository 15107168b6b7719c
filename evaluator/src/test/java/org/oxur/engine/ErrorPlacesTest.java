package org.oxur.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.oxur.error.Label;
import org.oxur.error.LanguageError;
import org.oxur.expect.CapturedOutput;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;

/// Where an error of everyday mistakes stands, and what is said to help.
class ErrorPlacesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "(defn f [total] (+ totl 1)) (f 1) | totl | did you mean `total`?",
                "(let [size 3] (map (fn [x] (* x szie)) [1])) | szie | did you mean `size`?",
                "(do (let [inner 1] inner) innre) | innre |",
                "(frobnicate 1) | frobnicate |",
                "(defstruct P [(x i64) (yy i64)]) (P :x 1 :yx 2) | :yx | did you mean `yy`?",
                "(defstruct P [(x i64) (y i64)]) (P :x 1 :z 2) | :z | its fields are `x`, `y`",
                "(defstruct P [(x i64)]) (P) | (P) | `:x value` gives it one",
                "(defstruct P [(x i64) (y i64)]) (P .. 1) | 1 |",
                "(defstruct P [(a i64) (b i64)]) (let [p (P :a 1 :b 2)] p.z) | p.z |"
                        + " its fields are `a`, `b`",
                "(defn area [(w f64) h] w) (area 2 3) | 2 | convert it with `(as … f64)`",
                "(defn g [(n i64)] (if (> n 0) (g 1.5) n)) (g 2) | 1.5 |"
                        + " convert it with `(as … i64)`",
                "(defn g [(n i64)] (if (> n 0) (recur 1.5) n)) (g 2) | 1.5 |"
                        + " convert it with `(as … i64)`",
                "(defn f [(n i64)] n) (f (Some 1)) | (Some 1) |"
                        + " `(? …)` or `(unwrap …)` takes its value out",
                "(+ 1 (parse \"1\" i64)) | (+ 1 (parse \"1\" i64)) |"
                        + " `(? …)` or `(unwrap …)` takes its value out",
                "(for [x 5] x) | 5 | `(range 0 n)` are the numbers below it",
                "(let [mut v [1 2]] (for [x &v] (push! v x))) | &v |",
                "(defenum S (C f64) (R (w f64) (h f64)) E) (S::R 1.0 2.0) | (S::R 1.0 2.0) |"
                        + " `(S::R :w … :h …)`",
                "(defenum Sh (Circle f64) Empty) (Sh::Circel 1.0) | Sh::Circel |"
                        + " did you mean `Sh::Circle`?",
                "(defenum Sh (Circle f64) Empty) Sh::Foo | Sh::Foo |"
                        + " its variants are `Circle`, `Empty`",
                "(defenum Sh (Circle f64) Empty) (Circle 1.0) | Circle |"
                        + " did you mean `Sh::Circle`?",
                "(.length [1 2]) | (.length [1 2]) | did you mean `.len`?",
                "(defstruct P [(x i64)]) (impl P (defn double [&self] 2)) (.duoble (P :x 1)) |"
                        + " (.duoble (P :x 1)) | did you mean `.double`?",
                "(let [s \"a\"] s.len) | s.len | the method is `(.len …)`",
                "(let [v [1]] (v 0)) | (v 0) | `(nth v i)` is an element of it",
                "(:a #{:a 1}) | (:a #{:a 1}) | `(get m k)` looks a key up in a map",
                "(let [{a b} 5] a) | 5 | where it may not fit, `if-let` or `match` tries it",
                "(match 5 1 2) | (match 5 1 2) | add an arm, or `_` for all other values",
                "(u8 5) | u8 | `(as x u8)` makes one of a number",
                "(== 1 1) | == | did you mean `=`?",
                "(as \"5\" i64) | (as \"5\" i64) | `(parse s i64)` reads one from a text",
                "(as 5 String) | (as 5 String) | `(to-string x)` makes one",
                "(fold + 0 [1 2]) | (fold + 0 [1 2]) | `fold [init f xs]`",
                "(len 1 2) | (len 1 2) | `len [&s]`",
                "(defn f [(v (& (Vec i64)))] v) (f [1 2]) | [1 2] | lend it with `&`",
                "(defn f [(v (& (Vec i64)))] v) (let [v [1]] (f v)) | v | lend it with `&v`",
                "(defn f [(s (& str))] s) (let [s (str 1)] (f s)) | s | lend it with `&s`",
                "(defn f [(v (&mut (Vec i64)))] v) (let [mut v [1]] (f v)) | v |"
                        + " lend it with `&mut v`",
                "(defn f [(v (&mut (Vec i64)))] v) (let [mut v [1]] (f &v)) | &v |"
                        + " lend it with `&mut v`",
                "(defn f [(v (& (Vec i64)))] v) (f [:a]) | [:a] |",
                "v[0] | [0] | an element is `(nth v 0)`; two values stand apart: `v [0]`",
                "(let [v [1 2]] (println v[0])) | [0] |"
                        + " an element is `(nth v 0)`; two values stand apart: `v [0]`",
                "(println \"{} {}\" 1) | \"{} {}\" |"
                        + " each `{}` writes one argument: `(println \"{} {}\" a b)`",
                "(nth \"abc\" 0) | (nth \"abc\" 0) |"
                        + " a char of it is `(.nth (.chars s) i)`, a part `(slice s from to)`",
                "(.map [1] (fn [x] x)) | (.map [1] (fn [x] x)) |"
                        + " an iterator has it: `(.map (.iter v) …)`; or the function `map [f xs & others]"
                        + " -> (Vec U)`",
                "(.filter \"ab\" is-digit) | (.filter \"ab\" is-digit) |"
                        + " an iterator has it: `(.filter (.chars s) …)`",
                "(use nothing::here) | nothing::here | there is no module `nothing`:"
                        + " `(mod nothing)` loads `nothing.oxr`, `(require-crate \"nothing\" …)` a crate",
                "(let [p {1 2}] p.2) | p.2 | its fields are `0`, `1`",
            })
    void aMistakeIsNamedWhereItWasMade(String program, String place, @Nullable String hint) {
        var error = error(program);
        assertEquals(place, error.span().text());
        assertEquals(hint, error.hint());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "(defn f [x] x) (f 1 2) | f: defined here",
                "(let [f (fn [x] x)] (f)) | (fn [x] x): defined here",
                "(let [s [1]] (for [i (range 0 2)] (drop s))) |"
                        + " s: moved here, in the turn of the loop before",
                "(let [s [1] t s] (drop s)) | s: value moved here",
                "(defn f [v] (push! v 1)) (let [v [1]] (f &v)) | v: lent for reading here",
                "(defn f [v] (set! (nth v 0) 1)) (let [v [1]] (f &v)) | v: lent for reading here",
                "(defn f [v] (inc! (deref v))) (let [v 1] (f &v)) | v: lent for reading here",
            })
    void aSecondPlaceExplainsIt(String program, String labels) {
        assertEquals(
                labels,
                error(program).labels().stream()
                        .map(ErrorPlacesTest::shown)
                        .collect(Collectors.joining("; ")));
    }

    private static String shown(Label label) {
        return label.span().text() + ": " + label.note();
    }

    private static LanguageError error(String program) {
        try (var session =
                LiveSession.open(new OxurFrontend(), new CapturedOutput(), Limits.NONE)) {
            var last = session.evaluate(new SourceText("t", program), _ -> {}).getLast();
            var panic = last.error();
            assertNotNull(panic, program);
            return panic.error();
        }
    }
}
