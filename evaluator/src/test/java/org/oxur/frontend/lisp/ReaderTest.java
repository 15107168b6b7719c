package org.oxur.frontend.lisp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.oxur.testing.Expect.expect;

import org.junit.jupiter.api.Test;
import org.oxur.testing.Expect;
import org.oxur.text.LineIndex;
import org.oxur.text.SourceText;

class ReaderTest {
    private static Syntax read(String text) {
        return Syntax.of(new SourceText("test.oxr", text));
    }

    /// Each form with its place, each error with its place, each expectation with its form.
    private static void check(String text, Expect expected) {
        var syntax = read(text);
        var lines = syntax.source().lines();
        var seen = new StringBuilder();
        for (var form : syntax.forms()) {
            seen.append(lines.position(form.span().start())).append(' ');
            seen.append(form.span().text().replace("\n", "⏎")).append('\n');
        }
        for (var error : syntax.errors()) {
            seen.append("error ").append(lines.position(error.span().start())).append(' ');
            seen.append(error.span().text()).append(": ").append(error.message()).append('\n');
        }
        for (var expectation : syntax.expectations()) {
            seen.append(expectation.kind()).append(' ').append(expectation.form());
            seen.append(" `").append(expectation.text()).append("` of ");
            seen.append(expectation.subject().text().replace("\n", "⏎")).append('\n');
        }
        expected.matches(seen.toString());
    }

    @Test
    void tokensOfEveryKind() {
        check(
                """
                nil -7 a-7 (- 7) 1_000 0xff 0b1010u8 2.5f32 1e-3 -inf
                \\a \\newline \\u{1F600} \\( \\😀 "a\\tb\\u{e9}" :one-for-one empty? push! geometry::area p.x .len ->>
                'x `(a ,b ,@c) &x &mut x & #{:a 1} {1 :a} [1]
                #_ (skipped) 5 #| block #| nested |# |# 6 #_ #_ a b 7
                """,
                expect(
                        """
                        1:1 nil
                        1:5 -7
                        1:8 a-7
                        1:12 (- 7)
                        1:18 1_000
                        1:24 0xff
                        1:29 0b1010u8
                        1:38 2.5f32
                        1:45 1e-3
                        1:50 -inf
                        2:1 \\a
                        2:4 \\newline
                        2:13 \\u{1F600}
                        2:23 \\(
                        2:26 \\😀
                        2:30 "a\\tb\\u{e9}"
                        2:43 :one-for-one
                        2:56 empty?
                        2:63 push!
                        2:69 geometry::area
                        2:84 p.x
                        2:88 .len
                        2:93 ->>
                        3:1 'x
                        3:4 `(a ,b ,@c)
                        3:16 &x
                        3:19 &mut x
                        3:26 &
                        3:28 #{:a 1}
                        3:36 {1 :a}
                        3:43 [1]
                        4:14 5
                        4:41 6
                        4:53 7
                        """));
    }

    @Test
    void malformedTokens() {
        check(
                """
                12abc 0xzz 9223372036854775808 300u8 1e999 \\bogus \\u{110000} \\u{d800} ::a "\\q" "\\u{zz}" {} #{:a} # . 5 (a #bad)
                """,
                expect(
                        """
                        1:102 5
                        error 1:1 12abc: `12abc` is not a number
                        error 1:7 0xzz: `0xzz` is not a number
                        error 1:12 9223372036854775808: `9223372036854775808` does not fit in i64
                        error 1:32 300u8: `300u8` does not fit in u8
                        error 1:38 1e999: `1e999` does not fit in f64
                        error 1:44 \\bogus: `\\bogus` is no character
                        error 1:51 \\u{110000}: U+110000 is no character
                        error 1:62 \\u{d800}: U+D800 is no character
                        error 1:71 ::a: `::a` is no keyword
                        error 1:76 \\q: unknown escape `\\q`
                        error 1:81 \\u{zz}: `\\u{…}` takes one to six hexadecimal digits
                        error 1:89 {}: `{}` is not a form
                        error 1:94 :a: this key of the map has no value
                        error 1:98 #: `#` begins no form
                        error 1:100 .: a lone `.` means nothing
                        error 1:107 #: `#` begins no form
                        """));
    }

    @Test
    void anUnclosedBracketIsNamedAndTheRestIsRead() {
        check(
                """
                (a)
                (defn f [x]
                  (+ x 1)
                (defn g [] "a string with
                (an opener in column 0")
                (h [1)
                (i 2)
                """,
                expect(
                        """
                        1:1 (a)
                        4:1 (defn g [] "a string with⏎(an opener in column 0")
                        7:1 (i 2)
                        error 2:1 (: unclosed `(`
                        error 6:6 ): `)` does not close `[`
                        """));
    }

    @Test
    void anUnclosedStringEndsAtTheNextForm() {
        check(
                """
                (def a "abc)
                (def b "x")
                (def c "y")
                """,
                expect(
                        """
                        2:1 (def b "x")
                        3:1 (def c "y")
                        error 1:8 ": unclosed `"`
                        """));
    }

    @Test
    void aCloserOfTheWrongKindBreaksItsFormOnly() {
        check(
                """
                (f (g 1] 2)
                (let [x (h) (i]) x)
                (j [1 2)) (k)
                (l)
                )
                (m) ] (n)
                'a (o ') (p #_) '
                """,
                expect(
                        """
                        4:1 (l)
                        6:1 (m)
                        6:7 (n)
                        7:1 'a
                        error 1:8 ]: `]` does not close `(`
                        error 2:15 ]: `]` does not close `(`
                        error 3:8 ): `)` does not close `[`
                        error 5:1 ): unexpected `)`
                        error 6:5 ]: unexpected `]`
                        error 7:7 ': `'` needs a form after it
                        error 7:13 #_: `#_` needs a form after it
                        error 7:17 ': `'` needs a form after it
                        """));
    }

    @Test
    void anUnclosedCommentIsNamed() {
        check(
                "(a) #| open\n(b)",
                expect(
                        """
                        1:1 (a)
                        error 1:5 #|: unclosed `#|`
                        """));
    }

    @Test
    void expectationsBelongToTheFormBefore() {
        check(
                """
                ;=> nothing before
                (fib 20)           ;=> 6765
                (println "hi")
                ;>> hi
                ;>> there
                (let [x 1] ;=> inside
                  x)
                (if                ;!> parse-error
                {}                 ;!> parse-error odd
                #_ (skipped) 5     ;=> 5
                (a) (b)            ;=> b
                """,
                expect(
                        """
                        2:1 (fib 20)
                        3:1 (println "hi")
                        6:1 (let [x 1] ;=> inside⏎  x)
                        10:14 5
                        11:1 (a)
                        11:5 (b)
                        error 8:1 (: unclosed `(`
                        error 9:1 {}: `{}` is not a form
                        VALUE 0 `6765` of (fib 20)
                        OUTPUT 1 `hi` of (println "hi")
                        OUTPUT 1 `there` of (println "hi")
                        ERROR -1 `parse-error` of (if
                        ERROR -1 `parse-error odd` of {}
                        VALUE 3 `5` of 5
                        VALUE 5 `b` of (b)
                        """));
    }

    @Test
    void placesAreExactAfterAstralCharacters() {
        var text = "\"😀é\" \\😀 (f 😀x)\n; 😀\n(g #bad)";
        var syntax = read(text);
        assertEquals("\"😀é\"", syntax.forms().get(0).span().text());
        assertEquals("\\😀", syntax.forms().get(1).span().text());
        assertEquals("(f 😀x)", syntax.forms().get(2).span().text());
        var call = syntax.forms().get(2).children().get(1).span();
        assertEquals("😀x", call.text());
        var lines = syntax.source().lines();
        assertEquals(13, lines.position(call.start(), LineIndex.Unit.UTF16).column());
        assertEquals(18, lines.position(call.start(), LineIndex.Unit.UTF8).column());
        assertEquals(11, lines.position(call.start(), LineIndex.Unit.CODE_POINT).column());
        assertEquals("#", syntax.errors().getFirst().span().text().substring(0, 1));
    }

    @Test
    void everyTokenStandsWhereItSays() {
        var text = "(a #| 😀 |# b) ; c\n#_ x 'y (\"open";
        var covered = new StringBuilder();
        int end = 0;
        for (var token : read(text).tokens()) {
            covered.append(text, end, token.start());
            covered.append(text, token.start(), token.end());
            end = token.end();
        }
        assertEquals(text, covered.toString());
    }
}
