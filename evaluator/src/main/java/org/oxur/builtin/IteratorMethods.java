package org.oxur.builtin;

import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.IteratorValue;
import org.oxur.value.Ref;
import org.oxur.value.TupleValue;
import org.oxur.value.Unit;
import org.oxur.value.VecValue;

/// What an iterator does: lazy adapters, and what takes all elements.
final class IteratorMethods {
    private IteratorMethods() {}

    static Catalogue catalogue() {
        var c = new Catalogue("Iterators");
        AdapterMethods.adapters(c);
        consumers(c);
        IteratorSearches.searches(c);
        IteratorSearches.extremes(c);
        IteratorEnds.ends(c);
        IteratorComparisons.comparisons(c);
        return c;
    }

    static IteratorValue over(Object value, Context ctx, Site site) {
        return Iterators.over(value, ctx, site);
    }

    static EnumValue option(@Nullable Object value) {
        return value == null ? EnumValue.NONE : EnumValue.some(value);
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
                "All elements, in a `Vec` or the collection of that type: `Vec HashMap HashSet"
                        + " String`, or a `Result` or `Option` of one.",
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
                                new PositionAdapters.Skipped(
                                                (IteratorValue) it, Args.count(n, site))
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

    static IteratorValue backwards(IteratorValue it, Site site) {
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
        iterator.check(site);
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
        it.check(site);
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

    static Object tryFold(Context ctx, IteratorValue it, Object init, Object f, Site site) {
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
}
