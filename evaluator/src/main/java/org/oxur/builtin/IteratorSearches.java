package org.oxur.builtin;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;
import org.oxur.value.EnumValue;
import org.oxur.value.IteratorValue;
import org.oxur.value.Order;

/// What looks for one element of an iterator: by a test, by its place, the least and the greatest.
final class IteratorSearches {
    private IteratorSearches() {}

    static void searches(Catalogue c) {
        c.two(
                "any [it test] -> bool",
                "Whether `test` holds for an element.",
                "(.any (range 0 5) (fn [x] (= x 3))) ;=> true",
                (ctx, it, f, site) ->
                        find(ctx, IteratorMethods.over(it, ctx, site), f, true, false, site)
                                != null);
        c.two(
                "all [it test] -> bool",
                "Whether `test` holds for every element.",
                "(.all (range 0 5) (fn [x] (< x 3))) ;=> false",
                (ctx, it, f, site) ->
                        find(ctx, IteratorMethods.over(it, ctx, site), f, false, false, site)
                                == null);
        c.two(
                "find [it test] -> (Option T)",
                "The first element for which `test` holds; it is given a reference.",
                "(.find (range 0 5) (fn [x] (> x 2))) ;=> (Some 3)",
                (ctx, it, f, site) ->
                        IteratorMethods.option(
                                find(
                                        ctx,
                                        IteratorMethods.over(it, ctx, site),
                                        f,
                                        true,
                                        true,
                                        site)));
        c.two(
                "find-map [it f] -> (Option T)",
                "The first `Some` that `f` gives.",
                "(.find-map (.iter &[\"x\" \"7\"]) (fn [s] (.ok (parse s i64)))) ;=> (Some 7)",
                (ctx, it, f, site) ->
                        IteratorMethods.option(
                                new Adapters.FilterMapped(
                                                IteratorMethods.over(it, ctx, site), f, false)
                                        .next(ctx, site)));
        c.two(
                "position [it test] -> (Option i64)",
                "Where the first element is for which `test` holds.",
                "(.position (.iter &[5 6]) (fn [x] (= x 6))) ;=> (Some 1)",
                (ctx, it, f, site) -> position(ctx, IteratorMethods.over(it, ctx, site), f, site));
    }

    // The first element with that answer of the test; it is given the element itself, or only
    // borrows it.
    static @Nullable Object find(
            Context ctx,
            IteratorValue it,
            Object test,
            boolean wanted,
            boolean borrows,
            Site site) {
        int turn = 0;
        for (var item = it.next(ctx, site); item != null; item = it.next(ctx, site)) {
            if (Args.test(ctx, test, borrows ? Args.borrowed(item) : item, site) == wanted) {
                return item;
            }
            if ((++turn & 1023) == 0) {
                ctx.poll(site);
            }
        }
        return null;
    }

    static Object position(Context ctx, IteratorValue it, Object test, Site site) {
        long at = 0;
        for (var item = it.next(ctx, site); item != null; item = it.next(ctx, site), at++) {
            if (Args.test(ctx, test, item, site)) {
                return EnumValue.some(at);
            }
            if ((at & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        return EnumValue.NONE;
    }

    static void extremes(Catalogue c) {
        c.one(
                "max [it] -> (Option T)",
                "The greatest element, the last of equal ones.",
                "(.max (.iter &[3 1 2])) ;=> (Some 3)",
                (ctx, it, site) ->
                        IteratorMethods.option(
                                best(
                                        IteratorMethods.over(it, ctx, site),
                                        ctx,
                                        greatest(ctx, site),
                                        site)));
        c.one(
                "min [it] -> (Option T)",
                "The least element, the first of equal ones.",
                "(.min (.iter &[3 1 2])) ;=> (Some 1)",
                (ctx, it, site) ->
                        IteratorMethods.option(
                                best(
                                        IteratorMethods.over(it, ctx, site),
                                        ctx,
                                        least(ctx, site),
                                        site)));
        c.two(
                "max-by-key [it f] -> (Option T)",
                "The element with the greatest key.",
                "(.max-by-key (.iter &[-3 2]) (fn [x] (abs x))) ;=> (Some -3)",
                (ctx, it, f, site) ->
                        bestByKey(
                                IteratorMethods.over(it, ctx, site),
                                f,
                                ctx,
                                greatest(ctx, site),
                                site));
        c.two(
                "min-by-key [it f] -> (Option T)",
                "The element with the least key.",
                "(.min-by-key (.iter &[-3 2]) (fn [x] (abs x))) ;=> (Some 2)",
                (ctx, it, f, site) ->
                        bestByKey(
                                IteratorMethods.over(it, ctx, site),
                                f,
                                ctx,
                                least(ctx, site),
                                site));
        c.two(
                "max-by [it compare] -> (Option T)",
                "The greatest element as `compare` has it, which gives an `Ordering`.",
                "(.max-by (.iter &[1.5 2.5]) (fn [a b] (total-cmp a b))) ;=> (Some 2.5)",
                (ctx, it, f, site) ->
                        IteratorMethods.option(
                                best(
                                        IteratorMethods.over(it, ctx, site),
                                        ctx,
                                        (a, b) -> compared(ctx, f, a, b, site) <= 0,
                                        site)));
        c.two(
                "min-by [it compare] -> (Option T)",
                "The least element as `compare` has it, which gives an `Ordering`.",
                "(.min-by (.iter &[1.5 2.5]) (fn [a b] (total-cmp a b))) ;=> (Some 1.5)",
                (ctx, it, f, site) ->
                        IteratorMethods.option(
                                best(
                                        IteratorMethods.over(it, ctx, site),
                                        ctx,
                                        (a, b) -> compared(ctx, f, a, b, site) > 0,
                                        site)));
    }

    /// Says whether the second one replaces the first.
    @FunctionalInterface
    interface Replaces {
        boolean test(Object soFar, Object next);
    }

    /// The last of equal ones.
    static Replaces greatest(Context ctx, Site site) {
        return (soFar, next) -> Order.total(soFar, next, ctx, site) <= 0;
    }

    /// The first of equal ones.
    static Replaces least(Context ctx, Site site) {
        return (soFar, next) -> Order.total(soFar, next, ctx, site) > 0;
    }

    static int compared(Context ctx, Object compare, Object a, Object b, Site site) {
        return Order.fromOrdering(
                Args.call(ctx, compare, Args.borrowed(a), Args.borrowed(b), site), site);
    }

    static @Nullable Object best(IteratorValue it, Context ctx, Replaces replaces, Site site) {
        var best = it.next(ctx, site);
        if (best == null) {
            return null;
        }
        int turn = 0;
        for (var item = it.next(ctx, site); item != null; item = it.next(ctx, site)) {
            if (replaces.test(best, item)) {
                best = item;
            }
            if ((++turn & 1023) == 0) {
                ctx.poll(site);
            }
        }
        return best;
    }

    static Object bestByKey(IteratorValue it, Object f, Context ctx, Replaces replaces, Site site) {
        Object best = null;
        Object bestKey = null;
        for (var item = it.next(ctx, site); item != null; item = it.next(ctx, site)) {
            var key = Args.call(ctx, f, Args.borrowed(item), site);
            if (bestKey == null || replaces.test(bestKey, key)) {
                best = item;
                bestKey = key;
            }
            ctx.poll(site);
        }
        return IteratorMethods.option(best);
    }

    /// For sorting with a comparison function of the program.
    static Comparator<Object> comparator(Context ctx, Object compare, Site site) {
        return (a, b) -> compared(ctx, compare, a, b, site);
    }
}
