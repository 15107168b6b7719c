package org.oxur.builtin;

import org.oxur.value.Unit;
import org.oxur.value.VecValue;

/// What puts the elements of a vector into another order.
final class VecOrder {
    private VecOrder() {}

    static void reordering(Catalogue c) {
        natural(c, "sort", "Sorts the elements; equal ones keep their order.");
        natural(c, "sort-unstable", "As `sort!`.");
        compared(c, "sort-by", "Sorts by a function of two references that gives an `Ordering`.");
        compared(c, "sort-unstable-by", "As `sort-by!`.");
        keyed(c, "sort-by-key", "Sorts by what `f` gives for a reference to each element.");
        keyed(c, "sort-unstable-by-key", "As `sort-by-key!`.");
        keyed(c, "sort-by-cached-key", "As `sort-by-key!`.");
        c.two(
                "select-nth-unstable [&mut v i]",
                "Sorts so far that the element at an index is the one that sorting all would put"
                        + " there, with none greater before it and none less behind it.",
                "(let [mut v [3 1 2]] (select-nth-unstable! v 1) (nth v 1)) ;=> 2",
                (ctx, v, i, site) ->
                        VecChanges.done(() -> {
                            Args.index(i, VecMethods.vec(v).size(), site);
                            Sorting.natural(VecMethods.vec(v), ctx, site);
                        }));
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

    private static void natural(Catalogue c, String name, String doc) {
        c.one(
                name + " [&mut v]",
                doc,
                "(let [mut v [3 1 2]] (" + name + "! v) v) ;=> [1 2 3]",
                (ctx, v, site) ->
                        VecChanges.done(() -> Sorting.natural(VecMethods.vec(v), ctx, site)));
    }

    private static void compared(Catalogue c, String name, String doc) {
        c.two(
                name + " [&mut v compare]",
                doc,
                "(let [mut v [1.5 0.5]] ("
                        + name
                        + "! v (fn [a b] (total-cmp a b))) v) ;=> [0.5 1.5]",
                (ctx, v, f, site) ->
                        VecChanges.done(() ->
                                Sorting.by(
                                        VecMethods.vec(v),
                                        IteratorSearches.comparator(ctx, f, site),
                                        ctx,
                                        site)));
    }

    private static void keyed(Catalogue c, String name, String doc) {
        c.two(
                name + " [&mut v f]",
                doc,
                "(let [mut v [1 -3 2]] (" + name + "! v (fn [x] (abs (deref x)))) v) ;=> [1 2 -3]",
                (ctx, v, f, site) ->
                        VecChanges.done(() -> Sorting.byKey(VecMethods.vec(v), f, ctx, site)));
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
