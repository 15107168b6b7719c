package org.oxur.builtin;

import org.oxur.error.Site;
import org.oxur.value.Cloner;
import org.oxur.value.EnumValue;
import org.oxur.value.Ref;
import org.oxur.value.Text;
import org.oxur.value.TupleValue;
import org.oxur.value.VecValue;

/// Vectors taken apart, and put together of parts.
final class VecParts {
    private VecParts() {}

    /// @param exact what is left over is left out
    private static void chunks(
            Catalogue c, String signature, String doc, String example, boolean exact) {
        c.two(
                signature,
                doc,
                example,
                (ctx, v, n, site) -> {
                    long length = Args.count(n, site);
                    return parts(Args.shared(v, site), length, length, exact, ctx, site);
                });
    }

    static void parts(Catalogue c) {
        c.two(
                "windows [&'a v n] -> Iterator",
                "All parts of length `n`, each one element further on.",
                "(collect (.windows [1 2 3] 2)) ;=> [[1 2] [2 3]]",
                (ctx, v, n, site) ->
                        parts(Args.shared(v, site), Args.count(n, site), 1, true, ctx, site));
        chunks(
                c,
                "chunks [&'a v n] -> Iterator",
                "Parts of length `n` one after the other, the last one perhaps shorter.",
                "(collect (.chunks [1 2 3] 2)) ;=> [[1 2] [3]]",
                false);
        chunks(
                c,
                "chunks-exact [&'a v n] -> Iterator",
                "Parts of length `n`; what is left over is left out.",
                "(collect (.chunks-exact [1 2 3] 2)) ;=> [[1 2]]",
                true);
        c.two(
                "split-at [&'a v i]",
                "The parts before and from an index on.",
                "(.split-at [1 2 3] 1) ;=> {[1] [2 3]}",
                VecParts::splitAt);
        c.one(
                "split-first [&'a v] -> (Option {&T &(Vec T)})",
                "The first element and the rest.",
                "(.split-first [1 2 3]) ;=> (Some {1 [2 3]})",
                (_, v, site) -> splitFirst(Args.shared(v, site), site));
        c.one(
                "split-last [&'a v] -> (Option {&T &(Vec T)})",
                "The last element and those before it.",
                "(.split-last [1 2 3]) ;=> (Some {3 [1 2]})",
                (_, v, site) -> splitLast(Args.shared(v, site), site));
        c.one(
                "concat [&v]",
                "The elements of the elements, in one vector or string.",
                "(.concat [[1] [2 3]]) ;=> [1 2 3]",
                VecParts::concat);
        c.two(
                "join [&v separator]",
                "The elements with a separator between them, as one string (or vector).",
                "(join [\"a\" \"b\"] \"-\") ;=> \"a-b\"",
                VecParts::join);
        c.two(
                "repeat [&v n] -> (Vec T)",
                "The elements `n` times over.",
                "(.repeat [1 2] 2) ;=> [1 2 1 2]",
                VecParts::repeat);
    }

    static Object parts(Ref from, long length, long step, boolean exact, Context ctx, Site site) {
        if (length == 0) {
            throw Args.panic("the length of a part must not be 0", site);
        }
        var vec = VecMethods.seen(from, site);
        var parts = new VecValue();
        for (long at = 0; exact ? at + length <= vec.size() : at < vec.size(); at += step) {
            ctx.checkAllocation(8 * Math.min(length, vec.size()), site);
            parts.add(
                    VecMethods.slice(
                            from,
                            vec,
                            new Slicing((int) at, (int) Math.min(vec.size(), at + length))));
            ctx.poll(site);
        }
        return Iterators.Elements.parts(parts, from.borrow());
    }

    private static Object splitAt(Context ctx, Object v, Object index, Site site) {
        var from = Args.shared(v, site);
        var vec = VecMethods.seen(from, site);
        int at = Args.indexOrEnd(index, vec.size(), site);
        return new TupleValue(
                VecMethods.slice(from, vec, new Slicing(0, at)),
                VecMethods.slice(from, vec, new Slicing(at, vec.size())));
    }

    private static Object splitFirst(Ref from, Site site) {
        var vec = VecMethods.seen(from, site);
        return vec.size() == 0
                ? EnumValue.NONE
                : EnumValue.some(
                        new TupleValue(
                                from.lendPart(0, site),
                                VecMethods.slice(from, vec, new Slicing(1, vec.size()))));
    }

    private static Object splitLast(Ref from, Site site) {
        var vec = VecMethods.seen(from, site);
        int last = vec.size() - 1;
        return last < 0
                ? EnumValue.NONE
                : EnumValue.some(
                        new TupleValue(
                                from.lendPart(last, site),
                                VecMethods.slice(from, vec, new Slicing(0, last))));
    }

    private static Object concat(Context ctx, Object v, Site site) {
        var vec = VecMethods.vec(v);
        if (vec.size() > 0 && Ref.see(vec.get(0), site) instanceof Text) {
            return StringMaking.joined(Iterators.over(Args.lent(vec), ctx, site), null, ctx, site);
        }
        var all = new VecValue();
        for (int i = 0; i < vec.size(); i++) {
            VecChanges.extend(
                    all,
                    Iterators.over(Args.lent(Ref.see(vec.get(i), site)), ctx, site),
                    true,
                    ctx,
                    site);
            if ((i & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        return all;
    }

    static Object join(Context ctx, Object v, Object separator, Site site) {
        var vec = VecMethods.vec(v);
        if (Ref.see(separator, site) instanceof Text text) {
            return StringMaking.joined(Iterators.over(Args.lent(vec), ctx, site), text, ctx, site);
        }
        var all = new VecValue();
        for (int i = 0; i < vec.size(); i++) {
            if (i > 0) {
                var between = Ref.see(separator, site);
                if (between instanceof VecValue several) {
                    VecChanges.extend(
                            all, Iterators.over(Args.lent(several), ctx, site), true, ctx, site);
                } else {
                    all.add(Cloner.clone(between, ctx, site));
                }
            }
            VecChanges.extend(
                    all,
                    Iterators.over(Args.lent(Ref.see(vec.get(i), site)), ctx, site),
                    true,
                    ctx,
                    site);
            if ((i & 1023) == 1023) {
                ctx.poll(site);
            }
        }
        return all;
    }

    private static Object repeat(Context ctx, Object v, Object n, Site site) {
        var vec = VecMethods.vec(v);
        long times = Args.count(n, site);
        ctx.checkAllocation(
                vec.size() == 0
                        ? 0
                        : times > Long.MAX_VALUE / 16 / vec.size()
                                ? Long.MAX_VALUE
                                : 8 * times * vec.size(),
                site);
        var all = new VecValue();
        for (long i = 0; i < times && vec.size() > 0; i++) {
            VecChanges.extend(all, Iterators.over(Args.lent(vec), ctx, site), true, ctx, site);
        }
        return all;
    }
}
