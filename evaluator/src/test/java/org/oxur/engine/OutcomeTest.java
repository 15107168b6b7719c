package org.oxur.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.oxur.expect.CapturedOutput;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;

/// What an outcome tells about its evaluation besides the value.
class OutcomeTest {
    @Test
    void usesAreNamedWithTheirModules() {
        try (var session = open(new CapturedOutput(), Limits.NONE)) {
            last(session, "(mod geometry (defn side [] 2) (pub (defn area [] (* (side) (side)))))");
            last(session, "(use geometry::area)");
            assertEquals(
                    List.of("geometry::area", "geometry::side"), last(session, "(area)").uses());
            assertEquals(
                    List.of("geometry::area"), last(session, "(defn g [] (area)) area").uses());
            assertEquals(
                    List.of("geometry::area"),
                    Objects.requireNonNull(session.function("g")).uses());
        }
    }

    @Test
    void moreTurnsThanAllowedAreNoMatterOfTime() {
        var limits = new Limits(null, 10_000, Limits.DEFAULT_DEPTH);
        try (var session = open(new CapturedOutput(), limits)) {
            var outcome = last(session, "(while true nil)");
            assertEquals(Outcome.Status.TIMEOUT, outcome.status());
            assertEquals(
                    "not finished within 10000 calls and turns of loops",
                    Objects.requireNonNull(outcome.error()).error().message());
        }
    }

    @Test
    void cancellingInAMacroCancelsTheEvaluation() {
        var running = new AtomicReference<Session>();
        var output =
                new Session.Output() {
                    @Override
                    public void out(String text) {
                        Objects.requireNonNull(running.get()).cancel();
                    }

                    @Override
                    public void err(String text) {}
                };
        try (var session = open(output, Limits.NONE)) {
            running.set(session);
            last(session, "(defmacro endless [] (do (println \"on\") (while true nil) nil))");
            var outcome = last(session, "(endless)");
            assertEquals(Outcome.Status.CANCELLED, outcome.status());
            assertEquals("cancelled", assertNotNullError(outcome));
        }
    }

    private static String assertNotNullError(Outcome outcome) {
        assertNotNull(outcome.error());
        return Objects.requireNonNull(outcome.error()).error().code();
    }

    private static Session open(Session.Output output, Limits limits) {
        return LiveSession.open(new OxurFrontend(), output, limits);
    }

    private static Outcome last(Session session, String text) {
        return session.evaluate(new SourceText("<test>", text), _ -> {}).getLast();
    }
}
