package org.oxur.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.oxur.engine.Limits;
import org.oxur.engine.LiveSession;
import org.oxur.engine.Session;
import org.oxur.error.LanguageError;
import org.oxur.frontend.LanguageFrontend;
import org.oxur.frontend.lisp.Form;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.frontend.lisp.Syntax;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// Whatever the text: no exception of Java's, no hang, every error stands in a text.
/// `-Doxur.fuzz.programs=N` sets how many there are, `-Doxur.fuzz.seed=N` which; `./verify` takes
/// 100,000 of a seed that stays the same.
class FuzzTest {
    private static final int PROGRAMS = Integer.getInteger("oxur.fuzz.programs", 2_000);
    private static final long SEED = Long.getLong("oxur.fuzz.seed", 1);

    /// Programs that share a session; then it is a new one, so that what they define does not pile
    /// up.
    private static final int PROGRAMS_PER_SESSION = 100;

    private static final Limits LIMITS = new Limits(Duration.ofSeconds(1), 3_000, 200);

    private final LanguageFrontend frontend = new OxurFrontend();
    private final Coverage coverage = new Coverage();
    private int read;
    private int lowered;
    private int ran;

    @Test
    void mutatedProgramsGiveValuesOrErrorsInTheText() throws Exception {
        var programs = new FuzzPrograms(SEED);
        long started = System.nanoTime();
        int next = 0;
        while (next < PROGRAMS) {
            try (var session = LiveSession.open(frontend, new Unheard(), LIMITS)) {
                session.evaluate(new SourceText("prelude", RandomPrograms.PRELUDE), _ -> {});
                for (int i = 0; i < PROGRAMS_PER_SESSION && next < PROGRAMS; i++) {
                    var program = programs.next();
                    try {
                        through(program, session);
                    } catch (RuntimeException | Error e) {
                        throw new AssertionError(
                                "seed " + SEED + ", program " + next + ":\n" + program, e);
                    }
                    next++;
                }
            }
        }
        System.out.printf(
                "fuzz: seed %d, %,d programs, %,d past the reader, %,d without a mistake before running, %,d ran, in %d s%n",
                SEED, PROGRAMS, read, lowered, ran, (System.nanoTime() - started) / 1_000_000_000);
        System.out.print(coverage.summary());
        assertTrue(read > PROGRAMS / 3, "a third reads");
        assertTrue(ran > PROGRAMS / 5, "a fifth runs");
    }

    /// Read, expanded, lowered, evaluated; counted as run if each of its forms was and one at least
    /// gave a value.
    private void through(String program, Session session) {
        var source = new SourceText("fuzz.oxr", program);
        var parsed = frontend.parse(source);
        parsed.errors().forEach(error -> checkError(error, source));
        read += parsed.errors().isEmpty() ? 1 : 0;
        boolean started = parsed.errors().isEmpty();
        boolean value = false;
        for (var form : parsed.forms()) {
            checkSpan(form.span(), source);
            var outcome = session.evaluate(form);
            outcome.errors().forEach(error -> checkError(error, source));
            started = started && outcome.errors().isEmpty();
            value = value || outcome.ok();
            if (outcome.ok() && ran % 4 == 0) {
                coverage.add(session.expander().expand(form).stmts());
            }
            var panic = outcome.error();
            if (panic != null) {
                assertTrue(frontend.formatError(panic, true).contains(panic.error().code()));
                checkInside(panic.error().span());
            }
        }
        lowered += started ? 1 : 0;
        ran += started && value ? 1 : 0;
    }

    private static final class Unheard implements Session.Output {
        @Override
        public void out(String text) {}

        @Override
        public void err(String text) {}
    }

    private static void checkInside(Span span) {
        assertTrue(
                0 <= span.start()
                        && span.start() <= span.end()
                        && span.end() <= span.source().length());
    }

    private static void checkError(LanguageError error, SourceText source) {
        checkSpan(error.span(), source);
        assertTrue(
                new OxurFrontend().formatError(error, false).startsWith("error[" + error.code()));
        for (var label : error.labels()) {
            assertTrue(label.span().end() <= label.span().source().length());
        }
    }

    private static void checkSpan(Span span, SourceText source) {
        assertEquals(source, span.source());
        assertTrue(span.start() <= span.end() && span.end() <= source.length());
    }

    @Test
    void whatIsWrittenReadsBackAsTheSameForms() throws IOException {
        var random = new SplittableRandom(SEED);
        var mutations = new Mutations(random, Syntaxes.corpus());
        for (int i = 0; i < 2_000; i++) {
            var first = Syntax.of(new SourceText("first", mutations.program()));
            for (Form form : first.forms()) {
                var text = FormText.of(form);
                var again = Syntax.of(new SourceText("again", text));
                assertEquals(List.of(form), again.forms(), () -> "seed " + SEED + ": " + text);
            }
        }
    }
}
