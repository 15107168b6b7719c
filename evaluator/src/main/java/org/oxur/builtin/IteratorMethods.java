package org.oxur.builtin;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.IteratorValue;
import org.oxur.value.Order;
import org.oxur.value.Ref;
import org.oxur.value.TupleValue;
import org.oxur.value.Unit;
import org.oxur.value.VecValue;

/// What an iterator does: lazy adapters, and what takes all elements.
final class IteratorMethods {
    private IteratorMethods() {}

    static Catalogue catalogue() {
        var c = new Catalogue("Iterators");
        adapters(c);
        consumers(c);
        searches(c);
        extremes(c);
        return c;
    }

    private static IteratorValue over(Object value, Context ctx, Site site) {
        return Iterators.over(value, ctx, site);
    }

    static EnumValue option(@Nullable Object value) {
        return value == null ? EnumValue.NONE : EnumValue.some(value);
    }

    private static void adapters(Catalogue c) {
        c.one(
                "iter [it] -> Iterator",
                "The iterator itself.",
                "(collect (.iter (range 0 2))) ;=> [0 1]",
                (ctx, it, site) -> over(it, ctx, site));
        c.one(
                "into-iter [it] -> Iterator",
                "The iterator itself.",
                "(collect (.into-iter (range 0 2))) ;=> [0 1]",
                (ctx, it, site) -> over(it, ctx, site));
        c.one(
                "by-ref [&'a mut it] -> Iterator",
                "Takes from the iterator without consuming it.",
                "(let [mut it (.iter &[1 2 3])] (.count (.take (.by-ref it) 2)) (.next it)) ;=> (Some 3)",
                (ctx, it, site) -> over(it, ctx, site));
        c.two(
                "map [it f] -> Iterator",
                "What `f` gives for each element, when it is asked for.",
                "(collect (.map (.iter &[1 2]) (fn [x] (* x 10)))) ;=> [10 20]",
                (ctx, it, f, site) -> new Adapters.Mapped(over(it, ctx, site), f));
        c.two(
                "filter [it test] -> Iterator",
                "The elements for which `test` holds; it is given a reference.",
                "(collect (.filter (.iter &[1 2 3]) (fn [x] (> x 1)))) ;=> [2 3]",
                (ctx, it, f, site) -> new Adapters.Filtered(over(it, ctx, site), f));
        c.two(
                "filter-map [it f] -> Iterator",
                "What `f` gives in `Some`.",
                "(collect (.filter-map (.iter &[\"1\" \"x\"]) (fn [s] (.ok (parse s i64))))) ;=> [1]",
                (ctx, it, f, site) -> new Adapters.FilterMapped(over(it, ctx, site), f, false));
        c.two(
                "map-while [it f] -> Iterator",
                "What `f` gives in `Some`, up to its first `None`.",
                "(collect (.map-while (.iter &[1 2 0 3]) (fn [x] (checked-div 6 x)))) ;=> [6 3]",
                (ctx, it, f, site) -> new Adapters.FilterMapped(over(it, ctx, site), f, true));
        c.three(
                "scan [it state f] -> Iterator",
                "Goes on with a state: `f` gets a `&mut` to it and the element, and gives an `Option`.",
                "(collect (.scan (.iter &[1 2 3]) 0 (fn [s x] (set! (deref s) (+ (deref s) x)) (Some (deref s))))) ;=> [1 3 6]",
                (ctx, it, state, f, site) -> new Adapters.Scanned(over(it, ctx, site), state, f));
        c.one(
                "enumerate [it] -> Iterator",
                "The elements with their numbers, from 0.",
                "(collect (.enumerate (.chars \"ab\"))) ;=> [{0 \\a} {1 \\b}]",
                (ctx, it, site) -> new Adapters.Enumerated(over(it, ctx, site)));
        c.two(
                "zip [it other] -> Iterator",
                "Pairs of elements, as long as both have one.",
                "(collect (.zip (.iter &[1 2]) [:a :b])) ;=> [{1 :a} {2 :b}]",
                (ctx, it, other, site) ->
                        new Adapters.Zipped(over(it, ctx, site), over(other, ctx, site)));
        c.two(
                "chain [it other] -> Iterator",
                "The elements of one, then of the other.",
                "(collect (.chain (range 0 2) [7])) ;=> [0 1 7]",
                (ctx, it, other, site) ->
                        new Adapters.Chained(over(it, ctx, site), over(other, ctx, site)));
        c.one(
                "rev [it] -> Iterator",
                "From the other end.",
                "(collect (.rev (range 0 3))) ;=> [2 1 0]",
                (ctx, it, site) -> reversed(over(it, ctx, site), site));
        c.two(
                "take [it n] -> Iterator",
                "The first `n` elements.",
                "(collect (.take (.. 5 nil) 2)) ;=> [5 6]",
                (ctx, it, n, site) -> new Adapters.Taken(over(it, ctx, site), Args.count(n, site)));
        c.two(
                "skip [it n] -> Iterator",
                "All but the first `n` elements.",
                "(collect (.skip (range 0 4) 2)) ;=> [2 3]",
                (ctx, it, n, site) ->
                        new Adapters.Skipped(over(it, ctx, site), Args.count(n, site)));
        c.two(
                "step-by [it n] -> Iterator",
                "Every `n`th element, the first one included.",
                "(collect (.step-by (range 0 7) 3)) ;=> [0 3 6]",
                (ctx, it, n, site) -> stepped(over(it, ctx, site), n, site));
        c.two(
                "take-while [it test] -> Iterator",
                "Up to the first element for which `test` does not hold.",
                "(collect (.take-while (.iter &[1 2 5 1]) (fn [x] (< x 3)))) ;=> [1 2]",
                (ctx, it, f, site) -> new Adapters.While(over(it, ctx, site), f, true));
        c.two(
                "skip-while [it test] -> Iterator",
                "From the first element on for which `test` does not hold.",
                "(collect (.skip-while (.iter &[1 2 5 1]) (fn [x] (< x 3)))) ;=> [5 1]",
                (ctx, it, f, site) -> new Adapters.While(over(it, ctx, site), f, false));
        c.two(
                "flat-map [it f] -> Iterator",
                "The elements of what `f` gives for each element.",
                "(collect (.flat-map (range 1 4) (fn [n] (range 0 n)))) ;=> [0 0 1 0 1 2]",
                (ctx, it, f, site) ->
                        new Adapters.Flattened(new Adapters.Mapped(over(it, ctx, site), f)));
        c.one(
                "flatten [it] -> Iterator",
                "The elements of the elements.",
                "(collect (.flatten (.into-iter [[1] [2 3]]))) ;=> [1 2 3]",
                (ctx, it, site) -> new Adapters.Flattened(over(it, ctx, site)));
        c.two(
                "inspect [it f] -> Iterator",
                "Calls `f` with a reference to each element that passes.",
                "(.count (.inspect (range 0 2) (fn [x] x))) ;=> 2",
                (ctx, it, f, site) -> new Adapters.Inspected(over(it, ctx, site), f));
        c.one(
                "cycle [it] -> Iterator",
                "Again and again from the beginning.",
                "(collect (.take (.cycle (.iter &[1 2])) 5)) ;=> [1 2 1 2 1]",
                (ctx, it, site) -> new Adapters.Cycled(over(it, ctx, site)));
        c.one(
                "cloned [it] -> Iterator",
                "Clones of what is lent.",
                "(collect (.cloned (.iter &[[1]]))) ;=> [[1]]",
                (ctx, it, site) -> new Adapters.Owned(over(it, ctx, site)));
        c.one(
                "copied [it] -> Iterator",
                "Copies of what is lent.",
                "(collect (.copied (.iter &[1 2]))) ;=> [1 2]",
                (ctx, it, site) -> new Adapters.Owned(over(it, ctx, site)));
        c.one(
                "peekable [it] -> Iterator",
                "An iterator with `peek`.",
                "(let [mut it (.peekable (range 7 9))] {(deref (.unwrap (.peek it))) (.next it)}) ;=> {7 (Some 7)}",
                (ctx, it, site) -> new Iterators.Peekable(over(it, ctx, site)));
        c.one(
                "fuse [it] -> Iterator",
                "The iterator itself: all of them stay at their end.",
                "(.count (.fuse (range 0 3))) ;=> 3",
                (ctx, it, site) -> over(it, ctx, site));
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
        return new Adapters.Stepped(it, step);
    }

    private static void consumers(Catalogue c) {
        c.one(
                "next [&mut it] -> (Option T)",
                "The next element, or `None` at the end.",
                "(let [mut it (.iter &[1])] {(.next it) (.next it)}) ;=> {(Some 1) None}",
                (ctx, it, site) -> option(((IteratorValue) it).next(ctx, site)));
        c.one(
                "next-back [&mut it] -> (Option T)",
                "The next element from the end.",
                "(let [mut it (.iter &[1 2])] (.next-back it)) ;=> (Some 2)",
                (ctx, it, site) -> option(backwards((IteratorValue) it, site).nextBack(ctx, site)));
        c.one(
                "peek [&'a mut it] -> (Option &T)",
                "A reference to the next element, which stays.",
                "(let [mut it (.peekable (range 3 5))] (is-some &(.peek it))) ;=> true",
                IteratorMethods::peek);
        c.any(
                "collect [it type?] -> (Vec T)",
                "All elements, in a `Vec` or the collection of that type: `Vec HashMap HashSet String`, or a `Result` or `Option` of one.",
                "(collect (.map (range 0 3) (fn [x] (* x x)))) ;=> [0 1 4]",
                (ctx, a, site) ->
                        Collecting.collect(
                                ctx, over(a[0], ctx, site), a.length > 1 ? a[1] : null, site));
        c.one(
                "count [it] -> i64",
                "How many elements there are.",
                "(.count (.filter (range 0 10) (fn [x] (> x 6)))) ;=> 3",
                (ctx, it, site) -> count(over(it, ctx, site), ctx, site));
        c.one(
                "len [&it] -> i64",
                "How many elements are left, where that is known.",
                "(len (chars \"héllo\")) ;=> 5",
                IteratorMethods::length);
        c.one(
                "is-empty [&it] -> bool",
                "Whether no element is left, where that is known.",
                "(is-empty (range 0 0)) ;=> true",
                (ctx, it, site) -> (Long) length(ctx, it, site) == 0);
        c.one(
                "last [it] -> (Option T)",
                "The last element.",
                "(.last (range 0 3)) ;=> (Some 2)",
                (ctx, it, site) -> option(last(over(it, ctx, site), ctx, site)));
        c.two(
                "nth [&mut it n] -> (Option T)",
                "The element after `n` others, which are gone then.",
                "(let [mut it (.iter &[1 2 3])] (.nth it 1)) ;=> (Some 2)",
                (ctx, it, n, site) ->
                        option(
                                new Adapters.Skipped((IteratorValue) it, Args.count(n, site))
                                        .next(ctx, site)));
        c.three(
                "fold [it init f]",
                "`f` of the result so far and the next element, from `init` on.",
                "(.fold (range 1 5) 0 (fn [a b] (+ a b))) ;=> 10",
                (ctx, it, init, f, site) -> fold(ctx, over(it, ctx, site), init, f, site));
        c.two(
                "reduce [it f] -> (Option T)",
                "As `fold`, from the first element on.",
                "(.reduce (range 1 5) (fn [a b] (* a b))) ;=> (Some 24)",
                (ctx, it, f, site) -> reduce(ctx, over(it, ctx, site), f, site));
        c.three(
                "try-fold [it init f]",
                "As `fold`, as long as `f` gives `Some` or `Ok`.",
                "(.try-fold (.iter &[100 100]) 0 (fn [a b] (checked-add a b))) ;=> (Some 200)",
                (ctx, it, init, f, site) -> tryFold(ctx, over(it, ctx, site), init, f, site));
        c.two(
                "for-each [it f]",
                "Calls `f` with each element.",
                "(let [mut s 0] (.for-each (range 0 4) (fn [x] (inc! s x))) s) ;=> 6",
                (ctx, it, f, site) -> forEach(ctx, over(it, ctx, site), f, site));
        c.any(
                "sum [it type?]",
                "All elements added; 0 for none.",
                "(.sum (.iter &[1.5 2.0])) ;=> 3.5",
                (ctx, a, site) ->
                        Folding.sum(over(a[0], ctx, site), a.length > 1 ? a[1] : null, ctx, site));
        c.any(
                "product [it type?]",
                "All elements multiplied; 1 for none.",
                "(.product (range 1 6)) ;=> 120",
                (ctx, a, site) ->
                        Folding.product(
                                over(a[0], ctx, site), a.length > 1 ? a[1] : null, ctx, site));
        c.two(
                "partition [it test] -> {(Vec T) (Vec T)}",
                "Those for which `test` holds, and the others.",
                "(.partition (range 0 5) (fn [x] (> x 2))) ;=> {[3 4] [0 1 2]}",
                (ctx, it, f, site) -> partition(ctx, over(it, ctx, site), f, site));
        c.one(
                "unzip [it] -> {(Vec A) (Vec B)}",
                "The first and the second parts of pairs.",
                "(.unzip (.into-iter [{1 :a} {2 :b}])) ;=> {[1 2] [:a :b]}",
                (ctx, it, site) -> unzip(ctx, over(it, ctx, site), site));
    }

    private static IteratorValue backwards(IteratorValue it, Site site) {
        if (!it.isDoubleEnded()) {
            throw Args.mismatch("this iterator cannot be walked from its end", site);
        }
        return it;
    }

    private static Object peek(Context ctx, Object it, Site site) {
        var from = Args.placeMut(it, site);
        if (Ref.see(from, site) instanceof Iterators.Peekable peekable) {
            var next = peekable.peek(ctx, site);
            return next == null ? EnumValue.NONE : EnumValue.some(Iterators.lend(next, from));
        }
        throw Args.mismatch("only a `peekable` iterator has `peek`", site);
    }

    private static Object length(Context ctx, Object it, Site site) {
        var iterator = (IteratorValue) it;
        long known = iterator.remaining();
        if (known >= 0) {
            return known;
        }
        var copy = iterator.isSequence() ? iterator.duplicate() : null;
        if (copy == null) {
            throw Args.mismatch(
                    "the length of a lazy iterator is not known; `count` takes its elements", site);
        }
        return count(copy, ctx, site);
    }

    static long count(IteratorValue it, Context ctx, Site site) {
        if (it.isSequence() && it.remaining() >= 0) {
            return it.remaining();
        }
        long count = 0;
        while (it.next(ctx, site) != null) {
            if ((++count & 1023) == 0) {
                ctx.poll(site);
            }
        }
        return count;
    }

    static @Nullable Object last(IteratorValue it, Context ctx, Site site) {
        if (it.isDoubleEnded() && it.isSequence()) {
            return it.nextBack(ctx, site);
        }
        Object last = null;
        int turn = 0;
        for (var item = it.next(ctx, site); item != null; item = it.next(ctx, site)) {
            last = item;
            if ((++turn & 1023) == 0) {
                ctx.poll(site);
            }
        }
        return last;
    }

    static Object fold(Context ctx, IteratorValue it, Object init, Object f, Site site) {
        var result = init;
        int turn = 0;
        for (var item = it.next(ctx, site); item != null; item = it.next(ctx, site)) {
            result = Args.call(ctx, f, result, item, site);
            if ((++turn & 1023) == 0) {
                ctx.poll(site);
            }
        }
        return result;
    }

    static Object reduce(Context ctx, IteratorValue it, Object f, Site site) {
        var first = it.next(ctx, site);
        return first == null ? EnumValue.NONE : EnumValue.some(fold(ctx, it, first, f, site));
    }

    private static Object tryFold(Context ctx, IteratorValue it, Object init, Object f, Site site) {
        var result = init;
        EnumValue answer = null;
        for (var item = it.next(ctx, site); item != null; item = it.next(ctx, site)) {
            if (!(Ref.see(Args.call(ctx, f, result, item, site), site)
                    instanceof EnumValue value)) {
                throw Args.mismatch(
                        "the function of `try-fold` must give an Option or a Result", site);
            }
            if (value.is(EnumType.NONE) || value.is(EnumType.ERR)) {
                return value;
            }
            answer = value;
            result = value.part(0);
            ctx.poll(site);
        }
        return answer == null ? EnumValue.some(init) : answer;
    }

    static Object forEach(Context ctx, IteratorValue it, Object f, Site site) {
        int turn = 0;
        for (var item = it.next(ctx, site); item != null; item = it.next(ctx, site)) {
            Args.call(ctx, f, item, site);
            if ((++turn & 1023) == 0) {
                ctx.poll(site);
            }
        }
        return Unit.UNIT;
    }

    static Object partition(Context ctx, IteratorValue it, Object test, Site site) {
        var yes = new VecValue();
        var no = new VecValue();
        int turn = 0;
        for (var item = it.next(ctx, site); item != null; item = it.next(ctx, site)) {
            (Args.test(ctx, test, Args.borrowed(item), site) ? yes : no).add(item);
            if ((++turn & 1023) == 0) {
                ctx.poll(site);
            }
        }
        return new TupleValue(yes, no);
    }

    static Object unzip(Context ctx, IteratorValue it, Site site) {
        var first = new VecValue();
        var second = new VecValue();
        for (var item = it.next(ctx, site); item != null; item = it.next(ctx, site)) {
            var pair = Collecting.pair(item, site);
            first.add(pair.part(0));
            second.add(pair.part(1));
            if ((first.size() & 1023) == 0) {
                ctx.poll(site);
            }
        }
        return new TupleValue(first, second);
    }

    private static void searches(Catalogue c) {
        c.two(
                "any [it test] -> bool",
                "Whether `test` holds for an element.",
                "(.any (range 0 5) (fn [x] (= x 3))) ;=> true",
                (ctx, it, f, site) -> find(ctx, over(it, ctx, site), f, true, false, site) != null);
        c.two(
                "all [it test] -> bool",
                "Whether `test` holds for every element.",
                "(.all (range 0 5) (fn [x] (< x 3))) ;=> false",
                (ctx, it, f, site) ->
                        find(ctx, over(it, ctx, site), f, false, false, site) == null);
        c.two(
                "find [it test] -> (Option T)",
                "The first element for which `test` holds; it is given a reference.",
                "(.find (range 0 5) (fn [x] (> x 2))) ;=> (Some 3)",
                (ctx, it, f, site) -> option(find(ctx, over(it, ctx, site), f, true, true, site)));
        c.two(
                "find-map [it f] -> (Option T)",
                "The first `Some` that `f` gives.",
                "(.find-map (.iter &[\"x\" \"7\"]) (fn [s] (.ok (parse s i64)))) ;=> (Some 7)",
                (ctx, it, f, site) ->
                        option(
                                new Adapters.FilterMapped(over(it, ctx, site), f, false)
                                        .next(ctx, site)));
        c.two(
                "position [it test] -> (Option i64)",
                "Where the first element is for which `test` holds.",
                "(.position (.iter &[5 6]) (fn [x] (= x 6))) ;=> (Some 1)",
                (ctx, it, f, site) -> position(ctx, over(it, ctx, site), f, site));
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

    private static void extremes(Catalogue c) {
        c.one(
                "max [it] -> (Option T)",
                "The greatest element, the last of equal ones.",
                "(.max (.iter &[3 1 2])) ;=> (Some 3)",
                (ctx, it, site) ->
                        option(
                                best(
                                        over(it, ctx, site),
                                        ctx,
                                        (a, b) -> Order.total(a, b, ctx, site) <= 0,
                                        site)));
        c.one(
                "min [it] -> (Option T)",
                "The least element, the first of equal ones.",
                "(.min (.iter &[3 1 2])) ;=> (Some 1)",
                (ctx, it, site) ->
                        option(
                                best(
                                        over(it, ctx, site),
                                        ctx,
                                        (a, b) -> Order.total(a, b, ctx, site) > 0,
                                        site)));
        c.two(
                "max-by-key [it f] -> (Option T)",
                "The element with the greatest key.",
                "(.max-by-key (.iter &[-3 2]) (fn [x] (abs x))) ;=> (Some -3)",
                (ctx, it, f, site) ->
                        bestByKey(
                                over(it, ctx, site),
                                f,
                                ctx,
                                (a, b) -> Order.total(a, b, ctx, site) <= 0,
                                site));
        c.two(
                "min-by-key [it f] -> (Option T)",
                "The element with the least key.",
                "(.min-by-key (.iter &[-3 2]) (fn [x] (abs x))) ;=> (Some 2)",
                (ctx, it, f, site) ->
                        bestByKey(
                                over(it, ctx, site),
                                f,
                                ctx,
                                (a, b) -> Order.total(a, b, ctx, site) > 0,
                                site));
        c.two(
                "max-by [it compare] -> (Option T)",
                "The greatest element as `compare` has it, which gives an `Ordering`.",
                "(.max-by (.iter &[1.5 2.5]) (fn [a b] (total-cmp a b))) ;=> (Some 2.5)",
                (ctx, it, f, site) ->
                        option(
                                best(
                                        over(it, ctx, site),
                                        ctx,
                                        (a, b) -> compared(ctx, f, a, b, site) <= 0,
                                        site)));
        c.two(
                "min-by [it compare] -> (Option T)",
                "The least element as `compare` has it, which gives an `Ordering`.",
                "(.min-by (.iter &[1.5 2.5]) (fn [a b] (total-cmp a b))) ;=> (Some 1.5)",
                (ctx, it, f, site) ->
                        option(
                                best(
                                        over(it, ctx, site),
                                        ctx,
                                        (a, b) -> compared(ctx, f, a, b, site) > 0,
                                        site)));
    }

    /// Says whether the second one replaces the first.
    @FunctionalInterface
    interface Replaces {
        boolean test(Object soFar, Object next);
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
        return option(best);
    }

    /// For sorting with a comparison function of the program.
    static Comparator<Object> comparator(Context ctx, Object compare, Site site) {
        return (a, b) -> compared(ctx, compare, a, b, site);
    }
}
