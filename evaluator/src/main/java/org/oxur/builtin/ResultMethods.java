package org.oxur.builtin;

import org.oxur.error.Site;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;

/// What a `Result` does, and no `Option`.
final class ResultMethods {
    private ResultMethods() {}

    static Catalogue catalogue() {
        var c = new Catalogue("Result");
        Carriers.is(
                c,
                "is-ok [&r] -> bool",
                "Whether it is an `Ok`.",
                "(is-ok &(Ok 1)) ;=> true",
                EnumType.OK);
        Carriers.is(
                c,
                "is-err [&r] -> bool",
                "Whether it is an `Err`.",
                "(is-err &(Err 1)) ;=> true",
                EnumType.ERR);
        c.two(
                "is-ok-and [r test] -> bool",
                "Whether it is an `Ok` of something for which `test` holds.",
                "(is-ok-and (Ok 3) (fn [x] (> x 2))) ;=> true",
                (ctx, r, f, site) -> Carriers.holds(ctx, Carriers.value(r, site), f, site));
        c.two(
                "is-err-and [r test] -> bool",
                "Whether it is an `Err` of something for which `test` holds.",
                "(is-err-and (Err 3) (fn [x] (> x 2))) ;=> true",
                (ctx, r, f, site) -> Carriers.holds(ctx, Carriers.error(r, site), f, site));
        c.one(
                "ok [r] -> (Option T)",
                "The value of an `Ok`, as an `Option`.",
                "{(ok (Ok 1)) (ok (Err 2))} ;=> {(Some 1) None}",
                (_, r, site) -> IteratorMethods.option(Carriers.value(r, site)));
        c.one(
                "err [r] -> (Option E)",
                "The value of an `Err`, as an `Option`.",
                "(err (Err 2)) ;=> (Some 2)",
                (_, r, site) -> IteratorMethods.option(Carriers.error(r, site)));
        c.two(
                "map-err [r f] -> (Result T F)",
                "`f` of the error.",
                "(map-err (Err 2) (fn [e] (* e 10))) ;=> (Err 20)",
                (ctx, r, f, site) ->
                        Carriers.error(r, site) instanceof Object held
                                ? EnumValue.err(Args.call(ctx, f, held, site))
                                : Carriers.plain(r, site));
        c.one(
                "unwrap-err [r] -> E",
                "The error; an `Ok` is a panic.",
                "(unwrap-err (Err 2)) ;=> 2",
                (ctx, r, site) ->
                        Carriers.unwrapErr(
                                ctx, r, "called `Result::unwrap_err()` on an `Ok` value", site));
        c.two(
                "expect-err [r &message] -> E",
                "The error; an `Ok` is a panic with that message.",
                "(expect-err (Err 2) \"no\") ;=> 2",
                (ctx, r, m, site) ->
                        Carriers.unwrapErr(ctx, r, Args.text(m, site).toString(), site));
        c.two(
                "inspect-err [r f] -> (Result T E)",
                "Itself, after `f` saw the error.",
                "(.inspect-err (Err 2) (fn [e] e)) ;=> (Err 2)",
                (ctx, r, f, site) -> Carriers.inspect(ctx, r, Carriers.error(r, site), f, site));
        c.one(
                "transpose [r]",
                "A `Result` of an `Option` as an `Option` of a `Result`.",
                "(.transpose (Ok (Some 1))) ;=> (Some (Ok 1))",
                (_, r, site) -> transposeResult(Carriers.option(r, site), site));
        Carriers.shared(c, false);
        return c;
    }

    private static EnumValue transposeResult(EnumValue r, Site site) {
        if (r.is(EnumType.ERR)) {
            return EnumValue.some(r);
        }
        var option = Carriers.held(r, EnumType.OPTION, "an Option", site);
        return option.is(EnumType.NONE) ? option : EnumValue.some(EnumValue.ok(option.part(0)));
    }
}
