package org.oxur.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.oxur.expect.CapturedOutput;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;

/// What an evaluation says of itself besides its value, its bounds, and what it would change.
class EvaluationFactsTest {
    private final Session session =
            LiveSession.open(new OxurFrontend(), new CapturedOutput(), Limits.NONE);

    private Outcome evaluate(String program) {
        return session.evaluate(new SourceText("facts", program), _ -> {}).getLast();
    }

    @Test
    void aValueHasATypeAndASize() {
        assertEquals("Vec", evaluate("[1 2 3]").type());
        assertEquals(3, evaluate("[1 2 3]").size());
        assertEquals("i64", evaluate("1").type());
        assertNull(evaluate("1").size());
        assertNull(evaluate("(/ 1 0)").type());
    }

    @Test
    void everyPhaseIsTimed() {
        var phases = evaluate("(defn f [n] (if (< n 1) 0 (f (- n 1))))\n[(f 10000)]").phases();
        assertTrue(phases.expandNanos() > 0, phases.toString());
        assertTrue(phases.checkNanos() > 0, phases.toString());
        assertTrue(phases.runNanos() > 0, phases.toString());
        assertTrue(phases.printNanos() > 0, phases.toString());
    }

    @Test
    void theHeapOfOneEvaluationCanBeBounded() {
        session.setLimits(new Limits(null, 0, Limits.DEFAULT_DEPTH, 8 << 20));
        var outcome = evaluate("(let [mut v []] (while true (push! v (str \"x\" (len &v)))))");
        assertNotNull(outcome.error());
        assertEquals("out-of-memory", outcome.error().error().code());
        assertEquals("3", evaluate("(+ 1 2)").value());
    }

    @Test
    void aFormOfAModuleSeesItsMacrosAndOthersDoNot() {
        evaluateIn("geometry", "(defmacro twice [e] `(do ,e ,e))");
        evaluateIn("geometry", "(pub (defn area [] (twice 4)))");
        assertEquals("4", evaluate("(geometry::area)").value());
        assertEquals("undefined-name", error("(twice 1)"));
        evaluate("(use geometry::twice)");
        assertEquals("1", evaluate("(twice 1)").value());
    }

    private String error(String program) {
        var panic = evaluate(program).error();
        return panic == null ? "none" : panic.error().code();
    }

    private void evaluateIn(String module, String program) {
        var form = session.frontend().parse(new SourceText("module", program)).forms().getFirst();
        assertTrue(session.evaluateIn(module, form).ok());
    }

    @Test
    void aPreviewSaysWhatWouldChangeAndChangesNothing() {
        evaluate("(defn f [x] 1)\n(defstruct P [x])\n(impl P (defn m [&self] 1))");
        assertEquals(
                List.of("f 1->1 SAME"),
                preview("(defn f [x] 1)"),
                "an equal definition is no change");
        assertEquals(List.of("f 1->2 BODY"), preview("(defn f [x] 2)"));
        assertEquals(List.of("f 1->2 SIGNATURE"), preview("(defn f [x y] 2)"));
        assertEquals(List.of("g 0->1 NEW"), preview("(defn g [] 2)"));
        assertEquals(List.of("P 1->2 BODY"), preview("(defstruct P [x y])"));
        assertEquals(
                List.of("P 0->1 NEW", "P::m 1->2 BODY"), preview("(impl P (defn m [&self] 2))"));
        assertEquals(
                List.of("geometry 0->1 NEW", "geometry::f 0->1 NEW"),
                preview("(mod geometry (defn f [] 1))"));
        assertEquals("1", evaluate("(f 1)").value());
    }

    private List<String> preview(String program) {
        var form = session.frontend().parse(new SourceText("preview", program)).forms().getFirst();
        return session.preview("", session.expander().expand(form).stmts()).stream()
                .map(change ->
                        "%s %d->%d %s"
                                .formatted(
                                        change.name(),
                                        change.oldVersion(),
                                        change.newVersion(),
                                        change.change()))
                .toList();
    }
}
