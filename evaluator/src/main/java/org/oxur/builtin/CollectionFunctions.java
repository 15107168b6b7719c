package org.oxur.builtin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;
import org.oxur.value.Cloner;
import org.oxur.value.EnumValue;
import org.oxur.value.Equality;
import org.oxur.value.Integers;
import org.oxur.value.IteratorValue;
import org.oxur.value.ListValue;
import org.oxur.value.MapValue;
import org.oxur.value.Numbers;
import org.oxur.value.Order;
import org.oxur.value.RangeValue;
import org.oxur.value.Ref;
import org.oxur.value.Text;
import org.oxur.value.VecValue;

/// Functions over everything that can be iterated. They are eager: what gives several elements
/// gives a `Vec`.
///
/// They consume a value and lend from a reference. Those that take a function also take it as their
/// second argument.
final class CollectionFunctions {
    private CollectionFunctions() {}

    static Catalogue catalogue() {
        var c = new Catalogue("Functions over collections");
        making(c);
        mapping(c);
        choosing(c);
        searching(c);
        summing(c);
        return c;
    }

    private static VecValue collect(IteratorValue it, Context ctx, Site site) {
        return Iterators.collect(it, ctx, site);
    }

    /// Goes over the one of two arguments that is not the function.
    private static IteratorValue elements(Object a, Object b, Context ctx, Site site) {
        return Iterators.over(functionFirst(a, b) ? b : a, ctx, site);
    }

    private static Object function(Object a, Object b) {
        return functionFirst(a, b) ? a : b;
    }

    private static boolean functionFirst(Object a, Object b) {
        return Args.isCallable(a) || !Args.isCallable(b);
    }

    private static boolean countFirst(Object a) {
        return Integers.isInteger(Ref.peekThrough(a));
    }

    private static void making(Catalogue c) {
        c.any(
                "range [from to? step?] -> Range",
                "The numbers from one (0 if only the end is given) up to but not with another, in steps.",
                "{(range 0 3) (range 2) (range 0 10 4)} ;=> {[0 1 2] [0 1] [0 4 8]}",
                (ctx, a, site) -> range(ctx, a, site));
        c.one(
                "iota [n] -> (Vec i64)",
                "The numbers from 0 to `n` - 1.",
                "(iota 3) ;=> [0 1 2]",
                (ctx, n, site) -> iota(ctx, n, site));
        c.two(
                "repeat [x n]",
                "A `Vec` of `n` clones of `x`; of a string, the string `n` times over.",
                "{(repeat 0 3) (repeat \"ab\" 2)} ;=> {[0 0 0] \"abab\"}",
                CollectionFunctions::repeat);
        c.any(
                "vec-of [& xs] -> (Vec T)",
                "A `Vec` of the arguments.",
                "(vec-of 1 2) ;=> [1 2]",
                (_, a, _) -> VecValue.of(a));
        c.any(
                "hash-set [& xs] -> (HashSet T)",
                "A set of the arguments.",
                "(hash-set 1 2 1) ;=> (hash-set 1 2)",
                (ctx, a, site) -> Collecting.set(ctx, Iterators.of(List.of(a)), site));
        c.any(
                "hash-map [& keys-and-values] -> (HashMap K V)",
                "A map of keys, each followed by its value.",
                "(hash-map :a 1) ;=> #{:a 1}",
                (ctx, a, site) -> hashMap(ctx, a, site));
    }

    private static Object range(Context ctx, Object[] a, Site site) {
        Object from =
                a.length == 1 ? Numbers.adapt(0L, Ref.see(a[0], site), site) : Ref.see(a[0], site);
        Object to = Ref.see(a[a.length == 1 ? 0 : 1], site);
        var range = new RangeValue(from, to, false);
        if (a.length < 3) {
            if (!Integers.isInteger(from) || !Integers.isInteger(to)) {
                throw Args.mismatch("a range has integer ends; `(.. a b)` makes others", site);
            }
            return range;
        }
        long step = Args.integer(a[2], site);
        if (step > 0) {
            return collect(
                    IteratorMethods.stepped(Iterators.over(range, ctx, site), a[2], site),
                    ctx,
                    site);
        }
        if (step == 0) {
            throw Args.bad("a range needs a step other than 0", site);
        }
        var down = new VecValue();
        for (long i = Args.integer(from, site); i > Args.integer(to, site); i += step) {
            down.add(i);
            if ((down.size() & 1023) == 0) {
                ctx.poll(site);
                ctx.checkAllocation(8L * down.size(), site);
            }
        }
        return down;
    }

    private static Object iota(Context ctx, Object n, Site site) {
        var numbers = new long[Args.size(n, 8, ctx, site)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        return VecValue.ofLongs(numbers);
    }

    private static Object repeat(Context ctx, Object x, Object n, Site site) {
        var seen = Ref.see(x, site);
        if (seen instanceof Text text) {
            return StringMethods.repeat(ctx, text, n, site);
        }
        int count = Args.size(n, seen instanceof Boolean ? 1 : 8, ctx, site);
        if (seen instanceof Long || seen instanceof Double || seen instanceof Boolean) {
            return VecValue.repeat(seen, count);
        }
        var vec = new VecValue();
        for (int i = 0; i < count; i++) {
            vec.add(i == count - 1 && !(x instanceof Ref) ? seen : Cloner.clone(seen, ctx, site));
            if ((i & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        return vec;
    }

    private static Object hashMap(Context ctx, Object[] a, Site site) {
        if (a.length % 2 != 0) {
            throw Args.bad("`hash-map` wants a value for every key", site);
        }
        var map = new MapValue();
        for (int i = 0; i < a.length; i += 2) {
            MapMethods.insert(ctx, map, a[i], a[i + 1], site);
        }
        return map;
    }

    private static void mapping(Catalogue c) {
        c.any(
                "map [f xs & others] -> (Vec U)",
                "What `f` gives for each element; for elements of several collections side by side.",
                "{(map (fn [x] (* x x)) [1 2 3]) (map + [1 2] [10 20])} ;=> {[1 4 9] [11 22]}",
                (ctx, a, site) -> map(ctx, a, site));
        c.two(
                "filter [test xs] -> (Vec T)",
                "The elements for which `test` holds; it is given references.",
                "(filter (fn [x] (> x 2)) [1 2 3 4]) ;=> [3 4]",
                (ctx, a, b, site) ->
                        collect(
                                new Adapters.Filtered(elements(a, b, ctx, site), function(a, b)),
                                ctx,
                                site));
        c.two(
                "filter-map [f xs] -> (Vec U)",
                "What `f` gives in `Some`.",
                "(filter-map (fn [s] (.ok (parse s i64))) [\"1\" \"x\" \"3\"]) ;=> [1 3]",
                (ctx, a, b, site) ->
                        collect(
                                new Adapters.FilterMapped(
                                        elements(a, b, ctx, site), function(a, b), false),
                                ctx,
                                site));
        c.two(
                "flat-map [f xs] -> (Vec U)",
                "The elements of what `f` gives.",
                "(flat-map (fn [n] (range 0 n)) [1 2]) ;=> [0 0 1]",
                (ctx, a, b, site) ->
                        collect(
                                new Adapters.Flattened(
                                        new Adapters.Mapped(
                                                elements(a, b, ctx, site), function(a, b))),
                                ctx,
                                site));
        c.one(
                "flatten [xs] -> (Vec T)",
                "The elements of the elements.",
                "(flatten [[1] [2 3]]) ;=> [1 2 3]",
                (ctx, xs, site) ->
                        collect(new Adapters.Flattened(Iterators.over(xs, ctx, site)), ctx, site));
        c.one(
                "enumerate [xs] -> (Vec {i64 T})",
                "The elements with their numbers, from 0.",
                "(enumerate [:a :b]) ;=> [{0 :a} {1 :b}]",
                (ctx, xs, site) ->
                        collect(new Adapters.Enumerated(Iterators.over(xs, ctx, site)), ctx, site));
        c.two(
                "zip [xs ys] -> (Vec {A B})",
                "Pairs of elements, as long as both have one.",
                "(zip [1 2] [:a :b]) ;=> [{1 :a} {2 :b}]",
                (ctx, a, b, site) ->
                        collect(
                                new Adapters.Zipped(
                                        Iterators.over(a, ctx, site), Iterators.over(b, ctx, site)),
                                ctx,
                                site));
        c.two(
                "chain [xs ys] -> (Vec T)",
                "The elements of one, then of the other.",
                "(chain [1] [2 3]) ;=> [1 2 3]",
                (ctx, a, b, site) ->
                        collect(
                                new Adapters.Chained(
                                        Iterators.over(a, ctx, site), Iterators.over(b, ctx, site)),
                                ctx,
                                site));
        c.one(
                "rev [xs] -> (Vec T)",
                "The elements from the other end.",
                "(rev [1 2 3]) ;=> [3 2 1]",
                (ctx, xs, site) -> rev(ctx, xs, site));
        c.two(
                "inspect [f xs] -> (Vec T)",
                "The elements, after `f` saw each of them.",
                "(inspect (fn [x] x) [1]) ;=> [1]",
                (ctx, a, b, site) ->
                        collect(
                                new Adapters.Inspected(elements(a, b, ctx, site), function(a, b)),
                                ctx,
                                site));
        c.three(
                "scan [init f xs] -> (Vec U)",
                "What `fold` would give after each element.",
                "(scan 0 + [1 2 3]) ;=> [1 3 6]",
                CollectionFunctions::scan);
        c.two(
                "sort-by [key xs] -> (Vec T)",
                "The elements in the order of what `key` gives for references to them.",
                "(sort-by (fn [x] (- x)) [3 1 2]) ;=> [3 2 1]",
                (ctx, a, b, site) -> sortBy(ctx, a, b, site));
        c.one(
                "sort [xs] -> (Vec T)",
                "The elements in order.",
                "(sort [3 1 2]) ;=> [1 2 3]",
                (ctx, xs, site) -> sorted(ctx, xs, site));
        c.one(
                "dedup [xs] -> (Vec T)",
                "Without elements that equal the one before them.",
                "(dedup [1 1 2 1]) ;=> [1 2 1]",
                (ctx, xs, site) -> deduped(ctx, xs, site));
        c.any(
                "concat [& xss]",
                "All elements of several vectors, or forms of several lists; all characters of several strings.",
                "{(concat [1] [2 3]) (concat '(a) '(b c)) (concat \"a\" \"b\")} ;=> {[1 2 3] (a b c) \"ab\"}",
                (ctx, a, site) -> concat(ctx, a, site));
        c.any(
                "join [xs separator?] -> String",
                "Strings with a separator between them.",
                "(join [\"a\" \"b\"] \"-\") ;=> \"a-b\"",
                (ctx, a, site) -> join(ctx, a[0], a.length > 1 ? a[1] : Args.literal(""), site));
    }

    private static Object map(Context ctx, Object[] a, Site site) {
        if (a.length == 2) {
            return collect(
                    new Adapters.Mapped(elements(a[0], a[1], ctx, site), function(a[0], a[1])),
                    ctx,
                    site);
        }
        var iterators = new IteratorValue[a.length - 1];
        for (int i = 0; i < iterators.length; i++) {
            iterators[i] = Iterators.over(a[i + 1], ctx, site);
        }
        var results = new VecValue();
        while (true) {
            var arguments = new Object[iterators.length];
            for (int i = 0; i < arguments.length; i++) {
                var item = iterators[i].next(ctx, site);
                if (item == null) {
                    return results;
                }
                arguments[i] = item;
            }
            results.add(ctx.call(a[0], arguments, site));
            if ((results.size() & 1023) == 0) {
                ctx.poll(site);
            }
        }
    }

    private static Object rev(Context ctx, Object xs, Site site) {
        var it = Iterators.over(xs, ctx, site);
        return collect(
                it.isDoubleEnded()
                        ? new Adapters.Reversed(it)
                        : new Adapters.Reversed(
                                new Iterators.Elements(collect(it, ctx, site), null)),
                ctx,
                site);
    }

    private static Object scan(Context ctx, Object init, Object f, Object xs, Site site) {
        var it = Iterators.over(xs, ctx, site);
        var results = new VecValue();
        var state = init;
        for (var item = it.next(ctx, site); item != null; item = it.next(ctx, site)) {
            state = Args.call(ctx, f, state, item, site);
            results.add(Cloner.clone(state, ctx, site));
            ctx.poll(site);
        }
        return results;
    }

    private static Object sortBy(Context ctx, Object a, Object b, Site site) {
        var vec = collect(elements(a, b, ctx, site), ctx, site);
        Sorting.byKey(vec, function(a, b), ctx, site);
        return vec;
    }

    private static Object sorted(Context ctx, Object xs, Site site) {
        var vec = collect(Iterators.over(xs, ctx, site), ctx, site);
        Sorting.natural(vec, ctx, site);
        return vec;
    }

    private static Object deduped(Context ctx, Object xs, Site site) {
        var vec = collect(Iterators.over(xs, ctx, site), ctx, site);
        var result = new VecValue();
        for (int i = 0; i < vec.size(); i++) {
            if (i == 0 || !Equality.same(vec.get(i - 1), vec.get(i), ctx, site)) {
                result.add(vec.get(i));
            }
        }
        return result;
    }

    private static Object concat(Context ctx, Object[] a, Site site) {
        boolean lists = false;
        boolean texts = a.length > 0;
        for (var part : a) {
            var seen = Ref.see(part, site);
            lists |= seen instanceof ListValue;
            texts &= seen instanceof Text;
        }
        if (texts) {
            return StringMethods.joined(Iterators.of(List.of(a)), null, ctx, site);
        }
        var all = new VecValue();
        for (var part : a) {
            all.addAll(collect(Iterators.over(part, ctx, site), ctx, site).items());
        }
        return lists ? new ListValue(all.items()) : all;
    }

    private static Object join(Context ctx, Object xs, Object separator, Site site) {
        if (Ref.see(xs, site) instanceof VecValue vec) {
            return VecMethods.join(ctx, vec, separator, site);
        }
        return StringMethods.joined(
                Iterators.over(xs, ctx, site), Args.text(separator, site), ctx, site);
    }

    private static void choosing(Catalogue c) {
        c.two(
                "take [n xs] -> (Vec T)",
                "The first `n` elements.",
                "(take 2 [1 2 3]) ;=> [1 2]",
                (ctx, a, b, site) ->
                        collect(
                                new Adapters.Taken(
                                        Iterators.over(countFirst(a) ? b : a, ctx, site),
                                        Args.count(countFirst(a) ? a : b, site)),
                                ctx,
                                site));
        c.two(
                "skip [n xs] -> (Vec T)",
                "All but the first `n` elements.",
                "(skip 2 [1 2 3]) ;=> [3]",
                (ctx, a, b, site) ->
                        collect(
                                new Adapters.Skipped(
                                        Iterators.over(countFirst(a) ? b : a, ctx, site),
                                        Args.count(countFirst(a) ? a : b, site)),
                                ctx,
                                site));
        c.two(
                "step-by [n xs] -> (Vec T)",
                "Every `n`th element, the first one included.",
                "(step-by 2 [1 2 3]) ;=> [1 3]",
                (ctx, a, b, site) ->
                        collect(
                                IteratorMethods.stepped(
                                        Iterators.over(countFirst(a) ? b : a, ctx, site),
                                        countFirst(a) ? a : b,
                                        site),
                                ctx,
                                site));
        c.two(
                "take-while [test xs] -> (Vec T)",
                "Up to the first element for which `test` does not hold.",
                "(take-while (fn [x] (< x 3)) [1 2 3 1]) ;=> [1 2]",
                (ctx, a, b, site) ->
                        collect(
                                new Adapters.While(elements(a, b, ctx, site), function(a, b), true),
                                ctx,
                                site));
        c.two(
                "skip-while [test xs] -> (Vec T)",
                "From the first element on for which `test` does not hold.",
                "(skip-while (fn [x] (< x 3)) [1 2 3 1]) ;=> [3 1]",
                (ctx, a, b, site) ->
                        collect(
                                new Adapters.While(
                                        elements(a, b, ctx, site), function(a, b), false),
                                ctx,
                                site));
        c.two(
                "partition [test xs] -> {(Vec T) (Vec T)}",
                "Those for which `test` holds, and the others.",
                "(partition (fn [x] (> x 2)) [1 2 3]) ;=> {[3] [1 2]}",
                (ctx, a, b, site) ->
                        IteratorMethods.partition(
                                ctx, elements(a, b, ctx, site), function(a, b), site));
        c.one(
                "unzip [pairs] -> {(Vec A) (Vec B)}",
                "The first and the second parts of pairs.",
                "(unzip [{1 :a} {2 :b}]) ;=> {[1 2] [:a :b]}",
                (ctx, xs, site) -> IteratorMethods.unzip(ctx, Iterators.over(xs, ctx, site), site));
        c.two(
                "slice [&'a v range]",
                "A reference to a part of a vector, or of a string between characters.",
                "{(slice [1 2 3 4] (.. 1 3)) (slice \"abc\" (.. 1 nil))} ;=> {[2 3] \"bc\"}",
                CollectionFunctions::slice);
        c.one(
                "rest [xs]",
                "All but the first: of a list a list, of a vector a vector.",
                "{(rest '(a b)) (rest [1 2 3])} ;=> {(b) [2 3]}",
                (ctx, xs, site) -> rest(ctx, xs, site));
        c.two(
                "group-by [f xs] -> (HashMap K (Vec T))",
                "The elements by what `f` gives for references to them.",
                "(group-by (fn [x] (% x 2)) [1 2 3]) ;=> #{1 [1 3] 0 [2]}",
                (ctx, a, b, site) -> groupBy(ctx, elements(a, b, ctx, site), function(a, b), site));
    }

    private static Object slice(Context ctx, Object v, Object range, Site site) {
        var from = Args.shared(v, site);
        return switch (Ref.see(from, site)) {
            case VecValue vec -> VecMethods.slice(from, vec, Slicing.of(range, vec.size(), site));
            case Text text -> StringMethods.slice(text, range, site);
            case ListValue list -> {
                var part = Slicing.of(range, list.size(), site);
                yield new ListValue(list.items().subList(part.from(), part.to()));
            }
            default -> throw Args.expected("a Vec or a string", v, site);
        };
    }

    private static Object rest(Context ctx, Object xs, Site site) {
        if (Ref.see(xs, site) instanceof ListValue list) {
            return list.size() == 0 ? list : new ListValue(list.items().subList(1, list.size()));
        }
        return collect(new Adapters.Skipped(Iterators.over(xs, ctx, site), 1), ctx, site);
    }

    private static Object groupBy(Context ctx, IteratorValue it, Object f, Site site) {
        var groups = new MapValue();
        for (var item = it.next(ctx, site); item != null; item = it.next(ctx, site)) {
            var key = Args.call(ctx, f, Args.borrowed(item), site);
            int position = MapMethods.find(groups, key, site);
            if (position >= 0) {
                ((VecValue) groups.valueAt(position)).add(item);
            } else {
                MapMethods.insert(ctx, groups, key, VecValue.of(item), site);
            }
            ctx.poll(site);
        }
        return groups;
    }

    private static void searching(Catalogue c) {
        c.two(
                "any [test xs] -> bool",
                "Whether `test` holds for an element.",
                "(any (fn [x] (> x 2)) [1 2 3]) ;=> true",
                (ctx, a, b, site) ->
                        IteratorMethods.find(
                                        ctx,
                                        elements(a, b, ctx, site),
                                        function(a, b),
                                        true,
                                        false,
                                        site)
                                != null);
        c.two(
                "all [test xs] -> bool",
                "Whether `test` holds for every element.",
                "(all (fn [x] (> x 2)) [1 2 3]) ;=> false",
                (ctx, a, b, site) ->
                        IteratorMethods.find(
                                        ctx,
                                        elements(a, b, ctx, site),
                                        function(a, b),
                                        false,
                                        false,
                                        site)
                                == null);
        c.two(
                "find [test xs] -> (Option T)",
                "The first element for which `test` holds; in a string, the byte where a pattern first matches.",
                "{(find (fn [x] (> x 1)) [1 2 3]) (find \"abc\" \"c\")} ;=> {(Some 2) (Some 2)}",
                CollectionFunctions::find);
        c.two(
                "find-map [f xs] -> (Option U)",
                "The first `Some` that `f` gives.",
                "(find-map (fn [s] (.ok (parse s i64))) [\"x\" \"7\"]) ;=> (Some 7)",
                (ctx, a, b, site) ->
                        IteratorMethods.option(
                                new Adapters.FilterMapped(
                                                elements(a, b, ctx, site), function(a, b), false)
                                        .next(ctx, site)));
        c.two(
                "position [test xs] -> (Option i64)",
                "Where the first element is for which `test` holds.",
                "(position (fn [x] (= x 6)) [5 6]) ;=> (Some 1)",
                (ctx, a, b, site) ->
                        IteratorMethods.position(
                                ctx, elements(a, b, ctx, site), function(a, b), site));
        c.two(
                "for-each [f xs]",
                "Calls `f` with each element.",
                "(let [mut s 0] (for-each (fn [x] (inc! s x)) [1 2]) s) ;=> 3",
                (ctx, a, b, site) ->
                        IteratorMethods.forEach(
                                ctx, elements(a, b, ctx, site), function(a, b), site));
    }

    private static Object find(Context ctx, Object a, Object b, Site site) {
        if (Ref.see(a, site) instanceof Text text) {
            int at = Pattern.of(b, ctx, site).find(text.part(0, text.length()), 0, text.length());
            return at < 0 ? EnumValue.NONE : EnumValue.some((long) at);
        }
        return IteratorMethods.option(
                IteratorMethods.find(
                        ctx, elements(a, b, ctx, site), function(a, b), true, true, site));
    }

    private static void summing(Catalogue c) {
        c.three(
                "fold [init f xs]",
                "`f` of the result so far and the next element, from `init` on.",
                "(fold 0 + [1 2 3]) ;=> 6",
                (ctx, init, f, xs, site) ->
                        IteratorMethods.fold(ctx, Iterators.over(xs, ctx, site), init, f, site));
        c.two(
                "reduce [f xs] -> (Option T)",
                "As `fold`, from the first element on.",
                "(reduce * [2 3 4]) ;=> (Some 24)",
                (ctx, a, b, site) ->
                        IteratorMethods.reduce(
                                ctx, elements(a, b, ctx, site), function(a, b), site));
        c.any(
                "sum [xs type?]",
                "All elements added; 0 for none.",
                "(sum [1 2 3]) ;=> 6",
                (ctx, a, site) ->
                        Folding.sum(
                                Iterators.over(a[0], ctx, site),
                                a.length > 1 ? a[1] : null,
                                ctx,
                                site));
        c.any(
                "product [xs type?]",
                "All elements multiplied; 1 for none.",
                "(product [2 3 4]) ;=> 24",
                (ctx, a, site) ->
                        Folding.product(
                                Iterators.over(a[0], ctx, site),
                                a.length > 1 ? a[1] : null,
                                ctx,
                                site));
        c.one(
                "count [xs] -> i64",
                "How many elements there are.",
                "(count [1 2 3]) ;=> 3",
                (ctx, xs, site) -> IteratorMethods.count(Iterators.over(xs, ctx, site), ctx, site));
        c.two(
                "max-by-key [f xs] -> (Option T)",
                "The element with the greatest key.",
                "(max-by-key (fn [x] (abs x)) [-3 2]) ;=> (Some -3)",
                (ctx, a, b, site) ->
                        IteratorMethods.bestByKey(
                                elements(a, b, ctx, site),
                                function(a, b),
                                ctx,
                                (x, y) -> Order.total(x, y, ctx, site) <= 0,
                                site));
        c.two(
                "min-by-key [f xs] -> (Option T)",
                "The element with the least key.",
                "(min-by-key (fn [x] (abs x)) [-3 2]) ;=> (Some 2)",
                (ctx, a, b, site) ->
                        IteratorMethods.bestByKey(
                                elements(a, b, ctx, site),
                                function(a, b),
                                ctx,
                                (x, y) -> Order.total(x, y, ctx, site) > 0,
                                site));
        c.adaptingLiterals();
        c.any(
                "max [x & others]",
                "The greatest of several values; of one collection alone, an `Option`.",
                "{(max 3 1 2) (max 3.5 1.0) (max [1 2])} ;=> {3 3.5 (Some 2)}",
                (ctx, a, site) -> extreme(ctx, a, true, site));
        c.any(
                "min [x & others]",
                "The least of several values; of one collection alone, an `Option`.",
                "{(min 3 1 2) (min [1 2])} ;=> {1 (Some 1)}",
                (ctx, a, site) -> extreme(ctx, a, false, site));
    }

    private static Object extreme(Context ctx, Object[] a, boolean greatest, Site site) {
        IteratorMethods.Replaces replaces =
                (best, next) -> {
                    int order = ordered(best, next, ctx, site);
                    return order == Order.UNORDERED
                            ? isNan(best)
                            : greatest ? order <= 0 : order > 0;
                };
        if (a.length == 1) {
            return IteratorMethods.option(
                    IteratorMethods.best(Iterators.over(a[0], ctx, site), ctx, replaces, site));
        }
        var best = a[0];
        for (int i = 1; i < a.length; i++) {
            if (replaces.test(best, a[i])) {
                best = a[i];
            }
        }
        return best;
    }

    private static int ordered(Object a, Object b, Context ctx, Site site) {
        return Order.partial(a, b, ctx, site);
    }

    private static boolean isNan(@Nullable Object value) {
        return value instanceof Double d && Double.isNaN(d)
                || value instanceof Float f && Float.isNaN(f);
    }
}
