package org.oxur.frontend.lisp;

import static org.oxur.testing.Expect.expect;

import org.junit.jupiter.api.Test;
import org.oxur.testing.Expect;

class LoweringTest {
    private static void check(String program, Expect expected) {
        expected.matches(Programs.lowered(program));
    }

    @Test
    void patternsAndTypesOfBindings() {
        check(
                """
                (let [(n u8) 7 mut (k (Vec i64)) [1] {a _} pair [c & d] v (Point :x px) p] n)
                (match v (n :when (> n 2)) 1 (as [a & _] whole) whole (or 1 2) 3 &p 4 #{:k p} 5 (.. 1 nil) 6)
                (match v (Shape::Circle r) r Empty 0 "s" 1 \\a 2 -5 3)
                """,
                expect(
                        """
                        (let [(n u8) 7 mut (k (Vec i64)) [1] {a _} pair [c & d] v (Point :x px) p] n)
                        (match v (n :when (> n 2)) 1 (as [a & _] whole) whole (or 1 2) 3 &p 4 #{:k p} 5 (.. 1 nil) 6)
                        (match v (Shape::Circle r) r Empty 0 "s" 1 \\a 2 -5 3)
                        """));
    }

    @Test
    void functionsWithAllTheirParts() {
        check(
                """
                (defn largest [T (U Display)] [(v (& (Vec T))) &z &mut y mut w & rest] -> (Option T) "doc" (recur) )
                (defn only-text [] "text")
                (defn empty [])
                (fn move fact [n] -> i64 (? n))
                (impl [T] (From String) (Pair T) (pub (defn from [s] 1)) (defn m [&mut self (x T)] self.x) (defn n [mut self] self))
                (deftrait A [T] (defn m [&self (x T)] -> i64) (defn n [self] "s"))
                """,
                expect(
                        """
                        (defn largest [T (U Display)] [(v &(Vec T)) (z &_) (y &mut _) mut w & rest] -> (Option T)
                          "doc"
                          (recur))
                        (defn only-text [] "text")
                        (defn empty [])
                        (fn move fact [n] -> i64 (? n))
                        (impl [T] (From String) (Pair T)
                          (pub (defn from [s] 1))
                          (defn m [&mut self (x T)] self.x)
                          (defn n [mut self] self))
                        (deftrait A [T] (defn m [&self (x T)] -> i64) (defn n [self] "s"))
                        """));
    }

    @Test
    void definitionsOfEveryKind() {
        check(
                """
                (defenum E (A (x i64) (y f64)) (B i64 (Vec f64)) C :derive [Copy])
                (defstruct Pair [T] [(a T) b] :derive [Copy Hash])
                (def x i64 1) (def (y str) "s") (defconst LIMIT 100)
                (use (a::b :as c) d::*)
                (mod g (pub (defn f [] 1)) (def y 2))
                """,
                expect(
                        """
                        (defenum E (A (x i64) (y f64)) (B i64 (Vec f64)) C :derive [Copy])
                        (defstruct Pair [T] [(a T) b] :derive [Copy Hash])
                        (def x i64 1)
                        (def y str "s")
                        (defconst LIMIT 100)
                        (use (a::b :as c))
                        (use d::*)
                        (mod g (pub (defn f [] 1)) (def y 2))
                        """));
    }

    @Test
    void operatorsAndPlaces() {
        check(
                """
                (+ 1 2 3) (- x) (< 1 2 3) (!= 1 2) (and a b c) (or) (not (bit-and 1 2 4))
                (set! p.x.0 1) (set! (.x p) 1) (inc! (nth v 0)) (dec! (deref r) 2)
                (as x f64) &mut p.x &(nth v 0) (.. 1 nil) (..= 1 5)
                """,
                expect(
                        """
                        (+ 1 2 3)
                        (- x)
                        (< 1 2 3)
                        (!= 1 2)
                        (and a b c)
                        false
                        (not (bit-and (bit-and 1 2) 4))
                        (set! p.x.0 1)
                        (set! p.x 1)
                        (inc! (nth v 0) 1)
                        (dec! (deref r) 2)
                        (as x f64)
                        &mut p.x
                        &(nth v 0)
                        (.. 1 nil)
                        (..= 1 5)
                        """));
    }

    @Test
    void callsThatAreMoreThanCalls() {
        check(
                """
                (V2 :x 9.0 .. p) (Some :a) (Thing) (Shape::Rect :w 1.0 :h 2.0)
                (parse "42" i64) (.collect it HashMap) (into x (Vec i64)) (collect it)
                (println x) (println "{} {n} {m}" 1 :n 2) (assert (= 1 2) "no {}" x) (panic) (time (f))
                """,
                expect(
                        """
                        (V2 :x 9.0 .. p)
                        (Some :a)
                        (Thing)
                        (Shape::Rect :w 1.0 :h 2.0)
                        (parse "42" i64)
                        (.collect it HashMap)
                        (into x (Vec i64))
                        (collect it)
                        (println "{}" x)
                        (println "{} {n} {m}" 1 :n 2 :m m)
                        (assert (= 1 2) "no {}" x)
                        (panic)
                        (time (f))
                        """));
    }

    @Test
    void aLocalTakesTheNameFromOperatorsAndMacros() {
        check(
                "(fn [+ println nth comp] (+ 1 2) (println 1) (nth v 0) (comp f))",
                expect(
                        """
                        (fn [+ println nth comp] (+ 1 2) (println 1) (nth v 0) (comp f))
                        """));
    }

    @Test
    void loopsJumpsAndLabels() {
        check(
                """
                (loop 'outer [i 0] (loop [j 0] (if (= j 3) (break 'outer {i j}) (recur (+ j 1)))))
                (while 'w true (for 'f [x xs] (continue 'w) (break)))
                """,
                expect(
                        """
                        (loop 'outer [i 0] (loop [j 0] (if (= j 3) (break 'outer {i j}) (recur (+ j 1)))))
                        (while 'w true (for 'f [x xs] (continue 'w) (break)))
                        """));
    }

    @Test
    void whatLeavesSomethingNeedsSomethingToLeave() {
        check(
                """
                (break)
                (continue)
                (return 1)
                (? x)
                (recur 1)
                (loop [i 0] (+ 1 (recur 2)))
                (loop [i 0] (recur 1 2))
                (loop [i 0] (fn [] (break)))
                (for [x xs] (break x))
                (loop [] (while true (break 1)))
                (loop 'a [] (break 'b))
                (def x (return 1))
                (defn f [n] (while true (recur 1)))
                """,
                expect(
                        """
                        1:1-1:8 parse-error: `break` outside a loop
                        2:1-2:11 parse-error: `continue` outside a loop
                        3:1-3:11 parse-error: `return` outside a function
                        4:1-4:6 parse-error: `?` outside a function (it gives an `Err` or `None` to the caller, and there is none here)
                        5:1-5:10 parse-error: `recur` outside a loop or function (it begins the next turn of a `loop`, or calls the function anew)
                        6:18-6:27 parse-error: `recur` is not in tail position (nothing may be left to do after it; an ordinary call can stand here)
                        7:13-7:24 parse-error: `recur` gives 2 values to a loop of 1
                        8:20-8:27 parse-error: `break` outside a loop
                        9:13-9:22 parse-error: a `for` or `while` has no value to `break` with (as in Rust, only a `loop` is left with a value)
                        10:22-10:31 parse-error: a `for` or `while` has no value to `break` with (as in Rust, only a `loop` is left with a value)
                        11:13-11:23 parse-error: no loop around this `break` is labelled `'b`
                        12:8-12:18 parse-error: `return` outside a function
                        13:25-13:34 parse-error: `recur` is not in tail position (nothing may be left to do after it; an ordinary call can stand here)
                        """));
    }

    @Test
    void malformedSpecialForms() {
        check(
                """
                (if)
                (if 1 2 3 4)
                (let [x] x)
                (let (x 1) x)
                (let [mut] 1)
                (let [x 1 (+ 1 2) 2] x)
                (let [if 1] 1)
                (let [[a a] v] a)
                (defn)
                (defn f)
                (defn f [x x] x)
                (defn if [] 1)
                (fn [& a b] 1)
                (match)
                (match x 1)
                (match x (or a b) 1)
                (match x (or (Some a) None) 1)
                (cond a)
                (cond else 1 a 2)
                (set! 5 1)
                (set! x)
                (as x)
                (as x 5)
                (for [x] 1)
                (while)
                (loop 5)
                (use 5)
                (pub 5)
                (defstruct point [])
                (defstruct Point)
                (defstruct Point [a a])
                (defenum Shape (circle f64))
                (impl)
                (impl Point 5)
                (mod)
                (def x)
                (if true (def x 1))
                (.len)
                .len
                if
                (+ 1 ,x)
                `,@x
                ()
                (println x y)
                (println "{")
                (println "{} {}" 1)
                (Point :x 1 :x 2)
                (. x)
                a.
                (fn [] (defmacro m [] 1))
                (receive x x)
                (defn f [v: (Vec i64)] v)
                (let [a 1, b 2] a)
                [1, 2]
                f(1 2)
                f()
                |x|
                (cond ((= 1 2) 3) (true 4))
                """,
                expect(
                        """
                        f
                        f
                        48:2-48:3 parse-error: a lone `.` means nothing (a field is `p.x`, or `(.x p)` where the value is no name)
                        1:1-1:5 parse-error: malformed `if` (`(if test then else)`)
                        2:1-2:13 parse-error: malformed `if`: more than a test and two branches (`(do …)` makes one form of several, `(cond …)` tests one after another)
                        3:7-3:8 parse-error: this binding has no value (`[name value …]`)
                        4:1-4:14 parse-error: malformed `let` (`(let [name value …] body…)`)
                        5:7-5:10 parse-error: `mut` must stand before a name (`mut x` or `mut (x i32)`)
                        6:11-6:18 parse-error: this is no pattern (patterns are literals, names, `'symbol`, `[a & rest]`, `{a b}`, `(Some x)`, `(Point :x x)`, `(or p q)`, `(as p name)`)
                        7:7-7:9 parse-error: `if` is a special form and cannot be bound
                        8:10-8:11 parse-error: `a` is bound twice
                        9:1-9:7 parse-error: malformed `defn` (`(defn name [parameters] body…)`)
                        10:1-10:9 parse-error: malformed `defn`: no parameters (`(defn name [parameters] body…)`)
                        11:12-11:13 parse-error: `x` is bound twice
                        12:7-12:9 parse-error: `if` is a special form and cannot be bound
                        13:10-13:11 parse-error: no parameter can follow the rest
                        14:1-14:8 parse-error: malformed `match` (`(match value pattern body …)`)
                        15:10-15:11 parse-error: this pattern has no body (`(match value pattern body …)`)
                        16:16-16:17 parse-error: the patterns of an `or` must bind the same names
                        17:23-17:27 parse-error: the patterns of an `or` must bind the same names
                        18:7-18:8 parse-error: this test of the `cond` has no value (`(cond test value … else value)`)
                        19:7-19:11 parse-error: `else` must be the last test of a `cond`
                        20:7-20:8 parse-error: this is no place that can be set (places are `name`, `p.x`, `(nth v i)` and `(deref r)`)
                        21:1-21:9 parse-error: malformed `set!` (`(set! place value)`)
                        22:1-22:7 parse-error: malformed `as` (`(as value Type)`)
                        23:7-23:8 parse-error: this is no type (types are `i64`, `(Vec T)`, `{A B}`, `&T`, `(Fn [A] -> R)` …)
                        24:1-24:12 parse-error: malformed `for` (`(for [name sequence] body…)`)
                        25:1-25:8 parse-error: malformed `while` (`(while test body…)`)
                        26:1-26:9 parse-error: malformed `loop` (`(loop [name value …] body…)`, `(loop 'label [] body…)`)
                        27:6-27:7 parse-error: malformed `use` (`(use module::name)`, `(use (module::name :as other))`, `(use module::*)`)
                        28:1-28:8 parse-error: malformed `pub` (`(pub (defn …))`: one definition)
                        29:12-29:17 parse-error: the name of a type begins with a capital
                        30:1-30:18 parse-error: malformed `defstruct`: no fields (`(defstruct Name [T] [(field Type) …])`; `[T]` only if generic)
                        31:21-31:22 parse-error: there are two fields `a`
                        32:16-32:28 parse-error: malformed variant (`Unit`, `(Tuple Type)` or `(Named (field Type))`)
                        33:1-33:7 parse-error: malformed `impl` (`(impl Type methods…)` or `(impl Trait Type methods…)`)
                        34:13-34:14 parse-error: this is no type (types are `i64`, `(Vec T)`, `{A B}`, `&T`, `(Fn [A] -> R)` …)
                        35:1-35:6 parse-error: malformed `mod` (`(mod name definitions…)`)
                        36:1-36:8 parse-error: malformed `def` (`(def name value)` or `(def name Type value)`)
                        37:10-37:19 parse-error: a definition cannot stand here (definitions stand at the top level, in a `mod`, or directly in a body)
                        38:1-38:7 parse-error: `.len` needs a receiver (`(.len receiver)`)
                        39:1-39:5 parse-error: the method `.len` is no value (call it: `(.len receiver)`)
                        40:1-40:3 parse-error: `if` is a special form, not a value
                        41:6-41:8 parse-error: `,` outside a template (a template begins with a backquote: `` `(if ,test nil ,body) ``)
                        42:2-42:5 parse-error: `,@` has nothing to insert into (it stands inside a list, vector, tuple or map of a template)
                        43:1-43:3 parse-error: `()` calls nothing (the empty list as a value is `'()`)
                        44:10-44:11 parse-error: the first of several arguments is a format string (`(println "{} {}" a b)`)
                        45:11-45:12 parse-error: `{` is not closed in format string; write `{{` for the character
                        46:10-46:17 parse-error: the format string asks for 2 arguments, but there is 1 argument (each `{}` writes one argument: `(println "{} {}" a b)`)
                        47:13-47:15 parse-error: the field `x` is given twice
                        49:1-49:3 parse-error: `a.` is no name (a field is `value.field`)
                        50:8-50:25 parse-error: `defmacro` stands at the top level or in a `mod` only
                        51:1-51:14 parse-error: malformed `receive` (`receive` needs processes, and this program runs without them)
                        52:10-52:12 parse-error: `v:` is no name (one with its type is `(v (Vec i64))`)
                        53:10-53:13 parse-error: a `,` stands here (space alone stands between forms, without commas: `[a 1 b 2]`)
                        54:3-54:6 parse-error: a `,` stands here (space alone stands between forms, without commas: `[a 1 b 2]`)
                        55:2-55:7 parse-error: `f(1 2)` is two forms, a name and a list (a call is `(f 1 2)`)
                        56:2-56:4 parse-error: `()` calls nothing (a call is `(f)`)
                        57:1-57:4 parse-error: `|x|` is no name (a closure is `(fn [x] …)`)
                        58:7-58:18 parse-error: this list is no test, but a test and its value (they stand without parentheses around both: `(cond test value … else value)`)
                        """));
    }
}
