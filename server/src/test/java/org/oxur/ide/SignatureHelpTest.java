package org.oxur.ide;

import static org.oxur.ide.Expect.expect;

import org.junit.jupiter.api.Test;

final class SignatureHelpTest {
    private static void check(String text, Expect expected) {
        var fixture = Fixture.of(text);
        expected.is(
                SignatureHelp.at(fixture.snapshot(), fixture.analysis(), fixture.cursor())
                        .map(found ->
                                found.label()
                                        + " @ "
                                        + (found.active() < 0
                                                ? "none"
                                                : found.parameters().get(found.active())))
                        .orElse("nothing"));
    }

    @Test
    void theArgumentAtTheCursorIsMarked() {
        check(
                "(defn area [(w f64) h] (* w h))\n(area 1 $0)",
                expect(
                        """
                        (area (w f64) h) @ h
                        """));
        check(
                "(defn area [(w f64) h] (* w h))\n(area 1$0 2)",
                expect(
                        """
                        (area (w f64) h) @ (w f64)
                        """));
        check(
                "(defn area [(w f64) h] (* w h))\n(area 1 2 $0)",
                expect(
                        """
                        (area (w f64) h) @ none
                        """));
    }

    @Test
    void aRestParameterTakesAllThatFollow() {
        check(
                "(defn total [x & more] x)\n(total 1 2 3 $0",
                expect(
                        """
                        (total x & more) @ & more
                        """));
    }

    @Test
    void anUnknownCallIsPassedOver() {
        check(
                "(defn area [w h] 1)\n(area (unknown $0) 1)",
                expect(
                        """
                        (area w h) @ w
                        """));
    }

    @Test
    void aStructShowsItsFields() {
        check(
                "(defstruct Point [(x f64) y])\n(Point :x 1.0 $0)",
                expect(
                        """
                        (Point :x x :y y) @ :y y
                        """));
    }

    @Test
    void aSpecialFormShowsItsShape() {
        check(
                "(if true $0)",
                expect(
                        """
                        (if test then else) @ none
                        """));
    }
}
