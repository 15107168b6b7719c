package org.oxur.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.oxur.ast.BinOp;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.expect.CapturedOutput;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;
import org.oxur.value.Numbers;
import org.oxur.value.Printer;

/// The nodes' fast paths give what the definition of the operators gives, errors included.
class FastPathTest {
    private static final long SEED = 20_260_101;
    private static final Map<BinOp, String> OPERATORS =
            Map.of(
                    BinOp.ADD, "+",
                    BinOp.SUB, "-",
                    BinOp.MUL, "*",
                    BinOp.DIV, "/",
                    BinOp.REM, "%",
                    BinOp.BIT_XOR, "bit-xor",
                    BinOp.SHL, "shl");
    private static final List<Long> EDGES =
            List.of(
                    0L,
                    1L,
                    -1L,
                    2L,
                    63L,
                    64L,
                    Long.MAX_VALUE,
                    Long.MIN_VALUE,
                    3037000500L,
                    -3037000500L);

    @Test
    void arithmeticOfI64IsTheDefinitions() {
        var random = new Random(SEED);
        try (var session =
                LiveSession.open(new OxurFrontend(), new CapturedOutput(), Limits.NONE)) {
            for (var operator : OPERATORS.entrySet()) {
                evaluate(session, "(defn f [a b] (" + operator.getValue() + " a b))");
                for (int i = 0; i < 60; i++) {
                    long a = number(random);
                    long b = number(random);
                    assertEquals(
                            defined(operator.getKey(), a, b),
                            evaluate(session, "(f " + a + " " + b + ")"),
                            "seed " + SEED + ": " + operator.getValue() + " " + a + " " + b);
                }
            }
        }
    }

    private static long number(Random random) {
        return random.nextInt(3) == 0
                ? EDGES.get(random.nextInt(EDGES.size()))
                : random.nextLong() >> random.nextInt(64);
    }

    private static String defined(BinOp op, long a, long b) {
        var place = new SourceText("definition", "").whole();
        Site site = () -> place;
        try {
            return Printer.repl(Numbers.operate(op, a, b, site));
        } catch (OxurPanic panic) {
            return panic.error().code();
        }
    }

    private static String evaluate(Session session, String text) {
        var outcome = session.evaluate(new SourceText("test", text), _ -> {}).getLast();
        var error = outcome.error();
        return error == null ? String.valueOf(outcome.value()) : error.error().code();
    }
}
