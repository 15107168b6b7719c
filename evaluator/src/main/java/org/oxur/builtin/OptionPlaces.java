package org.oxur.builtin;

import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.Ref;
import org.oxur.value.TypeNames;

/// What changes an `Option` where it is.
final class OptionPlaces {
    private OptionPlaces() {}

    static void changing(Catalogue c) {
        c.one(
                "take [&'a mut o] -> (Option T)",
                "Gives the value and leaves `None`.",
                "(let [mut o (Some 1)] {(take! o) o}) ;=> {(Some 1) None}",
                (_, o, site) -> replace(o, EnumValue.NONE, site));
        c.two(
                "take-if [&'a mut o test] -> (Option T)",
                "As `take` if `test` holds for the value; it is given a mutable reference.",
                "(let [mut o (Some 3)] {(.take-if o (fn [x] (> (deref x) 5))) (.take-if o (fn [x] (> (deref"
                        + " x) 2))) o}) ;=> {None (Some 3) None}",
                (ctx, o, f, site) -> {
                    var place = Args.placeMut(o, site);
                    return place.get(site) instanceof EnumValue held
                                    && held.is(EnumType.SOME)
                                    && Args.test(ctx, f, place.lendPart(0, site), site)
                            ? replace(place, EnumValue.NONE, site)
                            : EnumValue.NONE;
                });
        c.two(
                "replace [&'a mut o x] -> (Option T)",
                "Puts a value in and gives the old one.",
                "(let [mut o (Some 1)] {(replace! o 2) o}) ;=> {(Some 1) (Some 2)}",
                (_, o, x, site) -> replace(o, EnumValue.some(x), site));
        c.two(
                "insert [&'a mut o x] -> &mut T",
                "Puts a value in and lends it.",
                "(let [mut o None] (inc! (deref (.insert o 2))) o) ;=> (Some 3)",
                (_, o, x, site) -> {
                    var place = Args.placeMut(o, site);
                    place.set(EnumValue.some(x), site);
                    return place.lendPart(0, site);
                });
        c.two(
                "get-or-insert [&'a mut o x] -> &mut T",
                "A mutable reference to the value, after `x` was put in where none was.",
                "(let [mut o None] (.get-or-insert o 2) o) ;=> (Some 2)",
                (_, o, x, site) -> {
                    var place = Args.placeMut(o, site);
                    return filled(place, isEmpty(place, site) ? x : null, site);
                });
        c.two(
                "get-or-insert-with [&'a mut o f] -> &mut T",
                "As `get-or-insert`, with what `f` gives.",
                "(let [mut o None] (.get-or-insert-with o (fn [] 2)) o) ;=> (Some 2)",
                (ctx, o, f, site) -> {
                    var place = Args.placeMut(o, site);
                    return filled(
                            place,
                            isEmpty(place, site) ? ctx.call(f, new Object[0], site) : null,
                            site);
                });
        c.any(
                "get-or-insert-default [&'a mut o type?] -> &mut T",
                "As `get-or-insert`, with the default of a type, of `i64` where none is said.",
                "(let [mut o None] (.get-or-insert-default o) o) ;=> (Some 0)",
                (ctx, a, site) -> {
                    var place = Args.placeMut(a[0], site);
                    var type = a.length > 1 ? a[1] : null;
                    return filled(
                            place,
                            isEmpty(place, site) ? Defaults.of(type, ctx, site) : null,
                            site);
                });
    }

    private static boolean isEmpty(Ref place, Site site) {
        return place.get(site) instanceof EnumValue old && old.is(EnumType.NONE);
    }

    private static Object filled(Ref place, @Nullable Object missing, Site site) {
        if (missing != null) {
            place.set(EnumValue.some(missing), site);
        }
        return place.lendPart(0, site);
    }

    private static Object replace(Object o, EnumValue by, Site site) {
        if (!(o instanceof Ref place)) {
            throw Args.mismatch(
                    "`take` and `replace` need a place that holds an Option, found "
                            + TypeNames.withArticle(o),
                    site);
        }
        var old = place.getForWrite(site);
        place.set(by, site);
        return old;
    }
}
