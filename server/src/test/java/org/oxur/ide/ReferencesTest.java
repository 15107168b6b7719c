package org.oxur.ide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.oxur.ide.Expect.expect;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ReferencesTest {
    private static void check(String text, Expect expected) {
        var fixture = Fixture.of(text);
        expected.is(
                References.at(fixture.snapshot(), fixture.analysis(), fixture.cursor()).stream()
                        .map(found ->
                                fixture.show(found.span())
                                        + (found.declaration()
                                                ? " declaration"
                                                : found.writes() ? " write" : "")
                                        + "\n")
                        .collect(Collectors.joining()));
    }

    @Test
    void aVariableIsNotTheOtherOfTheSameName() {
        check(
                """
                (let [mut n 1]
                  (set! n (+ n 1))
                  (let [n 5] n)
                  $0n)
                """,
                expect(
                        """
                        1:11 `n` declaration
                        2:9 `n` write
                        2:14 `n`
                        4:3 `n`
                        """));
    }

    @Test
    void aFunctionIsFoundInAllFilesAndMacros() {
        check(
                """
                (defn ar$0ea [w h] (* w h))
                (defmacro square [s] `(area ,s ,s))
                (square 2)
                (let [area 3] area)
                (area 1 2)
                (broken (area 1
                ;;- other.oxr
                (use main::area)
                (map area [1])
                """,
                expect(
                        """
                        1:7 `area` declaration
                        2:24 `area`
                        5:2 `area`
                        6:10 `area`
                        other.oxr 1:12 `area`
                        other.oxr 2:6 `area`
                        """));
    }

    @Test
    void aMacroIsFoundWhereItIsCalled() {
        check(
                """
                (defmacro my-u$0nless [t & b] `(if ,t nil (do ,@b)))
                (my-unless false 1)
                (defn f [] (my-unless true 2))
                """,
                expect(
                        """
                        1:11 `my-unless` declaration
                        2:2 `my-unless`
                        3:13 `my-unless`
                        """));
    }

    @Test
    void aFieldIsFoundInMakingMatchingAndReading() {
        check(
                """
                (defstruct Point [(x f64) y])
                (defn f [(p Point)] (match p (Point :x a :y _) (+ a p.$0x)))
                (Point :x 1.0 :y 2.0)
                """,
                expect(
                        """
                        1:20 `x` declaration
                        2:38 `x`
                        2:55 `x`
                        3:9 `x`
                        """));
    }

    @Test
    void namesInOrPatternsAreOne() {
        check(
                "(match s (or (A n) (B n)) (+ $0n 1) _ 0)",
                expect(
                        """
                        1:17 `n` declaration
                        1:23 `n`
                        1:30 `n`
                        """));
    }

    @Test
    void renamingChangesEveryPlace() {
        var fixture = Fixture.of("(defn f [x] (* $0x x))\n(let [x 1] x)\n");
        var edits =
                References.rename(
                        fixture.snapshot(), fixture.analysis(), fixture.cursor(), "width");
        assertEquals(
                "(defn f [width] (* width width))\n(let [x 1] x)\n",
                Formatting.apply(fixture.analysis().text().text(), edits));
        assertEquals(
                List.of(),
                References.rename(
                        fixture.snapshot(), fixture.analysis(), fixture.cursor(), "no name"));
    }
}
