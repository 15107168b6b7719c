package org.oxur.builtin;

import org.oxur.error.Site;
import org.oxur.value.IteratorValue;

/// What makes an iterator of another: nothing is computed before the elements are asked for.
final class AdapterMethods {
    private AdapterMethods() {}

    static void adapters(Catalogue c) {
        c.one(
                "iter [it] -> Iterator",
                "The iterator itself.",
                "(collect (.iter (range 0 2))) ;=> [0 1]",
                (ctx, it, site) -> IteratorMethods.over(it, ctx, site));
        c.one(
                "into-iter [it] -> Iterator",
                "The iterator itself.",
                "(collect (.into-iter (range 0 2))) ;=> [0 1]",
                (ctx, it, site) -> IteratorMethods.over(it, ctx, site));
        c.one(
                "by-ref [&'a mut it] -> Iterator",
                "Takes from the iterator without consuming it.",
                "(let [mut it (.iter &[1 2 3])] (.count (.take (.by-ref it) 2)) (.next it)) ;=>"
                        + " (Some 3)",
                (ctx, it, site) -> IteratorMethods.over(it, ctx, site));
        c.two(
                "map [it f] -> Iterator",
                "What `f` gives for each element, when it is asked for.",
                "(collect (.map (.iter &[1 2]) (fn [x] (* x 10)))) ;=> [10 20]",
                (ctx, it, f, site) -> new Adapters.Mapped(IteratorMethods.over(it, ctx, site), f));
        c.two(
                "filter [it test] -> Iterator",
                "The elements for which `test` holds; it is given a reference.",
                "(collect (.filter (.iter &[1 2 3]) (fn [x] (> x 1)))) ;=> [2 3]",
                (ctx, it, f, site) ->
                        new Adapters.Filtered(IteratorMethods.over(it, ctx, site), f));
        c.two(
                "filter-map [it f] -> Iterator",
                "What `f` gives in `Some`.",
                "(collect (.filter-map (.iter &[\"1\" \"x\"]) (fn [s] (.ok (parse s i64))))) ;=>"
                        + " [1]",
                (ctx, it, f, site) ->
                        new Adapters.FilterMapped(IteratorMethods.over(it, ctx, site), f, false));
        c.two(
                "map-while [it f] -> Iterator",
                "What `f` gives in `Some`, up to its first `None`.",
                "(collect (.map-while (.iter &[1 2 0 3]) (fn [x] (checked-div 6 x)))) ;=> [6 3]",
                (ctx, it, f, site) ->
                        new Adapters.FilterMapped(IteratorMethods.over(it, ctx, site), f, true));
        c.three(
                "scan [it state f] -> Iterator",
                "Goes on with a state: `f` gets a `&mut` to it and the element, and gives an"
                        + " `Option`.",
                "(collect (.scan (.iter &[1 2 3]) 0 (fn [s x] (set! (deref s) (+ (deref s) x))"
                        + " (Some (deref s))))) ;=> [1 3 6]",
                (ctx, it, state, f, site) ->
                        new Adapters.Scanned(IteratorMethods.over(it, ctx, site), state, f));
        c.one(
                "enumerate [it] -> Iterator",
                "The elements with their numbers, from 0.",
                "(collect (.enumerate (.chars \"ab\"))) ;=> [{0 \\a} {1 \\b}]",
                (ctx, it, site) -> new Adapters.Enumerated(IteratorMethods.over(it, ctx, site)));
        c.two(
                "zip [it other] -> Iterator",
                "Pairs of elements, as long as both have one.",
                "(collect (.zip (.iter &[1 2]) [:a :b])) ;=> [{1 :a} {2 :b}]",
                (ctx, it, other, site) ->
                        new JoiningAdapters.Zipped(
                                IteratorMethods.over(it, ctx, site),
                                IteratorMethods.over(other, ctx, site)));
        c.two(
                "chain [it other] -> Iterator",
                "The elements of one, then of the other.",
                "(collect (.chain (range 0 2) [7])) ;=> [0 1 7]",
                (ctx, it, other, site) ->
                        new JoiningAdapters.Chained(
                                IteratorMethods.over(it, ctx, site),
                                IteratorMethods.over(other, ctx, site)));
        c.one(
                "rev [it] -> Iterator",
                "From the other end.",
                "(collect (.rev (range 0 3))) ;=> [2 1 0]",
                (ctx, it, site) -> reversed(IteratorMethods.over(it, ctx, site), site));
        c.two(
                "take [it n] -> Iterator",
                "The first `n` elements.",
                "(collect (.take (.. 5 nil) 2)) ;=> [5 6]",
                (ctx, it, n, site) ->
                        new PositionAdapters.Taken(
                                IteratorMethods.over(it, ctx, site), Args.count(n, site)));
        c.two(
                "skip [it n] -> Iterator",
                "All but the first `n` elements.",
                "(collect (.skip (range 0 4) 2)) ;=> [2 3]",
                (ctx, it, n, site) ->
                        new PositionAdapters.Skipped(
                                IteratorMethods.over(it, ctx, site), Args.count(n, site)));
        c.two(
                "step-by [it n] -> Iterator",
                "Every `n`th element, the first one included.",
                "(collect (.step-by (range 0 7) 3)) ;=> [0 3 6]",
                (ctx, it, n, site) -> stepped(IteratorMethods.over(it, ctx, site), n, site));
        c.two(
                "take-while [it test] -> Iterator",
                "Up to the first element for which `test` does not hold.",
                "(collect (.take-while (.iter &[1 2 5 1]) (fn [x] (< x 3)))) ;=> [1 2]",
                (ctx, it, f, site) ->
                        new PositionAdapters.While(IteratorMethods.over(it, ctx, site), f, true));
        c.two(
                "skip-while [it test] -> Iterator",
                "From the first element on for which `test` does not hold.",
                "(collect (.skip-while (.iter &[1 2 5 1]) (fn [x] (< x 3)))) ;=> [5 1]",
                (ctx, it, f, site) ->
                        new PositionAdapters.While(IteratorMethods.over(it, ctx, site), f, false));
        c.two(
                "flat-map [it f] -> Iterator",
                "The elements of what `f` gives for each element.",
                "(collect (.flat-map (range 1 4) (fn [n] (range 0 n)))) ;=> [0 0 1 0 1 2]",
                (ctx, it, f, site) ->
                        new JoiningAdapters.Flattened(
                                new Adapters.Mapped(IteratorMethods.over(it, ctx, site), f)));
        c.one(
                "flatten [it] -> Iterator",
                "The elements of the elements.",
                "(collect (.flatten (.into-iter [[1] [2 3]]))) ;=> [1 2 3]",
                (ctx, it, site) ->
                        new JoiningAdapters.Flattened(IteratorMethods.over(it, ctx, site)));
        c.two(
                "inspect [it f] -> Iterator",
                "Calls `f` with a reference to each element that passes.",
                "(.count (.inspect (range 0 2) (fn [x] x))) ;=> 2",
                (ctx, it, f, site) ->
                        new Adapters.Inspected(IteratorMethods.over(it, ctx, site), f));
        c.one(
                "cycle [it] -> Iterator",
                "Again and again from the beginning.",
                "(collect (.take (.cycle (.iter &[1 2])) 5)) ;=> [1 2 1 2 1]",
                (ctx, it, site) -> new JoiningAdapters.Cycled(IteratorMethods.over(it, ctx, site)));
        c.one(
                "cloned [it] -> Iterator",
                "Clones of what is lent.",
                "(collect (.cloned (.iter &[[1]]))) ;=> [[1]]",
                (ctx, it, site) -> new Adapters.Owned(IteratorMethods.over(it, ctx, site)));
        c.one(
                "copied [it] -> Iterator",
                "Copies of what is lent.",
                "(collect (.copied (.iter &[1 2]))) ;=> [1 2]",
                (ctx, it, site) -> new Adapters.Owned(IteratorMethods.over(it, ctx, site)));
        c.one(
                "peekable [it] -> Iterator",
                "An iterator with `peek`.",
                "(let [mut it (.peekable (range 7 9))] {(deref (.unwrap (.peek it))) (.next it)})"
                        + " ;=> {7 (Some 7)}",
                (ctx, it, site) -> new Iterators.Peekable(IteratorMethods.over(it, ctx, site)));
        c.one(
                "fuse [it] -> Iterator",
                "The iterator itself: all of them stay at their end.",
                "(.count (.fuse (range 0 3))) ;=> 3",
                (ctx, it, site) -> IteratorMethods.over(it, ctx, site));
    }

    static IteratorValue reversed(IteratorValue it, Site site) {
        if (!it.isDoubleEnded()) {
            throw Args.mismatch(
                    "this iterator cannot be walked from its end; collect it first", site);
        }
        return new Adapters.Reversed(it);
    }

    static IteratorValue stepped(IteratorValue it, Object n, Site site) {
        long step = Args.count(n, site);
        if (step == 0) {
            throw Args.panic("assertion failed: step != 0", site);
        }
        return new PositionAdapters.Stepped(it, step);
    }
}
