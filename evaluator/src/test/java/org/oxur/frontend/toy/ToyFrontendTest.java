package org.oxur.frontend.toy;

import static org.oxur.testing.Expect.expect;

import org.junit.jupiter.api.Test;
import org.oxur.engine.Limits;
import org.oxur.engine.LiveSession;
import org.oxur.engine.Session;
import org.oxur.print.OxurPrinter;
import org.oxur.print.Printed;
import org.oxur.testing.Expect;
import org.oxur.text.SourceText;

class ToyFrontendTest {
    private static final String PROGRAM =
            """
            fn fib(n) { if n < 2 { n } else { fib(n - 1) + fib(n - 2) } }
            fn total(v: &Any) -> i32 {
                let mut sum = 0;
                let mut i = 0;
                while i < 3 { sum = sum + v[i]; i = i + 1; }
                sum
            }
            let numbers = [1, 2, 3];
            println!("{} {}", fib(10), total(&numbers));
            """;

    private static String read(String program) {
        var frontend = new ToyFrontend();
        var parsed = frontend.parse(new SourceText("test.toy", program));
        var text = new StringBuilder();
        for (var form : parsed.forms()) {
            var printed =
                    OxurPrinter.print(
                            frontend.expander(new NoMacros()).expand(form).stmts().getFirst());
            text.append(printed instanceof Printed.Text(var oxur) ? oxur : printed);
        }
        parsed.errors().forEach(error -> text.append(frontend.formatError(error, false)));
        return text.toString();
    }

    private static void check(String program, Expect expected) {
        expected.matches(read(program));
    }

    @Test
    void itsTreeIsTheSameTree() {
        check(
                PROGRAM,
                expect(
                        """
                        (defn fib [n] (if (< n 2i32) (do n) (do (+ (fib (- n 1i32)) (fib (- n 2i32))))))
                        (defn total [(v &Any)] -> i32
                          (let [mut sum 0i32 mut i 0i32]
                            (while (< i 3i32) (set! sum (+ sum (nth v i))) (set! i (+ i 1i32)) nil)
                            sum))
                        (def numbers [1i32 2i32 3i32])
                        (println "{} {}" (fib 10i32) (total &numbers))
                        """));
    }

    @Test
    void itsMistakesAreShownTheSameWay() {
        check(
                "let x = ;\nlet y = 3000000000;\nfn f( { }\nx + 1",
                expect(
                        """
                        (+ x 1i32)
                        error[parse-error]: expected an expression, found `;`
                         --> test.toy:1:9
                          |
                        1 | let x = ;
                          |         ^
                        error[parse-error]: `3000000000` does not fit in i32
                         --> test.toy:2:9
                          |
                        2 | let y = 3000000000;
                          |         ^^^^^^^^^^
                        error[parse-error]: expected a name, found `{`
                         --> test.toy:3:7
                          |
                        3 | fn f( { }
                          |       ^
                        """));
    }

    /// Values, output and errors of each form, from the engine that runs the Lisp.
    private static String run(String program) {
        var text = new StringBuilder();
        var output =
                new Session.Output() {
                    @Override
                    public void out(String written) {
                        text.append(written);
                    }

                    @Override
                    public void err(String written) {
                        text.append(written);
                    }
                };
        var frontend = new ToyFrontend();
        try (var session = LiveSession.open(frontend, output, Limits.NONE)) {
            session.evaluate(
                    new SourceText("test.toy", program),
                    outcome -> {
                        var panic = outcome.error();
                        text.append(
                                panic == null
                                        ? outcome.value() + "\n"
                                        : frontend.formatError(panic, false));
                    });
        }
        return text.toString();
    }

    @Test
    void theEngineRunsIt() {
        expect(
                        """
                        nil
                        nil
                        [1i32 2i32 3i32]
                        55 6
                        nil
                        """)
                .matches(run(PROGRAM));
    }

    @Test
    void integersAreI32UnlessTheySaySo() {
        expect(
                        """
                        2147483647i32
                        error[integer-overflow]: 2147483647i32 + 1i32 does not fit in i32
                         --> test.toy:1:13
                          |
                        1 | 2147483647; 2147483647 + 1; 2147483647i64 + 1;
                          |             ^^^^^^^^^^^^^^
                          in <top level> (interpreted) at test.toy:1:13
                        2147483648
                        """)
                .matches(run("2147483647; 2147483647 + 1; 2147483647i64 + 1;"));
    }

    @Test
    void ownershipIsChecked() {
        expect(
                        """
                        nil
                        nil
                        nil
                        nil
                        1i32
                        error[use-after-move]: use of moved value `v`
                         --> test.toy:7:9
                          |
                        6 |     eat(v);
                          |         - value moved here
                        7 |     eat(v)
                          |         ^
                          = help: lend it there with `&v`, or move a `(clone v)`
                          in bad v1 (interpreted) at test.toy:7:9
                          in <top level> (interpreted) at test.toy:10:1
                        """)
                .matches(
                        run(
                                """
                                fn eat(v) { 0 }
                                fn peek(v: &Any) { v[0] }
                                fn good() { let v = [1, 2]; peek(&v); peek(&v) }
                                fn bad() {
                                    let v = [1, 2];
                                    eat(v);
                                    eat(v)
                                }
                                good();
                                bad();
                                """));
    }
}
