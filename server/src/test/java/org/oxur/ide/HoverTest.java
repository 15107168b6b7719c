package org.oxur.ide;

import static org.oxur.ide.Expect.expect;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HoverTest {
    private static void check(String text, Expect expected) {
        check(Fixture.of(text), expected);
    }

    private static void check(Fixture fixture, Expect expected) {
        expected.is(
                Hover.at(fixture.snapshot(), fixture.analysis(), fixture.cursor())
                        .map(found -> fixture.show(found.span()) + "\n" + found.markdown())
                        .orElse("nothing"));
    }

    @Test
    void aFunctionShowsItsSignatureAndItsDocString() {
        check(
                """
                (defn area [(w f64) (h f64)] -> f64
                  "What a rectangle covers."
                  (* w h))
                (ar$0ea 2.0 3.0)
                """,
                expect(
                        """
                        4:2 `area`
                        ```oxur
                        (defn area [(w f64) (h f64)] -> f64)
                        ```
                        What a rectangle covers.
                        function
                        """));
    }

    @Test
    void aParameterShowsItsType() {
        check(
                "(defn area [(w f64) h] (* $0w h))",
                expect(
                        """
                        1:27 `w`
                        `w: f64`: a parameter
                        """));
    }

    @Test
    void aVariableSaysWhatItHolds() {
        check(
                "(let [mut xs [1 2]] (push! x$0s 3))",
                expect(
                        """
                        1:28 `xs`
                        `mut xs`: a variable (holds a vector)
                        """));
    }

    @Test
    void aSpecialFormShowsItsShapeAndAnExample() {
        check(
                "(le$0t [x 1] x)",
                expect(
                        """
                        1:2 `let`
                        ```oxur
                        (let [pattern value …] body…)
                        ```
                        Binds names for its body, each seen by the next. `mut name` can be set.
                        ```oxur
                        (let [x 1 y (+ x 1)] (* x y)) ;=> 2
                        ```
                        """));
    }

    @Test
    void aStaticShowsItsValueIfTheNodeToldIt() {
        check(
                Fixture.of("(def origin {0 0})\n(str $0origin)").knowing(origin(false)),
                expect(
                        """
                        2:6 `origin`
                        ```oxur
                        (def origin {0 0})
                        ```
                        static
                        ```oxur
                        ;=> {0 0}
                        ```
                        """));
    }

    private static Snapshot.SessionFacts origin(boolean stale) {
        var value = new Snapshot.SessionFacts.Value("{0 0}", stale);
        return new Snapshot.SessionFacts(
                Set.of("origin"), Map.of("main.oxr", Map.of("origin", value)));
    }

    @Test
    void aStaticThatWasChangedSinceShowsItsOldValueAsOld() {
        check(
                Fixture.of("(def origin {0 1})\n(str $0origin)").knowing(origin(true)),
                expect(
                        """
                        2:6 `origin`
                        ```oxur
                        (def origin {0 1})
                        ```
                        static
                        *before the last change*
                        ```oxur
                        ;=> {0 0}
                        ```
                        """));
    }

    @Test
    void aMethodShowsWhoHasIt() {
        check(
                """
                (defstruct Point [x y])
                (impl Point (defn norm [&self] "Its length." (+ self.x self.y)))
                (.no$0rm p)
                """,
                expect(
                        """
                        3:3 `norm`
                        ```oxur
                        (defn norm [&self])
                        ```
                        Its length.
                        method of `Point`
                        """));
    }

    @Test
    void aFieldIsKnownByTheTypeOfItsOwner() {
        check(
                """
                (defstruct Point [(x f64) y])
                (defstruct Other [x])
                (defn f [(p Point)] p.$0x)
                """,
                expect(
                        """
                        3:23 `x`
                        ```oxur
                        (x f64)
                        ```
                        field of `Point`
                        """));
    }

    @Test
    void aMacroSaysThatItIsOne() {
        check(
                """
                (defmacro unless-zero [n & body] `(if (= ,n 0) nil (do ,@body)))
                (unless$0-zero 1 2)
                """,
                expect(
                        """
                        2:2 `unless-zero`
                        ```oxur
                        (defmacro unless-zero [n & body])
                        ```
                        macro
                        expanded before its call runs; `(macroexpand '(unless-zero …))` shows what it becomes
                        """));
    }

    @Test
    void aDefinitionOfAnotherFileSaysWhere() {
        check(
                """
                (use geometry::area)
                (a$0rea 1 2)
                ;;- src/geometry.oxr
                (defn area [w h] (* w h))
                """,
                expect(
                        """
                        2:2 `area`
                        ```oxur
                        (defn area [w h])
                        ```
                        function in geometry.oxr
                        """));
    }

    @Test
    void whatIsNoNameIsNotExplained() {
        check(
                "(f \"te$0xt\")",
                expect(
                        """
                        nothing
                        """));
    }

    @Test
    void aBrokenFormStillExplainsItsWords() {
        check(
                """
                (defn area [w h] (* w h))
                (defn f [] (a$0rea 1
                """,
                expect(
                        """
                        2:13 `area`
                        ```oxur
                        (defn area [w h])
                        ```
                        function
                        """));
    }
}
