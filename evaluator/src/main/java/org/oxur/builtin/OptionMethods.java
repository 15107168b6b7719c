package org.oxur.builtin;

import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.TupleValue;

/// What an `Option` does, and no `Result`.
final class OptionMethods {
    private OptionMethods() {}

    static Catalogue catalogue() {
        var c = new Catalogue("Option");
        Carriers.is(
                c,
                "is-some [&o] -> bool",
                "Whether it holds a value.",
                "(is-some &(Some 1)) ;=> true",
                EnumType.SOME);
        Carriers.is(
                c,
                "is-none [&o] -> bool",
                "Whether it holds none.",
                "(is-none &None) ;=> true",
                EnumType.NONE);
        c.two(
                "is-some-and [o test] -> bool",
                "Whether it holds a value for which `test` holds.",
                "(is-some-and (Some 3) (fn [x] (> x 2))) ;=> true",
                (ctx, o, f, site) -> Carriers.holds(ctx, Carriers.value(o, site), f, site));
        c.two(
                "ok-or [o err] -> (Result T E)",
                "`Ok` of the value, or `Err` of something else.",
                "{(ok-or (Some 1) :e) (ok-or None :e)} ;=> {(Ok 1) (Err :e)}",
                (_, o, e, site) ->
                        Carriers.value(o, site) instanceof Object held
                                ? EnumValue.ok(held)
                                : EnumValue.err(e));
        c.two(
                "ok-or-else [o f] -> (Result T E)",
                "`Ok` of the value, or `Err` of what `f` gives.",
                "(ok-or-else None (fn [] :e)) ;=> (Err :e)",
                (ctx, o, f, site) ->
                        Carriers.value(o, site) instanceof Object held
                                ? EnumValue.ok(held)
                                : EnumValue.err(ctx.call(f, new Object[0], site)));
        c.two(
                "filter [o test] -> (Option T)",
                "Itself if it holds a value for which `test` holds.",
                "(.filter (Some 3) (fn [x] (> x 5))) ;=> None",
                (ctx, o, f, site) ->
                        Carriers.value(o, site) instanceof Object held
                                        && Args.test(ctx, f, Args.borrowed(held), site)
                                ? EnumValue.some(held)
                                : EnumValue.NONE);
        c.two(
                "xor [o p] -> (Option T)",
                "The one of both that holds a value, if only one does.",
                "(.xor (Some 1) None) ;=> (Some 1)",
                (_, o, p, site) -> xor(Carriers.option(o, site), Carriers.option(p, site)));
        c.two(
                "zip [o p] -> (Option {A B})",
                "Both values, if both are there.",
                "(.zip (Some 1) (Some :a)) ;=> (Some {1 :a})",
                (_, o, p, site) ->
                        Carriers.value(o, site) instanceof Object a
                                        && Carriers.value(p, site) instanceof Object b
                                ? EnumValue.some(new TupleValue(a, b))
                                : EnumValue.NONE);
        OptionPlaces.changing(c);
        c.two(
                "is-none-or [o test] -> bool",
                "Whether it holds no value, or one for which `test` holds.",
                "{(is-none-or (Some 3) (fn [x] (> x 5))) (is-none-or None (fn [x] (> x 5)))} ;=> {false"
                        + " true}",
                (ctx, o, f, site) ->
                        !(Carriers.value(o, site) instanceof Object held)
                                || Args.test(ctx, f, held, site));
        c.one(
                "unzip [o] -> {(Option A) (Option B)}",
                "The parts of a pair, each in an `Option`.",
                "(.unzip (Some {1 :a})) ;=> {(Some 1) (Some :a)}",
                (_, o, site) -> unzip(Carriers.value(o, site), site));
        c.one(
                "transpose [o]",
                "An `Option` of a `Result` as a `Result` of an `Option`.",
                "(.transpose (Some (Ok 1))) ;=> (Ok (Some 1))",
                (_, o, site) -> transposeOption(Carriers.option(o, site), site));
        Carriers.shared(c, true);
        return c;
    }

    private static Object xor(EnumValue a, EnumValue b) {
        return a.is(EnumType.SOME) ? b.is(EnumType.SOME) ? EnumValue.NONE : a : b;
    }

    private static EnumValue transposeOption(EnumValue o, Site site) {
        if (o.is(EnumType.NONE)) {
            return EnumValue.ok(EnumValue.NONE);
        }
        var result = Carriers.held(o, EnumType.RESULT, "a Result", site);
        return result.is(EnumType.ERR) ? result : EnumValue.ok(EnumValue.some(result.part(0)));
    }

    private static Object unzip(@Nullable Object pair, Site site) {
        if (pair == null) {
            return new TupleValue(EnumValue.NONE, EnumValue.NONE);
        }
        var parts = Collecting.pair(pair, site);
        return new TupleValue(EnumValue.some(parts.part(0)), EnumValue.some(parts.part(1)));
    }
}
