package org.oxur.compiler.owned;

import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.compiler.types.Uncompilable;

/// Methods of vectors.
final class VecRules {
    private final Lowering lowering;

    VecRules(Lowering lowering) {
        this.lowering = lowering;
    }

    private Code item(Expr expr, Ty item) throws Uncompilable {
        var code = lowering.stored(lowering.expr(expr, Lowering.hint(item), true, false));
        return lowering.coerce(code, item, expr.span());
    }

    private Code count(Expr expr) throws Uncompilable {
        var count = lowering.value(expr).seen();
        lowering.operators.needs(count.type(), expr.span(), Ty.Int.class::isInstance);
        return count;
    }

    /// What borrows an element, as Oxur lends it.
    private Code lent(Ty item, boolean mutable, java.util.function.Supplier<String> text)
            throws Uncompilable {
        lowering.whole.settle();
        boolean copied = !mutable && item.isScalar();
        return Code.value(
                new Ty.Option(Iterators.lend(item, mutable)),
                () -> text.get() + (copied ? ".copied()" : ""));
    }

    private void changes(Rules.Call call) throws Uncompilable {
        if (call.place() != null) {
            lowering.places.writable(call.place());
        }
    }

    @Nullable Code method(Rules.Call call, Ty item) throws Uncompilable {
        var v = call.receiver();
        var vector = new Ty.Vec(item);
        switch (call.name() + "/" + call.arguments().size()) {
            case "len/0" -> {
                return Code.value(Ty.I64, () -> "(" + v.get() + ".len() as i64)");
            }
            case "is-empty/0" -> {
                return Code.value(Ty.Basic.BOOL, () -> v.get() + ".is_empty()");
            }
            case "push/1" -> {
                changes(call);
                var x = item(call.argument(0), item);
                return Code.unit(() -> v.get() + ".push(" + x.get() + ")");
            }
            case "pop/0" -> {
                changes(call);
                return Code.value(new Ty.Option(item), () -> v.get() + ".pop()");
            }
            case "clear/0", "reverse/0", "dedup/0" -> {
                changes(call);
                return Code.unit(() -> v.get() + "." + call.name() + "()");
            }
            case "truncate/1" -> {
                changes(call);
                var n = count(call.argument(0));
                return Code.unit(() -> v.get() + ".truncate(amount_of(" + n.get() + " as i128))");
            }
            case "swap/2" -> {
                changes(call);
                var i = count(call.argument(0));
                var j = count(call.argument(1));
                return Code.unit(() -> {
                    int first = lowering.whole.point(new Point.Index(call.span()));
                    return "{ let i = "
                            + i.get()
                            + "; let j = "
                            + j.get()
                            + "; let v = &mut "
                            + v.seen().get()
                            + "; let i = At(c, "
                            + first
                            + ", i).of(v.len()); let j = At(c, "
                            + first
                            + ", j).of(v.len()); v.swap(i, j) }";
                });
            }
            case "insert/2" -> {
                changes(call);
                var i = count(call.argument(0));
                var x = item(call.argument(1), item);
                return Code.unit(() -> {
                    int point = lowering.whole.point(new Point.Index(call.span()));
                    return "{ let i = "
                            + i.get()
                            + "; let x = "
                            + x.get()
                            + "; let v = &mut "
                            + v.seen().get()
                            + "; let i = At(c, "
                            + point
                            + ", i).before(v.len()); v.insert(i, x) }";
                });
            }
            case "remove/1", "swap-remove/1" -> {
                changes(call);
                var i = count(call.argument(0));
                return Code.value(
                        item,
                        () -> {
                            int point = lowering.whole.point(new Point.Index(call.span()));
                            return "{ let i = "
                                    + i.get()
                                    + "; let v = &mut "
                                    + v.seen().get()
                                    + "; let i = At(c, "
                                    + point
                                    + ", i).of(v.len()); v."
                                    + call.name().replace('-', '_')
                                    + "(i) }";
                        });
            }
            case "get/1" -> {
                var i = count(call.argument(0));
                return lent(item, false, () -> v.get() + ".get(position(" + i.get() + " as i128))");
            }
            case "get-mut/1" -> {
                changes(call);
                var i = count(call.argument(0));
                return lent(
                        item, true, () -> v.get() + ".get_mut(position(" + i.get() + " as i128))");
            }
            case "first/0", "last/0" -> {
                return lent(item, false, () -> v.get() + "." + call.name() + "()");
            }
            case "first-mut/0", "last-mut/0" -> {
                changes(call);
                return lent(item, true, () -> v.get() + "." + call.name().replace('-', '_') + "()");
            }
            case "contains/1" -> {
                var x = lowering.expr(call.argument(0), Lowering.hint(item), true, false);
                if (Operators.isText(item)) {
                    return Code.value(
                            Ty.Basic.BOOL,
                            () -> v.get() + ".iter().any(|t| t == " + Operators.text(x) + ")");
                }
                Unify.same(item, x.type().seen(), call.span());
                return Code.value(
                        Ty.Basic.BOOL, () -> v.get() + ".contains(" + x.shared().get() + ")");
            }
            case "iter/0" -> {
                return lowering.calls.iterators.lent(v, false, call.span());
            }
            case "iter-mut/0" -> {
                changes(call);
                return lowering.calls.iterators.lent(v, true, call.span());
            }
            case "into-iter/0" -> {
                return lowering.calls.iterators.iterate(v, call.span());
            }
            case "to-vec/0", "clone/0" -> {
                return Code.value(vector, () -> v.seen().get() + ".clone()");
            }
            case "append/1" -> {
                changes(call);
                var w = lowering.value(call.argument(0), new Ty.Ref(true, vector));
                return Code.unit(() -> v.get() + ".append(" + w.get() + ")");
            }
            case "extend/1", "extend-from-slice/1" -> {
                changes(call);
                var xs =
                        lowering.calls.iterators.iterate(
                                lowering.value(call.argument(0)), call.span());
                var given = ((Ty.Iter) xs.type().known()).item();
                var copied = given.known() instanceof Ty.Ref(_, var to) ? to : given;
                Unify.same(copied, item, call.span());
                return Code.unit(() ->
                        v.get()
                                + ".extend("
                                + xs.get()
                                + (given.known() instanceof Ty.Ref ? ".cloned())" : ")"));
            }
            case "sort/0", "sort-unstable/0" -> {
                changes(call);
                lowering.operators.needs(
                        item,
                        call.span(),
                        type ->
                                type.isInt()
                                        || type == Ty.Basic.BOOL
                                        || type == Ty.Basic.CHAR
                                        || Operators.isText(type)
                                        || type instanceof Ty.Tuple(var parts)
                                                && parts.stream().allMatch(Ty::isInt));
                return Code.unit(() -> v.get() + ".sort()");
            }
            case "fill/1" -> {
                changes(call);
                var x = item(call.argument(0), item);
                return Code.unit(() -> v.get() + ".fill(" + x.get() + ")");
            }
            case "retain/1" -> {
                changes(call);
                var test =
                        lowering.calls.closures.callable(
                                call.argument(0), java.util.List.of(new Ty.Ref(false, item)));
                Unify.same(((Ty.Closure) test.type()).output(), Ty.Basic.BOOL, call.span());
                return Code.unit(() -> "retain(&mut " + v.get() + ", " + test.get() + ")");
            }
            case "join/1" -> {
                if (!Operators.isText(item)) {
                    return null;
                }
                var by = lowering.value(call.argument(0));
                return Code.value(
                        Ty.Basic.STRING, () -> v.get() + ".join(" + Operators.text(by) + ")");
            }
            default -> {
                return null;
            }
        }
    }
}
