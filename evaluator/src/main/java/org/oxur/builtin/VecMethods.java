package org.oxur.builtin;

import org.oxur.error.Site;
import org.oxur.value.Cloner;
import org.oxur.value.EnumValue;
import org.oxur.value.Equality;
import org.oxur.value.RangeValue;
import org.oxur.value.Ref;
import org.oxur.value.VecValue;

/// What a `Vec` does, and a slice of one.
final class VecMethods {
    private VecMethods() {}

    static Catalogue catalogue() {
        var c = new Catalogue("Vectors");
        reading(c);
        VecSearches.searches(c);
        VecChanges.changing(c);
        VecReplacing.replacing(c);
        VecOrder.reordering(c);
        VecParts.parts(c);
        VecSplits.splits(c);
        return c;
    }

    static VecValue vec(Object value) {
        return (VecValue) value;
    }

    static VecValue seen(Ref reference, Site site) {
        return (VecValue) reference.get(site);
    }

    private static void reading(Catalogue c) {
        c.one(
                "len [&v] -> i64",
                "How many elements there are.",
                "(len [1 2 3]) ;=> 3",
                (_, v, _) -> (long) vec(v).size());
        c.one(
                "is-empty [&v] -> bool",
                "Whether there are no elements.",
                "(is-empty []) ;=> true",
                (_, v, _) -> vec(v).size() == 0);
        c.two(
                "get [&'a v i] -> (Option &T)",
                "The element at an index, or the part of a range, if there is one.",
                "{(get [1 2] 1) (get [1 2] 2)} ;=> {(Some 2) None}",
                VecMethods::get);
        c.two(
                "get-mut [&'a mut v i] -> (Option &mut T)",
                "A mutable reference to the element at an index.",
                "(let [mut v [1 2]] (set! (deref (.unwrap (.get-mut v 0))) 9) v) ;=> [9 2]",
                VecMethods::getMut);
        c.one(
                "first [&'a v] -> (Option &T)",
                "The first element.",
                "(first [1 2]) ;=> (Some 1)",
                (_, v, site) -> at(Args.shared(v, site), 0, site));
        c.one(
                "last [&'a v] -> (Option &T)",
                "The last element.",
                "(last [1 2]) ;=> (Some 2)",
                (_, v, site) -> last(Args.shared(v, site), site));
        c.one(
                "first-mut [&'a mut v] -> (Option &mut T)",
                "A mutable reference to the first element.",
                "(let [mut v [1 2]] (set! (deref (.unwrap (.first-mut v))) 9) v) ;=> [9 2]",
                (_, v, site) -> at(Args.placeMut(v, site), 0, site));
        c.one(
                "last-mut [&'a mut v] -> (Option &mut T)",
                "A mutable reference to the last element.",
                "(let [mut v [1 2]] (set! (deref (.unwrap (.last-mut v))) 9) v) ;=> [1 9]",
                (_, v, site) -> last(Args.placeMut(v, site), site));
        c.two(
                "contains [&v &x] -> bool",
                "Whether an element equals `x`.",
                "(contains [1 2] 2) ;=> true",
                (ctx, v, x, site) -> indexOf(vec(v), x, ctx, site) >= 0);
        c.one(
                "iter [&'a v] -> Iterator",
                "References to the elements.",
                "(collect (.map (.iter [1 2]) (fn [x] (+ x 1)))) ;=> [2 3]",
                (ctx, v, site) -> Iterators.over(Args.shared(v, site), ctx, site));
        c.one(
                "iter-mut [&'a mut v] -> Iterator",
                "Mutable references to the elements.",
                "(let [mut v [1 2]] (for [x (.iter-mut v)] (set! (deref x) (* 10 (deref x)))) v)"
                        + " ;=> [10 20]",
                (ctx, v, site) -> Iterators.over(Args.placeMut(v, site), ctx, site));
        c.one(
                "into-iter [v] -> Iterator",
                "The elements, moved out.",
                "(collect (.into-iter [1 2])) ;=> [1 2]",
                (ctx, v, site) -> Iterators.over(v, ctx, site));
        c.two(
                "starts-with [&v &w] -> bool",
                "Whether the vector begins with the elements of `w`.",
                "(starts-with [1 2 3] [1 2]) ;=> true",
                (ctx, v, w, site) -> hasPart(vec(v), Args.vec(w, site), 0, ctx, site));
        c.two(
                "ends-with [&v &w] -> bool",
                "Whether the vector ends with the elements of `w`.",
                "(ends-with [1 2 3] [2 3]) ;=> true",
                (ctx, v, w, site) ->
                        hasPart(
                                vec(v),
                                Args.vec(w, site),
                                vec(v).size() - Args.vec(w, site).size(),
                                ctx,
                                site));
        c.one(
                "is-sorted [&v] -> bool",
                "Whether no element is less than the one before it.",
                "(is-sorted [1 2 2]) ;=> true",
                (ctx, v, site) -> IteratorComparisons.isSorted(elements(v), ctx, site));
        c.two(
                "is-sorted-by [&v test] -> bool",
                "Whether `test` holds for each element and the next.",
                "(.is-sorted-by [3 2 1] (fn [a b] (> a b))) ;=> true",
                (ctx, v, f, site) -> IteratorComparisons.isSortedBy(elements(v), f, ctx, site));
        c.two(
                "is-sorted-by-key [&v f] -> bool",
                "Whether what `f` gives for the elements is sorted.",
                "(.is-sorted-by-key [1 -2 3] (fn [x] (abs x))) ;=> true",
                (ctx, v, f, site) -> IteratorComparisons.isSortedByKey(elements(v), f, ctx, site));
        c.one(
                "capacity [&v] -> i64",
                "For how many elements there is room at least.",
                "(>= (.capacity [1 2]) 2) ;=> true",
                (_, v, _) -> (long) vec(v).size());
        c.one(
                "as-slice [&'a v]",
                "A reference to all elements.",
                "(len (.as-slice [1 2])) ;=> 2",
                (_, v, site) -> Args.shared(v, site));
        c.one(
                "to-vec [&v] -> (Vec T)",
                "A clone.",
                "(.to-vec [1 2]) ;=> [1 2]",
                (ctx, v, site) -> Cloner.clone(v, ctx, site));
    }

    static Object get(Context ctx, Object v, Object index, Site site) {
        var from = Args.shared(v, site);
        var vec = seen(from, site);
        if (!(index instanceof Long) && Ref.see(index, site) instanceof RangeValue) {
            var part = Slicing.within(index, vec.size(), site);
            return part == null ? EnumValue.NONE : EnumValue.some(slice(from, vec, part));
        }
        return at(from, Args.integer(index, site), site);
    }

    private static Object getMut(Context ctx, Object v, Object index, Site site) {
        return at(Args.placeMut(v, site), Args.integer(index, site), site);
    }

    private static EnumValue at(Ref from, long index, Site site) {
        int size = seen(from, site).size();
        return index >= 0 && index < size
                ? EnumValue.some(from.lendPart((int) index, site))
                : EnumValue.NONE;
    }

    private static EnumValue last(Ref from, Site site) {
        return at(from, seen(from, site).size() - 1L, site);
    }

    // A shared slice sees elements that cannot change while it lives, so it may hold its own array
    // of them.
    static Ref slice(Ref from, VecValue vec, Slicing part) {
        return Ref.shared(vec.part(part.from(), part.to()), from.borrow());
    }

    static int indexOf(VecValue vec, Object wanted, Context ctx, Site site) {
        var x = Ref.see(wanted, site);
        long[] longs = vec.longs();
        if (longs != null && x instanceof Long l) {
            long key = l;
            for (int i = 0; i < vec.size(); i++) {
                if (longs[i] == key) {
                    return i;
                }
            }
            return -1;
        }
        for (int i = 0; i < vec.size(); i++) {
            if (Equality.same(vec.get(i), x, ctx, site)) {
                return i;
            }
            if ((i & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        return -1;
    }

    static boolean hasPart(VecValue vec, VecValue part, int at, Context ctx, Site site) {
        if (at < 0 || at + part.size() > vec.size()) {
            return false;
        }
        for (int i = 0; i < part.size(); i++) {
            if (!Equality.same(vec.get(at + i), part.get(i), ctx, site)) {
                return false;
            }
            if ((i & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        return true;
    }

    private static Iterators.Elements elements(Object v) {
        return new Iterators.Elements(vec(v), null);
    }
}
