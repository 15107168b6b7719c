package org.oxur.ide;

import static org.oxur.ide.Expect.expect;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class GoToDefinitionTest {
    private static void check(String text, Expect expected) {
        var fixture = Fixture.of(text);
        expected.is(
                GoToDefinition.at(fixture.snapshot(), fixture.analysis(), fixture.cursor()).stream()
                        .map(link -> fixture.show(link.targetName()) + "\n")
                        .collect(Collectors.joining()));
    }

    @Test
    void aShadowedNameLeadsToTheInnermost() {
        check(
                """
                (defn x [] 1)
                (let [x 2] (let [x 3] (+ $0x 1)))
                """,
                expect(
                        """
                        2:18 `x`
                        """));
    }

    @Test
    void aVariableOfACallGivenToAMacroIsTheCallers() {
        check(
                """
                (defmacro twice-let [a body] `(let [t ,a] ,body))
                (let [t 1] (twice-let 5 (+ $0t 1)))
                """,
                expect(
                        """
                        2:7 `t`
                        """));
    }

    @Test
    void aCalledMacroLeadsToItsDefinition() {
        check(
                """
                (defmacro my-or [a b] `(let [t ,a] (if t t ,b)))
                (my-$0or false true)
                """,
                expect(
                        """
                        1:11 `my-or`
                        """));
    }

    @Test
    void aVariantAndItsEnumAreApart() {
        check(
                """
                (defenum Shape (Circle f64) Empty)
                (Shape::Cir$0cle 1.0)
                """,
                expect(
                        """
                        1:17 `Circle`
                        """));
        check(
                """
                (defenum Shape (Circle f64) Empty)
                (match s (Sh$0ape::Circle r) r)
                """,
                expect(
                        """
                        1:10 `Shape`
                        """));
    }

    @Test
    void aFieldLeadsToTheStruct() {
        check(
                """
                (defstruct Point [(x f64) (y f64)])
                (impl Point (defn sum [&self] (+ self.x self.$0y)))
                """,
                expect(
                        """
                        1:28 `y`
                        """));
        check(
                """
                (defstruct Point [(x f64) (y f64)])
                (Point :$0x 1.0 :y 2.0)
                """,
                expect(
                        """
                        1:20 `x`
                        """));
    }

    @Test
    void aMethodLeadsToAllThatHaveIt() {
        check(
                """
                (deftrait Area (defn area [&self]))
                (impl Area Shape (defn area [&self] 1.0))
                (impl Area Point (defn area [&self] 0.0))
                (.ar$0ea x)
                """,
                expect(
                        """
                        3:24 `area`
                        2:24 `area`
                        1:22 `area`
                        """));
    }

    @Test
    void anImportLeadsToTheOtherFile() {
        check(
                """
                (use (geometry::area :as surface))
                (sur$0face 1 2)
                ;;- src/geometry.oxr
                (defn area [w h] (* w h))
                """,
                expect(
                        """
                        src/geometry.oxr 1:7 `area`
                        """));
    }

    @Test
    void aFormatStringHoldsNames() {
        check(
                "(let [name 1] (println \"hello {na$0me}\"))",
                expect(
                        """
                        1:7 `name`
                        """));
    }

    @Test
    void aClosureMayNameItself() {
        check(
                "(fn fact [n] (if (= n 0) 1 (* n (fa$0ct (- n 1)))))",
                expect(
                        """
                        1:5 `fact`
                        """));
    }

    @Test
    void aLoopsVariableIsFoundFromRecur() {
        check(
                "(loop [i 0] (if (< i 3) (recur (+ $0i 1)) i))",
                expect(
                        """
                        1:8 `i`
                        """));
    }
}
