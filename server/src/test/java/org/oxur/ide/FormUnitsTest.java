package org.oxur.ide;

import static org.oxur.ide.Expect.expect;

import org.junit.jupiter.api.Test;
import org.oxur.ide.FormUnits.Unit;

final class FormUnitsTest {
    private static void check(Unit unit, String text, Expect expected) {
        var fixture = Fixture.of(text);
        var found =
                fixture.selections().isEmpty()
                        ? FormUnits.at(fixture.analysis(), fixture.cursor(), unit)
                        : FormUnits.selected(fixture.analysis(), fixture.selections().getFirst());
        expected.is(
                found.map(form ->
                                fixture.show(form.span())
                                        + " "
                                        + form.kind()
                                        + (form.definition() == null
                                                ? ""
                                                : " of " + form.definition())
                                        + (form.inComment() ? ", in a comment" : ""))
                        .orElse("nothing"));
    }

    @Test
    void theHeadOfAListMeansTheList() {
        check(
                Unit.FORM,
                "(+ (f$0ib 3) 1)",
                expect(
                        """
                        1:4 `(fib 3)` inner
                        """));
    }

    @Test
    void anArgumentMeansItself() {
        check(
                Unit.FORM,
                "(+ (fib n$0) 1)",
                expect(
                        """
                        1:9 `n` inner
                        """));
    }

    @Test
    void behindABracketTheFormThatEndsThereIsMeant() {
        check(
                Unit.FORM,
                "(+ (fib 3)$0 1)",
                expect(
                        """
                        1:4 `(fib 3)` inner
                        """));
        check(
                Unit.FORM,
                "(+ $0(fib 3) 1)",
                expect(
                        """
                        1:4 `(fib 3)` inner
                        """));
    }

    @Test
    void betweenTwoArgumentsTheListIsMeant() {
        check(
                Unit.FORM,
                "(+ 1  $0  2)",
                expect(
                        """
                        1:1 `(+ 1    2)` expression
                        """));
    }

    @Test
    void aPrefixBelongsToItsForm() {
        check(
                Unit.FORM,
                "(len &v$0)",
                expect(
                        """
                        1:6 `&v` inner
                        """));
    }

    @Test
    void theTopLevelFormHasItsDefinition() {
        check(
                Unit.TOP_LEVEL,
                "(pub (defn area [w h]\n  (* w $0h)))\n(area 1 2)",
                expect(
                        """
                        1:1 `(pub (defn area [w h]⏎  (* w h)))` definition of area
                        """));
    }

    @Test
    void behindAFormOnItsLineThatFormIsMeant() {
        check(
                Unit.TOP_LEVEL,
                "(area 1 2)  ;=> $02\n(area 3 4)",
                expect(
                        """
                        1:1 `(area 1 2)` expression, in a comment
                        """));
        check(
                Unit.TOP_LEVEL,
                "(area 1 2)\n$0\n(area 3 4)",
                expect(
                        """
                        nothing
                        """));
    }

    @Test
    void enclosingMeansTheInnermostBrackets() {
        check(
                Unit.ENCLOSING,
                "(let [x $01] x)",
                expect(
                        """
                        1:6 `[x 1]` inner
                        """));
    }

    @Test
    void toCursorBeginsAtTheTop() {
        check(
                Unit.TO_CURSOR,
                "(def a 1)\n(def b 2$0)\n(def c 3)",
                expect(
                        """
                        1:1 `(def a 1)⏎(def b 2)` text
                        """));
    }

    @Test
    void aSelectionMeansTheFormsItTouches() {
        check(
                Unit.FORM,
                "(def a 1)\n(de«f b 2)\n(d»ef c 3)\n(def d 4)",
                expect(
                        """
                        2:1 `(def b 2)⏎(def c 3)` text
                        """));
        check(
                Unit.FORM,
                "(f (g «1) 2» 3)",
                expect(
                        """
                        1:4 `(g 1) 2` text
                        """));
    }

    @Test
    void aBrokenFormIsStillAForm() {
        check(
                Unit.TOP_LEVEL,
                "(defn f [x] (+ x$0 1\n(defn g [] 1)",
                expect(
                        """
                        1:1 `(defn f [x] (+ x 1` definition of f
                        """));
    }
}
