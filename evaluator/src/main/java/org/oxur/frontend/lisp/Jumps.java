package org.oxur.frontend.lisp;

import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.ast.Ident;
import org.oxur.text.Counted;

/// What leaves a loop or a function, or goes back to its start; each needs something to leave.
final class Jumps {
    private final Lowering lowering;

    Jumps(Lowering lowering) {
        this.lowering = lowering;
    }

    Expr recur(Form.Sequence form, Scope scope, boolean tail) {
        var turn = scope.turn();
        if (turn == null) {
            throw Refused.malformed(
                    form,
                    "`recur` outside a loop or function",
                    "it begins the next turn of a `loop`, or calls the function anew");
        }
        if (!tail) {
            throw Refused.malformed(
                    form,
                    "`recur` is not in tail position",
                    "nothing may be left to do after it; an ordinary call can stand here");
        }
        var values = Forms.arguments(form);
        if (turn.arity() >= 0 && turn.arity() != values.size()) {
            throw Refused.malformed(
                    form,
                    "`recur` gives "
                            + Counted.of(values.size(), "value")
                            + " to a loop of "
                            + turn.arity());
        }
        return new Expr.Recur(form.span(), lowering.values(values, scope));
    }

    Expr leaveLoop(Form.Sequence form, Scope scope) {
        var cursor = new Cursor(Forms.arguments(form));
        var label = takeLabel(cursor);
        if (cursor.left() > 1) {
            throw Refused.malformed(
                    form,
                    "malformed `break`",
                    "`(break)`, `(break value)`, `(break 'label value)`");
        }
        var loop = target(form, label, scope);
        if (cursor.hasNext() && !loop.valued()) {
            throw Refused.malformed(
                    form,
                    "a `for` or `while` has no value to `break` with",
                    "as in Rust, only a `loop` is left with a value");
        }
        var value = cursor.hasNext() ? lowering.value(cursor.take(), scope) : null;
        return new Expr.Break(form.span(), label, value);
    }

    Expr nextTurn(Form.Sequence form, Scope scope) {
        var cursor = new Cursor(Forms.arguments(form));
        var label = takeLabel(cursor);
        if (cursor.hasNext()) {
            throw Refused.malformed(
                    form, "malformed `continue`", "`(continue)` or `(continue 'label)`");
        }
        target(form, label, scope);
        return new Expr.Continue(form.span(), label);
    }

    private static Scope.LoopTarget target(Form.Sequence form, @Nullable Ident label, Scope scope) {
        var loop = label == null ? scope.loop() : scope.loopLabelled(label);
        if (loop == null) {
            var name = Forms.headName(form);
            throw Refused.malformed(
                    form,
                    label == null
                            ? "`" + name + "` outside a loop"
                            : "no loop around this `"
                                    + name
                                    + "` is labelled `'"
                                    + label.name()
                                    + "`");
        }
        return loop;
    }

    static @Nullable Ident takeLabel(Cursor cursor) {
        var label = Forms.label(cursor.peek());
        if (label != null) {
            cursor.take();
        }
        return label;
    }

    Expr leaveFunction(Form.Sequence form, Scope scope) {
        var values = Forms.arguments(form);
        if (values.size() > 1) {
            throw Refused.malformed(form, "malformed `return`", "`(return)` or `(return value)`");
        }
        if (!scope.inFunction()) {
            throw Refused.malformed(form, "`return` outside a function");
        }
        // Not a tail position of a loop around it, but of the function; a recur there would mean
        // the loop.
        var value = values.isEmpty() ? null : lowering.value(values.getFirst(), scope);
        return new Expr.Return(form.span(), value);
    }

    Expr propagate(Form.Sequence form, Scope scope) {
        var values = Forms.arguments(form);
        if (values.size() != 1) {
            throw Refused.malformed(form, "malformed `?`", "`(? result)`");
        }
        if (!scope.inFunction()) {
            throw Refused.malformed(
                    form,
                    "`?` outside a function",
                    "it gives an `Err` or `None` to the caller, and there is none here");
        }
        return new Expr.Try(form.span(), lowering.value(values.getFirst(), scope));
    }
}
