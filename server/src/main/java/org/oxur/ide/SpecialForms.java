package org.oxur.ide;

import static org.oxur.ide.SpecialForm.Kind.CONTROL;
import static org.oxur.ide.SpecialForm.Kind.DEFINITION;
import static org.oxur.ide.SpecialForm.Kind.MACRO;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every special form and every macro of the language, with what hover, completion and layout know
/// of it.
public final class SpecialForms {
    private static final Map<String, SpecialForm> BY_NAME = new LinkedHashMap<>();

    static {
        definition(
                "defn",
                "(defn name [parameters] -> Type body…)",
                "Defines a function. Types are optional; a string after the parameters documents it. Defining it again replaces it in the running program.",
                "(defn twice [x] (* 2 x))",
                "(defn ${1:name} [${2}]\n  ${0})",
                2);
        definition(
                "def",
                "(def name value)",
                "Defines a static: a value that can be borrowed and cloned, never changed or moved.",
                "(def origin {0 0}) ;=> {0 0}",
                "(def ${1:name} ${0})",
                1);
        definition(
                "defconst",
                "(defconst NAME Type value)",
                "Defines a constant.",
                "(defconst LIMIT i64 100)",
                "(defconst ${1:NAME} ${2:i64} ${0})",
                2);
        definition(
                "defstruct",
                "(defstruct Name [fields] :derive [Copy])",
                "Defines a struct. A field is a name or `(name Type)`. It is made by `(Name :field value …)`.",
                "(defstruct Point [(x f64) (y f64)] :derive [Copy])",
                "(defstruct ${1:Name} [${0}])",
                1);
        definition(
                "defenum",
                "(defenum Name Variant (Variant Type) (Variant (field Type)) …)",
                "Defines an enum. Its variants are `Name::Variant`.",
                "(defenum Shape (Circle f64) (Rect (w f64) (h f64)) Empty)",
                "(defenum ${1:Name}\n  ${0})",
                1);
        definition(
                "deftrait",
                "(deftrait Name (defn method [&self]) …)",
                "Defines a trait. A method with a body is a default.",
                "(deftrait Area (defn area [&self] -> f64))",
                "(deftrait ${1:Name}\n  (defn ${2:method} [&self]${0}))",
                1);
        definition(
                "impl",
                "(impl Type methods…) or (impl Trait Type methods…)",
                "Gives a type methods of its own, or those of a trait.",
                "(impl Point (defn new [x y] (Point :x x :y y)))",
                "(impl ${1:Type}\n  (defn ${2:method} [&self]\n    ${0}))",
                2);
        definition(
                "defmacro",
                "(defmacro name [parameters] body…)",
                "Defines a macro: it gets forms and gives the form that stands in their place. Names that a template binds never clash with the caller's.",
                "(defmacro unless-zero [n & body] `(if (= ,n 0) nil (do ,@body)))",
                "(defmacro ${1:name} [${2}]\n  `(${0}))",
                2);
        definition(
                "mod",
                "(mod name definitions…)",
                "A module. What is not `(pub …)` is seen only inside.",
                "(mod geometry (pub (defn area [w h] (* w h))))",
                "(mod ${1:name}\n  ${0})",
                1);
        definition(
                "use",
                "(use path::name) (use (path::name :as other)) (use path::*)",
                "Brings a name of another module here.",
                "(use geometry::area)",
                "(use ${0})",
                -1);
        definition(
                "require-crate",
                "(require-crate \"name\" :path \"…\") (require-crate \"name\" :version \"…\")",
                "Builds a crate written in Rust and makes its public functions those of a module of its name; `:as other` names the module.",
                "(require-crate \"strsim\" :path \"nowhere/strsim\") ;!> crate-error",
                "(require-crate \"${1:name}\" :path \"${0}\")",
                -1);
        definition(
                "pub",
                "(pub definition)",
                "Makes a definition visible outside its module.",
                "(pub (defn area [w h] (* w h)))",
                "(pub ${0})",
                0);

        control(
                "if",
                "(if test then else)",
                "Evaluates one of two forms. The test must be a boolean; without `else` the other value is `nil`.",
                "(if (< 1 2) :yes :no) ;=> :yes",
                "(if ${1:test}\n    ${2}\n    ${0})",
                -1);
        control(
                "when",
                "(when test body…)",
                "Evaluates the body if the test is true; otherwise `nil`.",
                "(when true 1 2) ;=> 2",
                "(when ${1:test}\n  ${0})",
                1);
        control(
                "unless",
                "(unless test body…)",
                "Evaluates the body if the test is false; otherwise `nil`.",
                "(unless true 1) ;=> nil",
                "(unless ${1:test}\n  ${0})",
                1);
        control(
                "cond",
                "(cond test value … else value)",
                "The value beside the first test that is true.",
                "(cond (= 1 2) :a else :b) ;=> :b",
                "(cond\n  ${1:test} ${2:value}\n  else ${0})",
                0);
        control(
                "do",
                "(do body…)",
                "Evaluates forms in order; its value is the last one's.",
                "(do 1 2 3) ;=> 3",
                "(do\n  ${0})",
                0);
        control(
                "let",
                "(let [pattern value …] body…)",
                "Binds names for its body, each seen by the next. `mut name` can be set.",
                "(let [x 1 y (+ x 1)] (* x y)) ;=> 2",
                "(let [${1:name} ${2:value}]\n  ${0})",
                1);
        control(
                "loop",
                "(loop [name start …] body…)",
                "Runs the body; `recur` runs it again with new values, `break` leaves it with a value.",
                "(loop [i 0 acc 1] (if (< i 5) (recur (+ i 1) (* acc 2)) acc)) ;=> 32",
                "(loop [${1:i} ${2:0}]\n  ${0})",
                1);
        control(
                "recur",
                "(recur values…)",
                "The next turn of the innermost `loop`, or of the function; only in tail position.",
                "(loop [i 3] (if (= i 0) :done (recur (- i 1)))) ;=> :done",
                "(recur ${0})",
                -1);
        control(
                "while",
                "(while test body…)",
                "Repeats the body as long as the test is true.",
                "(let [mut n 0] (while (< n 5) (inc! n)) n) ;=> 5",
                "(while ${1:test}\n  ${0})",
                1);
        control(
                "for",
                "(for [pattern iterated] body…)",
                "Runs the body for each element. What is iterated is consumed unless it is lent: `&v`.",
                "(let [mut s 0] (for [x [1 2 3]] (inc! s x)) s) ;=> 6",
                "(for [${1:x} ${2:xs}]\n  ${0})",
                1);
        control(
                "match",
                "(match value pattern body …)",
                "The body beside the first pattern that matches; `(pattern :when test)` adds a condition. No match is an error.",
                "(match (Some 2) (Some x) (* x 10) None 0) ;=> 20",
                "(match ${1:value}\n  ${2:pattern} ${3}\n  _ ${0})",
                1);
        control(
                "fn",
                "(fn [parameters] body…)",
                "A closure. It captures as Rust's do; `(fn move [x] …)` takes what it uses along.",
                "((fn [x] (* x 2)) 21) ;=> 42",
                "(fn [${1:x}] ${0})",
                1);
        control(
                "set!",
                "(set! place value)",
                "Changes a `mut` variable, a field, an element or what a `&mut` refers to.",
                "(let [mut x 1] (set! x 2) x) ;=> 2",
                "(set! ${1:place} ${0})",
                -1);
        control(
                "inc!",
                "(inc! place n)",
                "Adds to a place; by 1 without `n`.",
                "(let [mut x 5] (inc! x 2) x) ;=> 7",
                "(inc! ${0})",
                -1);
        control(
                "dec!",
                "(dec! place n)",
                "Subtracts from a place; by 1 without `n`.",
                "(let [mut x 5] (dec! x) x) ;=> 4",
                "(dec! ${0})",
                -1);
        control(
                "return",
                "(return value)",
                "Leaves the function with a value.",
                "(do (defn early [n] (when (< n 0) (return :neg)) :ok) (early -1)) ;=> :neg",
                "(return ${0})",
                -1);
        control(
                "break",
                "(break value)",
                "Leaves a loop; a `loop` with a value.",
                "(loop [i 0] (if (= i 7) (break i) (recur (+ i 1)))) ;=> 7",
                "(break ${0})",
                -1);
        control(
                "continue",
                "(continue)",
                "Goes on with the next turn of a loop.",
                "(let [mut s 0] (for [x [1 2 3]] (when (= x 2) (continue)) (inc! s x)) s) ;=> 4",
                "(continue)",
                -1);
        control(
                "?",
                "(? value)",
                "The value inside `Ok` or `Some`; anything else leaves the function with it.",
                "(do (defn half [n] (Some (/ (? n) 2))) (half None)) ;=> None",
                "(? ${0})",
                -1);
        control(
                "as",
                "(as value Type)",
                "Converts a number as Rust's `as` does.",
                "(as 3.99 i64) ;=> 3",
                "(as ${1:value} ${0:Type})",
                -1);
        control(
                "and",
                "(and tests…)",
                "True if all are; stops at the first that is not.",
                "(and true false) ;=> false",
                "(and ${0})",
                -1);
        control(
                "or",
                "(or tests…)",
                "True if one is; stops at the first that is. In a pattern: one of several.",
                "(or false true) ;=> true",
                "(or ${0})",
                -1);
        control(
                "not",
                "(not test)",
                "The other boolean.",
                "(not true) ;=> false",
                "(not ${0})",
                -1);
        control(
                "quote",
                "(quote form) or 'form",
                "The form itself, unevaluated.",
                "'(a b) ;=> (a b)",
                "(quote ${0})",
                -1);
        control(
                "borrow",
                "(borrow place) or &place",
                "Lends a value for reading.",
                "(let [v [1 2]] (len &v)) ;=> 2",
                "(borrow ${0})",
                -1);
        control(
                "borrow-mut",
                "(borrow-mut place) or &mut place",
                "Lends a value for writing.",
                "(let [mut v [1] r &mut v] (push! r 2) (len &v)) ;=> 2",
                "(borrow-mut ${0})",
                -1);
        control(
                "deref",
                "(deref reference)",
                "The place that a reference refers to.",
                "(let [mut x 1 r &mut x] (set! (deref r) 5) x) ;=> 5",
                "(deref ${0})",
                -1);

        macro(
                "println",
                "(println \"format\" arguments…)",
                "Prints a line; the format string is Rust's: `{}`, `{:?}`, `{:>8}`, `{name}`.",
                "(println \"x = {}\" 1) ;>> x = 1",
                "(println \"${1:{}}\" ${0})");
        macro(
                "print",
                "(print \"format\" arguments…)",
                "Prints without a line's end.",
                "(print \"{} \" 1)",
                "(print \"${1:{}}\" ${0})");
        macro(
                "eprintln",
                "(eprintln \"format\" arguments…)",
                "Prints a line on the error output.",
                "(eprintln \"{}\" 1)",
                "(eprintln \"${1:{}}\" ${0})");
        macro(
                "eprint",
                "(eprint \"format\" arguments…)",
                "Prints on the error output, without a line's end.",
                "(eprint \"{}\" 1)",
                "(eprint \"${1:{}}\" ${0})");
        macro(
                "format",
                "(format \"format\" arguments…)",
                "A string made as `println` would print it.",
                "(format \"{:>5}|\" 1) ;=> \"    1|\"",
                "(format \"${1:{}}\" ${0})");
        macro(
                "panic",
                "(panic \"format\" arguments…)",
                "Gives up with a message.",
                "(panic \"no {}\" 1) ;!> panic",
                "(panic \"${0}\")");
        macro(
                "assert",
                "(assert test \"format\" …)",
                "An error unless the test is true.",
                "(assert (< 1 2))",
                "(assert ${0})");
        macro(
                "assert-eq",
                "(assert-eq a b)",
                "An error unless both are equal.",
                "(assert-eq 4 (+ 2 2))",
                "(assert-eq ${1} ${0})");
        macro(
                "assert-ne",
                "(assert-ne a b)",
                "An error if both are equal.",
                "(assert-ne 4 5)",
                "(assert-ne ${1} ${0})");
        macro(
                "dbg",
                "(dbg value)",
                "Prints a value with its form and gives it on.",
                "(dbg (+ 1 2)) ;=> 3",
                "(dbg ${0})");
        macro(
                "todo",
                "(todo)",
                "An error that says that something is not written yet.",
                "(todo) ;!> panic",
                "(todo)");
        macro(
                "unreachable",
                "(unreachable)",
                "An error that says that this cannot be.",
                "(unreachable) ;!> panic",
                "(unreachable)");
        macro(
                "time",
                "(time expr)",
                "Prints how long it took and gives the value.",
                "(time (+ 1 2)) ;=> 3",
                "(time ${0})");
        body(
                "if-let",
                "(if-let pattern value then else)",
                "Like `if`, on whether a pattern matches.",
                "(if-let (Some x) (Some 1) x 0) ;=> 1",
                "(if-let ${1:(Some x)} ${2:value}\n  ${3}\n  ${0})",
                2);
        body(
                "while-let",
                "(while-let pattern value body…)",
                "Repeats the body as long as a pattern matches.",
                "(let [mut v [1 2]] (while-let (Some x) (pop! v) x) (len &v)) ;=> 0",
                "(while-let ${1:(Some x)} ${2:value}\n  ${0})",
                2);
        macro(
                "matches",
                "(matches value pattern)",
                "Whether a pattern matches.",
                "(matches (Some 1) (Some _)) ;=> true",
                "(matches ${1:value} ${0:pattern})");
        macro(
                "->",
                "(-> x forms…)",
                "Puts a value through forms, as the first argument of each.",
                "(-> 5 (- 2) (* 10)) ;=> 30",
                "(-> ${1:x} ${0})");
        macro(
                "->>",
                "(->> x forms…)",
                "Puts a value through forms, as the last argument of each.",
                "(->> [1 2 3] (map (fn [x] (* x x))) sum) ;=> 14",
                "(->> ${1:xs} ${0})");
        body(
                "dotimes",
                "(dotimes [name n] body…)",
                "Runs the body `n` times, counting from 0.",
                "(let [mut s 0] (dotimes [i 4] (inc! s i)) s) ;=> 6",
                "(dotimes [${1:i} ${2:n}]\n  ${0})",
                1);
        body(
                "case",
                "(case value constant result … else result)",
                "The result beside the constant that equals the value.",
                "(case 2 1 :one 2 :two else :many) ;=> :two",
                "(case ${1:value}\n  ${2} ${3}\n  else ${0})",
                1);
        macro(
                "comp",
                "(comp f g …)",
                "A function that calls the last first and puts its value through the others.",
                "((comp (fn [x] (+ x 1)) (fn [x] (* x 2))) 5) ;=> 11",
                "(comp ${1:f} ${0:g})");
        macro(
                "partial",
                "(partial f arguments…)",
                "A function with its first arguments given.",
                "((partial + 1) 2) ;=> 3",
                "(partial ${1:f} ${0})");
    }

    private SpecialForms() {}

    private static void definition(
            String name, String shape, String doc, String example, String snippet, int body) {
        BY_NAME.put(name, new SpecialForm(name, DEFINITION, shape, doc, example, snippet, body));
    }

    private static void control(
            String name, String shape, String doc, String example, String snippet, int body) {
        BY_NAME.put(name, new SpecialForm(name, CONTROL, shape, doc, example, snippet, body));
    }

    private static void macro(
            String name, String shape, String doc, String example, String snippet) {
        body(name, shape, doc, example, snippet, -1);
    }

    private static void body(
            String name, String shape, String doc, String example, String snippet, int body) {
        BY_NAME.put(name, new SpecialForm(name, MACRO, shape, doc, example, snippet, body));
    }

    /// Null when a name has no meaning of its own.
    public static @Nullable SpecialForm named(String name) {
        return BY_NAME.get(name);
    }

    /// Whether a form with this head only defines; null is the head of no form.
    static boolean isDefinition(@Nullable String head) {
        var form = head == null ? null : BY_NAME.get(head);
        return form != null && form.kind() == DEFINITION;
    }

    public static Collection<SpecialForm> all() {
        return BY_NAME.values();
    }
}
