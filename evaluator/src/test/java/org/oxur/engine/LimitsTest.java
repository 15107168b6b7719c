package org.oxur.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.oxur.frontend.lisp.OxurFrontend;
import org.oxur.text.SourceText;

/// What goes on for ever or needs too much ends the evaluation, and never the session: each of
/// these programs is followed by another one in the same session.
class LimitsTest {
    private static final int DEPTH = 20_000;
    private static final long HEAP = 96 << 20;

    /// Calls itself for ever, from everywhere that a program's function can be called from.
    private static final String RECURSIONS =
            """
            (defn f [n] (+ 1 (f n))) (f 1)
            (defn f [n] (+ 1 (g n))) (defn g [n] (+ 1 (f n))) (f 1)
            (defn f [n] [(f n)]) (f 1)
            (defn f [n] {1 (f n)}) (f 1)
            (defn f [n] #{1 (f n)}) (f 1)
            (defn f [n] (Some (f n))) (f 1)
            (defstruct S [x]) (defn f [n] (S :x (f n))) (f 1)
            (defn f [n] (let [x (f n)] x)) (f 1)
            (defn f [n] (if (f n) 1 2)) (f 1)
            (defn f [n] (match (f n) 1 2 _ 3)) (f 1)
            (defn f [n] (match n (x :when (f n)) 2 _ 3)) (f 1)
            (defn f [n] (while (f n) 1)) (f 1)
            (defn f [n] (for [x (f n)] 1)) (f 1)
            (defn f [n] (loop [x (f n)] x)) (f 1)
            (defn f [n] (nth [1] (f n))) (f 1)
            (defn f [n] (? (f n))) (f 1)
            (defn f [n] (as (f n) i32)) (f 1)
            (defn f [n] -> i64 (return (+ 0 (f n)))) (f 1)
            (defn f [n] (do (f n) 1)) (f 1)
            (defn f [n] (and (f n) true)) (f 1)
            (defn f [mut n] (set! n (f 1)) n) (f 1)
            (defn f [mut n] (inc! n (f 1)) n) (f 1)
            (defn f [n] (str (f n))) (f 1)
            (defn f [n] (println "{}" (f n))) (f 1)
            (defn f [n] (apply f [n]) 1) (f 1)
            (defn f [n] (catch-unwind (fn [] (f n))) 1) (do (f 1) (panic "back"))
            (defn f [n] (map (fn [x] (f x)) [n])) (f 1)
            (defn f [n] (.map (Some n) (fn [x] (f x)))) (f 1)
            (defn f [n] (collect (.map (.iter [n]) (fn [x] (f 1))))) (f 1)
            (defn f [n] (.sort-by [3 2 1] (fn [a b] (f n)))) (f 1)
            (defn f [n] (fold 0 (fn [a x] (f x)) [1 2])) (f 1)
            (defn f [n] (.unwrap-or-else None (fn [] (f n)))) (f 1)
            (let [f (fn f [n] (+ 1 (f n)))] (f 1))
            (defn y [g] (+ 1 (g g))) (y (fn [g] (y g)))
            (defstruct D [x]) (impl Display D (defn fmt [&self] (str self))) (str (D :x 1))
            (defstruct D [x]) (impl Display D (defn fmt [&self] (format "{}!" self))) (println "{}" (D :x 1))
            (defstruct D [x]) (impl Debug D (defn fmt [&self] (format "{:?}" self))) (format "{:?}" (D :x 1))
            (defstruct D [x]) (impl Clone D (defn clone [&self] (clone self))) (clone (D :x 1))
            (defstruct D [x]) (impl Add D (defn add [self o] (+ 0 (+ (D :x 1) (D :x 2))))) (+ (D :x 1) (D :x 2))
            (defstruct D [x]) (impl Neg D (defn neg [self] [(- self)])) (- (D :x 1))
            (defstruct D [x]) (impl Index D (defn index [&self i] [(nth self i)])) (nth (D :x 1) 0)
            (defstruct D [x]) (impl PartialEq D (defn eq [&self o] (not (= self o)))) (= (D :x 1) (D :x 1))
            (defstruct D [x]) (impl PartialOrd D (defn partial-cmp [&self o] (Some (? (.partial-cmp self o))))) (< (D :x 1) (D :x 1))
            (defstruct D [x]) (impl Ord D (defn cmp [&self o] (.reverse (.cmp self o)))) (sort [(D :x 1) (D :x 1)])
            (defstruct D [x]) (impl Iterator D (defn next [&mut self] (for [x (D :x 1)] x) None)) (for [x (D :x 1)] x)
            (defstruct D [x]) (impl Iterator D (defn next [&mut self] (Some (collect (D :x 1))))) (collect (.map (D :x 1) (fn [x] x)))
            (defstruct D [x]) (impl (From i64) D (defn from [n] (D :x (into n D)))) (into 1 D)
            (defstruct D [x]) (deftrait T (defn go [&self] -> i64 (+ 1 (.go self)))) (impl T D) (.go (D :x 1))
            (defstruct D [x]) (impl D (defn go [&mut self] (+ 1 (.go self)))) (let [mut d (D :x 1)] (.go d))
            (defmacro m [x] `(m (+ 1 ,x))) (m 1)
            (defn f [x] (+ 1 (f x))) (defmacro m [x] (f 1)) (m 1)
            (defmacro m [x] `(do (m ,x) (m ,x))) (m 1)
            (defn f [n] (macroexpand '(when a b)) (+ 1 (f n))) (f 1)
            (defn f [n] (+ 1 (f n))) (def x (f 1))
            (defn f [n] (time (f n)) 1) (f 1)
            (defn f [n] (let [{a b} (f n)] a)) (f 1)
            (defn f [n] (if-let (Some x) (f n) x 1)) (f 1)
            (defn f [n] (-> n (f) (+ 1))) (f 1)
            (defn f [n] (.push [1] (f n))) (f 1)
            (defn f [n] (.entry (hash-map) (f n))) (f 1)
            (defn f [n] (slice [1 2] (.. 0 (f n)))) (f 1)
            (defn f [(n i64)] -> i64 (+ n (f n))) (f 1)
            (defn f [& xs] (+ 1 (apply f xs))) (f 1 2 3)
            (defn f [n] (.borrow (ref-cell (f n)))) (f 1)
            (defn f [n] (.retain [1 2] (fn [x] (f 1)))) (f 1)
            (defn f [n] (.next (iter::from-fn (fn [] (f n))))) (f 1)
            (defn f [n] (.next (iter::successors (Some 1) (fn [x] (f 1))))) (f 1)
            (defn f [n] (.or-insert-with (.entry #{} 1) (fn [] (f n)))) (f 1)
            (defn f [mut n] (set! (nth n (f [1])) 1)) (f [1])
            """;

    /// Needs more memory than there is.
    private static final String GREEDY =
            """
            (.repeat "abc" 100000000000)
            (let [mut s (str "a" 1)] (loop [] (set! s (str s s)) (recur)))
            (let [mut v [1]] (loop [] (push! v 1) (recur)))
            (let [mut v ["a"]] (loop [] (push! v (str "abc" 1)) (recur)))
            (let [mut v [1]] (loop [] (extend! v (clone v)) (recur)))
            (let [mut m #{}] (loop [i 0] (insert! m i i) (recur (+ i 1))))
            (let [mut m (hash-set)] (loop [i 0] (insert! m (str i)) (recur (+ i 1))))
            (let [mut v nil] (loop [] (set! v (rc v)) (recur)))
            (collect (range 0 i64::MAX))
            (collect (.cycle (.iter [1 2 3])))
            (collect (iter::repeat "x"))
            (collect (iter::repeat "x") String)
            (collect (.map (range 0 i64::MAX) (fn [x] {x x})) HashMap)
            (collect (.map (range 0 i64::MAX) (fn [x] (str x))) HashSet)
            (map (fn [x] [x x x]) (range 0 i64::MAX))
            (filter (fn [x] true) (range 0 i64::MAX))
            (format "{:>w$}" 1 :w 100000000000)
            (zip (range 0 i64::MAX) (range 0 i64::MAX))
            (repeat 1 100000000000)
            (Vec::with-capacity 1000000000000)
            (let [mut v [1]] (.resize v 1000000000000 0))
            (fold (str "") (fn [a x] (str a "abcabcabc" a)) (range 0 i64::MAX))
            (rev (range 0 i64::MAX))
            (.partition (range 0 i64::MAX) (fn [x] (> x 5)))
            (collect (.flat-map (range 0 i64::MAX) (fn [x] [x x])))
            (map (fn [x] (clone x)) (.windows (collect (range 0 100000)) 50000))
            (.replace (.repeat "a" 1000000) "a" (.repeat "b" 1000000))
            (let [c (rc (ref-cell None))] (set! (deref (.borrow-mut c)) (Some (clone c))) (format "{:#?}" c))
            (let [mut v [1]] (dotimes [i 100000] (set! v [v])) (len (format "{:#?}" v)))
            (defn f [n] (let [v (collect (range 0 1000))] (+ (len &v) (f n)))) (f 1)
            """;

    /// Goes on for ever, much of it inside of built-in functions.
    private static final String ENDLESS =
            """
            (loop [] (recur))
            (while true nil)
            (for [x (.cycle (.iter [1]))] x)
            (defn f [] (f)) (f)
            (defn f [] (g)) (defn g [] (f)) (f)
            (let [f (fn f [] (f))] (f))
            (count (.cycle (.iter [1])))
            (sum (iter::repeat 0))
            (.last (.cycle (.iter [1 2])))
            (.max (.cycle (.iter [1 2])))
            (.min-by-key (.cycle (.iter [1 2])) (fn [x] 1))
            (.find (.cycle (.iter [1 2])) (fn [x] false))
            (.any (iter::repeat 1) (fn [x] false))
            (.all (iter::repeat 1) (fn [x] true))
            (.position (iter::repeat 1) (fn [x] false))
            (.nth (.cycle (.iter [1 2])) i64::MAX)
            (.next (.filter (iter::repeat 1) (fn [x] false)))
            (.next (.skip (iter::repeat 1) i64::MAX))
            (.next (.skip-while (iter::repeat 1) (fn [x] true)))
            (.next (.filter-map (iter::repeat 1) (fn [x] None)))
            (.next (.flat-map (iter::repeat 1) (fn [x] [])))
            (.next (.flatten (iter::repeat [])))
            (.fold (iter::repeat 1) 0 (fn [a x] a))
            (.reduce (iter::repeat 1) (fn [a x] a))
            (.for-each (iter::repeat 1) (fn [x] x))
            (.product (iter::repeat 1))
            (.count (.zip (iter::repeat 1) (iter::repeat 2)))
            (.count (.chain (iter::repeat 1) [1]))
            (.count (.take-while (iter::repeat 1) (fn [x] true)))
            (.count (.map-while (iter::repeat 1) (fn [x] (Some x))))
            (.count (.scan (iter::repeat 1) 0 (fn [s x] (Some x))))
            (.count (.inspect (iter::repeat 1) (fn [x] x)))
            (.count (.enumerate (iter::repeat 1)))
            (.count (.peekable (iter::repeat 1)))
            (.count (.fuse (iter::repeat 1)))
            (.count (.cloned (.iter (.cycle (.iter [1])))))
            (count (iter::from-fn (fn [] (Some 1))))
            (count (iter::successors (Some 1) (fn [x] (Some 1))))
            (.unzip (.filter (iter::repeat {1 2}) (fn [x] false)))
            (collect (.filter (iter::repeat 1) (fn [x] false)))
            (collect (.filter (iter::repeat 1) (fn [x] false)) String)
            (collect (iter::repeat 1) HashSet)
            (collect (iter::repeat {1 2}) HashMap)
            (fold 0 (fn [a x] a) (iter::repeat 1))
            (map (fn [x] (while true nil)) [1])
            (apply (fn [& xs] (while true nil)) [1])
            (catch-unwind (fn [] (while true nil)))
            (while true (catch-unwind (fn [] (while true nil))))
            (while true (catch-unwind (fn [] (panic "x"))))
            (defmacro m [] (while true nil)) (m)
            (defmacro m [] (count (iter::repeat 1))) (m)
            (macroexpand '(m2)) (defmacro m2 [] (while true nil)) (macroexpand '(m2))
            (defstruct D []) (impl Display D (defn fmt [&self] (while true nil) "")) (str (D))
            (defstruct D []) (impl Iterator D (defn next [&mut self] (Some 1))) (for [x (D)] x)
            (defstruct D []) (impl Iterator D (defn next [&mut self] (Some 1))) (.count (D))
            (defstruct D []) (impl PartialEq D (defn eq [&self o] (while true nil) true)) (= (D) (D))
            (let [v (collect (range 0 300000))] (while true (sort (clone v))))
            (let [v (collect (.map (range 0 300000) (fn [x] (rem-euclid (* x 7919) 1000003))))] (while true (.sort (clone v))))
            (let [v (collect (.map (range 0 300000) (fn [x] (str x))))] (while true (sort (clone v))))
            (let [v (collect (range 0 300000))] (while true (len (clone v))))
            (let [s (.repeat "ab" 5000000)] (while true (len (.replace s "a" "b"))))
            (let [s (.repeat "ab" 5000000)] (while true (.contains s "ba!")))
            (let [s (.repeat "ab" 5000000)] (while true (count (.chars s))))
            (let [s (.repeat "ab" 2000000)] (while true (.to-uppercase s)))
            (let [s (.repeat "ab" 2000000)] (while true (.split s "a")))
            (let [s (.repeat "ab" 2000000)] (while true (collect (.split s "a"))))
            (let [s (.repeat "ab" 2000000)] (while true (.trim s)))
            (let [s (.repeat " " 2000000)] (while true (.trim s)))
            (let [s (.repeat "9" 5000000)] (while true (.parse s)))
            (let [v (collect (range 0 500000))] (while true (format "{:?}" &v)))
            (let [v (collect (range 0 500000))] (while true (.reverse (clone v))))
            (let [v (collect (range 0 500000)) w (clone v)] (while true (= &v &w)))
            (let [v (collect (range 0 500000)) w (clone v)] (while true (cmp &v &w)))
            (let [v (collect (range 0 500000)) w (clone v)] (while true (.contains v -1)))
            (let [v (collect (range 0 500000))] (while true (.starts-with v (clone v))))
            (let [v (collect (range 0 500000))] (while true (.dedup (clone v))))
            (let [v (collect (range 0 500000))] (while true (.rotate-left (clone v) 12345)))
            (let [v (collect (range 0 300000))] (while true (.windows v 3) (count (.windows v 3))))
            (let [v (collect (range 0 300000))] (while true (hash-set (clone v))))
            (let [v (collect (range 0 300000))] (while true (collect (.iter v) HashSet)))
            (let [v (collect (range 0 500000))] (while true (sum &v)))
            (let [v (collect (range 0 500000))] (while true (.max (.iter v))))
            (let [mut v (collect (range 0 300000))] (while (> (len &v) 0) (.remove v 0)) (while true nil))
            (let [mut v (collect (range 0 300000))] (while true (.insert v 0 1)))
            (let [v (collect (.map (range 0 300000) (fn [x] [x]))) ] (while true (.concat v)))
            (let [v (collect (.map (range 0 300000) (fn [x] "ab"))) ] (while true (.join v ",")))
            (let [v (collect (.map (range 0 300000) (fn [x] {x x}))) ] (while true (clone v)))
            (let [v (collect (.map (range 0 300000) (fn [x] {x x})) HashMap)] (while true (= &v (clone v))))
            (while true (pow 1 100000000000))
            (while true (checked-pow 3 100000000000))
            (while true (wrapping-pow 3 4000000000))
            (sort-by [2 1] (fn [a] (while true nil)))
            (let [s (.repeat "a" 3000000)] (.contains s (str (.repeat "a" 1000000) "b")) (while true nil))
            (let [mut w (rc [1])] (dotimes [i 60] (set! w (rc [(clone w) (clone w)]))) (< w w))
            (let [mut w (rc [1])] (dotimes [i 60] (set! w (rc [(clone w) (clone w)]))) (len (format "{:?}" w)))
            (let [mut w [1]] (dotimes [i 60] (set! w [(clone w) (clone w)])))
            """;

    private static volatile CountDownLatch begun = new CountDownLatch(1);
    private static final Session SESSION =
            LiveSession.open(new OxurFrontend(), new Heard(), Limits.NONE);

    @AfterAll
    static void close() {
        SESSION.close();
    }

    @TestFactory
    Stream<DynamicTest> recursionEnds() {
        return tests(
                RECURSIONS,
                program -> {
                    SESSION.setLimits(new Limits(null, 0, DEPTH));
                    ends(last(program), List.of("recursion-limit", "macro-error", "panic"));
                });
    }

    @TestFactory
    Stream<DynamicTest> exhaustedMemoryEnds() {
        return tests(
                GREEDY,
                program -> {
                    SESSION.setLimits(new Limits(null, 0, DEPTH, HEAP));
                    ends(
                            last(program),
                            List.of(
                                    "out-of-memory",
                                    "recursion-limit",
                                    "bad-argument",
                                    "parse-error"));
                });
    }

    @TestFactory
    Stream<DynamicTest> cancelEnds() {
        return tests(ENDLESS, LimitsTest::cancel);
    }

    private static void cancel(String program) throws InterruptedException {
        SESSION.setLimits(Limits.NONE);
        begun = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var outcome = new AtomicReference<@Nullable Outcome>();
        var thread =
                new Thread(() -> {
                    outcome.set(last("(println 1) " + program));
                    ended.countDown();
                });
        thread.start();
        assertTrue(begun.await(60, TimeUnit.SECONDS), "begins");
        // It has begun, and does not end by itself.
        assertTrue(!ended.await(50, TimeUnit.MILLISECONDS), () -> "ended: " + outcome.get());
        long told = System.nanoTime();
        SESSION.cancel();
        assertTrue(ended.await(60, TimeUnit.SECONDS), "is cancelled");
        long millis = (System.nanoTime() - told) / 1_000_000;
        if (millis > 100) {
            System.out.println("cancelled after " + millis + " ms: " + program);
        }
        ends(outcome.get(), List.of("cancelled", "macro-error"));
    }

    private static Outcome last(String program) {
        return SESSION.evaluate(new SourceText("p", program), _ -> {}).getLast();
    }

    private static void ends(@Nullable Outcome outcome, List<String> codes) {
        assertNotNull(outcome);
        var panic = outcome.error();
        assertNotNull(panic, () -> "a value: " + outcome.value());
        var text = new OxurFrontend().formatError(panic, false);
        assertTrue(codes.contains(panic.error().code()), text);
    }

    private interface Check {
        void of(String program) throws InterruptedException;
    }

    private static Stream<DynamicTest> tests(String programs, Check check) {
        return programs.lines()
                .map(program ->
                        DynamicTest.dynamicTest(
                                program,
                                () -> {
                                    check.of(program);
                                    SESSION.setLimits(Limits.NONE);
                                    assertEquals("3", last("(+ 1 2)").value());
                                }));
    }

    /// Notes when a program says something.
    private static final class Heard implements Session.Output {
        @Override
        public void out(String text) {
            begun.countDown();
        }

        @Override
        public void err(String text) {}
    }
}
