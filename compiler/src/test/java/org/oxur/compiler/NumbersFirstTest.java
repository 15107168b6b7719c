package org.oxur.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.oxur.tier.Tier;

/// A function of numbers becomes bytecode twice: for callers that are compiled from their nodes,
/// and by types. The latter is what the interpreter calls.
class NumbersFirstTest {
    @Test
    void typesAreUsedWhereTheyAreKnown() {
        var text =
                """
                (defn fib [n] (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
                (defn kernel [n] (fib n))
                (kernel 10)
                (.contains &(bytecode kernel) "f0(long,Guard,int)long")
                """;
        assertEquals(
                List.of("55", "true"),
                TierRun.of(text, Tier.JIT, true, new ArrayList<>()).subList(2, 4));
    }
}
