package org.oxur.builtin;

import org.oxur.error.Site;
import org.oxur.value.EnumValue;
import org.oxur.value.Integers;
import org.oxur.value.IteratorValue;
import org.oxur.value.ListValue;
import org.oxur.value.MapValue;
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
        MakingFunctions.making(c);
        MappingFunctions.mapping(c);
        choosing(c);
        searching(c);
        SummingFunctions.summing(c);
        return c;
    }

    static VecValue collect(IteratorValue it, Context ctx, Site site) {
        return Iterators.collect(it, ctx, site);
    }

    /// Goes over the one of two arguments that is not the function.
    static IteratorValue elements(Object a, Object b, Context ctx, Site site) {
        return Iterators.over(functionFirst(a, b) ? b : a, ctx, site);
    }

    static Object function(Object a, Object b) {
        return functionFirst(a, b) ? a : b;
    }

    private static boolean functionFirst(Object a, Object b) {
        return Args.isCallable(a) || !Args.isCallable(b);
    }

    private static boolean countFirst(Object a) {
        return Integers.isInteger(Ref.peekThrough(a));
    }

    /// An adapter of elements and of how many.
    @FunctionalInterface
    private interface Measured {
        IteratorValue of(IteratorValue elements, long count);
    }

    /// A function of a number and a collection, in either order, that collects what an adapter
    /// leaves of it.
    private static void counted(
            Catalogue c, String signature, String doc, String example, Measured adapter) {
        c.two(
                signature,
                doc,
                example,
                (ctx, a, b, site) ->
                        collect(
                                adapter.of(
                                        Iterators.over(countFirst(a) ? b : a, ctx, site),
                                        Args.count(countFirst(a) ? a : b, site)),
                                ctx,
                                site));
    }

    private static void choosing(Catalogue c) {
        counted(
                c,
                "take [n xs] -> (Vec T)",
                "The first `n` elements.",
                "(take 2 [1 2 3]) ;=> [1 2]",
                PositionAdapters.Taken::new);
        counted(
                c,
                "skip [n xs] -> (Vec T)",
                "All but the first `n` elements.",
                "(skip 2 [1 2 3]) ;=> [3]",
                PositionAdapters.Skipped::new);
        c.two(
                "step-by [n xs] -> (Vec T)",
                "Every `n`th element, the first one included.",
                "(step-by 2 [1 2 3]) ;=> [1 3]",
                (ctx, a, b, site) ->
                        collect(
                                AdapterMethods.stepped(
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
                                new PositionAdapters.While(
                                        elements(a, b, ctx, site), function(a, b), true),
                                ctx,
                                site));
        c.two(
                "skip-while [test xs] -> (Vec T)",
                "From the first element on for which `test` does not hold.",
                "(skip-while (fn [x] (< x 3)) [1 2 3 1]) ;=> [3 1]",
                (ctx, a, b, site) ->
                        collect(
                                new PositionAdapters.While(
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
            case Text _ -> StringMethods.slice(StringMethods.lent(from, site), range, site);
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
        return collect(new PositionAdapters.Skipped(Iterators.over(xs, ctx, site), 1), ctx, site);
    }

    private static Object groupBy(Context ctx, IteratorValue it, Object f, Site site) {
        var groups = new MapValue();
        for (var item = it.next(ctx, site); item != null; item = it.next(ctx, site)) {
            var key = Args.call(ctx, f, Args.borrowed(item), site);
            int position = MapMethods.find(ctx, groups, key, site);
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
                        IteratorSearches.find(
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
                        IteratorSearches.find(
                                        ctx,
                                        elements(a, b, ctx, site),
                                        function(a, b),
                                        false,
                                        false,
                                        site)
                                == null);
        c.two(
                "find [test xs] -> (Option T)",
                "The first element for which `test` holds; in a string, the byte where a pattern"
                        + " first matches.",
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
                        IteratorSearches.position(
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
                IteratorSearches.find(
                        ctx, elements(a, b, ctx, site), function(a, b), true, true, site));
    }
}
