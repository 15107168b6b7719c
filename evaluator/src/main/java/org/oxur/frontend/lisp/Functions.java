package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Block;
import org.oxur.ast.Datum.Shape;
import org.oxur.ast.Expr;
import org.oxur.ast.FnArg;
import org.oxur.ast.Generics;
import org.oxur.ast.Ident;
import org.oxur.ast.Pat;
import org.oxur.ast.Signature;
import org.oxur.ast.Stmt;
import org.oxur.ast.Type;

/// Parameters, results and bodies: of `defn`, of methods, of `fn`.
final class Functions {
    private final Lowering lowering;

    Functions(Lowering lowering) {
        this.lowering = lowering;
    }

    /// @param bound the names that the body sees
    record Parameters(List<FnArg> inputs, List<Ident> bound) {}

    /// @param body null if there is none
    record Function(Signature signature, @Nullable Block body, @Nullable String doc) {}

    /// `(fn move? name? [parameters] -> Type? body…)`.
    Expr closure(Form.Sequence form, Scope scope) {
        var cursor = new Cursor(Forms.arguments(form));
        boolean move = cursor.takeSymbol("move");
        var name = cursor.peek() instanceof Form.Symbol symbol ? Patterns.local(symbol) : null;
        if (name != null) {
            cursor.take();
        }
        var vector = cursor.takeSequence(Shape.VEC);
        if (vector == null) {
            throw Refused.malformed(
                    form,
                    "malformed `fn`",
                    "`(fn [parameters] body…)`, `(fn move name [parameters] body…)`");
        }
        var parameters = parameters(vector, false);
        var output = output(cursor);
        var outside = name == null ? scope : scope.with(List.of(name));
        var inside = outside.with(parameters.bound).function(arity(parameters.inputs));
        var body = bodyOf(form, cursor.rest(), inside);
        return new Expr.Closure(form.span(), name, move, parameters.inputs, output, body);
    }

    private Expr bodyOf(Form.Sequence form, List<Form> forms, Scope inside) {
        var block = lowering.block(form.span(), forms, inside, true);
        return block.stmts().size() == 1
                        && block.stmts().getFirst() instanceof Stmt.Evaluation(_, var expr, _)
                ? expr
                : new Expr.BlockExpr(form.span(), null, block);
    }

    /// How many values `recur` must give; with a rest parameter the call decides.
    private static int arity(List<FnArg> inputs) {
        return !inputs.isEmpty() && inputs.getLast() instanceof FnArg.Rest ? -1 : inputs.size();
    }

    /// What follows the name in `(defn name [T]? [parameters] -> Type? doc? body…)`.
    ///
    /// @param method a receiver may stand first
    Function function(Form.Sequence form, Ident name, Cursor cursor, boolean method) {
        var generics = Generics.NONE;
        if (Forms.isShape(cursor.peekSecond(), Shape.VEC)
                && cursor.peek() instanceof Form.Sequence first
                && first.is(Shape.VEC)
                && Types.areGenerics(first)) {
            generics = Types.generics(first);
            cursor.take();
        }
        var vector = cursor.takeSequence(Shape.VEC);
        if (vector == null) {
            throw Refused.malformed(
                    form,
                    "malformed `" + Forms.headName(form) + "`: no parameters",
                    "`(" + Forms.headName(form) + " name [parameters] body…)`");
        }
        var parameters = parameters(vector, method);
        var output = output(cursor);
        String doc = null;
        if (cursor.left() > 1 && Forms.string(cursor.peek()) instanceof String text) {
            doc = text;
            cursor.take();
        }
        var signature = new Signature(form.span(), name, generics, parameters.inputs, output);
        if (!cursor.hasNext()) {
            return new Function(signature, null, doc);
        }
        // A function sees no locals of what stands around it.
        var inside = Scope.TOP.with(parameters.bound).function(arity(parameters.inputs));
        return new Function(
                signature, lowering.block(form.span(), cursor.rest(), inside, true), doc);
    }

    private static @Nullable Type output(Cursor cursor) {
        if (!(cursor.peek() instanceof Form.Symbol arrow) || !arrow.name().equals("->")) {
            return null;
        }
        cursor.take();
        if (!cursor.hasNext()) {
            throw Refused.malformed(arrow, "a type must follow `->`");
        }
        return Types.type(cursor.take());
    }

    Parameters parameters(Form.Sequence vector, boolean method) {
        var cursor = new Cursor(vector.items());
        var inputs = new ArrayList<FnArg>();
        var patterns = new Patterns();
        var self = new ArrayList<Ident>();
        while (cursor.hasNext()) {
            if (Forms.isSymbol(cursor.peek(), "&")) {
                inputs.add(rest(cursor, patterns));
            } else if (inputs.isEmpty() && method && isReceiver(cursor)) {
                var receiver = receiver(cursor);
                inputs.add(receiver);
                self.add(new Ident(receiver.span(), "self"));
            } else {
                inputs.add(parameter(cursor, patterns));
            }
        }
        self.addAll(patterns.bound());
        return new Parameters(inputs, self);
    }

    private static FnArg rest(Cursor cursor, Patterns patterns) {
        var ampersand = cursor.take();
        if (!cursor.hasNext()) {
            throw Refused.malformed(ampersand, "a name for the rest must follow `&`");
        }
        var pattern = patterns.next(cursor);
        if (cursor.hasNext()) {
            throw Refused.malformed(cursor.take(), "no parameter can follow the rest");
        }
        return new FnArg.Rest(ampersand.span().to(pattern.span()), pattern);
    }

    private static boolean isReceiver(Cursor cursor) {
        var form = cursor.peek();
        var prefixed = Forms.prefixed(form);
        return Forms.isSymbol(form, "self")
                || (Forms.isSymbol(form, "mut") && Forms.isSymbol(cursor.peekSecond(), "self"))
                || (prefixed != null
                        && isBorrow(prefixed)
                        && Forms.isSymbol(prefixed.form(), "self"));
    }

    private static FnArg receiver(Cursor cursor) {
        var form = cursor.take();
        if (Forms.isSymbol(form, "mut")) {
            return new FnArg.Receiver(form.span().to(cursor.take().span()), false, true);
        }
        var prefixed = Forms.prefixed(form);
        return new FnArg.Receiver(
                form.span(),
                prefixed != null,
                prefixed != null && prefixed.prefix() == Form.Prefix.BORROW_MUT);
    }

    private static boolean isBorrow(Form.Prefixed form) {
        return form.prefix() == Form.Prefix.BORROW || form.prefix() == Form.Prefix.BORROW_MUT;
    }

    /// `&x` is `(x (& _))`: such a parameter takes a reference, as `&self` does.
    private static FnArg parameter(Cursor cursor, Patterns patterns) {
        var prefixed = Forms.prefixed(cursor.peek());
        if (prefixed == null || !isBorrow(prefixed)) {
            return typed(patterns.next(cursor));
        }
        cursor.take();
        var target = patterns.pattern(prefixed.form());
        boolean mutable = prefixed.prefix() == Form.Prefix.BORROW_MUT;
        var span = prefixed.span();
        return switch (target) {
            case Pat.Binding binding ->
                    new FnArg.Typed(
                            span, binding, new Type.Reference(span, mutable, new Type.Infer(span)));
            case Pat.Typed(_, var pattern, var type) ->
                    new FnArg.Typed(span, pattern, new Type.Reference(span, mutable, type));
            default -> new FnArg.Typed(span, new Pat.Reference(span, mutable, target), null);
        };
    }

    private static FnArg typed(Pat pattern) {
        return pattern instanceof Pat.Typed(var span, var bare, var type)
                ? new FnArg.Typed(span, bare, type)
                : new FnArg.Typed(pattern.span(), pattern, null);
    }
}
