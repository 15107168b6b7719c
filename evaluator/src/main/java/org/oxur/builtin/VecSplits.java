package org.oxur.builtin;

import org.oxur.error.Site;
import org.oxur.value.EnumValue;
import org.oxur.value.Ref;
import org.oxur.value.VecValue;

/// Vectors taken apart where a test says, and from the end.
final class VecSplits {
    private VecSplits() {}

    static void splits(Catalogue c) {
        c.two(
                "rchunks [&'a v n] -> Iterator",
                "Parts of length `n` from the end, the last one perhaps shorter.",
                "(collect (.rchunks [1 2 3] 2)) ;=> [[2 3] [1]]",
                (ctx, v, n, site) -> rchunks(Args.shared(v, site), Args.count(n, site), ctx, site));
        c.two(
                "chunk-by [&'a v same] -> Iterator",
                "Parts as long as `same` holds for each element and the next.",
                "(collect (.chunk-by [1 1 2 3 3] (fn [a b] (= a b)))) ;=> [[1 1] [2] [3 3]]",
                (ctx, v, same, site) -> chunkBy(Args.shared(v, site), same, ctx, site));
        c.two(
                "split [&'a v test] -> Iterator",
                "The parts between the elements for which `test` holds.",
                "(collect (.split [1 0 2 3 0] (fn [x] (= (deref x) 0)))) ;=> [[1] [2 3] []]",
                (ctx, v, test, site) ->
                        split(Args.shared(v, site), test, Long.MAX_VALUE, false, ctx, site));
        c.two(
                "rsplit [&'a v test] -> Iterator",
                "As `split`, from the end.",
                "(collect (.rsplit [1 0 2] (fn [x] (= (deref x) 0)))) ;=> [[2] [1]]",
                (ctx, v, test, site) ->
                        new Adapters.Reversed(
                                split(
                                        Args.shared(v, site),
                                        test,
                                        Long.MAX_VALUE,
                                        false,
                                        ctx,
                                        site)));
        c.three(
                "splitn [&'a v n test] -> Iterator",
                "As `split`, at most `n` parts, the last of which is the rest.",
                "(collect (.splitn [1 0 2 0 3] 2 (fn [x] (= (deref x) 0)))) ;=> [[1] [2 0 3]]",
                (ctx, v, n, test, site) ->
                        split(Args.shared(v, site), test, Args.count(n, site), false, ctx, site));
        c.two(
                "split-inclusive [&'a v test] -> Iterator",
                "As `split`, each part with the element that ends it.",
                "(collect (.split-inclusive [1 0 2 0] (fn [x] (= (deref x) 0)))) ;=> [[1 0] [2 0]]",
                (ctx, v, test, site) ->
                        split(Args.shared(v, site), test, Long.MAX_VALUE, true, ctx, site));
        c.two(
                "first-chunk [&'a v n] -> (Option &(Vec T))",
                "The first `n` elements, if there are so many.",
                "{(.first-chunk [1 2 3] 2) (.first-chunk [1] 2)} ;=> {(Some [1 2]) None}",
                (_, v, n, site) -> {
                    long count = Args.count(n, site);
                    return part(Args.shared(v, site), 0, count, site);
                });
        c.two(
                "last-chunk [&'a v n] -> (Option &(Vec T))",
                "The last `n` elements, if there are so many.",
                "(.last-chunk [1 2 3] 2) ;=> (Some [2 3])",
                (_, v, n, site) -> {
                    var from = Args.shared(v, site);
                    long size = VecMethods.seen(from, site).size();
                    return part(from, size - Args.count(n, site), size, site);
                });
        c.two(
                "strip-prefix [&'a v &w] -> (Option &(Vec T))",
                "What follows the elements of `w`, if the vector begins with them.",
                "(.strip-prefix [1 2 3] &[1]) ;=> (Some [2 3])",
                (ctx, v, w, site) -> {
                    var from = Args.shared(v, site);
                    var vec = VecMethods.seen(from, site);
                    var prefix = Args.vec(w, site);
                    return VecMethods.hasPart(vec, prefix, 0, ctx, site)
                            ? part(from, prefix.size(), vec.size(), site)
                            : EnumValue.NONE;
                });
        c.two(
                "strip-suffix [&'a v &w] -> (Option &(Vec T))",
                "What precedes the elements of `w`, if the vector ends with them.",
                "(.strip-suffix [1 2 3] &[3]) ;=> (Some [1 2])",
                (ctx, v, w, site) -> {
                    var from = Args.shared(v, site);
                    var vec = VecMethods.seen(from, site);
                    int at = vec.size() - Args.vec(w, site).size();
                    return VecMethods.hasPart(vec, Args.vec(w, site), at, ctx, site)
                            ? part(from, 0, at, site)
                            : EnumValue.NONE;
                });
    }

    private static Object part(Ref from, long start, long end, Site site) {
        var vec = VecMethods.seen(from, site);
        return start < 0 || end > vec.size()
                ? EnumValue.NONE
                : EnumValue.some(VecMethods.slice(from, vec, new Slicing((int) start, (int) end)));
    }

    private static Object rchunks(Ref from, long length, Context ctx, Site site) {
        if (length == 0) {
            throw Args.panic("chunk size must be non-zero", site);
        }
        var vec = VecMethods.seen(from, site);
        var parts = new VecValue();
        for (long end = vec.size(); end > 0; end -= length) {
            parts.add(
                    VecMethods.slice(
                            from, vec, new Slicing((int) Math.max(0, end - length), (int) end)));
            ctx.poll(site);
        }
        return Iterators.Elements.parts(parts, from.borrow());
    }

    private static Object chunkBy(Ref from, Object same, Context ctx, Site site) {
        var vec = VecMethods.seen(from, site);
        var parts = new VecValue();
        int start = 0;
        for (int i = 1; i <= vec.size(); i++) {
            boolean ends =
                    i == vec.size()
                            || !Args.bool(
                                    Args.call(
                                            ctx,
                                            same,
                                            Args.borrowed(vec.get(i - 1)),
                                            Args.borrowed(vec.get(i)),
                                            site),
                                    site);
            if (ends) {
                parts.add(VecMethods.slice(from, vec, new Slicing(start, i)));
                start = i;
            }
        }
        return Iterators.Elements.parts(parts, from.borrow());
    }

    private static Iterators.Elements split(
            Ref from, Object test, long most, boolean inclusive, Context ctx, Site site) {
        var vec = VecMethods.seen(from, site);
        var parts = new VecValue();
        int start = 0;
        for (int i = 0; i < vec.size() && parts.size() + 1 < most; i++) {
            if (Args.test(ctx, test, Args.borrowed(vec.get(i)), site)) {
                int end = inclusive ? i + 1 : i;
                parts.add(VecMethods.slice(from, vec, new Slicing(start, end)));
                start = i + 1;
            }
        }
        if (most > 0 && !(inclusive && start == vec.size())) {
            parts.add(VecMethods.slice(from, vec, new Slicing(start, vec.size())));
        }
        return Iterators.Elements.parts(parts, from.borrow());
    }
}
