package org.oxur.compiler.owned;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.compiler.trap.TrapPoint;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.text.Span;

/// Ranges, and what can be gone through: Rust's iterators.
final class Iterators {
    private final Lowering lowering;

    Iterators(Lowering lowering) {
        this.lowering = lowering;
    }

    /// A range with both ends.
    record Bounds(
            Span span, Ty type, Supplier<String> low, Supplier<String> high, boolean inclusive) {}

    /// Null when it is anything else.
    @Nullable Bounds bounds(Expr iterated) throws Uncompilable {
        return switch (iterated) {
            case Expr.Range(var span, var from, var to, var inclusive)
                    when from != null && to != null ->
                    bounds(span, from, to, inclusive);
            case Expr.Call(var span, Expr.Name name, var arguments)
                    when name.path().name().equals("range")
                            && lowering.facts.variable(name) == null
                            && !arguments.isEmpty()
                            && arguments.size() <= 2
                            && !lowering.calls.isDefined("range") ->
                    bounds(
                            span,
                            arguments.size() == 1 ? null : arguments.getFirst(),
                            arguments.getLast(),
                            false);
            default -> null;
        };
    }

    private Bounds bounds(Span span, @Nullable Expr from, Expr to, boolean inclusive)
            throws Uncompilable {
        if (from == null) {
            var high = lowering.value(to, Ty.I64);
            return new Bounds(span, Ty.I64, () -> "0i64", high.text(), false);
        }
        var ends = lowering.operators.operands(List.of(from, to), null);
        var low = ends.getFirst().seen();
        var high = ends.getLast().seen();
        Unify.same(low.type(), high.type(), span);
        lowering.operators.needs(low.type(), span, Ty.Int.class::isInstance);
        return new Bounds(span, low.type(), low.text(), high.text(), inclusive);
    }

    /// A range as a value.
    Code range(Span span, @Nullable Expr from, @Nullable Expr to, boolean inclusive)
            throws Uncompilable {
        if (from == null || to == null) {
            throw new Uncompilable(span, "a range without an end");
        }
        return iterator(bounds(span, from, to, inclusive));
    }

    /// It is the only one that is not bounded by what is in memory: whoever goes through it asks
    /// whether to go on.
    Code iterator(Bounds bounds) {
        return Code.value(
                new Ty.Iter(bounds.type()),
                () ->
                        "turns(c, "
                                + lowering.trap(new TrapPoint.Poll(bounds.span()))
                                + ", "
                                + bounds.low().get()
                                + (bounds.inclusive() ? "..=" : "..")
                                + bounds.high().get()
                                + ")");
    }

    /// An iterator over what a collection has, as `for` takes it.
    Code iterate(Code code, Span span) throws Uncompilable {
        if (code.type().seen() instanceof Ty.Var) {
            lowering.whole.settle();
        }
        var type = code.type().known();
        return switch (type) {
            case Ty.Iter _ -> code;
            case Ty.Vec(var item) -> consumed(code, item);
            case Ty.Set(var item) -> consumed(code, item);
            case Ty.Option(var item) -> consumed(code, item);
            case Ty.Map(var key, var value) -> consumed(code, new Ty.Tuple(List.of(key, value)));
            case Ty.Ref(var mutable, _) when !code.type().seen().equals(Ty.Ref.TEXT) ->
                    lent(code, mutable, span);
            default -> throw new Uncompilable(span, "a loop over " + type.shown());
        };
    }

    private static Code consumed(Code code, Ty item) {
        return Code.value(new Ty.Iter(item), () -> code.get() + ".into_iter()");
    }

    Code lent(Code code, boolean mutable, Span span) throws Uncompilable {
        var seen = code.seen();
        return switch (seen.type().known()) {
            case Ty.Vec(var item) -> items(seen, item, mutable);
            case Ty.Set(var item) -> items(seen, item, false);
            case Ty.Option(var item) -> items(seen, item, mutable);
            case Ty.Map(var key, var value) ->
                    Code.value(
                            new Ty.Iter(
                                    new Ty.Tuple(List.of(lend(key, false), lend(value, mutable)))),
                            () ->
                                    seen.get()
                                            + (mutable ? ".iter_mut()" : ".iter()")
                                            + ".map(|(k, v)| ("
                                            + (key.isScalar() ? "*k" : "k")
                                            + (value.isScalar() && !mutable ? ", *v))" : ", v))"));
            default -> throw new Uncompilable(span, "a loop over " + seen.type().shown());
        };
    }

    /// What lending a part gives.
    static Ty lend(Ty item, boolean mutable) {
        return !mutable && item.isScalar() ? item : new Ty.Ref(mutable, item);
    }

    private Code items(Code seen, Ty item, boolean mutable) throws Uncompilable {
        if (item.known() instanceof Ty.Var) {
            lowering.whole.settle();
        }
        boolean copied = !mutable && item.isScalar();
        return Code.value(
                new Ty.Iter(lend(item, mutable)),
                () ->
                        seen.get()
                                + (mutable ? ".iter_mut()" : ".iter()")
                                + (copied ? ".copied()" : ""));
    }
}
