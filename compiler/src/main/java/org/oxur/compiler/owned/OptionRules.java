package org.oxur.compiler.owned;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.text.Span;

/// Methods of `Option` and `Result`.
final class OptionRules {
    private final Lowering lowering;

    OptionRules(Lowering lowering) {
        this.lowering = lowering;
    }

    private Code function(Expr expr, Ty... inputs) throws Uncompilable {
        return lowering.calls.closures.callable(expr, List.of(inputs));
    }

    private static Ty output(Code function) {
        return ((Ty.Closure) function.type().known()).output();
    }

    private Code value(Expr expr, Ty wanted) throws Uncompilable {
        var code = lowering.stored(lowering.expr(expr, Lowering.hint(wanted), true, false));
        return lowering.coerce(code, wanted, expr.span());
    }

    /// The receiver as it is given away: through a reference only where that copies.
    private static @Nullable Code taken(Rules.Call call) {
        var given = call.receiver();
        if (given.type().known() instanceof Ty.Ref) {
            return given.type().seen().isCopy() ? given.seen() : null;
        }
        return given;
    }

    @Nullable Code option(Rules.Call call, Ty item) throws Uncompilable {
        var given = call.receiver();
        var span = call.span();
        switch (call.name() + "/" + call.arguments().size()) {
            case "is-some/0", "is-none/0" -> {
                var test = call.name().replace('-', '_');
                return Code.value(Ty.Basic.BOOL, () -> given.get() + "." + test + "()");
            }
            case "as-ref/0", "iter/0" -> {
                return Code.value(
                        new Ty.Option(Iterators.lend(item, false)),
                        () -> given.get() + ".as_ref()" + (item.isScalar() ? ".copied()" : ""));
            }
            case "as-mut/0" -> {
                changes(call);
                return Code.value(
                        new Ty.Option(new Ty.Ref(true, item)), () -> given.get() + ".as_mut()");
            }
            case "take/0" -> {
                changes(call);
                return Code.value(new Ty.Option(item), () -> given.get() + ".take()");
            }
            case "replace/1" -> {
                changes(call);
                var x = value(call.argument(0), item);
                return Code.value(
                        new Ty.Option(item), () -> given.get() + ".replace(" + x.get() + ")");
            }
            default -> {}
        }
        var o = taken(call);
        if (o == null) {
            return null;
        }
        switch (call.name() + "/" + call.arguments().size()) {
            case "unwrap/0" -> {
                return item(o, span, item, () -> "\"called `Option::unwrap()` on a `None` value\"");
            }
            case "expect/1" -> {
                var message = lowering.value(call.argument(0));
                return item(o, span, item, () -> Operators.text(message));
            }
            case "unwrap-or/1" -> {
                var other = value(call.argument(0), item);
                return Code.value(item, () -> o.get() + ".unwrap_or(" + other.get() + ")");
            }
            case "unwrap-or-else/1" -> {
                var f = function(call.argument(0));
                Unify.same(output(f), item, span);
                return Code.value(item, () -> o.get() + ".unwrap_or_else(" + f.get() + ")");
            }
            case "map/1" -> {
                var f = function(call.argument(0), item);
                return Code.value(
                        new Ty.Option(output(f)), () -> o.get() + ".map(" + f.get() + ")");
            }
            case "and-then/1" -> {
                var f = function(call.argument(0), item);
                Unify.same(output(f), new Ty.Option(new Ty.Var()), span);
                return Code.value(output(f), () -> o.get() + ".and_then(" + f.get() + ")");
            }
            case "filter/1" -> {
                var f = function(call.argument(0), new Ty.Ref(false, item));
                Unify.same(output(f), Ty.Basic.BOOL, span);
                return Code.value(new Ty.Option(item), () -> o.get() + ".filter(" + f.get() + ")");
            }
            case "or/1" -> {
                var other = value(call.argument(0), new Ty.Option(item));
                return Code.value(new Ty.Option(item), () -> o.get() + ".or(" + other.get() + ")");
            }
            case "or-else/1" -> {
                var f = function(call.argument(0));
                Unify.same(output(f), new Ty.Option(item), span);
                return Code.value(new Ty.Option(item), () -> o.get() + ".or_else(" + f.get() + ")");
            }
            case "xor/1" -> {
                var other = value(call.argument(0), new Ty.Option(item));
                return Code.value(new Ty.Option(item), () -> o.get() + ".xor(" + other.get() + ")");
            }
            case "and/1", "zip/1" -> {
                var other = value(call.argument(0), new Ty.Option(new Ty.Var()));
                var type =
                        call.is("and", 1)
                                ? other.type()
                                : new Ty.Option(
                                        new Ty.Tuple(
                                                List.of(item, other.type().parts().getFirst())));
                return Code.value(
                        type, () -> o.get() + "." + call.name() + "(" + other.get() + ")");
            }
            case "map-or/2" -> {
                var f = function(call.argument(1), item);
                var other = value(call.argument(0), output(f));
                return Code.value(
                        output(f), () -> o.get() + ".map_or(" + other.get() + ", " + f.get() + ")");
            }
            case "is-some-and/1" -> {
                var f = function(call.argument(0), item);
                Unify.same(output(f), Ty.Basic.BOOL, span);
                return Code.value(Ty.Basic.BOOL, () -> o.get() + ".is_some_and(" + f.get() + ")");
            }
            case "ok-or-else/1" -> {
                var f = function(call.argument(0));
                return Code.value(
                        new Ty.Result(item, output(f)),
                        () -> o.get() + ".ok_or_else(" + f.get() + ")");
            }
            case "ok-or/1" -> {
                var err = lowering.stored(lowering.value(call.argument(0)));
                return Code.value(
                        new Ty.Result(item, err.type()),
                        () -> o.get() + ".ok_or(" + err.get() + ")");
            }
            case "cloned/0", "copied/0" -> {
                var of = item.known() instanceof Ty.Ref(_, var to) ? to : item;
                return Code.value(
                        new Ty.Option(of),
                        () -> o.get() + (item.known() instanceof Ty.Ref ? ".cloned()" : ""));
            }
            default -> {
                return null;
            }
        }
    }

    /// What is in an `Option`, or a panic with a message, itself a Rust expression.
    private Code item(Code option, Span span, Ty item, Supplier<String> message) {
        int point = lowering.whole.point(new Point.Panic(span));
        return Code.value(
                item,
                () ->
                        "(match "
                                + option.get()
                                + " { Some(t) => t, None => trap_text(c, "
                                + point
                                + ", "
                                + message.get()
                                + ") })");
    }

    /// What one variant of a `Result` holds, or a panic with a message, and what the other one
    /// holds.
    ///
    /// @param other what the other variant holds
    private Code held(
            Code result, Span span, Ty type, Ty other, boolean ok, Supplier<String> message)
            throws Uncompilable {
        lowering.calls.macros.needsText(other.seen(), span);
        int point = lowering.whole.point(new Point.Panic(span));
        return Code.value(
                type,
                () ->
                        "(match "
                                + result.get()
                                + (ok ? " { Ok(t) => t, Err(e)" : " { Err(t) => t, Ok(e)")
                                + " => { let mut m = String::from("
                                + message.get()
                                + "); m.push_str(\": \"); e.dbg(&mut m); trap_text(c, "
                                + point
                                + ", &m) } })");
    }

    private void changes(Rules.Call call) throws Uncompilable {
        if (call.place() != null) {
            lowering.places.writable(call.place());
        }
    }

    @Nullable Code result(Rules.Call call, Ty ok, Ty err) throws Uncompilable {
        var given = call.receiver();
        var span = call.span();
        if (call.is("is-ok", 0) || call.is("is-err", 0)) {
            var test = call.name().replace('-', '_');
            return Code.value(Ty.Basic.BOOL, () -> given.get() + "." + test + "()");
        }
        var r = taken(call);
        if (r == null) {
            return null;
        }
        switch (call.name() + "/" + call.arguments().size()) {
            case "unwrap/0" -> {
                return held(
                        r,
                        span,
                        ok,
                        err,
                        true,
                        () -> "\"called `Result::unwrap()` on an `Err` value\"");
            }
            case "unwrap-err/0" -> {
                return held(
                        r,
                        span,
                        err,
                        ok,
                        false,
                        () -> "\"called `Result::unwrap_err()` on an `Ok` value\"");
            }
            case "expect/1", "expect-err/1" -> {
                var message = lowering.value(call.argument(0));
                boolean wanted = call.is("expect", 1);
                return held(
                        r,
                        span,
                        wanted ? ok : err,
                        wanted ? err : ok,
                        wanted,
                        () -> Operators.text(message));
            }
            case "unwrap-or-else/1" -> {
                var f = function(call.argument(0), err);
                Unify.same(output(f), ok, span);
                return Code.value(ok, () -> r.get() + ".unwrap_or_else(" + f.get() + ")");
            }
            case "or-else/1" -> {
                var f = function(call.argument(0), err);
                Unify.same(output(f), new Ty.Result(ok, new Ty.Var()), span);
                return Code.value(output(f), () -> r.get() + ".or_else(" + f.get() + ")");
            }
            case "map-or/2" -> {
                var f = function(call.argument(1), ok);
                var other = value(call.argument(0), output(f));
                return Code.value(
                        output(f), () -> r.get() + ".map_or(" + other.get() + ", " + f.get() + ")");
            }
            case "is-ok-and/1" -> {
                var f = function(call.argument(0), ok);
                Unify.same(output(f), Ty.Basic.BOOL, span);
                return Code.value(Ty.Basic.BOOL, () -> r.get() + ".is_ok_and(" + f.get() + ")");
            }
            case "ok/0" -> {
                return Code.value(new Ty.Option(ok), () -> r.get() + ".ok()");
            }
            case "err/0" -> {
                return Code.value(new Ty.Option(err), () -> r.get() + ".err()");
            }
            case "unwrap-or/1" -> {
                var other = value(call.argument(0), ok);
                return Code.value(ok, () -> r.get() + ".unwrap_or(" + other.get() + ")");
            }
            case "map/1" -> {
                var f = function(call.argument(0), ok);
                return Code.value(
                        new Ty.Result(output(f), err), () -> r.get() + ".map(" + f.get() + ")");
            }
            case "map-err/1" -> {
                var f = function(call.argument(0), err);
                return Code.value(
                        new Ty.Result(ok, output(f)), () -> r.get() + ".map_err(" + f.get() + ")");
            }
            case "and-then/1" -> {
                var f = function(call.argument(0), ok);
                Unify.same(output(f), new Ty.Result(new Ty.Var(), err), span);
                return Code.value(output(f), () -> r.get() + ".and_then(" + f.get() + ")");
            }
            default -> {
                return null;
            }
        }
    }
}
