package org.oxur.builtin;

import org.oxur.error.Site;
import org.oxur.value.EnumValue;
import org.oxur.value.Order;
import org.oxur.value.VecValue;

/// Searches in vectors that are in order.
final class VecSearches {
    private VecSearches() {}

    /// Where an element stands to what is looked for.
    @FunctionalInterface
    private interface Compare {
        int of(Object element);
    }

    static void searches(Catalogue c) {
        c.two(
                "binary-search [&v &x] -> (Result i64 i64)",
                "Where `x` is in a sorted vector, or where it would go.",
                "{(binary-search [1 3 5] 3) (binary-search [1 3 5] 4)} ;=> {(Ok 1) (Err 2)}",
                (ctx, v, x, site) ->
                        search(VecMethods.vec(v), e -> Order.total(e, x, ctx, site), ctx, site));
        c.two(
                "binary-search-by [&v f] -> (Result i64 i64)",
                "As `binary-search`; `f` says how an element stands to what is looked for.",
                "(binary-search-by [1 3 5] (fn [x] (cmp x 3))) ;=> (Ok 1)",
                (ctx, v, f, site) ->
                        search(
                                VecMethods.vec(v),
                                e ->
                                        Order.fromOrdering(
                                                Args.call(ctx, f, Args.borrowed(e), site), site),
                                ctx,
                                site));
        c.three(
                "binary-search-by-key [&v &key f] -> (Result i64 i64)",
                "As `binary-search`, of a vector that is sorted by what `f` gives.",
                "(binary-search-by-key [-1 3 -5] 3 (fn [x] (abs x))) ;=> (Ok 1)",
                (ctx, v, key, f, site) ->
                        search(
                                VecMethods.vec(v),
                                e ->
                                        Order.total(
                                                Args.call(ctx, f, Args.borrowed(e), site),
                                                key,
                                                ctx,
                                                site),
                                ctx,
                                site));
        c.two(
                "partition-point [&v test] -> i64",
                "Where the first element is for which `test` does not hold, if all that hold come"
                        + " first.",
                "(partition-point [1 2 3 4] (fn [x] (< x 3))) ;=> 2",
                (ctx, v, test, site) -> {
                    var found =
                            search(
                                    VecMethods.vec(v),
                                    e -> Args.test(ctx, test, Args.borrowed(e), site) ? -1 : 1,
                                    ctx,
                                    site);
                    return found.part(0);
                });
    }

    // As Rust's: which of several equal elements is found is the same.
    private static EnumValue search(VecValue vec, Compare compare, Context ctx, Site site) {
        int size = vec.size();
        if (size == 0) {
            return EnumValue.err(0L);
        }
        int base = 0;
        while (size > 1) {
            int half = size / 2;
            int middle = base + half;
            base = compare.of(vec.get(middle)) > 0 ? base : middle;
            size -= half;
            ctx.poll(site);
        }
        int order = compare.of(vec.get(base));
        return order == 0
                ? EnumValue.ok((long) base)
                : EnumValue.err((long) base + (order < 0 ? 1 : 0));
    }
}
