package org.oxur.builtin;

import java.util.List;
import org.oxur.error.Site;
import org.oxur.value.Cloner;
import org.oxur.value.Integers;
import org.oxur.value.MapValue;
import org.oxur.value.Numbers;
import org.oxur.value.RangeValue;
import org.oxur.value.Ref;
import org.oxur.value.Text;
import org.oxur.value.TypeNames;
import org.oxur.value.VecValue;

/// Functions that make collections: ranges, repetitions, maps.
final class MakingFunctions {
    private MakingFunctions() {}

    static void making(Catalogue c) {
        c.adaptingLiterals();
        c.any(
                "range [from to? step?] -> Range",
                "The numbers from one (0 if only the end is given) up to but not with another, in"
                        + " steps.",
                "{(range 0 3) (range 2) (range 0 10 4)} ;=> {[0 1 2] [0 1] [0 4 8]}",
                (ctx, a, site) -> range(ctx, a, site));
        c.notAdaptingLiterals();
        c.one(
                "iota [n] -> (Vec i64)",
                "The numbers from 0 to `n` - 1.",
                "(iota 3) ;=> [0 1 2]",
                (ctx, n, site) -> iota(ctx, n, site));
        c.two(
                "repeat [x n]",
                "A `Vec` of `n` clones of `x`; of a string, the string `n` times over.",
                "{(repeat 0 3) (repeat \"ab\" 2)} ;=> {[0 0 0] \"abab\"}",
                MakingFunctions::repeat);
        c.any(
                "vec-of [& xs] -> (Vec T)",
                "A `Vec` of the arguments.",
                "(vec-of 1 2) ;=> [1 2]",
                (_, a, _) -> VecValue.of(a));
        c.any(
                "hash-set [& xs] -> (HashSet T)",
                "A set of the arguments.",
                "(hash-set 1 2 1) ;=> (hash-set 1 2)",
                (ctx, a, site) -> Collecting.set(ctx, Iterators.of(List.of(a)), site));
        c.any(
                "hash-map [& keys-and-values] -> (HashMap K V)",
                "A map of keys, each followed by its value.",
                "(hash-map :a 1) ;=> #{:a 1}",
                (ctx, a, site) -> hashMap(ctx, a, site));
    }

    private static Object range(Context ctx, Object[] a, Site site) {
        Object from =
                a.length == 1 ? Numbers.adapt(0L, Ref.see(a[0], site), site) : Ref.see(a[0], site);
        Object to = Ref.see(a[a.length == 1 ? 0 : 1], site);
        var range = new RangeValue(from, to, false);
        if (a.length < 3) {
            if (Integers.typeOf(from) != Integers.typeOf(to)) {
                throw Args.mismatch(
                        "both ends of a range have one type, found "
                                + TypeNames.withArticle(from)
                                + " and "
                                + TypeNames.withArticle(to),
                        site);
            }
            if (!Integers.isInteger(from) || !Integers.isInteger(to)) {
                throw Args.mismatch("a range has integer ends; `(.. a b)` makes others", site);
            }
            return range;
        }
        long step = Args.integer(a[2], site);
        if (step > 0) {
            return CollectionFunctions.collect(
                    AdapterMethods.stepped(Iterators.over(range, ctx, site), a[2], site),
                    ctx,
                    site);
        }
        if (step == 0) {
            throw Args.bad("a range needs a step other than 0", site);
        }
        var down = new VecValue();
        for (long i = Args.integer(from, site); i > Args.integer(to, site); i += step) {
            down.add(i);
            if ((down.size() & 1023) == 0) {
                ctx.poll(site);
                ctx.checkAllocation(8L * down.size(), site);
            }
        }
        return down;
    }

    private static Object iota(Context ctx, Object n, Site site) {
        var numbers = new long[Args.size(n, 8, ctx, site)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
            if ((i & 0xFFFFF) == 0xFFFFF) {
                ctx.poll(site);
            }
        }
        return VecValue.ofLongs(numbers);
    }

    private static Object repeat(Context ctx, Object x, Object n, Site site) {
        var seen = Ref.see(x, site);
        if (seen instanceof Text text) {
            return StringMaking.repeat(ctx, text, n, site);
        }
        int count = Args.size(n, seen instanceof Boolean ? 1 : 8, ctx, site);
        if (seen instanceof Long || seen instanceof Double || seen instanceof Boolean) {
            return VecValue.repeat(seen, count);
        }
        var vec = new VecValue();
        for (int i = 0; i < count; i++) {
            vec.add(i == count - 1 && !(x instanceof Ref) ? seen : Cloner.clone(seen, ctx, site));
            if ((i & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        return vec;
    }

    private static Object hashMap(Context ctx, Object[] a, Site site) {
        if (a.length % 2 != 0) {
            throw Args.bad("`hash-map` wants a value for every key", site);
        }
        var map = new MapValue();
        for (int i = 0; i < a.length; i += 2) {
            MapMethods.insert(ctx, map, a[i], a[i + 1], site);
        }
        return map;
    }
}
