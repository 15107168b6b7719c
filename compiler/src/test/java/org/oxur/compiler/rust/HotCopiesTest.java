package org.oxur.compiler.rust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.oxur.compiler.queue.CompileQueue;
import org.oxur.engine.Limits;
import org.oxur.engine.LiveSession;
import org.oxur.engine.Outcome;
import org.oxur.expect.CapturedOutput;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;
import org.oxur.tier.Promotion;

/// What is merely hot is not made slower: native code that copies its arguments at each call is
/// made only where someone asks for it.
final class HotCopiesTest {
    @Test
    void whatIsHotAndWouldBeCopiedStays() {
        var output = new CapturedOutput();
        var session =
                LiveSession.open(
                        new OxurFrontend(),
                        output,
                        LiveSession.Input.NONE,
                        Limits.NONE,
                        new LiveSession.Tiers(
                                new CompileQueue(List.of(new RustCompiler()), 1),
                                Promotion.AUTO.after(2, 5)));
        try (session) {
            var values = new ArrayList<String>();
            session.evaluate(
                    new SourceText(
                            "program.oxr",
                            """
                            (defn second [v] (nth v 1))
                            (for [_ (range 0 20)] (second &[1 2 3]))
                            (await-compile second)
                            (tier second)
                            (second &[1 2 3])
                            (explain second)
                            """),
                    outcome -> {
                        assertEquals(Outcome.Status.OK, outcome.status());
                        values.add(String.valueOf(outcome.value()));
                    });
            assertEquals(List.of(":interpreted", "2"), values.subList(3, 5));
            var why = String.join("\n", output.take());
            assertTrue(why.contains("copied at each call"), why);
        }
    }
}
