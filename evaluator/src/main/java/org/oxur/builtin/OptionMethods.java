package org.oxur.builtin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;
import org.oxur.value.Cloner;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.Printer;
import org.oxur.value.Ref;
import org.oxur.value.TupleValue;

/// `Option` and `Result`.
final class OptionMethods {
    private OptionMethods() {}

    static Catalogue catalogue() {
        var c = new Catalogue("Option");
        c.one(
                "is-some [&o] -> bool",
                "Whether it holds a value.",
                "(is-some &(Some 1)) ;=> true",
                (_, o, _) -> ((EnumValue) o).is(EnumType.SOME));
        c.one(
                "is-none [&o] -> bool",
                "Whether it holds none.",
                "(is-none &None) ;=> true",
                (_, o, _) -> ((EnumValue) o).is(EnumType.NONE));
        c.two(
                "is-some-and [o test] -> bool",
                "Whether it holds a value for which `test` holds.",
                "(is-some-and (Some 3) (fn [x] (> x 2))) ;=> true",
                (ctx, o, f, site) ->
                        value(o, site) instanceof Object held && Args.test(ctx, f, held, site));
        c.two(
                "ok-or [o err] -> (Result T E)",
                "`Ok` of the value, or `Err` of something else.",
                "{(ok-or (Some 1) :e) (ok-or None :e)} ;=> {(Ok 1) (Err :e)}",
                (_, o, e, site) ->
                        value(o, site) instanceof Object held
                                ? EnumValue.ok(held)
                                : EnumValue.err(e));
        c.two(
                "ok-or-else [o f] -> (Result T E)",
                "`Ok` of the value, or `Err` of what `f` gives.",
                "(ok-or-else None (fn [] :e)) ;=> (Err :e)",
                (ctx, o, f, site) ->
                        value(o, site) instanceof Object held
                                ? EnumValue.ok(held)
                                : EnumValue.err(ctx.call(f, new Object[0], site)));
        c.two(
                "filter [o test] -> (Option T)",
                "Itself if it holds a value for which `test` holds.",
                "(.filter (Some 3) (fn [x] (> x 5))) ;=> None",
                (ctx, o, f, site) ->
                        value(o, site) instanceof Object held
                                        && Args.test(ctx, f, Args.borrowed(held), site)
                                ? EnumValue.some(held)
                                : EnumValue.NONE);
        c.two(
                "xor [o p] -> (Option T)",
                "The one of both that holds a value, if only one does.",
                "(.xor (Some 1) None) ;=> (Some 1)",
                (_, o, p, site) -> xor(option(o, site), option(p, site)));
        c.two(
                "zip [o p] -> (Option {A B})",
                "Both values, if both are there.",
                "(.zip (Some 1) (Some :a)) ;=> (Some {1 :a})",
                (_, o, p, site) ->
                        value(o, site) instanceof Object a && value(p, site) instanceof Object b
                                ? EnumValue.some(new TupleValue(a, b))
                                : EnumValue.NONE);
        OptionPlaces.changing(c);
        c.two(
                "is-none-or [o test] -> bool",
                "Whether it holds no value, or one for which `test` holds.",
                "{(is-none-or (Some 3) (fn [x] (> x 5))) (is-none-or None (fn [x] (> x 5)))} ;=> {false"
                        + " true}",
                (ctx, o, f, site) ->
                        !(value(o, site) instanceof Object held) || Args.test(ctx, f, held, site));
        c.one(
                "unzip [o] -> {(Option A) (Option B)}",
                "The parts of a pair, each in an `Option`.",
                "(.unzip (Some {1 :a})) ;=> {(Some 1) (Some :a)}",
                (_, o, site) -> unzip(value(o, site), site));
        c.one(
                "transpose [o]",
                "An `Option` of a `Result` as a `Result` of an `Option`.",
                "(.transpose (Some (Ok 1))) ;=> (Ok (Some 1))",
                (_, o, site) -> transposeOption(option(o, site), site));
        shared(c, true);
        return c;
    }

    static Catalogue resultCatalogue() {
        var c = new Catalogue("Result");
        c.one(
                "is-ok [&r] -> bool",
                "Whether it is an `Ok`.",
                "(is-ok &(Ok 1)) ;=> true",
                (_, r, _) -> ((EnumValue) r).is(EnumType.OK));
        c.one(
                "is-err [&r] -> bool",
                "Whether it is an `Err`.",
                "(is-err &(Err 1)) ;=> true",
                (_, r, _) -> ((EnumValue) r).is(EnumType.ERR));
        c.two(
                "is-ok-and [r test] -> bool",
                "Whether it is an `Ok` of something for which `test` holds.",
                "(is-ok-and (Ok 3) (fn [x] (> x 2))) ;=> true",
                (ctx, r, f, site) ->
                        value(r, site) instanceof Object held && Args.test(ctx, f, held, site));
        c.two(
                "is-err-and [r test] -> bool",
                "Whether it is an `Err` of something for which `test` holds.",
                "(is-err-and (Err 3) (fn [x] (> x 2))) ;=> true",
                (ctx, r, f, site) ->
                        error(r, site) instanceof Object held && Args.test(ctx, f, held, site));
        c.one(
                "ok [r] -> (Option T)",
                "The value of an `Ok`, as an `Option`.",
                "{(ok (Ok 1)) (ok (Err 2))} ;=> {(Some 1) None}",
                (_, r, site) -> IteratorMethods.option(value(r, site)));
        c.one(
                "err [r] -> (Option E)",
                "The value of an `Err`, as an `Option`.",
                "(err (Err 2)) ;=> (Some 2)",
                (_, r, site) -> IteratorMethods.option(error(r, site)));
        c.two(
                "map-err [r f] -> (Result T F)",
                "`f` of the error.",
                "(map-err (Err 2) (fn [e] (* e 10))) ;=> (Err 20)",
                (ctx, r, f, site) ->
                        error(r, site) instanceof Object held
                                ? EnumValue.err(Args.call(ctx, f, held, site))
                                : plain(r, site));
        c.one(
                "unwrap-err [r] -> E",
                "The error; an `Ok` is a panic.",
                "(unwrap-err (Err 2)) ;=> 2",
                (ctx, r, site) ->
                        unwrapErr(ctx, r, "called `Result::unwrap_err()` on an `Ok` value", site));
        c.two(
                "expect-err [r &message] -> E",
                "The error; an `Ok` is a panic with that message.",
                "(expect-err (Err 2) \"no\") ;=> 2",
                (ctx, r, m, site) -> unwrapErr(ctx, r, Args.text(m, site).toString(), site));
        c.two(
                "inspect-err [r f] -> (Result T E)",
                "Itself, after `f` saw the error.",
                "(.inspect-err (Err 2) (fn [e] e)) ;=> (Err 2)",
                (ctx, r, f, site) -> inspect(ctx, r, error(r, site), f, site));
        c.one(
                "transpose [r]",
                "A `Result` of an `Option` as an `Option` of a `Result`.",
                "(.transpose (Ok (Some 1))) ;=> (Some (Ok 1))",
                (_, r, site) -> transposeResult(option(r, site), site));
        shared(c, false);
        return c;
    }

    /// An `Option` or `Result`, references seen through: what it holds is then lent, not moved.
    static EnumValue option(Object value, Site site) {
        if (!(Ref.see(value, site) instanceof EnumValue seen)
                || seen.type() != EnumType.OPTION && seen.type() != EnumType.RESULT) {
            throw Args.expected("an Option or Result", value, site);
        }
        if (!(value instanceof Ref inner) || seen.size() == 0) {
            return seen;
        }
        while (inner.peek() instanceof Ref deeper) {
            inner = deeper;
        }
        return seen.variant().of(inner.lendPart(0, site));
    }

    private static EnumValue held(EnumValue outer, EnumType type, String expected, Site site) {
        var held = outer.part(0);
        var inner = option(held, site);
        if (inner.type() != type) {
            throw Args.expected(expected, held, site);
        }
        return inner;
    }

    private static EnumValue plain(Object value, Site site) {
        return option(value, site);
    }

    /// What a `Some` or `Ok` holds, else null.
    private static @Nullable Object value(Object option, Site site) {
        return Conversions.held(option(option, site));
    }

    private static @Nullable Object error(Object result, Site site) {
        var value = option(result, site);
        return value.is(EnumType.ERR) ? value.part(0) : null;
    }

    // What both have.
    private static void shared(Catalogue c, boolean option) {
        var t = option ? "Option" : "Result";
        var some = option ? "(Some 1)" : "(Ok 1)";
        var none = option ? "None" : "(Err :e)";
        var of = option ? "(Some " : "(Ok ";
        c.one(
                "unwrap [o] -> T",
                "The value; where there is none it is a panic.",
                "(unwrap " + some + ") ;=> 1",
                (ctx, o, site) -> unwrap(ctx, o, null, site));
        c.two(
                "expect [o &message] -> T",
                "The value; where there is none it is a panic with that message.",
                "(expect " + none + " \"no luck\") ;!> panic no luck",
                (ctx, o, m, site) -> unwrap(ctx, o, Args.text(m, site).toString(), site));
        c.two(
                "unwrap-or [o default] -> T",
                "The value, or another one.",
                "(unwrap-or " + none + " 7) ;=> 7",
                (_, o, d, site) -> value(o, site) instanceof Object held ? held : d);
        c.two(
                "unwrap-or-else [o f] -> T",
                "The value, or what `f` gives" + (option ? "." : " for the error."),
                "(unwrap-or-else " + none + " (fn [" + (option ? "" : "e") + "] 7)) ;=> 7",
                (ctx, o, f, site) ->
                        value(o, site) instanceof Object held ? held : otherwise(ctx, o, f, site));
        c.any(
                "unwrap-or-default [o type?] -> T",
                "The value, or the default of the type: 0, an empty string, an empty collection; `i64` where no type is said.",
                "(unwrap-or-default " + none + ") ;=> 0",
                (ctx, a, site) ->
                        value(a[0], site) instanceof Object held
                                ? held
                                : Defaults.of(a.length > 1 ? a[1] : null, ctx, site));
        c.two(
                "map [o f] -> (" + t + " U)",
                "`f` of the value.",
                "(.map " + some + " (fn [x] (* x 2))) ;=> " + of + "2)",
                (ctx, o, f, site) -> map(ctx, o, f, site));
        c.three(
                "map-or [o default f] -> U",
                "`f` of the value, or another one.",
                "(map-or " + some + " 0 (fn [x] (* x 2))) ;=> 2",
                (ctx, o, d, f, site) ->
                        value(o, site) instanceof Object held ? Args.call(ctx, f, held, site) : d);
        c.three(
                "map-or-else [o g f] -> U",
                "`f` of the value, or what `g` gives.",
                "(map-or-else "
                        + some
                        + " (fn ["
                        + (option ? "" : "e")
                        + "] 0) (fn [x] (* x 2))) ;=> 2",
                (ctx, o, g, f, site) ->
                        value(o, site) instanceof Object held
                                ? Args.call(ctx, f, held, site)
                                : otherwise(ctx, o, g, site));
        c.two(
                "and-then [o f] -> (" + t + " U)",
                "What `f` gives for the value, itself "
                        + (t.equals("Option") ? "an " : "a ")
                        + t
                        + ".",
                "(and-then " + some + " (fn [x] " + of + "(+ x 1)))) ;=> " + of + "2)",
                (ctx, o, f, site) ->
                        value(o, site) instanceof Object held
                                ? Args.call(ctx, f, held, site)
                                : plain(o, site));
        c.two(
                "or [o p] -> (" + t + " T)",
                "Itself if it holds a value, else the other one.",
                "(.or " + none + " " + some + ") ;=> " + some,
                (_, o, p, site) -> value(o, site) == null ? p : plain(o, site));
        c.two(
                "or-else [o f] -> (" + t + " T)",
                "Itself if it holds a value, else what `f` gives.",
                "(or-else "
                        + none
                        + " (fn ["
                        + (option ? "" : "e")
                        + "] "
                        + some
                        + ")) ;=> "
                        + some,
                (ctx, o, f, site) ->
                        value(o, site) == null ? otherwise(ctx, o, f, site) : plain(o, site));
        c.two(
                "and [o p] -> (" + t + " U)",
                "The other one if it holds a value.",
                "(.and " + some + " " + of + ":b)) ;=> " + of + ":b)",
                (_, o, p, site) -> value(o, site) == null ? plain(o, site) : p);
        c.one(
                "as-ref [&'a o] -> (" + t + " &T)",
                "The value lent.",
                "(unwrap (.as-ref &" + some + ")) ;=> 1",
                (_, o, site) -> option(Args.shared(o, site), site));
        c.one(
                "as-mut [&'a mut o] -> (" + t + " &mut T)",
                "The value lent for writing.",
                "(let [mut o "
                        + some
                        + "] (set! (deref (unwrap (.as-mut o))) 5) o) ;=> "
                        + of
                        + "5)",
                (_, o, site) -> option(Args.placeMut(o, site), site));
        c.one(
                "as-deref [&'a o] -> (" + t + " &T)",
                "As `as-ref`.",
                "(unwrap (.as-deref &" + of + "\"a\"))) ;=> \"a\"",
                (_, o, site) -> option(Args.shared(o, site), site));
        c.one(
                "iter [&'a o] -> Iterator",
                "Over the one value or none.",
                "(collect (.iter &" + some + ")) ;=> [1]",
                (ctx, o, site) -> Iterators.over(Args.shared(o, site), ctx, site));
        c.one(
                "iter-mut [&'a mut o] -> Iterator",
                "Over the one value lent for writing, or none.",
                "(let [mut o "
                        + some
                        + "] (for [x (.iter-mut o)] (inc! (deref x))) o) ;=> "
                        + of
                        + "2)",
                (_, o, site) -> {
                    var held = Conversions.held(option(Args.placeMut(o, site), site));
                    return Iterators.of(held == null ? List.of() : List.of(held));
                });
        c.one(
                "into-iter [o] -> Iterator",
                "Over the one value or none, moved out.",
                "(collect (.into-iter " + none + ")) ;=> []",
                (ctx, o, site) -> Iterators.over(o, ctx, site));
        c.one(
                "cloned [o] -> (" + t + " T)",
                "With a clone of what is lent.",
                "(.cloned (.as-ref &" + some + ")) ;=> " + some,
                (ctx, o, site) -> cloned(ctx, o, site));
        c.one(
                "copied [o] -> (" + t + " T)",
                "With a copy of what is lent.",
                "(.copied (.as-ref &" + some + ")) ;=> " + some,
                (ctx, o, site) -> cloned(ctx, o, site));
        c.one(
                "flatten [o]",
                "One level less.",
                "(.flatten " + of + some + ")) ;=> " + some,
                (_, o, site) -> value(o, site) instanceof Object held ? held : plain(o, site));
        c.two(
                "inspect [o f] -> (" + t + " T)",
                "Itself, after `f` saw the value.",
                "(.inspect " + some + " (fn [x] x)) ;=> " + some,
                (ctx, o, f, site) -> inspect(ctx, o, value(o, site), f, site));
    }

    private static Object unwrap(Context ctx, Object o, @Nullable String message, Site site) {
        var option = option(o, site);
        var held = Conversions.held(option);
        if (held != null) {
            return held;
        }
        if (option.is(EnumType.NONE)) {
            throw Args.panic(
                    message != null ? message : "called `Option::unwrap()` on a `None` value",
                    site);
        }
        var error = Printer.debug(option.part(0), ctx, site);
        throw Args.panic(
                (message != null ? message : "called `Result::unwrap()` on an `Err` value")
                        + ": "
                        + error,
                site);
    }

    private static Object unwrapErr(Context ctx, Object r, String message, Site site) {
        var error = error(r, site);
        if (error == null) {
            throw Args.panic(
                    message + ": " + Printer.debug(option(r, site).part(0), ctx, site), site);
        }
        return error;
    }

    private static Object otherwise(Context ctx, Object o, Object f, Site site) {
        var error = error(o, site);
        return error == null ? ctx.call(f, new Object[0], site) : Args.call(ctx, f, error, site);
    }

    private static Object map(Context ctx, Object o, Object f, Site site) {
        var option = option(o, site);
        var held = Conversions.held(option);
        return held == null ? option : option.variant().of(Args.call(ctx, f, held, site));
    }

    private static Object cloned(Context ctx, Object o, Site site) {
        var option = option(o, site);
        var held = Conversions.held(option);
        return held == null ? option : option.variant().of(Cloner.clone(held, ctx, site));
    }

    private static Object inspect(
            Context ctx, Object o, @Nullable Object held, Object f, Site site) {
        if (held != null) {
            Args.call(ctx, f, Args.borrowed(held), site);
        }
        return plain(o, site);
    }

    private static Object xor(EnumValue a, EnumValue b) {
        return a.is(EnumType.SOME) ? b.is(EnumType.SOME) ? EnumValue.NONE : a : b;
    }

    private static EnumValue transposeOption(EnumValue o, Site site) {
        if (o.is(EnumType.NONE)) {
            return EnumValue.ok(EnumValue.NONE);
        }
        var result = held(o, EnumType.RESULT, "a Result", site);
        return result.is(EnumType.ERR) ? result : EnumValue.ok(EnumValue.some(result.part(0)));
    }

    private static EnumValue transposeResult(EnumValue r, Site site) {
        if (r.is(EnumType.ERR)) {
            return EnumValue.some(r);
        }
        var option = held(r, EnumType.OPTION, "an Option", site);
        return option.is(EnumType.NONE) ? option : EnumValue.some(EnumValue.ok(option.part(0)));
    }

    // The place itself gets another value, so it is a place that is needed, not what is in it.

    private static Object unzip(@Nullable Object pair, Site site) {
        if (pair == null) {
            return new TupleValue(EnumValue.NONE, EnumValue.NONE);
        }
        var parts = Collecting.pair(pair, site);
        return new TupleValue(EnumValue.some(parts.part(0)), EnumValue.some(parts.part(1)));
    }
}
