package org.oxur.builtin;

import org.oxur.value.Unit;
import org.oxur.value.VecValue;

/// What puts the elements of a vector into another order.
final class VecOrder {
    private VecOrder() {}

    static void reordering(Catalogue c) {
        c.one(
                "sort [&mut v]",
                "Sorts the elements; equal ones keep their order.",
                "(let [mut v [3 1 2]] (sort! v) v) ;=> [1 2 3]",
                (ctx, v, site) ->
                        VecChanges.done(() -> Sorting.natural(VecMethods.vec(v), ctx, site)));
        c.one(
                "sort-unstable [&mut v]",
                "As `sort!`.",
                "(let [mut v [3 1 2]] (sort-unstable! v) v) ;=> [1 2 3]",
                (ctx, v, site) ->
                        VecChanges.done(() -> Sorting.natural(VecMethods.vec(v), ctx, site)));
        c.two(
                "sort-by [&mut v compare]",
                "Sorts by a function of two references that gives an `Ordering`.",
                "(let [mut v [1.5 0.5]] (sort-by! v (fn [a b] (total-cmp a b))) v) ;=> [0.5 1.5]",
                (ctx, v, f, site) ->
                        VecChanges.done(() ->
                                Sorting.by(
                                        VecMethods.vec(v),
                                        IteratorSearches.comparator(ctx, f, site),
                                        ctx,
                                        site)));
        c.two(
                "sort-unstable-by [&mut v compare]",
                "As `sort-by!`.",
                "(let [mut v [1 2]] (sort-unstable-by! v (fn [a b] (cmp b a))) v) ;=> [2 1]",
                (ctx, v, f, site) ->
                        VecChanges.done(() ->
                                Sorting.by(
                                        VecMethods.vec(v),
                                        IteratorSearches.comparator(ctx, f, site),
                                        ctx,
                                        site)));
        c.two(
                "sort-by-key [&mut v f]",
                "Sorts by what `f` gives for a reference to each element.",
                "(let [mut v [1 -3 2]] (sort-by-key! v (fn [x] (abs (deref x)))) v) ;=> [1 2 -3]",
                (ctx, v, f, site) ->
                        VecChanges.done(() -> Sorting.byKey(VecMethods.vec(v), f, ctx, site)));
        c.one(
                "reverse [&mut v]",
                "Turns the order around.",
                "(let [mut v [1 2 3]] (reverse! v) v) ;=> [3 2 1]",
                (_, v, _) ->
                        VecChanges.done(
                                () -> reverse(VecMethods.vec(v), 0, VecMethods.vec(v).size())));
        c.three(
                "swap [&mut v i j]",
                "Exchanges two elements.",
                "(let [mut v [1 2 3]] (swap! v 0 2) v) ;=> [3 2 1]",
                (_, v, i, j, site) ->
                        VecChanges.done(() ->
                                VecMethods.vec(v)
                                        .swap(
                                                Args.index(i, VecMethods.vec(v).size(), site),
                                                Args.index(j, VecMethods.vec(v).size(), site))));
        c.two(
                "rotate-left [&mut v n]",
                "Moves the first `n` elements to the end.",
                "(let [mut v [1 2 3]] (rotate-left! v 1) v) ;=> [2 3 1]",
                (_, v, n, site) ->
                        rotate(
                                VecMethods.vec(v),
                                Args.indexOrEnd(n, VecMethods.vec(v).size(), site)));
        c.two(
                "rotate-right [&mut v n]",
                "Moves the last `n` elements to the beginning.",
                "(let [mut v [1 2 3]] (rotate-right! v 1) v) ;=> [3 1 2]",
                (_, v, n, site) ->
                        rotate(
                                VecMethods.vec(v),
                                VecMethods.vec(v).size()
                                        - Args.indexOrEnd(n, VecMethods.vec(v).size(), site)));
    }

    private static void reverse(VecValue vec, int from, int to) {
        for (int i = from, j = to - 1; i < j; i++, j--) {
            vec.swap(i, j);
        }
    }

    private static Object rotate(VecValue vec, int left) {
        reverse(vec, 0, left);
        reverse(vec, left, vec.size());
        reverse(vec, 0, vec.size());
        return Unit.UNIT;
    }
}
