package org.oxur.compiler.owned;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.ast.Expr;
import org.oxur.compiler.trap.TrapPoint;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.text.Span;

/// Methods of iterators, and functions that go through collections at once.
final class IterRules {
    /// Functions whose last argument is gone through.
    private static final Set<String> EAGER =
            Set.of(
                    "map",
                    "filter",
                    "fold",
                    "rev",
                    "take",
                    "skip",
                    "zip",
                    "enumerate",
                    "any",
                    "all",
                    "find",
                    "position",
                    "count",
                    "sum",
                    "product",
                    "sort",
                    "sort-by",
                    "for-each",
                    "filter-map",
                    "take-while",
                    "skip-while",
                    "step-by",
                    "vec",
                    "chain",
                    "flatten",
                    "flat-map",
                    "collect",
                    "max",
                    "min");

    /// Those that give no vector.
    private static final Set<String> SINGLE =
            Set.of(
                    "fold",
                    "any",
                    "all",
                    "find",
                    "position",
                    "count",
                    "sum",
                    "product",
                    "for-each",
                    "collect",
                    "max",
                    "min");

    private final Lowering lowering;

    IterRules(Lowering lowering) {
        this.lowering = lowering;
    }

    /// Null when the function is none of these.
    @Nullable Code eager(
            Span span,
            String name,
            List<Expr> arguments,
            @Nullable Ty expected,
            @Nullable Ty turbofish)
            throws Uncompilable {
        if (!EAGER.contains(name)) {
            return null;
        }
        boolean first = Set.of("zip", "chain", "collect").contains(name);
        int at = first ? 0 : arguments.size() - 1;
        if ((name.equals("max") || name.equals("min")) && arguments.size() != 1) {
            return null;
        }
        var given = lowering.value(arguments.get(at));
        if (given.type().seen() instanceof Ty.Var) {
            lowering.whole.settle();
        }
        boolean iterable =
                switch (given.type().seen()) {
                    case Ty.Vec _, Ty.Set _, Ty.Map _, Ty.Iter _ -> true;
                    default -> false;
                };
        if (!iterable) {
            return null;
        }
        var iterator = lowering.calls.iterators.iterate(given, span);
        var rest = first ? arguments.subList(1, arguments.size()) : arguments.subList(0, at);
        switch (name) {
            case "vec" -> {
                return collected(iterator);
            }
            case "sort", "sort-by" -> {
                return sorted(span, name, iterator, rest);
            }
            default -> {}
        }
        var call = new Rules.Call(span, name, iterator, null, rest, expected, turbofish);
        var made = method(call, iterator);
        return made == null || SINGLE.contains(name) ? made : collected(made);
    }

    private static Code collected(Code iterator) {
        return Code.value(new Ty.Vec(item(iterator)), () -> "collected(c, " + iterator.get() + ")");
    }

    private static Ty item(Code iterator) {
        return ((Ty.Iter) iterator.type().known()).item();
    }

    private Code sorted(Span span, String name, Code iterator, List<Expr> rest)
            throws Uncompilable {
        var item = item(iterator);
        var key =
                name.equals("sort")
                        ? null
                        : lowering.calls.closures.callable(
                                rest.getFirst(), List.of(new Ty.Ref(false, item)));
        var ordered = key == null ? item : ((Ty.Closure) key.type()).output();
        lowering.operators.needs(
                ordered,
                span,
                type -> type.seen().isInt() || Operators.isText(type) && key == null);
        return Code.value(
                new Ty.Vec(item),
                () ->
                        "{ let mut v = "
                                + iterator.get()
                                + ".collect::<Vec<_>>(); "
                                + (key == null ? "v.sort()" : "v.sort_by_key(" + key.get() + ")")
                                + "; v }");
    }

    /// What a collection has by being iterable.
    @Nullable Code consuming(Rules.Call call) throws Uncompilable {
        return EAGER.contains(call.name())
                ? method(call, lowering.calls.iterators.iterate(call.receiver(), call.span()))
                : null;
    }

    private Code function(Expr expr, Ty... inputs) throws Uncompilable {
        return lowering.calls.closures.callable(expr, List.of(inputs));
    }

    private Code test(Expr expr, Ty input) throws Uncompilable {
        var test = function(expr, input);
        Unify.same(((Ty.Closure) test.type()).output(), Ty.Basic.BOOL, expr.span());
        return test;
    }

    private static Ty output(Code function) {
        return ((Ty.Closure) function.type().known()).output();
    }

    private Code count(Expr expr) throws Uncompilable {
        var count = lowering.value(expr).seen();
        lowering.operators.needs(count.type(), expr.span(), Ty.Int.class::isInstance);
        return count;
    }

    private static Code lazy(Ty item, Supplier<String> text) {
        return Code.value(new Ty.Iter(item), text);
    }

    @Nullable Code method(Rules.Call call, Code it) throws Uncompilable {
        var item = item(it);
        var span = call.span();
        switch (call.name() + "/" + call.arguments().size()) {
            case "iter/0", "into-iter/0" -> {
                return it;
            }
            case "map/1" -> {
                var f = function(call.argument(0), item);
                return lazy(output(f), () -> it.get() + ".map(" + f.get() + ")");
            }
            case "filter/1", "take-while/1", "skip-while/1" -> {
                var f = test(call.argument(0), new Ty.Ref(false, item));
                var name = call.name().replace('-', '_');
                return lazy(item, () -> it.get() + "." + name + "(" + f.get() + ")");
            }
            case "filter-map/1" -> {
                var f = function(call.argument(0), item);
                var made = new Ty.Var();
                Unify.same(output(f), new Ty.Option(made), span);
                return lazy(made, () -> it.get() + ".filter_map(" + f.get() + ")");
            }
            case "enumerate/0" -> {
                return lazy(
                        new Ty.Tuple(List.of(Ty.I64, item)),
                        () -> it.get() + ".enumerate().map(|(i, x)| (i as i64, x))");
            }
            case "rev/0" -> {
                return lazy(item, () -> it.get() + ".rev()");
            }
            case "take/1", "skip/1" -> {
                var n = count(call.argument(0));
                return lazy(
                        item,
                        () ->
                                it.get()
                                        + "."
                                        + call.name()
                                        + "(amount_of("
                                        + n.get()
                                        + " as i128))");
            }
            case "zip/1", "chain/1" -> {
                var other =
                        lowering.calls.iterators.iterate(lowering.value(call.argument(0)), span);
                boolean zip = call.name().equals("zip");
                if (!zip) {
                    Unify.same(item, item(other), span);
                }
                return lazy(
                        zip ? new Ty.Tuple(List.of(item, item(other))) : item,
                        () -> it.get() + "." + call.name() + "(" + other.get() + ")");
            }
            case "cloned/0", "copied/0" -> {
                var of = item.known() instanceof Ty.Ref(_, var to) ? to : item;
                return lazy(
                        of, () -> it.get() + (item.known() instanceof Ty.Ref ? ".cloned()" : ""));
            }
            case "flatten/0" -> {
                var inner =
                        switch (item.known()) {
                            case Ty.Vec(var of) -> of;
                            case Ty.Option(var of) -> of;
                            default -> throw new Uncompilable(span, "`flatten` of " + item.shown());
                        };
                return lazy(inner, () -> it.get() + ".flatten()");
            }
            case "collect/0" -> {
                return collect(call, it);
            }
            case "fold/2" -> {
                return fold(call, it);
            }
            case "sum/0", "product/0" -> {
                return total(call, it);
            }
            case "count/0", "len/0" -> {
                return Code.value(Ty.I64, () -> "(" + it.get() + ".count() as i64)");
            }
            case "any/1", "all/1" -> {
                var f = test(call.argument(0), item);
                return Code.value(
                        Ty.Basic.BOOL, () -> it.get() + "." + call.name() + "(" + f.get() + ")");
            }
            case "find/1" -> {
                var f = test(call.argument(0), new Ty.Ref(false, item));
                return Code.value(new Ty.Option(item), () -> it.get() + ".find(" + f.get() + ")");
            }
            case "position/1" -> {
                var f = test(call.argument(0), item);
                return Code.value(
                        new Ty.Option(Ty.I64),
                        () -> it.get() + ".position(" + f.get() + ").map(|i| i as i64)");
            }
            case "for-each/1" -> {
                var f = function(call.argument(0), item);
                return Code.unit(() -> "for x in " + it.get() + " { (" + f.get() + ")(x); }");
            }
            case "max/0", "min/0" -> {
                lowering.operators.needs(
                        item, span, type -> type.seen().isInt() || Operators.isText(type));
                return Code.value(new Ty.Option(item), () -> it.get() + "." + call.name() + "()");
            }
            case "next/0" -> {
                if (call.place() != null) {
                    lowering.places.writable(call.place());
                }
                return Code.value(new Ty.Option(item), () -> it.get() + ".next()");
            }
            case "last/0" -> {
                return Code.value(new Ty.Option(item), () -> it.get() + ".last()");
            }
            default -> {
                return null;
            }
        }
    }

    private @Nullable Code collect(Rules.Call call, Code it) throws Uncompilable {
        var item = item(it);
        var wanted = call.turbofish() != null ? call.turbofish() : call.expected();
        var as = wanted == null ? null : wanted.known();
        if (as == null) {
            return collected(it);
        }
        switch (as) {
            case Ty.Set(var of) -> {
                Unify.same(of, item, call.span());
                return Code.value(as, () -> it.get() + ".collect::<Set<_>>()");
            }
            case Ty.Map(var key, var value) -> {
                Unify.same(item, new Ty.Tuple(List.of(key, value)), call.span());
                return Code.value(as, () -> it.get() + ".collect::<Map<_, _>>()");
            }
            case Ty.Basic basic when basic == Ty.Basic.STRING -> {
                lowering.operators.needs(
                        item, call.span(), type -> type == Ty.Basic.CHAR || Operators.isText(type));
                return Code.value(as, () -> it.get() + ".collect::<String>()");
            }
            case Ty.Option(var wrapped) -> {
                var of = wrapped.known() instanceof Ty.Vec(var inner) ? inner : new Ty.Var();
                Unify.same(wrapped, new Ty.Vec(of), call.span());
                Unify.same(item, new Ty.Option(of), call.span());
                return Code.value(as, () -> it.get() + ".collect::<Option<Vec<_>>>()");
            }
            case Ty.Result(var wrapped, var err) -> {
                var of = wrapped.known() instanceof Ty.Vec(var inner) ? inner : new Ty.Var();
                Unify.same(wrapped, new Ty.Vec(of), call.span());
                Unify.same(item, new Ty.Result(of, err), call.span());
                return Code.value(as, () -> it.get() + ".collect::<Result<Vec<_>, _>>()");
            }
            default -> {
                return collected(it);
            }
        }
    }

    private Code fold(Rules.Call call, Code it) throws Uncompilable {
        // `(.fold it init f)`, but `(fold init f xs)`: the order is the same.
        var init = lowering.stored(lowering.value(call.argument(0)));
        var f = function(call.argument(1), init.type(), item(it));
        Unify.same(output(f), init.type(), call.span());
        return Code.value(
                init.type(),
                () -> {
                    var start = init.get();
                    return it.get() + ".fold(" + start + ", " + f.get() + ")";
                });
    }

    private Code total(Rules.Call call, Code it) throws Uncompilable {
        var type = item(it).seen();
        lowering.operators.needs(type, call.span(), Ty::isNumber);
        boolean sum = call.name().equals("sum");
        var op = sum ? BinOp.ADD : BinOp.MUL;
        boolean lent = item(it).known() instanceof Ty.Ref;
        return Code.value(
                type,
                () -> {
                    var rust = lowering.whole.rust().name(type, "");
                    var zero = type.isInt() ? (sum ? "0" : "1") : sum ? "0.0" : "1.0";
                    var x = lent ? "*x" : "x";
                    if (!type.isInt()) {
                        return it.get()
                                + (lent ? ".copied()" : "")
                                + ".fold("
                                + (sum ? "-0.0" : "1.0")
                                + rust
                                + ", |a, x| a "
                                + op.symbol()
                                + " x)";
                    }
                    int point =
                            lowering.trap(
                                    new TrapPoint.Operation(
                                            call.span(),
                                            op,
                                            Operators.valueType(type),
                                            Operators.valueType(type)));
                    return it.get()
                            + ".fold("
                            + zero
                            + rust
                            + ", |a, x| a."
                            + (sum ? "plus" : "times")
                            + "(c, "
                            + point
                            + ", "
                            + x
                            + "))";
                });
    }
}
