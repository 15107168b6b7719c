package org.oxur.ide;

import static org.oxur.ide.Expect.expect;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class CompletionTest {
    private static void check(String text, int shown, Expect expected) {
        var fixture = Fixture.of(text);
        expected.is(
                Completion.at(fixture.snapshot(), fixture.analysis(), fixture.cursor()).stream()
                        .limit(shown)
                        .map(item ->
                                item.label()
                                        + " "
                                        + item.kind().name().toLowerCase(java.util.Locale.ROOT)
                                        + (item.detail().isEmpty() ? "" : " " + item.detail())
                                        + (item.snippet()
                                                ? " ⇒ " + item.insert().replace("\n", "⏎")
                                                : "")
                                        + "\n")
                        .collect(Collectors.joining()));
    }

    @Test
    void variablesInScopeComeFirst() {
        check(
                """
                (defn area [w h]
                  (let [{width deep} {1 2} other 3]
                    (for [w2 [1]]
                      (fn [wide] ($0
                """,
                8,
                expect(
                        """
                        wide variable
                        w2 variable
                        width variable
                        deep variable
                        other variable
                        w variable
                        h variable
                        area function (defn area [w h])
                        """));
    }

    @Test
    void aBindingIsNotSeenBeforeItStands() {
        check(
                "(let [first 1 second fi$0 third 3] 4)",
                1,
                expect(
                        """
                        first variable
                        """));
        check(
                "(let [first 1 second thir$0 third 3] 4)",
                1,
                expect(
                        """
                        """));
    }

    @Test
    void anArmSeesItsOwnPattern() {
        check(
                "(match s (Some value) val$0 (Err valley) 1)",
                1,
                expect(
                        """
                        value variable
                        """));
    }

    @Test
    void definitionsShowTheirSignatures() {
        check(
                "(defn total-area [w h] 1)\n(defconst TOTAL i64 3)\n(defn f [] (tot$0",
                2,
                expect(
                        """
                        total-area function (defn total-area [w h])
                        TOTAL constant (defconst TOTAL i64 3)
                        """));
    }

    @Test
    void aSpecialFormBringsItsSnippet() {
        check(
                "(defst$0)",
                1,
                expect(
                        """
                        defconst special (defconst NAME Type value) ⇒ defconst ${1:NAME} ${2:i64} ${0}
                        """));
        check(
                "(f defst$0)",
                1,
                expect(
                        """
                        defconst special (defconst NAME Type value) ⇒ (defconst ${1:NAME} ${2:i64} ${0})
                        """));
    }

    @Test
    void variantsFollowTheirEnum() {
        check(
                "(defenum Shape (Circle f64) Empty)\n(impl Shape (defn unit [] 1))\n(area Shape::$0)",
                9,
                expect(
                        """
                        Circle variant Shape::Circle f64
                        Empty variant Shape::Empty
                        unit method (defn unit [])
                        """));
    }

    @Test
    void fieldsFollowADot() {
        check(
                "(defstruct Point [(x f64) (y f64)])\n(defstruct Other [z])\n(defn f [(p Point)] p.$0)",
                9,
                expect(
                        """
                        x field Point: (x f64)
                        y field Point: (y f64)
                        """));
        check(
                "(defstruct Point [(x f64) (y f64)])\n(defstruct Other [z])\n(let [q (Point :x 1.0 :y 2.0)] q.$0)",
                9,
                expect(
                        """
                        x field Point: (x f64)
                        y field Point: (y f64)
                        """));
    }

    @Test
    void methodsFollowALeadingDot() {
        check(
                "(impl Point (defn norm [&self] 1) (defn make [] 1))\n(.norm$0)",
                9,
                expect(
                        """
                        norm method Point: (defn norm [&self])
                        is-normal method is-normal [x] -> bool
                        """));
    }

    @Test
    void keywordsAreThoseOfTheStructAndOfTheText() {
        check(
                "(defstruct Point [(x f64) y])\n[:inc :dec]\n(Point :$0)",
                9,
                expect(
                        """
                        :x field (x f64)
                        :y field y
                        :dec keyword
                        :inc keyword
                        """));
    }

    @Test
    void nothingIsOfferedInCommentsAndStrings() {
        check(
                "; le$0t\n",
                9,
                expect(
                        """
                        """));
        check(
                "(f \"le$0t\")",
                9,
                expect(
                        """
                        """));
    }

    @Test
    void otherModulesAreKnown() {
        check(
                "(geometry::$0)\n;;- src/geometry.oxr\n(defn area [w h] (* w h))",
                9,
                expect(
                        """
                        area function (defn area [w h])
                        """));
    }
}
