package org.oxur.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.oxur.error.TraceFrame;
import org.oxur.expect.CapturedOutput;
import org.oxur.text.SourceText;
import org.oxur.tier.Tier;

/// A stack trace leaves out who has called in tail position, whatever kind of function was called
/// and whatever executed it.
class StackTraceTest {
    private static void check(Tier tier, String program, String... frames) {
        try (var session = TierRun.session(new CapturedOutput(), tier)) {
            var error = session.evaluate(new SourceText("t", program), _ -> {}).getLast().error();
            assertNotNull(error);
            assertEquals(List.of(frames), error.frames().stream().map(TraceFrame::name).toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCallsNothingInTailPosition(Tier tier) {
        check(
                tier,
                """
                (defn c [n] (/ n 0))
                (defn b [n] (c n))
                (defn a [n] (+ 1 (b n)))
                (a 1)
                """,
                "c",
                "a",
                "<top level>");
    }

    @ParameterizedTest
    @EnumSource
    void whatCallsItself(Tier tier) {
        check(
                tier,
                """
                (defn c [n] (if (= n 0) (/ 1 n) (c (- n 1))))
                (defn b [n] (c n))
                (defn a [n] (+ 1 (b n)))
                (a 3)
                """,
                "c",
                "a",
                "<top level>");
    }

    @ParameterizedTest
    @EnumSource
    void oneAfterTheOther(Tier tier) {
        check(
                tier,
                """
                (defn d [n] (/ n 0))
                (defn c [n] (if (> n 5) (d n) n))
                (defn b [n] (c n))
                (defn a [n] (+ 1 (b n)))
                (a 9)
                """,
                "d",
                "a",
                "<top level>");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERPRETED", "JIT"})
    void whatIsLentALocalIsCalledAsAnyOther(Tier tier) {
        check(
                tier,
                """
                (defn c [v] (nth v 9))
                (defn b [n] (let [v [n]] (c &v)))
                (defn a [n] (+ 1 (b n)))
                (a 9)
                """,
                "c",
                "b",
                "a",
                "<top level>");
    }
}
