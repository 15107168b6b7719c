package org.oxur.compiler.owned;

import org.oxur.ast.BinOp;
import org.oxur.ast.Expr;
import org.oxur.builtin.Builtins;
import org.oxur.compiler.types.Adaptable;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.module.Global;
import org.oxur.module.Meaning;
import org.oxur.text.Span;

/// Names, fields, elements, references; and what sets them.
final class Places {
    private final Lowering lowering;

    Places(Lowering lowering) {
        this.lowering = lowering;
    }

    /// A variable, or a part of one that is found without computing: may be written twice.
    static boolean isSimple(Expr expr) {
        return switch (expr) {
            case Expr.Name _ -> true;
            case Expr.Field(_, var base, _) -> isSimple(base);
            case Expr.TupleField(_, var base, _) -> isSimple(base);
            case Expr.Unary(_, var op, var base) -> op == Expr.UnOp.DEREF && isSimple(base);
            default -> false;
        };
    }

    Code name(Expr.Name name) throws Uncompilable {
        var variable = lowering.facts.variable(name);
        if (variable != null) {
            var local = lowering.local(variable);
            if (local == null) {
                throw new Uncompilable(name.span(), "a name that was not resolved");
            }
            return Code.place(local.type(), local::name);
        }
        var meaning = lowering.calls.meaning(name.path());
        var maker = lowering.calls.makers.maker(name.path(), name.span());
        if (maker != null && maker.types().isEmpty()) {
            return lowering.calls.makers.make(maker, java.util.List.of(), null, name.span());
        }
        Object value =
                switch (meaning) {
                    case Meaning.Value(var global) when global.kind() == Global.Kind.CONST ->
                            global.value();
                    case Meaning.Unknown _ -> Builtins.constant(name.path().name());
                    default -> null;
                };
        var lit = value == null ? null : Operators.constant(value);
        var function = lit == null ? lowering.calls.closures.kept(name) : null;
        if (function != null) {
            return function;
        }
        if (lit == null) {
            throw new Uncompilable(name.span(), "`" + name.span().text() + "`, a value of its own");
        }
        return lowering.operators.literal(name.span(), lit, null);
    }

    // Parts

    Code field(Span span, Code base, String field) throws Uncompilable {
        if (base.type().seen() instanceof Ty.Var) {
            lowering.whole.settle();
        }
        if (!(base.type().seen() instanceof Ty.Named(var nominal, var arguments))
                || !nominal.isStruct()) {
            throw new Uncompilable(span, "a field of " + base.type().shown());
        }
        var shape = nominal.shapes.getFirst();
        int at = shape.indexOf(field);
        if (at < 0) {
            throw new Uncompilable(span, "a field that is not there");
        }
        return Code.place(shape.types().get(at).of(arguments), () -> base.get() + ".m" + at);
    }

    Code part(Span span, Code base, int index) throws Uncompilable {
        if (base.type().seen() instanceof Ty.Var) {
            lowering.whole.settle();
        }
        if (!(base.type().seen() instanceof Ty.Tuple(var parts)) || parts.size() <= index) {
            throw new Uncompilable(span, "a part of " + base.type().shown());
        }
        return Code.place(parts.get(index), () -> base.get() + "." + index);
    }

    Code index(Span span, Expr base, Expr index, boolean write) throws Uncompilable {
        var vector = lowering.value(base);
        if (vector.type().seen() instanceof Ty.Var) {
            lowering.whole.settle();
        }
        switch (vector.type().seen()) {
            case Ty.Vec(var item) -> {
                var at = lowering.value(index).seen();
                lowering.operators.needs(at.type(), span, Ty.Int.class::isInstance);
                return Code.place(
                        item,
                        () ->
                                vector.seen().get()
                                        + "[At(c, "
                                        + lowering.whole.point(new Point.Index(span))
                                        + ", "
                                        + at.get()
                                        + ")]");
            }
            case Ty.Map(var key, var value) -> {
                var at = lowering.calls.key(index, key);
                return Code.place(
                        value,
                        () -> {
                            int point = lowering.whole.point(new Point.NoEntry(span, key));
                            var method = write ? ".at_mut(c, " : ".at(c, ";
                            return "(*" + vector.get() + method + point + ", " + at.get() + "))";
                        });
            }
            default -> throw new Uncompilable(span, "an element of " + vector.type().shown());
        }
    }

    // References

    Code reference(boolean mutable, Expr place) throws Uncompilable {
        if (mutable) {
            writable(place);
        }
        var code =
                place instanceof Expr.Index(var span, var base, var index)
                        ? index(span, base, index, mutable)
                        : lowering.value(place);
        if (!mutable && code.type().seen().equals(Ty.Ref.TEXT)) {
            return code.seen();
        }
        return mutable ? code.unique() : code.shared();
    }

    /// Only a `mut` variable can be changed, or what a reference leads to.
    void writable(Expr place) throws Uncompilable {
        switch (place) {
            case Expr.Name name -> {
                var variable = lowering.facts.variable(name);
                var local = variable == null ? null : lowering.local(variable);
                if (variable == null || local == null) {
                    throw new Uncompilable(place.span(), "a definition that is changed");
                }
                boolean reference = local.type().known() instanceof Ty.Ref;
                if (!variable.mutable() && !reference && !isSelf(variable)) {
                    throw new Uncompilable(place.span(), "a change of what is not `mut`");
                }
            }
            case Expr.Field(_, var base, _) -> writable(base);
            case Expr.TupleField(_, var base, _) -> writable(base);
            case Expr.Index(_, var base, _) -> writable(base);
            default -> {}
        }
    }

    private static boolean isSelf(org.oxur.resolve.Variable variable) {
        // What a closure captures is as mutable as the variable outside.
        var outside = variable.captured();
        return outside != null && (outside.mutable() || isSelf(outside));
    }

    private Code place(Expr place) throws Uncompilable {
        writable(place);
        return switch (place) {
            case Expr.Index(var span, var base, var index) -> index(span, base, index, true);
            default -> lowering.value(place);
        };
    }

    private boolean isVariable(Expr place) {
        return place instanceof Expr.Name name && lowering.facts.variable(name) != null;
    }

    /// `set!`: the value comes first, as in Rust.
    Code assign(Span span, Expr place, Expr value) throws Uncompilable {
        if (isVariable(place)
                && place instanceof Expr.Name name
                && !java.util.Objects.requireNonNull(lowering.facts.variable(name)).mutable()) {
            throw new Uncompilable(place.span(), "a change of what is not `mut`");
        }
        var target = place(place);
        boolean adapts = Adaptable.isAdaptable(value);
        var given =
                lowering.expr(
                        value,
                        adapts ? target.type().known() : Lowering.hint(target.type()),
                        true,
                        false);
        var set = lowering.coerce(lowering.stored(given), target.type(), span);
        return Code.unit(() -> target.get() + " = " + set.get());
    }

    Code assignOp(Span span, BinOp op, Expr place, Expr value) throws Uncompilable {
        var target = place(place);
        var given =
                Adaptable.isAdaptable(value)
                        ? lowering.expr(value, target.type().seen(), true, false)
                        : lowering.value(value);
        var held = lowering.temporary();
        var right = Code.place(given.type(), () -> held);
        if (isSimple(place)) {
            var sum = lowering.operators.operate(span, op, target, right);
            return Code.unit(() ->
                    "{ let "
                            + held
                            + " = "
                            + given.get()
                            + "; "
                            + target.get()
                            + " = "
                            + sum.get()
                            + "; }");
        }
        var pointer = lowering.temporary();
        var old = Code.place(target.type(), () -> "(*" + pointer + ")");
        var sum = lowering.operators.operate(span, op, old, right);
        return Code.unit(() ->
                "{ let "
                        + held
                        + " = "
                        + given.get()
                        + "; let "
                        + pointer
                        + " = &mut "
                        + target.get()
                        + "; *"
                        + pointer
                        + " = "
                        + sum.get()
                        + "; }");
    }
}
