package org.oxur.builtin;

import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;
import org.oxur.value.Cloner;
import org.oxur.value.EnumValue;
import org.oxur.value.Hashing;
import org.oxur.value.IteratorValue;
import org.oxur.value.Ref;
import org.oxur.value.SetValue;
import org.oxur.value.Unit;
import org.oxur.value.VecValue;

/// What sets do.
final class SetMethods {
    private SetMethods() {}

    static Catalogue setCatalogue() {
        var c = new Catalogue("Sets");
        c.one(
                "len [&s] -> i64",
                "How many items there are.",
                "(len (hash-set 1 2 1)) ;=> 2",
                (_, s, _) -> (long) set(s).size());
        c.one(
                "is-empty [&s] -> bool",
                "Whether there are no items.",
                "(is-empty (hash-set)) ;=> true",
                (_, s, _) -> set(s).size() == 0);
        c.two(
                "contains [&s &x] -> bool",
                "Whether `x` is in it.",
                "(contains (hash-set 1 2) 2) ;=> true",
                (ctx, s, x, site) -> has(ctx, set(s), x, site));
        c.two(
                "get [&s &x] -> (Option T)",
                "The item that equals `x`.",
                "(get (hash-set 1) 1) ;=> (Some 1)",
                (ctx, s, x, site) ->
                        has(ctx, set(s), x, site)
                                ? EnumValue.some(Cloner.clone(x, ctx, site))
                                : EnumValue.NONE);
        c.two(
                "insert [&mut s x] -> bool",
                "Adds an item and says whether it is new.",
                "(let [mut s (hash-set 1)] {(insert! s 2) (insert! s 2) s}) ;=> {true false"
                        + " (hash-set 1 2)}",
                (ctx, s, x, site) ->
                        set(s).add(MapMethods.key(ctx, x, site), Hashing.of(x, ctx, site)));
        c.two(
                "remove [&mut s &x] -> bool",
                "Removes an item and says whether it was there.",
                "(let [mut s (hash-set 1)] (remove! s 1)) ;=> true",
                (ctx, s, x, site) ->
                        set(s).remove(MapMethods.key(ctx, x, site), Hashing.of(x, ctx, site)));
        c.two(
                "take [&mut s &x] -> (Option T)",
                "Removes the item that equals `x` and gives it.",
                "(let [mut s (hash-set 1)] {(.take s 1) s}) ;=> {(Some 1) (hash-set)}",
                (ctx, s, x, site) -> taken(ctx, set(s), x, site));
        c.two(
                "replace [&mut s x] -> (Option T)",
                "Adds an item and gives the one that equals it, which it replaces.",
                "(let [mut s (hash-set 1)] {(.replace s 1) (.replace s 2) (len &s)}) ;=> {(Some 1) None"
                        + " 2}",
                (ctx, s, x, site) -> {
                    var old = taken(ctx, set(s), x, site);
                    set(s).add(MapMethods.key(ctx, x, site), Hashing.of(x, ctx, site));
                    return old;
                });
        c.one(
                "clear [&mut s]",
                "Removes all items.",
                "(let [mut s (hash-set 1)] (clear! s) s) ;=> (hash-set)",
                (_, s, _) -> VecChanges.done(() -> set(s).clear()));
        c.two(
                "extend [&mut s xs]",
                "Adds all elements of something iterable.",
                "(let [mut s (hash-set 1)] (extend! s [1 2]) s) ;=> (hash-set 1 2)",
                (ctx, s, xs, site) ->
                        VecChanges.done(() ->
                                Collecting.fill(set(s), ctx, Iterators.over(xs, ctx, site), site)));
        c.two(
                "retain [&mut s test]",
                "Keeps the items for which `test` holds.",
                "(let [mut s (hash-set 1 2)] (retain! s (fn [x] (> (deref x) 1))) s) ;=> (hash-set"
                        + " 2)",
                (ctx, s, f, site) -> retainItems(ctx, set(s), f, site));
        c.one(
                "iter [&'a s] -> Iterator",
                "References to the items.",
                "(collect (.iter (hash-set 1 2))) ;=> [1 2]",
                (ctx, s, site) -> Iterators.over(Args.shared(s, site), ctx, site));
        c.one(
                "into-iter [s] -> Iterator",
                "The items, moved out.",
                "(collect (.into-iter (hash-set 1))) ;=> [1]",
                (ctx, s, site) -> Iterators.over(s, ctx, site));
        c.one(
                "drain [&mut s] -> Iterator",
                "Removes all items and gives them.",
                "(let [mut s (hash-set 1)] {(collect (drain! s)) s}) ;=> {[1] (hash-set)}",
                (ctx, s, site) -> drainItems(ctx, set(s), site));
        c.two(
                "union [&'a s &'a t] -> Iterator",
                "What is in one or both.",
                "(collect (union (hash-set 1 2) (hash-set 2 3))) ;=> [1 2 3]",
                (ctx, s, t, site) -> select(ctx, s, t, true, null, site));
        c.two(
                "intersection [&'a s &'a t] -> Iterator",
                "What is in both.",
                "(collect (intersection (hash-set 1 2) (hash-set 2 3))) ;=> [2]",
                (ctx, s, t, site) -> select(ctx, s, t, false, true, site));
        c.two(
                "difference [&'a s &'a t] -> Iterator",
                "What is in the first only.",
                "(collect (difference (hash-set 1 2) (hash-set 2 3))) ;=> [1]",
                (ctx, s, t, site) -> select(ctx, s, t, false, false, site));
        c.two(
                "symmetric-difference [&'a s &'a t] -> Iterator",
                "What is in one only.",
                "(collect (symmetric-difference (hash-set 1 2) (hash-set 2 3))) ;=> [1 3]",
                (ctx, s, t, site) -> select(ctx, s, t, true, false, site));
        c.two(
                "is-subset [&s &t] -> bool",
                "Whether all its items are in the other.",
                "(is-subset (hash-set 1) (hash-set 1 2)) ;=> true",
                (ctx, s, t, site) -> isSubset(ctx, set(s), other(t, site), site));
        c.two(
                "is-superset [&s &t] -> bool",
                "Whether all items of the other are in it.",
                "(is-superset (hash-set 1 2) (hash-set 1)) ;=> true",
                (ctx, s, t, site) -> isSubset(ctx, other(t, site), set(s), site));
        c.two(
                "is-disjoint [&s &t] -> bool",
                "Whether both have nothing in common.",
                "(is-disjoint (hash-set 1) (hash-set 2)) ;=> true",
                (ctx, s, t, site) -> select(ctx, s, t, false, true, site).remaining() == 0);
        return c;
    }

    private static SetValue set(Object value) {
        return (SetValue) value;
    }

    private static SetValue other(Object value, Site site) {
        if (Ref.see(value, site) instanceof SetValue set) {
            return set;
        }
        throw Args.expected("a HashSet", value, site);
    }

    private static boolean has(Context ctx, SetValue set, Object x, Site site) {
        Hashing.checkKey(x, ctx, site);
        return find(ctx, set, x, site) >= 0;
    }

    private static int find(Context ctx, SetValue set, Object x, Site site) {
        return set.find(x, Hashing.of(x, ctx, site));
    }

    private static Object taken(Context ctx, SetValue set, Object x, Site site) {
        int at = find(ctx, set, Ref.see(x, site), site);
        if (at < 0) {
            return EnumValue.NONE;
        }
        var item = set.at(at);
        set.remove(item, Hashing.of(item, ctx, site));
        return EnumValue.some(item);
    }

    private static boolean isSubset(Context ctx, SetValue part, SetValue whole, Site site) {
        for (int i = 0; i < part.positions(); i++) {
            if (part.isEntry(i) && find(ctx, whole, part.at(i), site) < 0) {
                return false;
            }
            if ((i & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        return true;
    }

    // Of the first set those that are (or are not) in the second, or all; then, if wanted, those of
    // the second that are not in the first.
    private static IteratorValue select(
            Context ctx,
            Object s,
            Object t,
            boolean bothSides,
            @Nullable Boolean inOther,
            Site site) {
        var first = Args.shared(s, site);
        var second = Args.shared(t, site);
        var a = other(first, site);
        var b = other(second, site);
        var items = new VecValue();
        for (int i = 0; i < a.positions(); i++) {
            if (a.isEntry(i) && (inOther == null || find(ctx, b, a.at(i), site) >= 0 == inOther)) {
                items.add(Iterators.lend(a.at(i), first));
            }
            if ((i & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        for (int i = 0; bothSides && i < b.positions(); i++) {
            if (b.isEntry(i) && find(ctx, a, b.at(i), site) < 0) {
                items.add(Iterators.lend(b.at(i), second));
            }
            if ((i & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        return Iterators.Elements.parts(items, first.borrow(), second.borrow());
    }

    private static Object retainItems(Context ctx, SetValue set, Object test, Site site) {
        var all = Iterators.collect(new Iterators.Items(set, null), ctx, site);
        set.clear();
        for (int i = 0; i < all.size(); i++) {
            if (Args.test(ctx, test, Args.borrowed(all.get(i)), site)) {
                set.add(all.get(i), Hashing.of(all.get(i), ctx, site));
            }
            if ((i & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        return Unit.UNIT;
    }

    private static Object drainItems(Context ctx, SetValue set, Site site) {
        var all = Iterators.collect(new Iterators.Items(set, null), ctx, site);
        set.clear();
        return new Iterators.Elements(all, null);
    }
}
