package org.oxur.frontend.lisp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.oxur.testing.Expect.expect;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.oxur.testing.Expect;
import org.oxur.text.SourceText;

class MacroTest {
    private static void check(String program, Expect expected) {
        expected.matches(Programs.lowered(program));
    }

    @Test
    void whatATemplateBindsIsRenamed() {
        check(
                """
                (defmacro swap! [a b] `(let [tmp ,a] (set! ,a ,b) (set! ,b tmp)))
                (let [mut tmp 1 mut other 2] (swap! tmp other) {tmp other})
                (defmacro my-or [a b] `(let [t ,a] (if t t ,b)))
                (let [t true] (my-or false (my-or t t)))
                (defmacro counted [x] `(loop 'l [i 0] (break 'l (println "{i} {}" ,x))))
                (counted i)
                """,
                expect(
                        """
                        (let [mut tmp 1 mut other 2] (let [tmp-1 tmp] (set! tmp other) (set! other tmp-1)) {tmp other})
                        (let [t true] (let [t-1 false] (if t-1 t-1 (let [t-2 t] (if t-2 t-2 t)))))
                        (loop 'l [i-1 0] (break 'l (println "{i} {}" i :i i-1)))
                        """));
    }

    @Test
    void whatATemplateRefersToIsTheDefinition() {
        var outcome =
                Programs.outcome(
                        "(defn helper [x] x) (defmacro m [x] `(helper ,x)) (fn [helper] (m (helper 1)))");
        var text = outcome.statements().get(1).toString();
        assertEquals(List.of(), outcome.errors());
        assertEquals(1, text.split("global=true", -1).length - 1);
    }

    @Test
    void macrosDefineDefinitions() {
        check(
                """
                (defmacro def-getter [name value] `(do (defn ,name [] ,value) (def cache# (,name)) (use-it cache#)))
                (def-getter get-seven 7)
                (defmacro def-macro [name value] `(defmacro ,name [x] (+ x ,value)))
                (impl Point (methods) (defn a [&self] 1))
                (defmacro methods [] `(do (defn b [&self] self.x) (defn c [self] self)))
                (impl Point (methods) (defn a [&self] 1))
                """,
                expect(
                        """
                        (defn get-seven [] 7)
                        (def cache__1 (get-seven))
                        (use-it cache__1)
                        (impl Point (defn b [&self] self.x) (defn c [self] self) (defn a [&self] 1))
                        4:13-4:22 parse-error: this is no type (types are `i64`, `(Vec T)`, `{A B}`, `&T`, `(Fn [A] -> R)` …)
                        """));
    }

    @Test
    void preludeMacros() {
        check(
                """
                (if-let (Some x) y (* x 2) 0) (if-let (Some x) y x)
                (while-let (Some x) (pop! v) (inc! s x))
                (matches x (Some (..= 1 5)))
                (-> 5 (- 2) .len g) (->> v (map f) (filter g))
                (dotimes [i 3] (f i))
                (case x 1 :a (2 3) :b else :c) (case x 1 :a :b)
                (comp f g) (partial + 10)
                (case x y 1) (dotimes 5) (if-let x) (while-let) (->)
                """,
                expect(
                        """
                        (match y (Some x) (* x 2) _ 0)
                        (match y (Some x) x _ nil)
                        (while true (match (pop! v) (Some x) (do (inc! s x) nil) _ (break)))
                        (match x (Some (..= 1 5)) true _ false)
                        (g (.len (- 5 2)))
                        (filter g (map f v))
                        (for [i (.. 0 3)] (f i))
                        (match x 1 :a (or 2 3) :b _ :c)
                        (match x 1 :a _ :b)
                        (let [part0-1 f part1-1 g] (fn move [& arguments-1] (part0-1 (apply part1-1 arguments-1))))
                        (let [part0-1 + part1-1 10]
                          (fn move [& arguments-1]
                            (let [mut all-1 [(clone &part1-1)]]
                              (for [argument-1 arguments-1] (.push all-1 argument-1))
                              (apply part0-1 all-1))))
                        8:9-8:10 parse-error: a `case` tests for literals (`match` takes patterns)
                        8:14-8:25 parse-error: malformed `dotimes` (`(dotimes [i count] body…)`)
                        8:26-8:36 parse-error: malformed `if-let` (`(if-let pattern value then else)`)
                        8:37-8:48 macro-error: macro `while-let` failed: it takes at least 2 arguments, 0 were given
                        8:49-8:53 parse-error: malformed `->` (`(-> value (function argument…) …)`)
                        """));
    }

    @Test
    void aDefinitionOfTheProgramTakesTheNameOfAMacro() {
        check(
                "(defn comp [f] f) (comp g) (defmacro twice [x] `(+ ,x ,x)) (twice 1) (defn twice [x] x) (twice 1)",
                expect(
                        """
                        (defn comp [f] f)
                        (comp g)
                        (+ 1 1)
                        (defn twice [x] x)
                        (twice 1)
                        """));
    }

    @Test
    void macrosOfModules() {
        check(
                """
                (mod m (defn helper [x] x) (pub (defmacro twice [x] `(helper (+ ,x ,x)))) (twice 1))
                (m::twice 2)
                (use (m::twice :as double))
                (double 3)
                (twice 4)
                """,
                expect(
                        """
                        (mod m (defn helper [x] x) (helper (+ 1 1)))
                        (m::helper (+ 2 2))
                        (m::helper (+ 3 3))
                        (twice 4)
                        """));
    }

    @Test
    void wrongCallsAndRunawayExpansions() {
        check(
                """
                (defmacro one [x] `(f ,x))
                (one)
                (one 1 2)
                (defmacro some [x & more] `(f ,x ,@more))
                (some)
                (defmacro ever [] `(ever))
                (ever)
                (defmacro ever2 [] `(+ 1 (ever2)))
                (ever2)
                (defmacro double [x] `(double (+ ,x (double ,x))))
                (double 1)
                (defmacro wrong [x] `(if ,x))
                (wrong 1)
                (defmacro)
                (defmacro m [])
                """,
                expect(
                        """
                        2:1-2:6 macro-error: macro `one` failed: it takes 1 argument, 0 were given
                        3:1-3:10 macro-error: macro `one` failed: it takes 1 argument, 2 were given
                        5:1-5:7 macro-error: macro `some` failed: it takes at least 1 argument, 0 were given
                        7:1-7:7 macro-error: expansion of `ever` does not end (depth 256)
                        9:1-9:8 macro-error: expansion of `ever2` does not end (depth 256)
                        11:1-11:11 macro-error: expansion of `double` does not end (depth 256)
                        13:1-13:10 macro-error: macro `wrong` failed: it gave code that cannot be: malformed `if`
                        14:1-14:11 parse-error: malformed `defmacro` (`(defmacro name [parameters] body…)`)
                        15:1-15:16 parse-error: this macro has no body (`(defmacro name [parameters] body…)`)
                        """));
    }

    @Test
    void whatAMacroBringsInHasThePlaceOfItsCall() {
        var program = "(defmacro m [x] `(f (g ,x)))\n(m (h 1))";
        var statement = Programs.outcome(program).statements().getFirst();
        assertEquals("(m (h 1))", statement.span().text());
        var template = statement.span().template();
        assertEquals("(f (g ,x))", template == null ? "none" : template.text());
    }

    @Test
    void macrosThatRunCodeStayOpaqueWhereNoneMayRun() {
        check(
                """
                (defmacro sum-of [& xs] (fold 0 (fn [acc x] `(+ ,acc ,x)) xs))
                (sum-of (if) 2)
                """,
                expect(
                        """
                        '(sum-of (if) 2)
                        """));
        var parsed =
                new OxurFrontend()
                        .parse(new SourceText("t", "(defmacro m [x] (f x)) (do (m 1) (m 2))"));
        var expander = new OxurFrontend().expander(Programs.NO_HOST);
        assertEquals(List.of("m"), expander.expand(parsed.forms().get(0)).macrosDefined());
        assertEquals(List.of("m"), expander.expand(parsed.forms().get(1)).macrosUsed());
    }

    @Test
    void theSameTextGivesTheSameTree() {
        var parsed =
                new OxurFrontend()
                        .parse(
                                new SourceText(
                                        "t",
                                        "(defmacro or2 [a b] `(let [t ,a] (if t t ,b))) (defn f [x] (or2 x x)) (defn g [] (or2 1 2)) (defn f [x] (or2 x x))"));
        var expander = new OxurFrontend().expander(Programs.NO_HOST);
        var lowered = parsed.forms().stream().map(form -> expander.expand(form).stmts()).toList();
        assertEquals(lowered.get(1), lowered.get(3));
    }
}
