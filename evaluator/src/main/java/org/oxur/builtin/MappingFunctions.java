package org.oxur.builtin;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import org.oxur.error.Site;
import org.oxur.value.Cloner;
import org.oxur.value.Equality;
import org.oxur.value.IteratorValue;
import org.oxur.value.ListValue;
import org.oxur.value.Ref;
import org.oxur.value.Text;
import org.oxur.value.VecValue;

/// Functions that make a collection of the elements of others, all of them.
final class MappingFunctions {
    private MappingFunctions() {}

    /// A function of a function and a collection, in either order, that goes over the elements and
    /// collects what comes of them.
    private static void each(
            Catalogue c,
            String signature,
            String doc,
            String example,
            BiFunction<IteratorValue, Object, IteratorValue> adapter) {
        c.two(
                signature,
                doc,
                example,
                (ctx, a, b, site) ->
                        CollectionFunctions.collect(
                                adapter.apply(
                                        CollectionFunctions.elements(a, b, ctx, site),
                                        CollectionFunctions.function(a, b)),
                                ctx,
                                site));
    }

    /// The same of two collections.
    private static void both(
            Catalogue c,
            String signature,
            String doc,
            String example,
            BinaryOperator<IteratorValue> adapter) {
        c.two(
                signature,
                doc,
                example,
                (ctx, a, b, site) ->
                        CollectionFunctions.collect(
                                adapter.apply(
                                        Iterators.over(a, ctx, site), Iterators.over(b, ctx, site)),
                                ctx,
                                site));
    }

    static void mapping(Catalogue c) {
        c.any(
                "map [f xs & others] -> (Vec U)",
                "What `f` gives for each element; for elements of several collections side by"
                        + " side.",
                "{(map (fn [x] (* x x)) [1 2 3]) (map + [1 2] [10 20])} ;=> {[1 4 9] [11 22]}",
                (ctx, a, site) -> map(ctx, a, site));
        each(
                c,
                "filter [test xs] -> (Vec T)",
                "The elements for which `test` holds; it is given references.",
                "(filter (fn [x] (> x 2)) [1 2 3 4]) ;=> [3 4]",
                Adapters.Filtered::new);
        each(
                c,
                "filter-map [f xs] -> (Vec U)",
                "What `f` gives in `Some`.",
                "(filter-map (fn [s] (.ok (parse s i64))) [\"1\" \"x\" \"3\"]) ;=> [1 3]",
                (xs, f) -> new Adapters.FilterMapped(xs, f, false));
        each(
                c,
                "flat-map [f xs] -> (Vec U)",
                "The elements of what `f` gives.",
                "(flat-map (fn [n] (range 0 n)) [1 2]) ;=> [0 0 1]",
                (xs, f) -> new JoiningAdapters.Flattened(new Adapters.Mapped(xs, f)));
        c.one(
                "flatten [xs] -> (Vec T)",
                "The elements of the elements.",
                "(flatten [[1] [2 3]]) ;=> [1 2 3]",
                (ctx, xs, site) ->
                        CollectionFunctions.collect(
                                new JoiningAdapters.Flattened(Iterators.over(xs, ctx, site)),
                                ctx,
                                site));
        c.one(
                "enumerate [xs] -> (Vec {i64 T})",
                "The elements with their numbers, from 0.",
                "(enumerate [:a :b]) ;=> [{0 :a} {1 :b}]",
                (ctx, xs, site) ->
                        CollectionFunctions.collect(
                                new Adapters.Enumerated(Iterators.over(xs, ctx, site)), ctx, site));
        both(
                c,
                "zip [xs ys] -> (Vec {A B})",
                "Pairs of elements, as long as both have one.",
                "(zip [1 2] [:a :b]) ;=> [{1 :a} {2 :b}]",
                JoiningAdapters.Zipped::new);
        both(
                c,
                "chain [xs ys] -> (Vec T)",
                "The elements of one, then of the other.",
                "(chain [1] [2 3]) ;=> [1 2 3]",
                JoiningAdapters.Chained::new);
        c.one(
                "rev [xs] -> (Vec T)",
                "The elements from the other end.",
                "(rev [1 2 3]) ;=> [3 2 1]",
                (ctx, xs, site) -> rev(ctx, xs, site));
        each(
                c,
                "inspect [f xs] -> (Vec T)",
                "The elements, after `f` saw each of them.",
                "(inspect (fn [x] x) [1]) ;=> [1]",
                Adapters.Inspected::new);
        c.three(
                "scan [init f xs] -> (Vec U)",
                "What `fold` would give after each element.",
                "(scan 0 + [1 2 3]) ;=> [1 3 6]",
                MappingFunctions::scan);
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
                "All elements of several vectors, or forms of several lists; all characters of"
                        + " several strings.",
                "{(concat [1] [2 3]) (concat '(a) '(b c)) (concat \"a\" \"b\")} ;=> {[1 2 3] (a b"
                        + " c) \"ab\"}",
                (ctx, a, site) -> concat(ctx, a, site));
        c.any(
                "join [xs separator?] -> String",
                "Strings with a separator between them.",
                "(join [\"a\" \"b\"] \"-\") ;=> \"a-b\"",
                (ctx, a, site) -> join(ctx, a[0], a.length > 1 ? a[1] : Args.literal(""), site));
    }

    private static Object map(Context ctx, Object[] a, Site site) {
        if (a.length == 2) {
            return CollectionFunctions.collect(
                    new Adapters.Mapped(
                            CollectionFunctions.elements(a[0], a[1], ctx, site),
                            CollectionFunctions.function(a[0], a[1])),
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
        return CollectionFunctions.collect(
                it.isDoubleEnded()
                        ? new Adapters.Reversed(it)
                        : new Adapters.Reversed(
                                new Iterators.Elements(
                                        CollectionFunctions.collect(it, ctx, site), null)),
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
        var vec =
                CollectionFunctions.collect(
                        CollectionFunctions.elements(a, b, ctx, site), ctx, site);
        Sorting.byKey(vec, CollectionFunctions.function(a, b), ctx, site);
        return vec;
    }

    private static Object sorted(Context ctx, Object xs, Site site) {
        var vec = CollectionFunctions.collect(Iterators.over(xs, ctx, site), ctx, site);
        Sorting.natural(vec, ctx, site);
        return vec;
    }

    private static Object deduped(Context ctx, Object xs, Site site) {
        var vec = CollectionFunctions.collect(Iterators.over(xs, ctx, site), ctx, site);
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
            return StringMaking.joined(Iterators.of(List.of(a)), null, ctx, site);
        }
        var all = new VecValue();
        for (var part : a) {
            all.addAll(
                    CollectionFunctions.collect(Iterators.over(part, ctx, site), ctx, site)
                            .items());
        }
        return lists ? new ListValue(all.items()) : all;
    }

    private static Object join(Context ctx, Object xs, Object separator, Site site) {
        if (Ref.see(xs, site) instanceof VecValue vec) {
            return VecParts.join(ctx, vec, separator, site);
        }
        return StringMaking.joined(
                Iterators.over(xs, ctx, site), Args.text(separator, site), ctx, site);
    }
}
