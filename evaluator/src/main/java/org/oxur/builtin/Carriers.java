package org.oxur.builtin;

import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;
import org.oxur.value.Cloner;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.Printer;
import org.oxur.value.Ref;
import org.oxur.value.VecValue;

/// What `Option` and `Result` both do: they carry a value, or none.
final class Carriers {
    private Carriers() {}

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

    static EnumValue held(EnumValue outer, EnumType type, String expected, Site site) {
        var held = outer.part(0);
        var inner = option(held, site);
        if (inner.type() != type) {
            throw Args.expected(expected, held, site);
        }
        return inner;
    }

    static EnumValue plain(Object value, Site site) {
        return option(value, site);
    }

    /// A method that says whether a value is of a variant.
    static void is(
            Catalogue c, String signature, String doc, String example, EnumType.Variant variant) {
        c.one(signature, doc, example, (_, value, _) -> ((EnumValue) value).is(variant));
    }

    /// Whether something is held for which a test holds.
    static boolean holds(Context ctx, @Nullable Object held, Object test, Site site) {
        return held != null && Args.test(ctx, test, held, site);
    }

    /// What a `Some` or `Ok` holds, else null.
    static @Nullable Object value(Object option, Site site) {
        return Conversions.held(option(option, site));
    }

    static @Nullable Object error(Object result, Site site) {
        var value = option(result, site);
        return value.is(EnumType.ERR) ? value.part(0) : null;
    }

    // What both have.
    static void shared(Catalogue c, boolean option) {
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
                    var place = Args.placeMut(o, site);
                    var held = Conversions.held(option(place, site));
                    return Iterators.Elements.parts(
                            held == null ? new VecValue() : VecValue.of(held), place.borrow());
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

    static Object unwrap(Context ctx, Object o, @Nullable String message, Site site) {
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

    static Object unwrapErr(Context ctx, Object r, String message, Site site) {
        var error = error(r, site);
        if (error == null) {
            throw Args.panic(
                    message + ": " + Printer.debug(option(r, site).part(0), ctx, site), site);
        }
        return error;
    }

    static Object otherwise(Context ctx, Object o, Object f, Site site) {
        var error = error(o, site);
        return error == null ? ctx.call(f, new Object[0], site) : Args.call(ctx, f, error, site);
    }

    static Object map(Context ctx, Object o, Object f, Site site) {
        var option = option(o, site);
        var held = Conversions.held(option);
        return held == null ? option : option.variant().of(Args.call(ctx, f, held, site));
    }

    static Object cloned(Context ctx, Object o, Site site) {
        var option = option(o, site);
        var held = Conversions.held(option);
        return held == null ? option : option.variant().of(Cloner.clone(held, ctx, site));
    }

    static Object inspect(Context ctx, Object o, @Nullable Object held, Object f, Site site) {
        if (held != null) {
            Args.call(ctx, f, Args.borrowed(held), site);
        }
        return plain(o, site);
    }
}
