package org.oxur.compiler.owned;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.text.Span;

/// Methods of maps and sets, which keep the order in which things were put in.
final class MapRules {
    private final Lowering lowering;

    MapRules(Lowering lowering) {
        this.lowering = lowering;
    }

    private Code kept(Expr expr, Ty wanted) throws Uncompilable {
        var code = lowering.stored(lowering.expr(expr, Lowering.hint(wanted), true, false));
        return lowering.coerce(code, wanted, expr.span());
    }

    private void hashable(Ty key, Span span) throws Uncompilable {
        lowering.operators.needs(
                key,
                span,
                type ->
                        !type.any(part ->
                                part instanceof Ty.Float
                                        || part instanceof Ty.Closure
                                        || part instanceof Ty.Map
                                        || part instanceof Ty.Set));
    }

    private void changes(Rules.Call call) throws Uncompilable {
        if (call.place() != null) {
            lowering.places.writable(call.place());
        }
    }

    private Code lent(Ty value, boolean mutable, java.util.function.Supplier<String> text)
            throws Uncompilable {
        lowering.whole.settle();
        boolean copied = !mutable && value.isScalar();
        return Code.value(
                new Ty.Option(Iterators.lend(value, mutable)),
                () -> text.get() + (copied ? ".copied()" : ""));
    }

    private static Code items(Ty item, boolean copied, java.util.function.Supplier<String> text) {
        return Code.value(new Ty.Iter(item), () -> text.get() + (copied ? ".copied()" : ""));
    }

    @Nullable Code map(Rules.Call call, Ty.Map type) throws Uncompilable {
        var m = call.receiver();
        var key = type.key();
        var value = type.value();
        hashable(key, call.span());
        switch (call.name() + "/" + call.arguments().size()) {
            case "len/0" -> {
                return Code.value(Ty.I64, () -> "(" + m.get() + ".len() as i64)");
            }
            case "is-empty/0" -> {
                return Code.value(Ty.Basic.BOOL, () -> "(" + m.get() + ".len() == 0)");
            }
            case "insert/2" -> {
                changes(call);
                var k = kept(call.argument(0), key);
                var x = kept(call.argument(1), value);
                return Code.value(
                        new Ty.Option(value),
                        () -> m.get() + ".insert(" + k.get() + ", " + x.get() + ")");
            }
            case "get/1" -> {
                var k = lowering.calls.key(call.argument(0), key);
                return lent(value, false, () -> m.get() + ".get(" + k.get() + ")");
            }
            case "get-mut/1" -> {
                changes(call);
                var k = lowering.calls.key(call.argument(0), key);
                return lent(value, true, () -> m.get() + ".get_mut(" + k.get() + ")");
            }
            case "get-or/2" -> {
                var k = lowering.calls.key(call.argument(0), key);
                var x = kept(call.argument(1), value);
                lowering.operators.needs(value, call.span(), Ty::isScalar);
                return Code.value(
                        value,
                        () ->
                                m.get()
                                        + ".get("
                                        + k.get()
                                        + ").copied().unwrap_or("
                                        + x.get()
                                        + ")");
            }
            case "contains-key/1", "contains/1" -> {
                var k = lowering.calls.key(call.argument(0), key);
                return Code.value(Ty.Basic.BOOL, () -> m.get() + ".get(" + k.get() + ").is_some()");
            }
            case "remove/1" -> {
                changes(call);
                var k = lowering.calls.key(call.argument(0), key);
                return Code.value(new Ty.Option(value), () -> m.get() + ".remove(" + k.get() + ")");
            }
            case "clear/0" -> {
                changes(call);
                return Code.unit(() -> m.get() + ".clear()");
            }
            case "entry/1" -> {
                changes(call);
                var k = kept(call.argument(0), key);
                return Code.value(
                        new Ty.Entry(key, value), () -> m.get() + ".entry(" + k.get() + ")");
            }
            case "keys/0" -> {
                lowering.whole.settle();
                return items(Iterators.lend(key, false), key.isScalar(), () -> m.get() + ".keys()");
            }
            case "values/0" -> {
                lowering.whole.settle();
                return items(new Ty.Ref(false, value), false, () -> m.get() + ".values()");
            }
            case "values-mut/0" -> {
                changes(call);
                return items(new Ty.Ref(true, value), false, () -> m.get() + ".values_mut()");
            }
            case "iter/0", "entries/0" -> {
                return lowering.calls.iterators.lent(m, false, call.span());
            }
            case "iter-mut/0" -> {
                changes(call);
                return lowering.calls.iterators.lent(m, true, call.span());
            }
            case "clone/0" -> {
                return Code.value(type, () -> m.seen().get() + ".clone()");
            }
            default -> {
                return null;
            }
        }
    }

    @Nullable Code entry(Rules.Call call, Ty key, Ty value) throws Uncompilable {
        var e = call.receiver();
        switch (call.name() + "/" + call.arguments().size()) {
            case "or-insert/1" -> {
                var x = kept(call.argument(0), value);
                return Code.value(
                        new Ty.Ref(true, value), () -> e.get() + ".or_insert(" + x.get() + ")");
            }
            case "or-insert-with/1" -> {
                var f = lowering.calls.closures.callable(call.argument(0), List.of());
                Unify.same(((Ty.Closure) f.type()).output(), value, call.span());
                return Code.value(
                        new Ty.Ref(true, value),
                        () -> e.get() + ".or_insert_with(" + f.get() + ")");
            }
            default -> {
                return null;
            }
        }
    }

    @Nullable Code set(Rules.Call call, Ty item) throws Uncompilable {
        var s = call.receiver();
        hashable(item, call.span());
        switch (call.name() + "/" + call.arguments().size()) {
            case "len/0" -> {
                return Code.value(Ty.I64, () -> "(" + s.get() + ".len() as i64)");
            }
            case "is-empty/0" -> {
                return Code.value(Ty.Basic.BOOL, () -> "(" + s.get() + ".len() == 0)");
            }
            case "insert/1" -> {
                changes(call);
                var x = kept(call.argument(0), item);
                return Code.value(Ty.Basic.BOOL, () -> s.get() + ".insert(" + x.get() + ")");
            }
            case "contains/1" -> {
                var x = lowering.calls.key(call.argument(0), item);
                return Code.value(Ty.Basic.BOOL, () -> s.get() + ".contains(" + x.get() + ")");
            }
            case "remove/1" -> {
                changes(call);
                var x = lowering.calls.key(call.argument(0), item);
                return Code.value(Ty.Basic.BOOL, () -> s.get() + ".remove(" + x.get() + ")");
            }
            case "clear/0" -> {
                changes(call);
                return Code.unit(() -> s.get() + ".clear()");
            }
            case "iter/0" -> {
                return lowering.calls.iterators.lent(s, false, call.span());
            }
            default -> {
                return null;
            }
        }
    }
}
