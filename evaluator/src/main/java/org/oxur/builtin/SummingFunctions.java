package org.oxur.builtin;

import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;
import org.oxur.value.Order;

/// Functions that make one value of all elements: sums, folds, extremes.
final class SummingFunctions {
    private SummingFunctions() {}

    static void summing(Catalogue c) {
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
                                ctx,
                                CollectionFunctions.elements(a, b, ctx, site),
                                CollectionFunctions.function(a, b),
                                site));
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
                        IteratorSearches.bestByKey(
                                CollectionFunctions.elements(a, b, ctx, site),
                                CollectionFunctions.function(a, b),
                                ctx,
                                IteratorSearches.greatest(ctx, site),
                                site));
        c.two(
                "min-by-key [f xs] -> (Option T)",
                "The element with the least key.",
                "(min-by-key (fn [x] (abs x)) [-3 2]) ;=> (Some 2)",
                (ctx, a, b, site) ->
                        IteratorSearches.bestByKey(
                                CollectionFunctions.elements(a, b, ctx, site),
                                CollectionFunctions.function(a, b),
                                ctx,
                                IteratorSearches.least(ctx, site),
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
        IteratorSearches.Replaces replaces =
                (best, next) -> {
                    int order = ordered(best, next, ctx, site);
                    return order == Order.UNORDERED
                            ? isNan(best)
                            : greatest ? order <= 0 : order > 0;
                };
        if (a.length == 1) {
            return IteratorMethods.option(
                    IteratorSearches.best(Iterators.over(a[0], ctx, site), ctx, replaces, site));
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
