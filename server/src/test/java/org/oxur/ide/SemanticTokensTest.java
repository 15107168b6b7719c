package org.oxur.ide;

import static org.oxur.ide.Expect.expect;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SemanticTokensTest {
    private static void check(String text, Expect expected) {
        var fixture = Fixture.of(text);
        expected.is(
                SemanticTokens.of(fixture.snapshot(), fixture.analysis()).stream()
                        .map(token -> show(fixture, token))
                        .collect(Collectors.joining()));
    }

    private static String show(Fixture fixture, SemanticTokens.SemanticToken token) {
        var modifiers =
                token.modifiers().stream()
                        .sorted()
                        .map(modifier -> " " + modifier.lsp())
                        .collect(Collectors.joining());
        return fixture.analysis().text().text().substring(token.start(), token.end())
                + " "
                + token.type().lsp()
                + modifiers
                + "\n";
    }

    @Test
    void everyWordHasItsColour() {
        check(
                """
                ; a comment
                (defn area [(w f64) mut h] -> f64
                  (let [k :inc] (set! h 2.0) (foo "x" \\a nil k) (* w h)))
                """,
                expect(
                        """
                        ; a comment comment
                        defn keyword defaultLibrary
                        area function declaration
                        w parameter declaration
                        f64 type defaultLibrary
                        mut keyword
                        h parameter declaration mutable
                        -> operator
                        f64 type defaultLibrary
                        let keyword defaultLibrary
                        k variable declaration
                        :inc property
                        set! keyword defaultLibrary
                        h parameter mutable
                        2.0 number
                        "x" string
                        \\a string
                        nil keyword
                        k variable
                        * operator
                        w parameter
                        h parameter mutable
                        """));
    }

    @Test
    void typesVariantsAndFieldsAreApart() {
        check(
                """
                (defstruct Point [(x f64)])
                (defenum Shape (Circle f64) Empty)
                (defn f [(p Point)] (match p.x (Shape::Circle r) r _ (Point :x 1.0)))
                (def origin Shape::Empty)
                origin
                """,
                expect(
                        """
                        defstruct keyword defaultLibrary
                        Point struct declaration
                        x property declaration
                        f64 type defaultLibrary
                        defenum keyword defaultLibrary
                        Shape enum declaration
                        Circle enumMember declaration
                        f64 type defaultLibrary
                        Empty enumMember declaration
                        defn keyword defaultLibrary
                        f function declaration
                        p parameter declaration
                        Point struct
                        match keyword defaultLibrary
                        p parameter
                        x property
                        Shape enum
                        Circle enumMember
                        r variable declaration
                        r variable
                        Point struct
                        :x property
                        1.0 number
                        def keyword defaultLibrary
                        origin variable declaration readonly
                        Shape enum
                        Empty enumMember
                        origin variable readonly
                        """));
    }

    @Test
    void macrosAreCalledAsSuch() {
        check(
                """
                (defmacro twice [x] `(do ,x ,x))
                (twice (println "{}" 1))
                (mod m (pub (defn g [T] [(x T)] x)))
                (m::g 1)
                """,
                expect(
                        """
                        defmacro keyword defaultLibrary
                        twice macro declaration
                        ` operator
                        do keyword defaultLibrary
                        , operator
                        , operator
                        twice macro
                        println macro defaultLibrary
                        "{}" string
                        1 number
                        mod keyword defaultLibrary
                        m namespace declaration
                        pub keyword defaultLibrary
                        defn keyword defaultLibrary
                        g function declaration
                        x parameter declaration
                        T typeParameter
                        x parameter
                        m namespace
                        g function
                        1 number
                        """));
    }
}
