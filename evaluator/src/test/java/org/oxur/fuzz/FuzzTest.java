package org.oxur.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.oxur.ast.Item;
import org.oxur.error.LanguageError;
import org.oxur.frontend.MacroHost;
import org.oxur.frontend.lisp.Form;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.frontend.lisp.Syntax;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// Whatever the text: no exception of Java's, no hang, every error stands in a text.
/// `-Doxur.fuzz.seed=N` repeats a run, `-Doxur.fuzz.programs=N` sets its length.
class FuzzTest {
    private static final int PROGRAMS = Integer.getInteger("oxur.fuzz.programs", 100_000);
    private static final long SEED = Long.getLong("oxur.fuzz.seed", System.nanoTime());

    private static final MacroHost NO_HOST =
            new MacroHost() {
                @Override
                public void define(Item.Fn function) {}

                @Override
                public Object call(String function, List<Object> arguments) {
                    throw new AssertionError("nothing runs here");
                }

                @Override
                public boolean available() {
                    return false;
                }
            };

    private int read;
    private int lowered;

    @Test
    void mutatedProgramsGiveTreesOrErrorsInTheText() throws IOException {
        var mutations = new Mutations(new SplittableRandom(SEED), Syntaxes.corpus());
        for (int i = 0; i < PROGRAMS; i++) {
            var program = mutations.program();
            try {
                through(program);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + SEED + ", program " + i + ":\n" + program, e);
            }
        }
        System.out.printf(
                "fuzz: seed %d, %,d programs, %,d past the reader, %,d past the lowering%n",
                SEED, PROGRAMS, read, lowered);
        assertTrue(read > PROGRAMS / 3, "a third reads");
        assertTrue(lowered > PROGRAMS / 5, "a fifth becomes a tree");
    }

    private void through(String program) {
        var frontend = new OxurFrontend();
        var source = new SourceText("fuzz.oxr", program);
        var parsed = frontend.parse(source);
        parsed.errors().forEach(error -> checkError(error, source));
        read += parsed.errors().isEmpty() ? 1 : 0;
        var expander = frontend.expander(NO_HOST);
        boolean all = parsed.errors().isEmpty();
        for (var form : parsed.forms()) {
            checkSpan(form.span(), source);
            var result = expander.expand(form);
            result.errors().forEach(error -> checkError(error, source));
            all = all && result.errors().isEmpty();
        }
        lowered += all ? 1 : 0;
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
