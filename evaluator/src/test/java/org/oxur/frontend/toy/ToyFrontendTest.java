package org.oxur.frontend.toy;

import static org.oxur.testing.Expect.expect;

import org.junit.jupiter.api.Test;
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
}
