package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import org.oxur.ast.Datum.Shape;
import org.oxur.ast.Expr;
import org.oxur.ast.Ident;
import org.oxur.ast.Stmt;

/// `loop`, `while` and `for`.
final class Loops {
    private final Lowering lowering;

    Loops(Lowering lowering) {
        this.lowering = lowering;
    }

    Expr recurLoop(Form.Sequence form, Scope scope) {
        var cursor = new Cursor(Forms.arguments(form));
        var label = Jumps.takeLabel(cursor);
        var bindings = cursor.takeSequence(Shape.VEC);
        if (bindings == null) {
            throw Refused.malformed(
                    form,
                    "malformed `loop`",
                    "`(loop [name value …] body…)`, `(loop 'label [] body…)`");
        }
        var locals = new ArrayList<Stmt.Local>();
        var names = new LinkedHashSet<Ident>();
        var inner = scope;
        var pairs = new Cursor(bindings.items());
        while (pairs.hasNext()) {
            var patterns = new Patterns();
            var pattern = patterns.next(pairs);
            if (!pairs.hasNext()) {
                throw Refused.malformed(
                        pattern.span(), "this binding has no value", "`[name value …]`");
            }
            for (var ident : patterns.bound()) {
                if (!names.add(ident)) {
                    throw Refused.malformed(
                            ident.span(), "`" + ident.name() + "` is bound twice", null);
                }
            }
            locals.add(SpecialForms.local(pattern, lowering.value(pairs.take(), inner)));
            inner = inner.with(patterns.bound());
        }
        var body =
                lowering.block(
                        form.span(), cursor.rest(), inner.recurLoop(locals.size(), label), true);
        return new Expr.RecurLoop(form.span(), label, locals, body);
    }

    Expr whileLoop(Form.Sequence form, Scope scope) {
        var cursor = new Cursor(Forms.arguments(form));
        var label = Jumps.takeLabel(cursor);
        if (!cursor.hasNext()) {
            throw Refused.malformed(form, "malformed `while`", "`(while test body…)`");
        }
        var inside = scope.plainLoop(label);
        var test = lowering.value(cursor.take(), inside);
        return new Expr.While(
                form.span(),
                label,
                test,
                lowering.block(form.span(), cursor.rest(), inside, false));
    }

    Expr forLoop(Form.Sequence form, Scope scope) {
        var cursor = new Cursor(Forms.arguments(form));
        var label = Jumps.takeLabel(cursor);
        var binding = cursor.takeSequence(Shape.VEC);
        if (binding == null || binding.items().size() < 2) {
            throw malformedFor(form);
        }
        var pair = new Cursor(binding.items());
        var patterns = new Patterns();
        var pattern = patterns.next(pair);
        if (pair.left() != 1) {
            throw malformedFor(form);
        }
        var iterated = lowering.value(pair.take(), scope);
        var inside = scope.with(patterns.bound()).plainLoop(label);
        var body = lowering.block(form.span(), cursor.rest(), inside, false);
        return new Expr.ForLoop(form.span(), label, pattern, iterated, body);
    }

    private static Refused malformedFor(Form.Sequence form) {
        return Refused.malformed(form, "malformed `for`", "`(for [name sequence] body…)`");
    }
}
