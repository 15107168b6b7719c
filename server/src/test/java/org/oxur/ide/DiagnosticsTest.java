package org.oxur.ide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.oxur.ide.Expect.expect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.oxur.text.SourceText;

final class DiagnosticsTest {
    private static void check(String text, Expect expected) {
        var fixture = Fixture.of(text);
        expected.is(
                Diagnostics.of(fixture.snapshot(), fixture.analysis()).stream()
                        .map(diagnostic -> show(fixture, diagnostic))
                        .collect(Collectors.joining()));
    }

    private static String show(Fixture fixture, Diagnostic diagnostic) {
        var severity =
                diagnostic.severity() == Diagnostic.Severity.ERROR
                        ? ""
                        : diagnostic.severity() + " ";
        var out =
                new StringBuilder(
                        fixture.show(diagnostic.span())
                                + " "
                                + severity
                                + diagnostic.code()
                                + ": "
                                + diagnostic.message()
                                + "\n");
        diagnostic
                .related()
                .forEach(related ->
                        out.append("  ")
                                .append(fixture.show(related.span()))
                                .append(' ')
                                .append(related.note())
                                .append('\n'));
        if (diagnostic.hint() != null) {
            out.append("  hint: ").append(diagnostic.hint()).append('\n');
        }
        return out.toString();
    }

    /// The language's own examples hold every mistake, each announced by an expectation: nothing
    /// else may be said of them but that a variable is unused.
    @TestFactory
    List<DynamicTest> nothingIsWrongInTheConformanceFiles() throws IOException {
        var folder = Path.of(System.getProperty("oxur.root"), "corpus/conformance");
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("(0\\d|10).*\\.oxr"))
                    .sorted()
                    .map(file ->
                            DynamicTest.dynamicTest(
                                    file.getFileName().toString(), () -> saysNothing(file)))
                    .toList();
        }
    }

    private static void saysNothing(Path file) throws IOException {
        var text = new SourceText(file.toString(), Files.readString(file));
        var snapshot = Snapshot.empty(new OxurLanguage()).with(text);
        var analysis = Fixture.analysis(snapshot, text);
        var said =
                Diagnostics.of(snapshot, analysis).stream()
                        .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
                        .map(diagnostic ->
                                diagnostic.span()
                                        + " "
                                        + diagnostic.code()
                                        + " "
                                        + diagnostic.message())
                        .toList();
        assertEquals(List.of(), said);
    }

    @Test
    void anUnclosedBracketLeavesTheRestOfTheFileAlone() {
        check(
                """
                (defn f [x] (+ x 1)
                (defn g [] (f 2))
                (h)
                """,
                expect(
                        """
                        1:1 `(` parse-error: unclosed `(`
                          1:19 `)` the form was read up to here
                          hint: up to the next form in column 0, or the end, `)` is missing
                        3:2 `h` undefined-name: `h` is not defined
                        """));
    }

    @Test
    void anUnknownNameIsCompared() {
        check(
                """
                (defn area [w h] (* w h))
                (aera 1 2)
                (let [width 2] (area widht 3))
                (defn later [] (earlier))
                (defn earlier [] (later))
                """,
                expect(
                        """
                        2:2 `aera` undefined-name: `aera` is not defined
                          hint: did you mean `area`?
                        3:7 `width` HINT unused-binding: `width` is never used
                          hint: write `_width` if that is meant
                        3:22 `widht` undefined-name: `widht` is not defined
                          hint: did you mean `width`?
                        """));
    }

    @Test
    void theNumberOfArgumentsIsCounted() {
        check(
                """
                (defn two [a b] [a b])
                (defn rest [a & more] [a more])
                (defenum Shape (Circle f64) Empty)
                (two 1)
                (rest)
                (rest 1 2 3)
                (Shape::Circle 1.0 2.0)
                (let [two (fn [] 1)] (two))
                """,
                expect(
                        """
                        4:2 `two` arity-mismatch: `two` takes 2 arguments, 1 was given
                          1:7 `two` defined here
                          hint: (defn two [a b])
                        5:2 `rest` arity-mismatch: `rest` takes at least 1 argument, 0 were given
                          2:7 `rest` defined here
                          hint: (defn rest [a & more])
                        7:2 `Shape::Circle` arity-mismatch: `Shape::Circle` takes 1 argument, 2 were given
                          3:17 `Circle` defined here
                          hint: Shape::Circle f64
                        """));
    }

    @Test
    void fieldsAndVariantsAreKnown() {
        check(
                """
                (defstruct Point [(x f64) (y f64)])
                (defenum Shape (Rect (w f64) (h f64)) Empty)
                (Point :x 1.0 :z 2.0)
                (Point :x 1.0)
                (Shape::Rect :w 1.0 :h 2.0)
                (Shape::Emtpy)
                (impl Point (defn sum [&self] (+ self.x self.yy)))
                (defn f [(p Point) q] [p.x p.zz q.anything])
                (match (Point :x 1.0 :y 2.0) (Point :x a :w b) [a b])
                (let [p (Point :x 1.0 :y 2.0)] (Point :x 3.0 .. p))
                """,
                expect(
                        """
                        3:15 `:z` unknown-field: no field `z` of `Point`
                          1:12 `Point` defined here
                        4:2 `Point` unknown-field: missing field `y` of `Point`
                          1:12 `Point` defined here
                          hint: (defstruct Point [(x f64) (y f64)])
                        6:9 `Emtpy` unknown-variant: `Shape` has no variant `Emtpy`
                          hint: did you mean `Shape::Empty`?
                        7:46 `yy` unknown-field: no field `yy` of `Point`
                          hint: did you mean `y`?
                        8:30 `zz` unknown-field: no field `zz` of `Point`
                        9:42 `:w` unknown-field: no field `w` of `Point`
                          1:12 `Point` defined here
                        """));
    }

    @Test
    void whatSurelyMovedIsNotUsedAgain() {
        check(
                """
                (defn eat [v] (len &v))
                (defn look [(v (& (Vec i64)))] (len v))
                (let [v [1 2]] (eat v) (eat v))
                (let [v [1 2] w v] (len &v) w)
                (let [v [1 2]] (if true (eat v) 0) (len &v))
                (let [v [1 2]] (when true (eat v) (eat v)))
                (let [mut v [1 2]] (eat v) (set! v [3]) (eat v))
                (let [n 1 m n] (+ n m))
                (let [v [1 2] f (fn move [] (len &v))] (f) (len &v))
                (let [v (str "a" "b") pair [v v]] pair)
                (let [v [1]] (while true (eat v)))
                (let [v [1] o (Some v)] (len &v) o)
                """,
                expect(
                        """
                        3:29 `v` use-after-move: use of moved value `v`
                          3:21 `v` value moved here
                          hint: lend it there with `&v`, or move a `(clone v)`
                        4:26 `v` use-after-move: use of moved value `v`
                          4:17 `v` value moved here
                          hint: lend it there with `&v`, or move a `(clone v)`
                        6:40 `v` use-after-move: use of moved value `v`
                          6:32 `v` value moved here
                          hint: lend it there with `&v`, or move a `(clone v)`
                        10:31 `v` use-after-move: use of moved value `v`
                          10:29 `v` value moved here
                          hint: lend it there with `&v`, or move a `(clone v)`
                        12:31 `v` use-after-move: use of moved value `v`
                          12:21 `v` value moved here
                          hint: lend it there with `&v`, or move a `(clone v)`
                        """));
    }

    @Test
    void onlyWhatIsMutableIsSet() {
        check(
                """
                (let [x 1] (set! x 2) x)
                (let [mut x 1] (set! x 2) x)
                (let [v [1]] (push! v 2))
                (defn f [v] (push! v 2))
                (let [v [1] r &mut v] (push! r 2))
                (def shared [1 2])
                (defn eat [v] v)
                (eat shared)
                (eat (clone shared))
                (for [i [1 2]] (inc! i))
                """,
                expect(
                        """
                        1:18 `x` immutable-assignment: `x` is not declared `mut`
                          1:7 `x` declared here
                          hint: declare it with `mut x`
                        3:21 `v` immutable-assignment: `v` is not declared `mut`
                          3:7 `v` declared here
                          hint: declare it with `mut v`
                        8:6 `shared` cannot-move: cannot move `shared` out of a static
                          6:6 `shared` defined here
                          hint: lend it with `&shared`, or copy it with `(clone shared)`
                        10:22 `i` immutable-assignment: `i` is not declared `mut`
                          10:7 `i` declared here
                          hint: declare it with `mut i`
                        """));
    }

    @Test
    void unusedVariablesAreFaded() {
        check(
                """
                (let [a 1 _b 2 c 3] c)
                (defn f [x] (match x (Some y) 1 {p _} p))
                (defn g [o] (match o (or (Some x) (Ok x)) x _ 0))
                (let [n 3] (println "{n}"))
                (dotimes [i 3] (println "again"))
                """,
                expect(
                        """
                        1:7 `a` HINT unused-binding: `a` is never used
                          hint: write `_a` if that is meant
                        2:28 `y` HINT unused-binding: `y` is never used
                          hint: write `_y` if that is meant
                        5:11 `i` HINT unused-binding: `i` is never used
                          hint: write `_i` if that is meant
                        """));
    }

    @Test
    void anIndexRightAfterANameIsNoElement() {
        check(
                """
                (def v [1 2])
                v
                v[0]
                v
                """,
                expect(
                        """
                        3:1 `v` parse-error: `v[0]` is two forms, a name and a vector
                          hint: an element is `(nth v 0)`; two values stand apart: `v [0]`
                        3:2 `[0]` parse-error: `v[0]` is two forms, a name and a vector
                          hint: an element is `(nth v 0)`; two values stand apart: `v [0]`
                        """));
    }

    @Test
    void formatStringsAreRead() {
        check(
                """
                (println "{} {}" 1)
                (println "{" 1)
                (format "{name}" :name 1)
                (println "{nobody}")
                """,
                expect(
                        """
                        1:10 `"{} {}"` parse-error: the format string asks for 2 arguments, but there is 1 argument
                          hint: each `{}` writes one argument: `(println "{} {}" a b)`
                        2:11 `{` parse-error: `{` is not closed in format string; write `{{` for the character
                        4:12 `nobody` undefined-name: `nobody` is not defined
                        """));
    }

    @Test
    void whatAnUnexpandedMacroWasGivenIsNotJudged() {
        check(
                """
                (defmacro all-of [& xs] (fold 0 (fn [acc x] `(+ ,acc ,x)) xs))
                (all-of a b (c d))
                (defmacro twice [x] `(do ,x ,x))
                (twice (nothing))
                """,
                expect(
                        """
                        4:9 `nothing` undefined-name: `nothing` is not defined
                        """));
    }

    @Test
    void anArgumentThatAMacroGivesBackIsJudged() {
        check(
                """
                (defmacro ident [x] x)
                (defn z [] (ident zzz))
                (defmacro rest-of [x & more] more)
                (rest-of 1 yyy)
                """,
                expect(
                        """
                        2:19 `zzz` undefined-name: `zzz` is not defined
                        """));
    }

    @Test
    void aMacroThatDefinesMakesUnknownNamesPossible() {
        check(
                """
                (defmacro def-all [& names] (cons 'do (map (fn [n] `(defn ,n [] 1)) names)))
                (def-all one two)
                (one)
                (three)
                """,
                expect(
                        """
                        """));
    }

    @Test
    void namesOfOtherFilesAreKnown() {
        check(
                """
                (use geometry::area)
                (use (geometry::perimeter :as around))
                (area 1 2)
                (around 1 2)
                (geometry::area 1)
                (geometry::volume 1)
                (use physics::*)
                (gravity 1)
                ;;- src/geometry.oxr
                (defn area [w h] (* w h))
                (defn perimeter [w h] (* 2 (+ w h)))
                """,
                expect(
                        """
                        5:2 `geometry::area` arity-mismatch: `geometry::area` takes 2 arguments, 1 was given
                          src/geometry.oxr 1:7 `area` defined here
                          hint: (defn area [w h])
                        6:12 `volume` undefined-name: `geometry::volume` is not defined
                        """));
    }

    @Test
    void modulesInAFileAreKnown() {
        check(
                """
                (mod geometry
                  (defn square [x] (* x x))
                  (pub (defn area [s] (square s))))
                (geometry::area 2)
                (geometry::aera 2)
                (use geometry::*)
                (square 2)
                """,
                expect(
                        """
                        5:12 `aera` undefined-name: `geometry::aera` is not defined
                        """));
    }

    @Test
    void aFormThatIsSaidToFailMayFail() {
        check(
                """
                (nowhere)  ;!> undefined-name
                (nowhere)  ;!> arity-mismatch
                """,
                expect(
                        """
                        2:2 `nowhere` undefined-name: `nowhere` is not defined
                        """));
    }

    @Test
    void whatTheSessionDefinesIsKnown() {
        var fixture =
                Fixture.of("(loaded-elsewhere 1)\n(not-there)\n")
                        .knowing(
                                new Snapshot.SessionFacts(
                                        java.util.Set.of("loaded-elsewhere"), java.util.Map.of()));
        var said =
                Diagnostics.of(fixture.snapshot(), fixture.analysis()).stream()
                        .map(Diagnostic::message)
                        .toList();
        assertEquals(List.of("`not-there` is not defined"), said);
    }

    @Test
    void macrosAreHygienic() {
        check(
                """
                (defmacro swap! [a b] `(let [tmp ,a] (set! ,a ,b) (set! ,b tmp)))
                (let [mut tmp 1 mut other 2] (swap! tmp other) {tmp other})
                (let [tmp 1 mut other 2] (swap! tmp other) {tmp other})
                """,
                expect(
                        """
                        3:33 `tmp` immutable-assignment: `tmp` is not declared `mut`
                          3:7 `tmp` declared here
                          hint: declare it with `mut tmp`
                        """));
    }
}
