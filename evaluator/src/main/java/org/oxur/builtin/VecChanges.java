package org.oxur.builtin;

import org.oxur.error.Site;
import org.oxur.value.Cloner;
import org.oxur.value.EnumValue;
import org.oxur.value.Equality;
import org.oxur.value.IteratorValue;
import org.oxur.value.Ref;
import org.oxur.value.Unit;
import org.oxur.value.VecValue;

/// What changes a vector where it is: elements come, go or are replaced.
final class VecChanges {
    private VecChanges() {}

    static void changing(Catalogue c) {
        c.two(
                "push [&mut v x]",
                "Appends an element.",
                "(let [mut v [1]] (push! v 2) v) ;=> [1 2]",
                VecChanges::push);
        c.one(
                "pop [&mut v] -> (Option T)",
                "Removes the last element and gives it.",
                "(let [mut v [1 2]] {(pop! v) (len &v)}) ;=> {(Some 2) 1}",
                (_, v, _) ->
                        VecMethods.vec(v).size() == 0
                                ? EnumValue.NONE
                                : EnumValue.some(VecMethods.vec(v).removeLast()));
        c.three(
                "insert [&mut v i x]",
                "Puts an element at an index; those behind move up.",
                "(let [mut v [1 3]] (insert! v 1 2) v) ;=> [1 2 3]",
                (ctx, v, i, x, site) -> insert(VecMethods.vec(v), i, x, ctx, site));
        c.two(
                "remove [&mut v i] -> T",
                "Removes the element at an index and gives it.",
                "(let [mut v [1 2 3]] {(remove! v 0) (len &v)}) ;=> {1 2}",
                (_, v, i, site) ->
                        VecMethods.vec(v).remove(Args.index(i, VecMethods.vec(v).size(), site)));
        c.two(
                "swap-remove [&mut v i] -> T",
                "Removes an element and puts the last one in its place.",
                "(let [mut v [1 2 3]] (swap-remove! v 0) v) ;=> [3 2]",
                (_, v, i, site) ->
                        swapRemove(
                                VecMethods.vec(v), Args.index(i, VecMethods.vec(v).size(), site)));
        c.one(
                "clear [&mut v]",
                "Removes all elements.",
                "(let [mut v [1]] (clear! v) v) ;=> []",
                (_, v, _) -> done(() -> VecMethods.vec(v).clear()));
        c.two(
                "truncate [&mut v n]",
                "Keeps the first `n` elements.",
                "(let [mut v [1 2 3]] (truncate! v 1) v) ;=> [1]",
                (_, v, n, site) ->
                        done(() ->
                                VecMethods.vec(v)
                                        .truncate(
                                                (int)
                                                        Math.min(
                                                                VecMethods.vec(v).size(),
                                                                Args.count(n, site)))));
        c.two(
                "extend [&mut v xs]",
                "Appends all elements of something iterable.",
                "(let [mut v [1]] (extend! v [2 3]) v) ;=> [1 2 3]",
                (ctx, v, xs, site) ->
                        extend(VecMethods.vec(v), Iterators.over(xs, ctx, site), false, ctx, site));
        c.two(
                "extend-from-slice [&mut v &xs]",
                "Appends clones of the elements of a vector.",
                "(let [mut v [1]] (extend-from-slice! v &[2 3]) v) ;=> [1 2 3]",
                (ctx, v, xs, site) ->
                        extend(
                                VecMethods.vec(v),
                                Iterators.over(Args.lent(xs), ctx, site),
                                true,
                                ctx,
                                site));
        c.two(
                "append [&mut v &mut w]",
                "Moves all elements of `w` to the end of `v`.",
                "(let [mut v [1] mut w [2]] (append! v &mut w) {v w}) ;=> {[1 2] []}",
                (ctx, v, w, site) -> append(VecMethods.vec(v), Args.vec(w, site), ctx, site));
        c.two(
                "drain [&mut v range] -> Iterator",
                "Removes the elements of a range and gives them.",
                "(let [mut v [1 2 3]] {(collect (drain! v (.. 0 2))) v}) ;=> {[1 2] [3]}",
                (ctx, v, range, site) ->
                        drain(
                                VecMethods.vec(v),
                                Slicing.of(range, VecMethods.vec(v).size(), site)));
        c.two(
                "retain [&mut v test]",
                "Keeps the elements for which `test` holds; it is given references.",
                "(let [mut v [1 2 3]] (retain! v (fn [x] (> x 1))) v) ;=> [2 3]",
                (ctx, v, test, site) -> retain(VecMethods.vec(v), test, ctx, site));
        c.two(
                "retain-mut [&mut v test]",
                "As `retain`, and `test` may change the elements that it is given.",
                "(let [mut v [1 2 3]] (retain-mut! v (fn [x] (inc! (deref x)) (> (deref x) 2))) v)"
                        + " ;=> [3 4]",
                (ctx, v, test, site) -> retainMut(VecMethods.vec(v), test, ctx, site));
        c.one(
                "dedup [&mut v]",
                "Removes elements that equal the one before them.",
                "(let [mut v [1 1 2 1]] (dedup! v) v) ;=> [1 2 1]",
                (ctx, v, site) ->
                        dedup(
                                VecMethods.vec(v),
                                (a, b) -> Equality.same(a, b, ctx, site),
                                ctx,
                                site));
        c.two(
                "dedup-by-key [&mut v f]",
                "Removes elements whose key equals that of the one before them.",
                "(let [mut v [1 -1 2]] (dedup-by-key! v (fn [x] (abs (deref x)))) v) ;=> [1 2]",
                (ctx, v, f, site) ->
                        dedup(
                                VecMethods.vec(v),
                                (a, b) ->
                                        Equality.same(
                                                key(ctx, f, a, site),
                                                key(ctx, f, b, site),
                                                ctx,
                                                site),
                                ctx,
                                site));
        c.two(
                "dedup-by [&mut v same]",
                "Removes elements for which `same` holds; it gets the element and the one that is kept"
                        + " before it.",
                "(let [mut v [1 2 10]] (dedup-by! v (fn [a b] (< (- (deref a) (deref b)) 5))) v) ;=> [1"
                        + " 10]",
                (ctx, v, same, site) ->
                        dedup(
                                VecMethods.vec(v),
                                (a, b) ->
                                        Args.bool(
                                                Args.call(
                                                        ctx,
                                                        same,
                                                        Args.borrowed(b),
                                                        Args.borrowed(a),
                                                        site),
                                                site),
                                ctx,
                                site));
        c.two(
                "fill [&mut v x]",
                "Sets all elements to clones of `x`.",
                "(let [mut v [1 2]] (fill! v 0) v) ;=> [0 0]",
                (ctx, v, x, site) -> fill(VecMethods.vec(v), x, ctx, site));
        c.three(
                "resize [&mut v n x]",
                "Makes the length `n`, with clones of `x` where elements are missing.",
                "(let [mut v [1]] (resize! v 3 0) v) ;=> [1 0 0]",
                (ctx, v, n, x, site) -> resize(VecMethods.vec(v), n, x, ctx, site));
        c.two(
                "reserve [&mut v n]",
                "Nothing that can be seen: vectors grow by themselves.",
                "(let [mut v [1]] (reserve! v 10) v) ;=> [1]",
                (_, _, n, site) -> Args.count(n, site) >= 0 ? Unit.UNIT : Unit.UNIT);
        c.one(
                "shrink-to-fit [&mut v]",
                "Nothing that can be seen.",
                "(let [mut v [1]] (shrink-to-fit! v) v) ;=> [1]",
                (_, _, _) -> Unit.UNIT);
        c.two(
                "split-off [&mut v i] -> (Vec T)",
                "Cuts the vector at an index and gives what was behind.",
                "(let [mut v [1 2 3]] {(split-off! v 1) v}) ;=> {[2 3] [1]}",
                (_, v, i, site) ->
                        splitOff(
                                VecMethods.vec(v),
                                Args.indexOrEnd(i, VecMethods.vec(v).size(), site)));
    }

    static Object done(Runnable change) {
        change.run();
        return Unit.UNIT;
    }

    static Object push(Context ctx, Object v, Object x, Site site) {
        var vec = (VecValue) v;
        // Growing copies the array: what is large is asked for first.
        if ((vec.size() & 0xFFFF) == 0xFFFF) {
            ctx.checkAllocation(12L * vec.size(), site);
        }
        vec.add(x);
        return Unit.UNIT;
    }

    private static Object insert(VecValue vec, Object index, Object x, Context ctx, Site site) {
        ctx.poll(site);
        vec.insert(Args.indexOrEnd(index, vec.size(), site), x);
        return Unit.UNIT;
    }

    private static Object swapRemove(VecValue vec, int index) {
        vec.swap(index, vec.size() - 1);
        return vec.removeLast();
    }

    static Object extend(VecValue vec, IteratorValue it, boolean clones, Context ctx, Site site) {
        int turn = 0;
        for (var item = it.next(ctx, site); item != null; item = it.next(ctx, site)) {
            vec.add(
                    clones || item instanceof Ref reference && !reference.mutable()
                            ? Cloner.clone(item, ctx, site)
                            : item);
            if ((++turn & 1023) == 0) {
                ctx.poll(site);
                ctx.checkAllocation(8L * vec.size(), site);
            }
        }
        return Unit.UNIT;
    }

    private static Object append(VecValue vec, VecValue other, Context ctx, Site site) {
        ctx.checkAllocation(8L * ((long) vec.size() + other.size()), site);
        vec.addAll(other.items());
        other.clear();
        return Unit.UNIT;
    }

    private static Object drain(VecValue vec, Slicing part) {
        var drained = vec.part(part.from(), part.to());
        var rest = vec.part(part.to(), vec.size());
        vec.truncate(part.from());
        vec.addAll(rest.items());
        return new Iterators.Elements(drained, null);
    }

    private static Object retain(VecValue vec, Object test, Context ctx, Site site) {
        int kept = 0;
        for (int i = 0; i < vec.size(); i++) {
            var item = vec.get(i);
            if (Args.test(ctx, test, Args.borrowed(item), site)) {
                vec.set(kept++, item);
            }
            if ((i & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        vec.truncate(kept);
        return Unit.UNIT;
    }

    private static Object retainMut(VecValue vec, Object test, Context ctx, Site site) {
        int kept = 0;
        for (int i = 0; i < vec.size(); i++) {
            var item = Ref.uniqueTemporary(vec.get(i));
            if (Args.test(ctx, test, item, site)) {
                vec.set(kept++, item.peek());
            }
            if ((i & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        vec.truncate(kept);
        return Unit.UNIT;
    }

    private interface Same {
        boolean test(Object before, Object next);
    }

    private static Object key(Context ctx, Object f, Object item, Site site) {
        return Args.call(ctx, f, Args.borrowed(item), site);
    }

    private static Object dedup(VecValue vec, Same same, Context ctx, Site site) {
        int kept = Math.min(1, vec.size());
        for (int i = 1; i < vec.size(); i++) {
            if (!same.test(vec.get(kept - 1), vec.get(i))) {
                vec.set(kept++, vec.get(i));
            }
            if ((i & 1023) == 0) {
                ctx.poll(site);
            }
        }
        vec.truncate(kept);
        return Unit.UNIT;
    }

    private static Object fill(VecValue vec, Object x, Context ctx, Site site) {
        for (int i = 0; i < vec.size(); i++) {
            vec.set(i, Cloner.clone(x, ctx, site));
            if ((i & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        return Unit.UNIT;
    }

    private static Object resize(VecValue vec, Object n, Object x, Context ctx, Site site) {
        int size = Args.size(n, 8, ctx, site);
        vec.truncate(Math.min(size, vec.size()));
        while (vec.size() < size) {
            vec.add(Cloner.clone(x, ctx, site));
            if ((vec.size() & 1023) == 0) {
                ctx.poll(site);
            }
        }
        return Unit.UNIT;
    }

    private static Object splitOff(VecValue vec, int index) {
        var rest = vec.part(index, vec.size());
        vec.truncate(index);
        return rest;
    }
}
