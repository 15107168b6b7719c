package org.oxur.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.oxur.ast.Expr;
import org.oxur.ast.IntType;
import org.oxur.ast.Lit;
import org.oxur.ast.Stmt;
import org.oxur.text.SourceText;

class RustPrinterTest {
    @Test
    void aFunctionReadsAsARustProgrammerWouldWriteIt() {
        check(
                """
                (defn largest-of [(v (& (Vec i64)))] -> (Option i64)
                  "The largest."
                  (let [mut best None]
                    (for [x v] (match best ((Some b) :when (>= b (deref x))) nil _ (set! best (Some (deref x)))))
                    best))
                """,
                """
                /// The largest.
                fn largest_of(v: &Vec<i64>) -> Option<i64> {
                    {
                        let mut best = None;
                        for x in v {
                            match best {
                                Some(b) if b >= *x => {
                                    ();
                                }
                                _ => {
                                    best = Some(*x);
                                }
                            }
                        }
                        best
                    }
                }
                """);
    }

    @Test
    void recurTakesNewValuesInEveryTurn() {
        check(
                "(defn sum [(n i64) (acc i64)] -> i64 (if (= n 0) acc (recur (- n 1) (+ acc n))))",
                """
                fn sum(n: i64, acc: i64) -> i64 {
                    let mut next__n = (n, acc);
                    loop {
                        let (n, acc) = next__n;
                        if n == 0 {
                            break acc;
                        } else {
                            next__n = (n - 1, acc + n);
                            continue;
                        }
                    }
                }
                """);
    }

    @Test
    void literalsHaveTheTypesThatOxurGivesThem() {
        check(
                "(defn f [(n u8)] -> u8 (let [a 1 (b i32) 2] (+ n 3)))",
                """
                fn f(n: u8) -> u8 {
                    {
                        let a = 1i64;
                        let b: i32 = 2;
                        n + 3
                    }
                }
                """);
    }

    @Test
    void lengthsAreSigned() {
        check(
                "(defn f [(v (& (Vec i64)))] -> bool (< (len v) (nth v 0)))",
                """
                fn f(v: &Vec<i64>) -> bool {
                    (v.len() as i64) < v[0]
                }
                """);
    }

    @Test
    void whatRustLacksIsAReason() {
        impossible("(defn f [x] x)", "parameter x of `f` has no type");
        impossible("(println \"{:?}\" :k)", "the keyword :k has no counterpart in Rust");
        impossible("(defn f [(x Any)] nil)", "the type Any has no counterpart in Rust");
        impossible("(spawn f)", "`spawn` has no counterpart in Rust");
        impossible("(println \"{:?}\" '(a b))", "quoted data has no counterpart in Rust");
    }

    @Test
    void whatIsTooDeepIsAReason() {
        var here = new SourceText("test", "").whole();
        Expr deep = new Expr.Literal(here, new Lit.Int(BigInteger.ONE, IntType.I64, true));
        for (int i = 0; i < 100_000; i++) {
            deep = new Expr.Tuple(here, List.of(deep));
        }
        var printed = RustPrinter.print(List.of(new Stmt.Evaluation(here, deep, false)));
        assertEquals(
                new Printed.Impossible(here, "this is nested deeper than 1000 levels"), printed);
    }

    private static void check(String oxur, String rust) {
        var printed = RustPrinter.print(read(oxur));
        var text = assertInstanceOf(Printed.Text.class, printed, printed.toString()).text();
        assertTrue(text.endsWith("\n\nfn main() {\n}\n"), text);
        var body = text.substring(text.indexOf("\n\n") + 2, text.lastIndexOf("\n\nfn main()"));
        assertEquals(rust, body + "\n");
    }

    private static void impossible(String oxur, String reason) {
        var printed = assertInstanceOf(Printed.Impossible.class, RustPrinter.print(read(oxur)));
        assertEquals(reason, printed.reason());
    }

    private static List<Stmt> read(String oxur) {
        var reading = Reading.of(new SourceText("test", oxur));
        assertEquals(List.of(), reading.errors());
        return reading.stmts();
    }
}
