package org.oxur.builtin;

import org.oxur.error.Site;
import org.oxur.value.Cloner;
import org.oxur.value.EnumValue;
import org.oxur.value.Ref;
import org.oxur.value.Unit;
import org.oxur.value.VecValue;

/// What replaces parts of a vector, or removes and adds elements as a function says.
final class VecReplacing {
    private VecReplacing() {}

    static void replacing(Catalogue c) {
        c.three(
                "splice [&mut v range xs] -> Iterator",
                "Puts other elements in the place of a range, and gives what was there.",
                "(let [mut v [1 2 3 4]] {(collect (splice! v (.. 1 3) [7 8 9])) v}) ;=> {[2 3] [1 7"
                        + " 8 9 4]}",
                (ctx, v, range, xs, site) -> splice(VecMethods.vec(v), range, xs, ctx, site));
        c.three(
                "copy-within [&mut v range i]",
                "Copies the elements of a range to an index.",
                "(let [mut v [1 2 3 4]] (copy-within! v (.. 0 2) 2) v) ;=> [1 2 1 2]",
                (ctx, v, range, at, site) -> copyWithin(VecMethods.vec(v), range, at, ctx, site));
        c.two(
                "extend-from-within [&mut v range]",
                "Appends clones of the elements of a range.",
                "(let [mut v [1 2 3]] (extend-from-within! v (.. 1 nil)) v) ;=> [1 2 3 2 3]",
                (ctx, v, range, site) -> {
                    var vec = VecMethods.vec(v);
                    var part = Slicing.of(range, vec.size(), site);
                    var copied = vec.part(part.from(), part.to());
                    return VecChanges.extend(
                            vec, new Iterators.Elements(copied, null), true, ctx, site);
                });
        c.two(
                "fill-with [&mut v f]",
                "Sets all elements to what `f` gives.",
                "(let [mut v [1 2] mut n 5] (fill-with! v (fn [] (inc! n) n)) v) ;=> [6 7]",
                (ctx, v, f, site) -> fillWith(VecMethods.vec(v), f, ctx, site));
        c.three(
                "resize-with [&mut v n f]",
                "Makes the length `n`, with what `f` gives where elements are missing.",
                "(let [mut v [1]] (resize-with! v 3 (fn [] 7)) v) ;=> [1 7 7]",
                (ctx, v, n, f, site) -> resizeWith(VecMethods.vec(v), n, f, ctx, site));
        c.two(
                "pop-if [&mut v test] -> (Option T)",
                "Removes the last element if `test` holds for it; it is given a mutable reference.",
                "(let [mut v [1 2]] {(pop-if! v (fn [x] (> (deref x) 5))) (pop-if! v (fn [x] (> (deref"
                        + " x) 1)))}) ;=> {None (Some 2)}",
                (ctx, v, test, site) -> popIf(VecMethods.vec(v), test, ctx, site));
    }

    private static Object splice(VecValue vec, Object range, Object xs, Context ctx, Site site) {
        var part = Slicing.of(range, vec.size(), site);
        var removed = vec.part(part.from(), part.to());
        var rest = vec.part(part.to(), vec.size());
        var added = Iterators.collect(Iterators.over(xs, ctx, site), ctx, site);
        vec.truncate(part.from());
        vec.addAll(added.items());
        vec.addAll(rest.items());
        return new Iterators.Elements(removed, null);
    }

    private static Object copyWithin(
            VecValue vec, Object range, Object at, Context ctx, Site site) {
        var part = Slicing.of(range, vec.size(), site);
        long to = Args.integer(at, site);
        if (to < 0 || to > vec.size() - (part.to() - part.from())) {
            throw Args.panic("dest is out of bounds", site);
        }
        var copied = vec.part(part.from(), part.to());
        for (int i = 0; i < copied.size(); i++) {
            vec.set((int) to + i, Cloner.clone(copied.get(i), ctx, site));
            if ((i & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        return Unit.UNIT;
    }

    private static Object fillWith(VecValue vec, Object f, Context ctx, Site site) {
        for (int i = 0; i < vec.size(); i++) {
            vec.set(i, ctx.call(f, new Object[0], site));
        }
        return Unit.UNIT;
    }

    private static Object resizeWith(VecValue vec, Object n, Object f, Context ctx, Site site) {
        int size = Args.size(n, 8, ctx, site);
        vec.truncate(Math.min(size, vec.size()));
        while (vec.size() < size) {
            vec.add(ctx.call(f, new Object[0], site));
        }
        return Unit.UNIT;
    }

    private static Object popIf(VecValue vec, Object test, Context ctx, Site site) {
        if (vec.size() == 0) {
            return EnumValue.NONE;
        }
        var last = Ref.uniqueTemporary(vec.get(vec.size() - 1));
        boolean taken = Args.test(ctx, test, last, site);
        vec.set(vec.size() - 1, last.peek());
        return taken ? EnumValue.some(vec.removeLast()) : EnumValue.NONE;
    }
}
