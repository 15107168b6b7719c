package org.oxur.builtin;

import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;
import org.oxur.value.EnumValue;
import org.oxur.value.Equality;
import org.oxur.value.IteratorValue;
import org.oxur.value.Order;
import org.oxur.value.TupleValue;

/// Whether the elements of an iterator are in order, and how two iterators are ordered: by their
/// first elements that differ, as words in a dictionary.
final class IteratorComparisons {
    private IteratorComparisons() {}

    static void comparisons(Catalogue c) {
        c.one(
                "is-sorted [it] -> bool",
                "Whether no element is less than the one before it.",
                "(.is-sorted (.iter &[1 2 2])) ;=> true",
                (ctx, it, site) -> isSorted(IteratorMethods.over(it, ctx, site), ctx, site));
        c.two(
                "is-sorted-by [it test] -> bool",
                "Whether `test` holds for each element and the next.",
                "(.is-sorted-by (range 0 3) (fn [a b] (< a b))) ;=> true",
                (ctx, it, f, site) ->
                        isSortedBy(IteratorMethods.over(it, ctx, site), f, ctx, site));
        c.two(
                "is-sorted-by-key [it f] -> bool",
                "Whether what `f` gives for the elements is sorted.",
                "(.is-sorted-by-key (range -3 1) (fn [x] (abs x))) ;=> false",
                (ctx, it, f, site) ->
                        isSortedByKey(IteratorMethods.over(it, ctx, site), f, ctx, site));
        c.two(
                "cmp [it other] -> Ordering",
                "How both are ordered.",
                "(.cmp (.iter &[1 2]) [1 3]) ;=> Ordering::Less",
                (ctx, it, other, site) -> {
                    int order = compare(it, other, ctx, site);
                    if (order == Order.UNORDERED) {
                        throw Args.mismatch("NaN has no place in an order", site);
                    }
                    return Order.ordering(order);
                });
        c.two(
                "partial-cmp [it other] -> (Option Ordering)",
                "How both are ordered; `None` where a `NaN` decides.",
                "(.partial-cmp (.iter &[1.0]) [NaN]) ;=> None",
                (ctx, it, other, site) -> {
                    int order = compare(it, other, ctx, site);
                    return order == Order.UNORDERED
                            ? EnumValue.NONE
                            : EnumValue.some(Order.ordering(order));
                });
        c.two(
                "eq [it other] -> bool",
                "Whether both have the same elements.",
                "(.eq (range 0 2) [0 1]) ;=> true",
                (ctx, it, other, site) -> equal(it, other, ctx, site));
        c.two(
                "ne [it other] -> bool",
                "Whether they have not the same elements.",
                "(.ne (range 0 2) [0 1]) ;=> false",
                (ctx, it, other, site) -> !equal(it, other, ctx, site));
        c.two(
                "lt [it other] -> bool",
                "Whether it comes before the other.",
                "(.lt (range 0 2) [0 1 2]) ;=> true",
                (ctx, it, other, site) -> compare(it, other, ctx, site) == -1);
        c.two(
                "le [it other] -> bool",
                "Whether it comes before the other or has the same elements.",
                "(.le (range 0 2) [0 1]) ;=> true",
                (ctx, it, other, site) -> compare(it, other, ctx, site) <= 0);
        c.two(
                "gt [it other] -> bool",
                "Whether it comes after the other.",
                "(.gt (range 1 2) [0 1]) ;=> true",
                (ctx, it, other, site) -> compare(it, other, ctx, site) == 1);
        c.two(
                "ge [it other] -> bool",
                "Whether it comes after the other or has the same elements.",
                "(.ge (range 0 2) [0 1]) ;=> true",
                (ctx, it, other, site) -> {
                    int order = compare(it, other, ctx, site);
                    return order == 0 || order == 1;
                });
    }

    private static int compare(Object it, Object other, Context ctx, Site site) {
        var left = IteratorMethods.over(it, ctx, site);
        var right = IteratorMethods.over(other, ctx, site);
        for (int turn = 1; ; turn++) {
            var a = left.next(ctx, site);
            var b = right.next(ctx, site);
            if (a == null || b == null) {
                return a == null ? b == null ? 0 : -1 : 1;
            }
            int order = Order.partial(a, b, ctx, site);
            if (order != 0) {
                return order;
            }
            if (turn % Adapters.TURNS == 0) {
                ctx.poll(site);
            }
        }
    }

    private static boolean equal(Object it, Object other, Context ctx, Site site) {
        var left = IteratorMethods.over(it, ctx, site);
        var right = IteratorMethods.over(other, ctx, site);
        for (int turn = 1; ; turn++) {
            var a = left.next(ctx, site);
            var b = right.next(ctx, site);
            if (a == null || b == null) {
                return a == null && b == null;
            }
            if (!Equality.equal(a, b, ctx, site)) {
                return false;
            }
            if (turn % Adapters.TURNS == 0) {
                ctx.poll(site);
            }
        }
    }

    private interface Pair {
        boolean inOrder(Object before, Object next);
    }

    private static boolean all(IteratorValue it, Pair pair, Context ctx, Site site) {
        Object before = null;
        int turn = 0;
        for (var item = it.next(ctx, site); item != null; item = it.next(ctx, site)) {
            if (before != null && !pair.inOrder(before, item)) {
                return false;
            }
            before = item;
            if (++turn % Adapters.TURNS == 0) {
                ctx.poll(site);
            }
        }
        return true;
    }

    static boolean isSorted(IteratorValue it, Context ctx, Site site) {
        return all(it, (a, b) -> Order.partial(a, b, ctx, site) <= 0, ctx, site);
    }

    static boolean isSortedBy(IteratorValue it, Object test, Context ctx, Site site) {
        return all(
                it,
                (a, b) ->
                        Args.bool(
                                Args.call(ctx, test, Args.borrowed(a), Args.borrowed(b), site),
                                site),
                ctx,
                site);
    }

    static boolean isSortedByKey(IteratorValue it, Object f, Context ctx, Site site) {
        return isSorted(new Adapters.Mapped(it, f), ctx, site);
    }

    /// The least and, if it is known, the greatest number of elements that may be left.
    static Object sizeHint(IteratorValue it, Site site) {
        it.check(site);
        long known = it.remaining();
        Long most = most(it);
        return new TupleValue(
                Math.max(0, known), most == null ? EnumValue.NONE : EnumValue.some(most));
    }

    private static @Nullable Long most(IteratorValue it) {
        return it.remaining() >= 0
                ? (Long) it.remaining()
                : it instanceof Adapters.Adapter adapter && adapter.neverMore()
                        ? most(adapter.source)
                        : null;
    }
}
