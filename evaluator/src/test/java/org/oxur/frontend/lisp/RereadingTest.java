package org.oxur.frontend.lisp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.oxur.text.SourceText;

/// What is read again after an edit is what reading the whole text gives.
class RereadingTest {
    private static final List<String> PIECES =
            List.of(
                    "(defn f [x] (+ x 1))",
                    "(f 1)",
                    "[1 2.5 \"a\\n\"]",
                    "#{:a 1}",
                    "{1 'x'}",
                    "'(a b)",
                    "`(a ,b)",
                    "&mut x",
                    "#_ (gone)",
                    "; a comment",
                    " ;=> 3",
                    ";>> out",
                    "#| block |#",
                    "1",
                    ".5",
                    "abc",
                    "😀",
                    "\n",
                    "\n\n",
                    " ",
                    "(",
                    ")",
                    "\"",
                    ";",
                    "#|",
                    "|#",
                    "'",
                    "#_");

    @Test
    void equalsReadingAllOfIt() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 4_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(8); n >= 0; n--) {
                // Mostly what balances: only then something is taken over.
                text.append(PIECES.get(random.nextInt(random.nextInt(8) == 0 ? 28 : 20)));
                text.append(random.nextInt(4) == 0 ? "" : random.nextBoolean() ? " " : "\n");
            }
            var syntax = Syntax.of(new SourceText("t", text.toString()));
            for (int edits = 0; edits < 4; edits++) {
                int start = random.nextInt(text.length() + 1);
                int end = Math.min(text.length(), start + random.nextInt(4));
                var piece = PIECES.get(random.nextInt(PIECES.size()));
                var before = text.toString();
                text.replace(start, end, random.nextInt(3) == 0 ? "" : piece);
                var now = new SourceText("t", text.toString());
                syntax = syntax.edited(now);
                assertEquals(
                        said(Syntax.of(now)),
                        said(syntax),
                        "seed " + seed + "\nbefore\n" + before + "\nafter\n" + text);
            }
        }
    }

    @Test
    void aKeystrokeReadsNoMoreThanTheFormsBesideIt() {
        var text = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            text.append("(defn f").append(i).append(" [x] \"same ").append(i).append("\")\n");
        }
        var before = Syntax.of(new SourceText("t", text.toString()));
        int at = text.indexOf("same 50");
        var after = before.edited(new SourceText("t", text.insert(at, "not the ").toString()));
        int taken = 0;
        for (int i = 0; i < 100; i++) {
            taken += string(before, i) == string(after, i) ? 1 : 0;
        }
        assertEquals(98, taken);
        assertSame(after.source(), after.forms().getFirst().span().source());
    }

    private static Object string(Syntax syntax, int form) {
        return ((Form.Literal) syntax.forms().get(form).children().getLast()).lit();
    }

    private static String said(Syntax syntax) {
        var text = new StringBuilder();
        syntax.tokens().forEach(token -> text.append(token).append('\n'));
        syntax.forms().forEach(form -> say(form, syntax, text));
        syntax.errors().forEach(error -> text.append(error.message()).append(error.span().start()));
        for (var expectation : syntax.expectations()) {
            text.append(expectation)
                    .append(expectation.span().start())
                    .append(expectation.subject().start())
                    .append(expectation.subject().end())
                    .append('\n');
        }
        return text.toString();
    }

    private static void say(Form form, Syntax syntax, StringBuilder text) {
        assertSame(syntax.source(), form.span().source());
        text.append(form.getClass().getSimpleName())
                .append(form.span().start())
                .append(' ')
                .append(form.span().text())
                .append('\n');
        form.children().forEach(child -> say(child, syntax, text));
    }
}
