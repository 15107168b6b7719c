package org.oxur.frontend.lisp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.oxur.error.ReadError;

/// Nothing here may need a big stack: the editor's threads have small ones.
class DeepNestingTest {
    private static final int DEEP = 100_000;
    private static final long SMALL_STACK = 512 << 10;

    private static Programs.Outcome outcome(String program) throws InterruptedException {
        var outcome = new AtomicReference<Programs.@Nullable Outcome>();
        var failure = new AtomicReference<@Nullable Throwable>();
        var thread =
                new Thread(
                        null, () -> outcome.set(Programs.outcome(program)), "small", SMALL_STACK);
        thread.setUncaughtExceptionHandler((_, thrown) -> failure.set(thrown));
        thread.start();
        thread.join();
        var found = outcome.get();
        if (found == null) {
            throw new AssertionError(failure.get());
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[",
                "{",
                "#{",
                "(let [x ",
                "`(a ,",
                "(f \"s\" ",
                "(] ",
                "#|",
                "\"",
                ")",
                "([)",
                "(a\n",
                "(a \"\n",
                ")\n"
            })
    void openersWithoutEndAreAnError(String opener) throws InterruptedException {
        var outcome = outcome(opener.repeat(DEEP));
        assertTrue(opener.equals("\"") || !outcome.errors().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "`", ",", "&", "&mut ", "#_ "})
    void prefixesWithoutEndAreTooDeep(String prefix) throws InterruptedException {
        var error = outcome(prefix.repeat(DEEP) + "x").errors().getFirst();
        assertEquals(ReadError.TooDeep.class, error.getClass());
    }

    @Test
    void balancedBracketsAreTooDeepAndTheRestIsRead() throws InterruptedException {
        var outcome = outcome("(".repeat(DEEP) + ")".repeat(DEEP) + "\n(f)");
        assertEquals(ReadError.TooDeep.class, outcome.errors().getFirst().getClass());
        assertEquals(1, outcome.statements().size());
    }

    @Test
    void commentsNestAsDeepAsTheyLike() throws InterruptedException {
        var outcome = outcome("#|".repeat(DEEP) + "|#".repeat(DEEP) + " (f)");
        assertEquals(1, outcome.statements().size());
    }

    @Test
    void skippedFormsMaySkipSkippedForms() throws InterruptedException {
        int levels = Brackets.MAX_DEPTH - 1;
        assertEquals(
                1, outcome("#_ ".repeat(levels) + "x ".repeat(levels) + "(f)").statements().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(if true ",
                "(let [x 1] ",
                "(fn [] ",
                "(match 1 x ",
                "(println ",
                "(+ 1 ",
                "(do ",
                "(f ",
                "(when true ",
                "(cond true ",
                "(and x ",
                "&(",
                "(-> "
            })
    void whatCanBeReadIsLoweredOrTooDeep(String opener) throws InterruptedException {
        int closers = (int) opener.chars().filter(c -> c == '(').count();
        for (int depth : new int[] {100, 240}) {
            var outcome = outcome(opener.repeat(depth) + "1" + ")".repeat(depth * closers));
            assertEquals(1, outcome.statements().size());
        }
        var deepest = outcome(opener.repeat(499) + "1" + ")".repeat(499 * closers));
        assertEquals(1, deepest.statements().size() + deepest.errors().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(+ 1 ", "(and a ", "(cond ", "(do ", "[1 ", "(f "})
    void manyPartsAreReadOrTooDeep(String opener) throws InterruptedException {
        var outcome =
                outcome(
                        opener
                                + "1 1 ".repeat(DEEP)
                                + (opener.equals("(cond ") ? "" : "1")
                                + (opener.equals("[1 ") ? "]" : ")"));
        assertEquals(1, outcome.statements().size() + outcome.errors().size());
    }

    @Test
    void expansionIsBounded() throws InterruptedException {
        var program =
                """
                (defmacro ever [x] `(+ 1 (when true (ever (let [x ,x] x)))))
                (ever 1)
                (defmacro g [x] `(h (+ ,x ,x)))
                (defmacro h [x] `(* ,x ,x))
                """
                        + "(g ".repeat(30)
                        + "1"
                        + ")".repeat(30);
        var errors = outcome(program).errors();
        assertEquals(2, errors.size());
        errors.forEach(error -> assertEquals("macro-error", error.code()));
    }
}
