package org.oxur.fuzz;

import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/// Makes programs whose parts mostly fit together, so that they run: definitions of all kinds, and
/// expressions about them, nested at random.
///
/// The grammar is data ([Grammar]): `$i` in a text stands for any integer expression, and so on. A
/// text without `$` ends the nesting.
final class RandomPrograms {
    /// What every session of such programs begins with; they define it anew.
    static final String PRELUDE =
            """
            (def x 3) (def n 2) (def v [1 2 3]) (def o {1 2}) (def s "abc") (def y 1) (def st [3 1]) (defconst LIM i64 5)
            (defn helper [x] (+ x 1))
            (defn early [x] (when (> x 0) (return 1)) x)
            (defn deep [n] (if (<= n 0) 0 (+ 1 (deep (- n 1)))))
            (defn even [n] (if (<= n 0) true (odd (- n 1))))
            (defn odd [n] (if (<= n 0) false (even (- n 1))))
            (defn same [T] [(x T)] -> T x)
            (defn largest [T] [(v (& (Vec T)))] -> (Option T) (.max (.cloned (.iter v))))
            (defn tally [x & more] (fold x + more))
            (defn grow [&mut w] (push! w 1))
            (defn fails [x] (if (> x 2) (Err "large") (Ok x)))
            (defn tries [x] (Ok (+ (? (fails x)) 1)))
            (defstruct P [(a i64) (b i64)] :derive [Copy])
            (defstruct Q [T] [(held T) (next (Option (Q T)))])
            (defstruct Up [(n i64)])
            (defenum E (Circle f64) (Rect (w f64) (h f64)) (Nest E) Empty)
            (deftrait Area (defn area [&self] -> f64) (defn twice [&self] -> f64 (* 2.0 (.area self))))
            (impl Area E (defn area [&self] -> f64 (match self (E::Circle r) r (E::Rect :w w :h h) (* w h) _ 0.0)))
            (impl P (defn new [x] (P :a x :b 1)) (defn bump [&mut self] (inc! self.a)) (defn get [&self] self.b))
            (impl Add P (defn add [self o] (P :a (+ self.a o.a) :b 1)))
            (impl (From i64) P (defn from [n] (P :a n :b 0)))
            (impl Iterator Up (defn next [&mut self] (if (< self.n 5) (do (inc! self.n) (Some self.n)) None)))
            (defmacro both [x] `(do ,x ,x))
            (defmacro getter [name] `(defn ,name [] 1))
            (getter got)
            (defmacro swap [p q] `(let [t# ,p] (set! ,p ,q) (set! ,q t#)))
            (defmacro adding [x & more] (if (= (len more) 0) x `(+ ,x (adding ,@more))))
            (defmacro forms [n] `(println ,n))
            (mod m (pub (defn f [x] x)))
            (use m::f)
            """;

    private static final int DEEPEST = 5;
    private static final int SHALLOWEST = 1;

    private static final Grammar GRAMMAR = Grammar.read();

    private static final String KINDS = "iwfbSCkvmopectrqa";

    /// What may be nested without end.
    private static final List<String> OPENERS =
            List.of(
                    "(+ 1 ",
                    "[",
                    "{1 ",
                    "#{1 ",
                    "'(",
                    "`(a ,",
                    "(fn [] ",
                    "(let [x 1] ",
                    "(match 1 x ",
                    "(if true ",
                    "(Some ",
                    "&(do ",
                    "(-> ",
                    "(for [y [1]] ",
                    "(loop [] ",
                    "(cond true ",
                    "(both ",
                    "(do ",
                    "(str ",
                    "(-> 1 ");

    private final RandomGenerator random;
    private int deepest;

    RandomPrograms(RandomGenerator random) {
        this.random = random;
    }

    String program() {
        if (random.nextInt(50) == 0) {
            return nested();
        }
        deepest = random.nextInt(SHALLOWEST, DEEPEST + 1);
        var text = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            fill(GRAMMAR.definitions().get(random.nextInt(GRAMMAR.definitions().size())), text, 3);
            text.append('\n');
        }
        fill("(let [x $i mut n 0 mut v [1 2 3] o {$i $a} s $S] $s $a)", text, 0);
        return text.append('\n').toString();
    }

    private String nested() {
        var opener = OPENERS.get(random.nextInt(OPENERS.size()));
        int depth = 1 + random.nextInt(random.nextInt(2) == 0 ? 100 : 700);
        var closers = new StringBuilder();
        for (int i = opener.length() - 1; i >= 0; i--) {
            switch (opener.charAt(i)) {
                case ')' -> closers.append('(');
                case ']' -> closers.append('[');
                case '(' -> close(closers, ")", "(");
                case '[' -> close(closers, "]", "[");
                case '{' -> closers.append('}');
                default -> {}
            }
        }
        return opener.repeat(depth) + "1" + closers.toString().repeat(depth);
    }

    /// What the opener itself closes again needs no closer.
    private static void close(StringBuilder closers, String closer, String closed) {
        if (closers.toString().endsWith(closed)) {
            closers.setLength(closers.length() - 1);
        } else {
            closers.append(closer);
        }
    }

    private void fill(String pattern, StringBuilder text, int depth) {
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '$'
                    && i + 1 < pattern.length()
                    && GRAMMAR.choices(pattern.charAt(i + 1)) != null) {
                fill(chosen(pattern.charAt(++i), depth), text, depth + 1);
            } else {
                text.append(c);
            }
        }
    }

    private String chosen(char kind, int depth) {
        // Now and then something of another kind.
        boolean wrong = KINDS.indexOf(kind) >= 0 && random.nextInt(40) == 0;
        var choices =
                Objects.requireNonNull(
                        GRAMMAR.choices(
                                wrong ? KINDS.charAt(random.nextInt(KINDS.length())) : kind));
        while (true) {
            var choice = choices.get(random.nextInt(choices.size()));
            boolean ends = choice.indexOf('$') < 0;
            if (ends || depth < deepest || kind == 'a' || random.nextInt(20) == 0) {
                return choice;
            }
        }
    }
}
