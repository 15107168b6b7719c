package org.oxur.builtin;

import org.oxur.error.Site;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.Equality;
import org.oxur.value.IteratorValue;
import org.oxur.value.Ref;
import org.oxur.value.Unit;

/// Iterators walked from their end, looked ahead in, and walked as long as all goes well.
final class IteratorEnds {
    private IteratorEnds() {}

    static void ends(Catalogue c) {
        c.two(
                "nth-back [&mut it n] -> (Option T)",
                "The element before `n` others from the end, which are gone then.",
                "(let [mut it (.iter &[1 2 3])] (.nth-back it 1)) ;=> (Some 2)",
                (ctx, it, n, site) ->
                        IteratorMethods.option(
                                new PositionAdapters.Skipped(
                                                reversed((IteratorValue) it, site),
                                                Args.count(n, site))
                                        .next(ctx, site)));
        c.three(
                "rfold [it init f]",
                "As `fold`, from the end.",
                "(.rfold (range 1 4) \"\" (fn [s x] (str s x))) ;=> \"321\"",
                (ctx, it, init, f, site) ->
                        IteratorMethods.fold(ctx, reversed(it, ctx, site), init, f, site));
        c.three(
                "try-rfold [it init f]",
                "As `try-fold`, from the end.",
                "(.try-rfold (.iter &[100 100]) 0 (fn [a b] (checked-add a b))) ;=> (Some 200)",
                (ctx, it, init, f, site) ->
                        IteratorMethods.tryFold(ctx, reversed(it, ctx, site), init, f, site));
        c.two(
                "rfind [it test] -> (Option T)",
                "The last element for which `test` holds; it is given a reference.",
                "(.rfind (range 0 5) (fn [x] (< x 3))) ;=> (Some 2)",
                (ctx, it, f, site) ->
                        IteratorMethods.option(
                                IteratorSearches.find(
                                        ctx, reversed(it, ctx, site), f, true, true, site)));
        c.two(
                "rposition [it test] -> (Option i64)",
                "Where the last element is for which `test` holds.",
                "(.rposition (.iter &[5 6 5]) (fn [x] (= x 5))) ;=> (Some 2)",
                (ctx, it, f, site) -> rposition(reversed(it, ctx, site), f, ctx, site));
        c.two(
                "try-for-each [it f]",
                "Calls `f` with each element, as long as it gives `Some` or `Ok`.",
                "(.try-for-each (range 0 3) (fn [x] (if (< x 2) (Ok nil) (Err x)))) ;=> (Err 2)",
                (ctx, it, f, site) ->
                        tryForEach(IteratorMethods.over(it, ctx, site), f, ctx, site));
        c.one(
                "size-hint [&it] -> {i64 (Option i64)}",
                "How many elements are left at least and, where that is known, at most.",
                "{(.size-hint (range 0 3)) (.size-hint (.filter (range 0 3) (fn [x] true)))} ;=> {{3"
                        + " (Some 3)} {0 (Some 3)}}",
                (_, it, site) -> IteratorComparisons.sizeHint((IteratorValue) it, site));
        c.two(
                "next-if [&mut it test] -> (Option T)",
                "The next element of a `peekable` iterator, if `test` holds for it; else it stays.",
                "(let [mut it (.peekable (range 1 3))] {(.next-if it (fn [x] (> (deref x) 5)))"
                        + " (.next it)}) ;=> {None (Some 1)}",
                (ctx, it, f, site) -> nextIf((IteratorValue) it, f, ctx, site));
        c.two(
                "next-if-eq [&mut it &x] -> (Option T)",
                "The next element of a `peekable` iterator, if it equals `x`; else it stays.",
                "(let [mut it (.peekable (range 1 3))] {(.next-if-eq it 1) (.next-if-eq it 1)}) ;=>"
                        + " {(Some 1) None}",
                (ctx, it, x, site) -> nextIfEqual((IteratorValue) it, x, ctx, site));
    }

    private static IteratorValue reversed(Object it, Context ctx, Site site) {
        return reversed(IteratorMethods.over(it, ctx, site), site);
    }

    private static IteratorValue reversed(IteratorValue it, Site site) {
        return new Adapters.Reversed(IteratorMethods.backwards(it, site));
    }

    private static Object rposition(IteratorValue it, Object test, Context ctx, Site site) {
        long left = it.remaining();
        if (left < 0) {
            throw Args.mismatch("the length of a lazy iterator is not known", site);
        }
        for (var item = it.next(ctx, site); item != null; item = it.next(ctx, site)) {
            left--;
            if (Args.test(ctx, test, item, site)) {
                return EnumValue.some(left);
            }
            if ((left & 1023) == 0) {
                ctx.poll(site);
            }
        }
        return EnumValue.NONE;
    }

    private static Object tryForEach(IteratorValue it, Object f, Context ctx, Site site) {
        EnumValue answer = null;
        for (var item = it.next(ctx, site); item != null; item = it.next(ctx, site)) {
            if (!(Ref.see(Args.call(ctx, f, item, site), site) instanceof EnumValue value)) {
                throw Args.mismatch(
                        "the function of `try-for-each` must give an Option or a Result", site);
            }
            if (value.is(EnumType.NONE) || value.is(EnumType.ERR)) {
                return value;
            }
            answer = value;
            ctx.poll(site);
        }
        return answer == null ? EnumValue.ok(Unit.UNIT) : answer;
    }

    private static Iterators.Peekable peekable(IteratorValue it, Site site) {
        if (it instanceof Iterators.Peekable peekable) {
            return peekable;
        }
        throw Args.mismatch("only a `peekable` iterator can be looked ahead in", site);
    }

    private static Object nextIf(IteratorValue it, Object test, Context ctx, Site site) {
        var next = peekable(it, site).peek(ctx, site);
        return next != null && Args.test(ctx, test, Args.borrowed(next), site)
                ? IteratorMethods.option(it.next(ctx, site))
                : EnumValue.NONE;
    }

    private static Object nextIfEqual(IteratorValue it, Object x, Context ctx, Site site) {
        var next = peekable(it, site).peek(ctx, site);
        return next != null && Equality.equal(next, x, ctx, site)
                ? IteratorMethods.option(it.next(ctx, site))
                : EnumValue.NONE;
    }
}
