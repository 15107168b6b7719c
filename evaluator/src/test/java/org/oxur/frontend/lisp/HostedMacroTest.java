package org.oxur.frontend.lisp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.oxur.testing.Expect.expect;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.oxur.frontend.Expander;
import org.oxur.testing.Expect;
import org.oxur.text.SourceText;
import org.oxur.value.Printer;

/// Macros that are more than one template: their code runs.
class HostedMacroTest {
    private static void check(String program, Expect expected) {
        expected.matches(Programs.described(Programs.outcome(program, new TinyHost())));
    }

    @Test
    void templatesOfFunctionsAndMacrosAreHygienic() {
        check(
                """
                (defn bind [value body] `(let [t ,value] (f t ,body)))
                (defmacro twice [a] (bind a (bind a `(g t ,a))))
                (let [t 1] (twice t))
                (defmacro named [a] (bind a `(h ,(unhygienic 't) ,@'(t q))))
                (let [t 1] (named 5))
                """,
                expect(
                        """
                        (defn bind [value body] `(let [t ,value] (f t ,body)))
                        (let [t 1] (let [t-1 t] (f t-1 (let [t-1 t] (f t-1 (g t-1 t))))))
                        (let [t 1] (let [t-1 5] (f t-1 (h t t q))))
                        """));
    }

    @Test
    void argumentsKeepTheirPlaces() {
        var program =
                "(defn id [x] x) (defmacro m [a & more] (id `(f ,a [,@more] &b)))\n(m (g 1) x {y 2} &z)";
        var outcome = Programs.outcome(program, new TinyHost());
        assertEquals("", Programs.described(new Programs.Outcome(List.of(), outcome.errors())));
        var text = new StringBuilder();
        Places.of(outcome.statements().getLast(), text);
        expect(
                        """
                        Evaluation at (m (g 1) x {y 2} &z) from (f ,a [,@more] &b)
                        Call at (m (g 1) x {y 2} &z) from (f ,a [,@more] &b)
                        Name at (m (g 1) x {y 2} &z) from f
                        Path at (m (g 1) x {y 2} &z) from f
                        Call at (g 1)
                        Name at g
                        Path at g
                        Literal at 1
                        Vec at (m (g 1) x {y 2} &z) from (defmacro m [a & more] (id `(f ,a [,@more] &b)))
                        Name at x
                        Path at x
                        Tuple at {y 2}
                        Name at y
                        Path at y
                        Literal at 2
                        Reference at &z
                        Name at z
                        Path at z
                        Reference at (m (g 1) x {y 2} &z) from (defmacro m [a & more] (id `(f ,a [,@more] &b)))
                        Name at (m (g 1) x {y 2} &z) from b
                        Path at (m (g 1) x {y 2} &z) from b
                        """)
                .matches(text.toString());
    }

    @Test
    void whatFailsNamesBothPlaces() {
        var program =
                "(defmacro bad [x] (panic))\n(f (bad 1))\n(defmacro odd [x] unbound)\n(odd 1)";
        var text = new StringBuilder();
        for (var error : Programs.outcome(program, new TinyHost()).errors()) {
            text.append(new OxurFrontend().formatError(error, false));
        }
        expect(
                        """
                        error[macro-error]: macro `bad` failed: given up
                         --> test.oxr:2:4
                          |
                        1 | (defmacro bad [x] (panic))
                          |                   ------- in the macro, here
                        2 | (f (bad 1))
                          |    ^^^^^^^
                        error[macro-error]: macro `odd` failed: it gave a value that is no form
                         --> test.oxr:4:1
                          |
                        3 | (defmacro odd [x] unbound)
                          | -------------------------- in the macro, here
                        4 | (odd 1)
                          | ^^^^^^^
                        """)
                .matches(text.toString());
    }

    @Test
    void macroexpandGivesPlainForms() {
        var frontend = new OxurFrontend();
        var parsed =
                frontend.parse(
                        new SourceText(
                                "t",
                                "(defmacro my-unless [test & body] `(if ,test nil (do ,@body))) (defmacro m [x] `(let [t# ,x] (my-unless t# 'y)))"));
        var expander = frontend.expander(new TinyHost());
        parsed.forms().forEach(expander::expand);
        assertEquals("(if a nil (do b))", expanded(expander, "(my-unless a b)", true));
        assertEquals("(let [t# 1] (my-unless t# (quote y)))", expanded(expander, "(m 1)", true));
        assertEquals("(let [t# 1] (if t# nil (do (quote y))))", expanded(expander, "(m 1)", false));
        assertEquals("(f 1)", expanded(expander, "(f 1)", true));
    }

    private static String expanded(Expander expander, String text, boolean once) {
        var form = Syntax.of(new SourceText("t", text)).forms().getFirst();
        return Printer.repl(expander.macroexpand(FormValues.value(form), once));
    }
}
