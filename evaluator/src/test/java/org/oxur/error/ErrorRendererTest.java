package org.oxur.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.oxur.testing.Expect.expect;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.oxur.testing.Expect;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

class ErrorRendererTest {
    private static void check(LanguageError error, Expect expected) {
        expected.matches(ErrorRenderer.render(error, false));
    }

    private static SourceText text(String... lines) {
        return new SourceText("test.oxr", String.join("\n", lines));
    }

    /// The first place of a part of the text, or of the n-th.
    private static Span at(SourceText source, String part, int occurrence) {
        int start = -1;
        for (int i = 0; i < occurrence; i++) {
            start = source.text().indexOf(part, start + 1);
        }
        return source.span(start, start + part.length());
    }

    private static Span at(SourceText source, String part) {
        return at(source, part, 1);
    }

    @Test
    void bothPlacesAndTheHint() {
        var source = text("(defn f [v]", "  (eat v)", "", "  (len v))");
        check(
                new BorrowError.UseAfterMove(at(source, "v", 3), "v", at(source, "v", 2)),
                expect(
                        """
                        error[use-after-move]: use of moved value `v`
                         --> test.oxr:4:8
                          |
                        2 |   (eat v)
                          |        - value moved here
                        ...
                        4 |   (len v))
                          |        ^
                          = help: lend it there with `&v`, or move a `(clone v)`
                        """));
    }

    @Test
    void twoPlacesInOneLineAndNoHint() {
        var source = text("(let [x (foo] 1)");
        check(
                new ReadError.Mismatched(at(source, "]"), "]", at(source, "(", 2)),
                expect(
                        """
                        error[parse-error]: `]` does not close `(`
                         --> test.oxr:1:13
                          |
                        1 | (let [x (foo] 1)
                          |             ^
                          |         - opened here
                        """));
    }

    @Test
    void tabsAndWideCharactersAreAligned() {
        var source = text("\t\"日本\" 😀\té (bad)");
        check(
                new ReadError.Malformed(at(source, "bad"), "no", null),
                expect(
                        """
                        error[parse-error]: no
                         --> test.oxr:1:12
                          |
                        1 |     "日本" 😀   é (bad)
                          |                    ^^^
                        """));
    }

    @Test
    void aSpanOfSeveralLinesShowsItsFirstAndLast() {
        var source = text("(a (b c", "    d", "", "  e) f)");
        check(
                new ReadError.Malformed(source.span(3, source.length() - 3), "too much", "less"),
                expect(
                        """
                        error[parse-error]: too much
                         --> test.oxr:1:4
                          |
                        1 | (a (b c
                          |    ^^^^
                        ...
                        4 |   e) f)
                          |   ^^
                          = help: less
                        """));
    }

    @Test
    void longLinesAreCutAroundThePlace() {
        var source = text("(" + "x ".repeat(200) + "wrong" + " y".repeat(200) + ")");
        check(
                new ReadError.Malformed(at(source, "wrong"), "wrong", null),
                expect(
                        """
                        error[parse-error]: wrong
                         --> test.oxr:1:402
                          |
                        1 | …x x x x x x x x x x x x x x x x x x x x wrong y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y y …
                          |                                          ^^^^^
                        """));
    }

    @Test
    void placesInSeveralTexts() {
        var source = text("", "", "", "", "", "", "", "", "", "(m 1)");
        var macro = new SourceText("macros.oxr", "(defmacro m [x] `(if))");
        check(
                new ExpandError.Failed(
                        at(source, "(m 1)"), "m", "malformed `if`", at(macro, "(if)")),
                expect(
                        """
                        error[macro-error]: macro `m` failed: malformed `if`
                          --> test.oxr:10:1
                           |
                        10 | (m 1)
                           | ^^^^^
                          ::: macros.oxr:1:18
                           |
                         1 | (defmacro m [x] `(if))
                           |                  ---- in the macro, here
                        """));
        check(
                new TypeError.NotCallable(
                        at(source, "(m 1)").from(at(macro, "(if)")), "an i64", null),
                expect(
                        """
                        error[not-callable]: an i64 is not a function
                          --> test.oxr:10:1
                           |
                        10 | (m 1)
                           | ^^^^^
                          ::: macros.oxr:1:18
                           |
                         1 | (defmacro m [x] `(if))
                           |                  ---- brought in by this macro, here
                        """));
    }

    @Test
    void theEndOfTheTextAndAnEmptyText() {
        var source = text("(a", "");
        check(
                new ReadError.Malformed(source.span(3, 3), "here it ends", null),
                expect(
                        """
                        error[parse-error]: here it ends
                         --> test.oxr:2:1
                          |
                        2 |
                          | ^
                        """));
        check(
                new ReadError.Malformed(text("").whole(), "nothing", null),
                expect(
                        """
                        error[parse-error]: nothing
                         --> test.oxr:1:1
                        """));
    }

    @Test
    void theStackTraceCountsWhatItLeavesOut() {
        var source = text("(defn f [n] (+ 1 (f n)))");
        var panic = new OxurPanic(new LimitError.RecursionLimit(at(source, "(f n)"), 1000));
        for (int i = 0; i < 3; i++) {
            panic.passed(new TraceFrame("f", 2, "interpreted", at(source, "(f n)")));
        }
        panic.passed(new TraceFrame("g", 1, "interpreted", at(source, "(+")));
        panic.passed(new TraceFrame("<top level>", 0, "", source.whole()));
        expect(
                        """
                        error[recursion-limit]: calls are nested deeper than 1000
                         --> test.oxr:1:18
                          |
                        1 | (defn f [n] (+ 1 (f n)))
                          |                  ^^^^^
                          = help: is there a case that ends the recursion? a call in tail position costs no depth
                          in f v2 (interpreted) at test.oxr:1:18, 3 times
                          in g v1 (interpreted) at test.oxr:1:13
                          in <top level> at test.oxr:1:1
                        """)
                .matches(ErrorRenderer.render(panic, false));
        for (int i = 0; i < 1000; i++) {
            panic.passed(new TraceFrame("f", 2, "interpreted", at(source, "(f n)")));
        }
        assertTrue(ErrorRenderer.render(panic, false).contains("… 941 more calls …"));
    }

    @Test
    void coloursAreAnsiAndOnlyWhenAsked() {
        var error = new ReadError.Malformed(at(text("(x)"), "x"), "no\u001b[2Jtricks", "h");
        assertTrue(
                ErrorRenderer.render(error, true)
                        .startsWith("\u001b[1;31merror[parse-error]\u001b[0m"));
        assertFalse(ErrorRenderer.render(error, true).contains("\u001b[2J"));
        assertFalse(ErrorRenderer.render(error, false).contains("\u001b"));
    }

    @Test
    void everySpanOfAnyTextCanBeShown() {
        for (var line :
                List.of(
                        "",
                        "a",
                        "\r\n",
                        "a\rb\n\n",
                        "😀\t\t日",
                        "\u0301x\u0000",
                        "\ud83d",
                        "x".repeat(300) + "\n😀")) {
            var source = text(line);
            for (int start = 0; start <= line.length(); start++) {
                for (int end = start; end <= line.length(); end += 1 + line.length() / 20) {
                    var shown =
                            ErrorRenderer.render(
                                    new ReadError.Malformed(source.span(start, end), "m"), false);
                    assertEquals('\n', shown.charAt(shown.length() - 1));
                }
            }
        }
    }
}
