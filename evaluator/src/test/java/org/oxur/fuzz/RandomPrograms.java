package org.oxur.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/// Makes programs whose parts mostly fit together, so that they run: definitions of all kinds, and
/// expressions about them, nested at random.
///
/// The grammar is data: `$i` in a text stands for any integer expression, and so on. A text without
/// `$` ends the nesting.
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

    private static final List<String> DEFINITIONS =
            List.of(
                    "(defn helper [x] $i)",
                    "(defn helper [(x i64)] -> i64 $i)",
                    "(defn early [x] (when (> x 0) (return $i)) (for [y [1 2]] (if $b (return $i))) x)",
                    "(defn deep [n] (if (<= n 0) $i (+ 1 (deep (- n 1)))))",
                    "(defn even [n] (if (<= n 0) true (odd (- n 1)))) (defn odd [n] (if (<= n 0) false (even (- n 1))))",
                    "(defn same [T] [(x T)] -> T x)",
                    "(defn largest [T] [(v (& (Vec T)))] -> (Option T) (.max (.cloned (.iter v))))",
                    "(defn tally [x & more] (fold x + more))",
                    "(defn grow [&mut w] (push! w $i))",
                    "(defn fails [x] (if (> x 2) (Err $S) (Ok x)))",
                    "(defn tries [x] (Ok (+ (? (fails x)) $i)))",
                    "(defstruct P [(a i64) (b i64)] :derive [Copy])",
                    "(defstruct P [a b])",
                    "(defstruct Q [T] [(held T) (next (Option (Q T)))])",
                    "(defstruct Up [(n i64)])",
                    "(defenum E (Circle f64) (Rect (w f64) (h f64)) (Nest E) Empty)",
                    "(deftrait Area (defn area [&self] -> f64) (defn twice [&self] -> f64 (* 2.0 (.area self))))",
                    "(impl Area E (defn area [&self] -> f64 (match self (E::Circle r) (* r $f) (E::Rect :w w :h h) (* w h) _ $f)))",
                    "(impl P (defn new [x] (P :a x :b $i)) (defn bump [&mut self] (inc! self.a $i)) (defn get [&self] self.b))",
                    "(impl Add P (defn add [self o] (P :a (+ self.a o.a) :b $i)))",
                    "(impl Index P (defn index [&self i] (if (= i 0) self.a self.b)))",
                    "(impl Display P (defn fmt [&self] $S))",
                    "(impl Ord P (defn cmp [&self o] (cmp self.a o.a)))",
                    "(impl PartialEq P (defn eq [&self o] $b))",
                    "(impl Clone P (defn clone [&self] (P :a $i :b self.b)))",
                    "(impl (From i64) P (defn from [n] (P :a n :b $i)))",
                    "(impl Iterator Up (defn next [&mut self] (if (< self.n 5) (do (inc! self.n) (Some self.n)) None)))",
                    "(defmacro both [x] `(do ,x ,x))",
                    "(defmacro getter [name] `(defn ,name [] $i)) (getter got)",
                    "(defmacro swap [p q] `(let [t# ,p] (set! ,p ,q) (set! ,q t#)))",
                    "(defmacro adding [x & more] (if (= (len more) 0) x `(+ ,x (adding ,@more))))",
                    "(defmacro forms [n] (collect (.map (range 0 n) (fn [i] `(println ,i))) List))",
                    "(def st $v)",
                    "(def st {$i $S})",
                    "(defconst LIM i64 $i)",
                    "(mod m (pub (defn f [x] $i)) (defn hidden [] 1))",
                    "(use m::f)");

    private static final Map<Character, List<String>> GRAMMAR =
            Map.ofEntries(
                    Map.entry(
                            'i',
                            List.of(
                                    "0",
                                    "1",
                                    "-1",
                                    "7",
                                    "x",
                                    "n",
                                    "o.0",
                                    "i64::MAX",
                                    "i64::MIN",
                                    "0xff_ff",
                                    "(len &v)",
                                    "LIM",
                                    "(got)",
                                    "(+ $i $i)",
                                    "(- $i $i)",
                                    "(* $i $i)",
                                    "(/ $i $i)",
                                    "(% $i $i)",
                                    "(- $i)",
                                    "(abs $i)",
                                    "(if $b $i $i)",
                                    "(len $v)",
                                    "(match $i $P $i _ $i)",
                                    "(match $o (Some y) y None $i)",
                                    "(match $v [y & more] (+ y (len more)) [] $i)",
                                    "(match $e (E::Nest inner) $i (E::Rect :w w) $i _ $i)",
                                    "(let [x $i] $i)",
                                    "(let [(x i64) $i] $i)",
                                    "(let [mut n $i] $s $i)",
                                    "(let [mut v $v] $s $s (len v))",
                                    "(let [{y z} {$i $i}] (+ y z))",
                                    "(do $s $i)",
                                    "(let [p $p] (+ p.a $i))",
                                    "(let [mut p $p] (.bump p) p.a)",
                                    "(let [w &v] (+ (len w) $i))",
                                    "(let [mut w $v r &mut w] (push! r $i) (grow r) (len w))",
                                    "(fold $i (fn [a y] (+ a y)) $v)",
                                    "(sum $v)",
                                    "(nth $v $i)",
                                    "(loop [k $i a $i] (if (< k 3) (recur (+ k 1) $i) a))",
                                    "(loop 'out [k 0] (for [y $v] (when $b (break 'out $i))) (if (< k 2) (recur (+ k 1)) $i))",
                                    "($c $i)",
                                    "(.unwrap-or $o $i)",
                                    "(helper $i)",
                                    "(early $i)",
                                    "(deep $i)",
                                    "(same $i)",
                                    "(tally $i $i $i)",
                                    "(m::f $i)",
                                    "(f $i)",
                                    "(both $i)",
                                    "(adding $i $i $i)",
                                    "(as $f i64)",
                                    "(as $w i64)",
                                    "(as $C i64)",
                                    "(unwrap ((fn [] (Some (? $o)))))",
                                    "(.get (P::new $i))",
                                    "(count $t)",
                                    "(.sum $t)",
                                    "(get-or $m $k $i)",
                                    "(len $S)",
                                    "(.fold $t $i (fn [a y] a))",
                                    "(deref $r)",
                                    "(.count-ones $i)",
                                    "(pow $i $i)",
                                    "(unwrap $o)",
                                    "(apply + [$i $i])",
                                    "(-> $i (+ $i) (helper))",
                                    "(case $i 1 $i :else $i)",
                                    "(cond $b $i :else $i)",
                                    "(dbg $i)",
                                    "(let [y $i] (+ y y))")),
                    Map.entry(
                            'w',
                            List.of(
                                    "200u8",
                                    "-128i8",
                                    "65535u16",
                                    "-7i16",
                                    "7u32",
                                    "-7i32",
                                    "18446744073709551615u64",
                                    "3usize",
                                    "-3isize",
                                    "u128::MAX",
                                    "i128::MIN",
                                    "(as $i u8)",
                                    "(as $i i16)",
                                    "(as $f u64)",
                                    "(wrapping-add $w $w)",
                                    "(checked-mul 5u16 7u16)",
                                    "(saturating-sub $w $w)",
                                    "(overflowing-add $w $w)",
                                    "(shl $w $i)",
                                    "(shr $w $w)",
                                    "(bit-xor $w $w)",
                                    "(.rotate-left $w 3u32)",
                                    "(+ $w $w)",
                                    "(/ $w $w)",
                                    "(- $w)",
                                    "(.to-be-bytes $w)",
                                    "(u8::from-str-radix $S 16)",
                                    "(min $w $w)",
                                    "(.leading-zeros $w)",
                                    "(.isqrt $w)",
                                    "(.rem-euclid $w $w)",
                                    "(.abs-diff $w $w)")),
                    Map.entry(
                            'f',
                            List.of(
                                    "0.0",
                                    "-0.0",
                                    "2.5",
                                    "1e308",
                                    "NaN",
                                    "inf",
                                    "-inf",
                                    "1.5f32",
                                    "(as $i f64)",
                                    "(+ $f $f)",
                                    "(/ $f $f)",
                                    "(sqrt $f)",
                                    "(.area $e)",
                                    "(.twice $e)",
                                    "(max $f $f)",
                                    "(.powi $f $i)",
                                    "(.to-bits $f)",
                                    "(.clamp $f 0.0 1.0)",
                                    "(as $w f32)",
                                    "(.total-cmp $f $f)",
                                    "(.mul-add $f $f $f)")),
                    Map.entry(
                            'b',
                            List.of(
                                    "true",
                                    "false",
                                    "(< $i $i)",
                                    "(= $a $a)",
                                    "(!= $i $i)",
                                    "(and $b $b)",
                                    "(or $b $b)",
                                    "(not $b)",
                                    "(is-some $o)",
                                    "(.contains $v &$i)",
                                    "(is-empty $v)",
                                    "(<= $S $S)",
                                    "(< $i $i $i)",
                                    "(matches $e (E::Circle _))",
                                    "(even $i)",
                                    "(.any $t (fn [y] $b))",
                                    "(contains-key $m $k)",
                                    "(.starts-with $S $S)",
                                    "(= $p $p)",
                                    "(< $p $p)",
                                    "(.is-alphabetic $C)")),
                    Map.entry(
                            'S',
                            List.of(
                                    "\"\"",
                                    "\"abc\"",
                                    "\"é😀𝒳\\u{301}\"",
                                    "\"a,b\\n\\tc\"",
                                    "\"-12\"",
                                    "s",
                                    "(str $a $a)",
                                    "(format \"$F\" $a $a)",
                                    "(format \"{x} {1} {:?} {y:>8}\" $a $a :x $i :y $S)",
                                    "(.to-uppercase $S)",
                                    "(.replace $S $S $S)",
                                    "(join $v $S)",
                                    "(slice $S (.. $i $i))",
                                    "(.repeat $S 3)",
                                    "(.trim $S)",
                                    "(collect (.rev (.chars $S)) String)",
                                    "(to-string $a)",
                                    "(.unwrap-or (.get $S (.. 0 2)) $S)",
                                    "(str 'sym :key)")),
                    Map.entry(
                            'F',
                            List.of(
                                    "{} {}",
                                    "{:?}{:#?}",
                                    "{:>8} {:<5}",
                                    "{:^9?} {:+}",
                                    "{:08.3} {:e}",
                                    "{:x} {:#b}",
                                    "{0:?} {0} {1}",
                                    "{:*^7}|{:.1}",
                                    "{{}} {}",
                                    "{:#010X} {:o}",
                                    "{:w$} {}",
                                    "{",
                                    "{:😀>4}{:?}",
                                    "{:5}{:<1$}")),
                    Map.entry(
                            'C', List.of("\\a", "\\space", "\\u{1F600}", "\\é", "(as 97u8 char)")),
                    Map.entry(
                            'k',
                            List.of(":a", ":b", "1", "\"k\"", "$C", "{1 :a}", "[1]", "'sym", "$k")),
                    Map.entry(
                            'v',
                            List.of(
                                    "v",
                                    "[]",
                                    "[1 2 3]",
                                    "(clone v)",
                                    "&v",
                                    "&mut v",
                                    "st",
                                    "[$i $i]",
                                    "[$i $i $i $i]",
                                    "(map (fn [y] $i) $v)",
                                    "(filter (fn [y] $b) $v)",
                                    "(collect $t)",
                                    "(rev $v)",
                                    "(sort $v)",
                                    "(sort-by $v (fn [y] (- y)))",
                                    "(take 2 $v)",
                                    "(collect (range 0 $i))",
                                    "(slice $v (.. $i nil))",
                                    "[$w $w]",
                                    "[$f $f]",
                                    "[$S $S]",
                                    "[$v $v]",
                                    "[$p $p]",
                                    "(concat $v $v)",
                                    "(let [mut w $v] (.sort-by w (fn [y z] (cmp y z))) w)",
                                    "(let [mut w $v] (.retain w (fn [y] $b)) w)",
                                    "(let [mut w $v] (.dedup w) (.swap w 0 $i) w)",
                                    "(.split-at $v $i)",
                                    "(.chunks $v 2)",
                                    "(.to-vec $v)",
                                    "(zip $v $v)",
                                    "(keys $m)",
                                    "(values $m)")),
                    Map.entry(
                            'm',
                            List.of(
                                    "#{}",
                                    "#{:a 1 :b 2}",
                                    "#{$k $i}",
                                    "#{$k $i $k $v}",
                                    "(let [mut m $m] (insert! m $k $i) m)",
                                    "(let [mut m $m] (inc! (deref (.or-insert (.entry m $k) 0))) m)",
                                    "(let [mut m $m] (.remove m $k) (set! (nth m $k) $i) m)",
                                    "(collect (zip $v $v) HashMap)",
                                    "(hash-set $k $k)",
                                    "(.union (hash-set $k) &(hash-set $k))")),
                    Map.entry(
                            'o',
                            List.of(
                                    "None",
                                    "(Some 1)",
                                    "(Some $i)",
                                    "(get $v $i)",
                                    "(first $v)",
                                    "(.pop [$i])",
                                    "(.map $o (fn [y] $i))",
                                    "(get $m $k)",
                                    "(.and-then $o (fn [y] $o))",
                                    "(.parse $S i64)",
                                    "(tries $i)",
                                    "(.ok (Ok $i))",
                                    "(largest &$v)",
                                    "(.next $t)",
                                    "(.take o)",
                                    "(catch-unwind (fn [] $i))",
                                    "(checked-add $i $i)",
                                    "(.ok-or $o $S)",
                                    "(.find $t (fn [y] $b))",
                                    "(.max $t)")),
                    Map.entry(
                            'p',
                            List.of(
                                    "(P :a 1 :b 2)",
                                    "(P :a $i :b $i)",
                                    "(P::new $i)",
                                    "(P :a $i .. $p)",
                                    "(+ $p $p)",
                                    "(clone $p)",
                                    "(into $i P)")),
                    Map.entry(
                            'e',
                            List.of(
                                    "E::Empty",
                                    "(E::Circle 1.0)",
                                    "(E::Circle $f)",
                                    "(E::Rect :w $f :h $f)",
                                    "(E::Nest $e)",
                                    "&$e")),
                    Map.entry(
                            'c',
                            List.of(
                                    "helper",
                                    "abs",
                                    "(fn [y] y)",
                                    "(fn [y] $i)",
                                    "(fn move [y] (+ y n))",
                                    "(fn [y] (push! v y) (len v))",
                                    "(fn [y] (inc! n y) n)",
                                    "(fn again [y] (if (> y 5) y (again (+ y 1))))",
                                    "(let [k $i] (fn move [y] (+ y k)))",
                                    "(partial + $i)",
                                    "(comp abs helper)",
                                    "(fn [& ys] (len ys))",
                                    "(fn [_] $i)",
                                    "(fn [y] (return $i))",
                                    "(fn [(y i64)] -> i64 $i)")),
                    Map.entry(
                            't',
                            List.of(
                                    "(.iter v)",
                                    "(range 0 5)",
                                    "(..= 1 5)",
                                    "(Up :n 0)",
                                    "(.iter $v)",
                                    "(.into-iter $v)",
                                    "(.map $t (fn [y] $i))",
                                    "(.filter $t (fn [y] $b))",
                                    "(.enumerate $t)",
                                    "(.rev $t)",
                                    "(.zip $t $t)",
                                    "(.chain $t $t)",
                                    "(.take $t $i)",
                                    "(.skip $t $i)",
                                    "(.step-by $t 2)",
                                    "(.peekable $t)",
                                    "(.flat-map $t (fn [y] $v))",
                                    "(.take-while $t (fn [y] $b))",
                                    "(.scan $t 0 (fn [a y] (set! (deref a) $i) (Some $i)))",
                                    "(.chars $S)",
                                    "(.windows $v 2)",
                                    "(.take (.cycle $t) 7)",
                                    "(.into-iter (collect (.map $t (fn [y] $t))))",
                                    "(.take (iter::successors (Some $i) (fn [y] (Some (* y 2)))) 9)",
                                    "(.flatten (.iter [$v $v]))",
                                    "(.inspect $t $c)",
                                    "(.map-while $t (fn [y] $o))",
                                    "(.drain $v (.. 0 1))")),
                    Map.entry(
                            'r',
                            List.of(
                                    "&x",
                                    "&mut n",
                                    "(rc $i)",
                                    "(.borrow (ref-cell $i))",
                                    "(.borrow-mut (ref-cell $i))",
                                    "&$i",
                                    "&mut $i",
                                    "&&x",
                                    "(let [c (rc (ref-cell $i)) d (clone c)] (set! (deref (.borrow-mut c)) $i) (deref (.borrow d)))",
                                    "(let [c (rc (ref-cell []))] (.push (.borrow-mut c) (clone c)) $L)")),
                    Map.entry(
                            'L',
                            List.of(
                                    "c",
                                    "(str c)",
                                    "(format \"{:?}\" c)",
                                    "(format \"{:#?}\" c)",
                                    "(= c c)",
                                    "(cmp c c)",
                                    "(hash-set c)",
                                    "(clone c)",
                                    "[c]",
                                    "(deref (.borrow c))",
                                    "(.borrow-mut c)",
                                    "(sort [c c])")),
                    Map.entry(
                            'q',
                            List.of(
                                    "'x",
                                    "'()",
                                    "'(a 1 \"s\" [2 {3 #{:k v}}])",
                                    "`(f ,$i ,@$v)",
                                    "`[,$a ,@$q]",
                                    "(macroexpand '(both $i))",
                                    "(first $q)",
                                    "(macroexpand-1 '(-> 1 (+ $i)))",
                                    "(rest $q)",
                                    "(cons $a $q)")),
                    Map.entry(
                            'P',
                            List.of(
                                    "_",
                                    "0",
                                    "y",
                                    "(y :when $b)",
                                    "(or 1 2 -3)",
                                    "(..= 1 5)",
                                    "(as (..= 1 9) y)",
                                    "(.. 0 9)",
                                    "[y & _]",
                                    "{y _}",
                                    "(Some $P)",
                                    "&$P",
                                    "(P :a $P)",
                                    "#{:a $P}",
                                    ":a",
                                    "\"abc\"",
                                    "(E::Nest $P)",
                                    "[$P $P]",
                                    "{$P $P}",
                                    "(or $P $P)",
                                    "LIM",
                                    "((or $P $P) :when $b)",
                                    "(Ok $P)")),
                    Map.entry(
                            's',
                            List.of(
                                    "nil",
                                    "(inc! n)",
                                    "(push! v 1)",
                                    "(set! n $i)",
                                    "(push! v $i)",
                                    "(println \"$F\" $a $a)",
                                    "(inc! n $i)",
                                    "(dec! n $i)",
                                    "(for [y $v] $s)",
                                    "(for [{i y} (.enumerate $t)] $s)",
                                    "(for 'a [y $v] (for [z $v] (if $b (break 'a)) (when $b (continue 'a)) $s))",
                                    "(while (< n 3) (inc! n) $s)",
                                    "(set! (nth v $i) $i)",
                                    "(let [r &mut v] (push! r $i) $s)",
                                    "(let [r &v] $s (len r))",
                                    "(when $b $s)",
                                    "(if-let (Some y) $o $s $s)",
                                    "(unless $b $s)",
                                    "(let [mut p $p] (set! p.a $i) (inc! p.b) $s)",
                                    "(swap n n)",
                                    "(forms 3)",
                                    "(dotimes [i 3] $s)",
                                    "(grow &mut v)",
                                    "(let [mut g $c] (g $i) (g $i))",
                                    "(let [w v] $s)",
                                    "(while-let (Some y) (pop! v) $s)",
                                    "(extend! v $v)",
                                    "(assert $b \"no {}\" $i)",
                                    "(assert-eq $i $i)",
                                    "(time $s)",
                                    "(match $a $P $s _ $s)",
                                    "(let [[y & z] $v] $s)",
                                    "(set! (deref $r) $i)",
                                    "(panic \"{:?}\" $a)",
                                    "$i")),
                    Map.entry(
                            'a',
                            List.of(
                                    "$i",
                                    "$i",
                                    "$w",
                                    "$f",
                                    "$b",
                                    "$S",
                                    "$C",
                                    "$k",
                                    "$v",
                                    "$m",
                                    "$o",
                                    "$p",
                                    "$e",
                                    "$c",
                                    "$t",
                                    "$r",
                                    "$q",
                                    "nil",
                                    "{$a $a}",
                                    "(Q :held $a :next (Some (Q :held $a :next None)))")));

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
            fill(DEFINITIONS.get(random.nextInt(DEFINITIONS.size())), text, 3);
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
                    && GRAMMAR.containsKey(pattern.charAt(i + 1))) {
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
                        GRAMMAR.get(wrong ? KINDS.charAt(random.nextInt(KINDS.length())) : kind));
        while (true) {
            var choice = choices.get(random.nextInt(choices.size()));
            boolean ends = choice.indexOf('$') < 0;
            if (ends || depth < deepest || kind == 'a' || random.nextInt(20) == 0) {
                return choice;
            }
        }
    }
}
