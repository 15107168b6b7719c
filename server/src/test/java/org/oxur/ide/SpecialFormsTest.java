package org.oxur.ide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.oxur.builtin.Builtins;
import org.oxur.engine.Limits;
import org.oxur.engine.LiveSession;
import org.oxur.expect.CapturedOutput;
import org.oxur.expect.ExpectationRun;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;

/// What hover says of a special form is true.
final class SpecialFormsTest {
    @Test
    void everyExampleDoesWhatItSays() {
        var wrong = new ArrayList<String>();
        var output = new CapturedOutput();
        try (var session = LiveSession.open(new OxurFrontend(), output, Limits.NONE)) {
            for (var form : SpecialForms.all()) {
                var text =
                        "(defstruct Point [(x f64) (y f64)] :derive [Copy])\n(defenum Shape (Circle f64) Empty)\n(mod geometry (pub (defn area [w h] (* w h))))\n";
                ExpectationRun.of(new SourceText("before", text), session, output);
                var run =
                        ExpectationRun.of(
                                new SourceText(form.name(), form.example()), session, output);
                run.verdicts().stream()
                        .filter(verdict -> !verdict.passed())
                        .forEach(verdict -> wrong.add(form.name() + ": " + verdict));
                assertTrue(run.parsed().errors().isEmpty(), form.name());
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyExampleUsesItsForm() {
        for (var form : SpecialForms.all()) {
            boolean isPrefix = form.name().equals("quote") || form.name().startsWith("borrow");
            assertTrue(
                    isPrefix
                            || form.example().contains("(" + form.name() + " ")
                            || form.example().contains("(" + form.name() + ")"),
                    form.name());
            assertTrue(form.snippet().startsWith("(" + form.name()), form.name());
        }
    }

    @Test
    void theirNamesAreReserved() {
        assertNotNull(SpecialForms.named("let"));
        assertTrue(
                Builtins.functions().stream()
                        .noneMatch(function -> SpecialForms.isDefinition(function.name())));
    }
}
