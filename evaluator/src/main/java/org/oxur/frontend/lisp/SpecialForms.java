package org.oxur.frontend.lisp;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.ast.Block;
import org.oxur.ast.Datum.Shape;
import org.oxur.ast.Expr;
import org.oxur.ast.IntType;
import org.oxur.ast.Lit;
import org.oxur.ast.Pat;
import org.oxur.ast.Stmt;
import org.oxur.ast.Type;

/// The forms that are no calls: each checks its own shape and says what it should have been.
final class SpecialForms {
    private interface Special {
        Expr lower(Form.Sequence form, Scope scope, boolean tail);
    }

    private final Lowering lowering;
    private final Map<String, Special> specials;
    private final Jumps jumps;
    private final Loops loops;
    private final Functions functions;

    SpecialForms(Lowering lowering) {
        this.lowering = lowering;
        this.jumps = new Jumps(lowering);
        this.loops = new Loops(lowering);
        this.functions = new Functions(lowering);
        this.specials =
                Map.ofEntries(
                        Map.entry("if", this::conditional),
                        Map.entry("when", (form, scope, tail) -> when(form, scope, tail, false)),
                        Map.entry("unless", (form, scope, tail) -> when(form, scope, tail, true)),
                        Map.entry("cond", this::cond),
                        Map.entry("do", this::sequence),
                        Map.entry("let", this::let),
                        Map.entry("match", this::match),
                        Map.entry(
                                "and",
                                (form, scope, tail) -> connective(BinOp.AND, form, scope, tail)),
                        Map.entry(
                                "or",
                                (form, scope, tail) -> connective(BinOp.OR, form, scope, tail)),
                        Map.entry("not", this::not),
                        Map.entry("as", this::cast),
                        Map.entry("set!", this::assign),
                        Map.entry("inc!", (form, scope, tail) -> change(BinOp.ADD, form, scope)),
                        Map.entry("dec!", (form, scope, tail) -> change(BinOp.SUB, form, scope)),
                        Map.entry("time", this::time),
                        Map.entry("fn", (form, scope, tail) -> functions.closure(form, scope)),
                        Map.entry("loop", (form, scope, tail) -> loops.recurLoop(form, scope)),
                        Map.entry("while", (form, scope, tail) -> loops.whileLoop(form, scope)),
                        Map.entry("for", (form, scope, tail) -> loops.forLoop(form, scope)),
                        Map.entry("recur", jumps::recur),
                        Map.entry("break", (form, scope, tail) -> jumps.leaveLoop(form, scope)),
                        Map.entry("continue", (form, scope, tail) -> jumps.nextTurn(form, scope)),
                        Map.entry(
                                "return", (form, scope, tail) -> jumps.leaveFunction(form, scope)),
                        Map.entry("?", (form, scope, tail) -> jumps.propagate(form, scope)));
    }

    static boolean knows(String name) {
        return Forms.SPECIAL.contains(name);
    }

    Expr special(String name, Form.Sequence form, Scope scope, boolean tail) {
        var special = specials.get(name);
        if (special == null) {
            throw Refused.malformed(form, "malformed `" + name + "`", hint(name));
        }
        return special.lower(form, scope, tail);
    }

    private static String hint(String name) {
        return switch (name) {
            case "receive" -> "`receive` needs processes, and this program runs without them";
            default -> "`(" + name + " form)` takes one form";
        };
    }

    private static Refused malformed(Form.Sequence form, String shape) {
        return Refused.malformed(form, "malformed `" + Forms.headName(form) + "`", shape);
    }

    private Expr conditional(Form.Sequence form, Scope scope, boolean tail) {
        var parts = Forms.arguments(form);
        if (parts.size() > 3) {
            throw Refused.malformed(
                    form,
                    "malformed `if`: more than a test and two branches",
                    "`(do …)` makes one form of several, `(cond …)` tests one after another");
        }
        if (parts.size() < 2) {
            throw malformed(form, "`(if test then else)`");
        }
        var test = lowering.value(parts.get(0), scope);
        var then = lowering.expression(parts.get(1), scope, tail);
        var otherwise = parts.size() == 3 ? lowering.expression(parts.get(2), scope, tail) : null;
        return new Expr.If(form.span(), test, then, otherwise);
    }

    private Expr when(Form.Sequence form, Scope scope, boolean tail, boolean negated) {
        var parts = Forms.arguments(form);
        if (parts.isEmpty()) {
            throw malformed(form, "`(" + Forms.headName(form) + " test body…)`");
        }
        var test = lowering.value(parts.getFirst(), scope);
        var condition = negated ? new Expr.Unary(test.span(), Expr.UnOp.NOT, test) : test;
        var body =
                new Expr.BlockExpr(
                        form.span(),
                        null,
                        lowering.block(form.span(), parts.subList(1, parts.size()), scope, tail));
        return new Expr.If(form.span(), condition, body, null);
    }

    private Expr cond(Form.Sequence form, Scope scope, boolean tail) {
        var parts = Forms.arguments(form);
        RustWays.refuseClauses(parts);
        if (parts.size() % 2 != 0) {
            throw Refused.malformed(
                    parts.getLast(),
                    "this test of the `cond` has no value",
                    "`(cond test value … else value)`");
        }
        Expr result = null;
        for (int i = parts.size() - 2; i >= 0; i -= 2) {
            var test = parts.get(i);
            var value = lowering.wrapped(i / 2, parts.get(i + 1), scope, tail);
            boolean isElse =
                    Forms.isKeyword(test, "else")
                            || (test instanceof Form.Symbol(_, var name, var mark)
                                    && name.equals("else")
                                    && !scope.binds(name, mark));
            if (isElse && i != parts.size() - 2) {
                throw Refused.malformed(test, "`else` must be the last test of a `cond`");
            }
            result =
                    isElse
                            ? value
                            : new Expr.If(
                                    test.span().to(parts.get(i + 1).span()),
                                    lowering.value(test, scope),
                                    value,
                                    result);
        }
        return result == null ? new Expr.Literal(form.span(), new Lit.Unit()) : result;
    }

    private Expr sequence(Form.Sequence form, Scope scope, boolean tail) {
        return new Expr.BlockExpr(
                form.span(), null, lowering.block(form.span(), Forms.arguments(form), scope, tail));
    }

    private Expr let(Form.Sequence form, Scope scope, boolean tail) {
        var cursor = new Cursor(Forms.arguments(form));
        var bindings = cursor.takeSequence(Shape.VEC);
        if (bindings == null) {
            throw malformed(form, "`(let [name value …] body…)`");
        }
        var statements = new ArrayList<Stmt>();
        var inner = locals(bindings, scope, statements);
        statements.addAll(lowering.body(cursor.rest(), inner, tail));
        return new Expr.BlockExpr(form.span(), null, new Block(form.span(), statements));
    }

    /// Pairs of a pattern and a value; each sees those before it. Gives the scope that sees all.
    private Scope locals(Form.Sequence bindings, Scope scope, List<Stmt> statements) {
        var cursor = new Cursor(bindings.items());
        var inner = scope;
        while (cursor.hasNext()) {
            var first = cursor.peek();
            var patterns = new Patterns();
            var pattern = patterns.next(cursor);
            if (!cursor.hasNext() || first == null) {
                throw Refused.malformed(
                        pattern.span(), "this binding has no value", "`[name value …]`");
            }
            var value = lowering.value(cursor.take(), inner);
            statements.add(local(pattern, value));
            inner = inner.with(patterns.bound());
        }
        return inner;
    }

    static Stmt.Local local(Pat pattern, @Nullable Expr value) {
        var span = value == null ? pattern.span() : pattern.span().to(value.span());
        Type type = null;
        var bare = pattern;
        if (pattern instanceof Pat.Typed(_, var inner, var declared)) {
            bare = inner;
            type = declared;
        }
        return new Stmt.Local(span, bare, type, value);
    }

    private Expr match(Form.Sequence form, Scope scope, boolean tail) {
        var cursor = new Cursor(Forms.arguments(form));
        if (!cursor.hasNext()) {
            throw malformed(form, "`(match value pattern body …)`");
        }
        var value = lowering.value(cursor.take(), scope);
        var arms = new ArrayList<Expr.Arm>();
        while (cursor.hasNext()) {
            arms.add(arm(cursor, scope, tail));
        }
        return new Expr.Match(form.span(), value, arms);
    }

    private Expr.Arm arm(Cursor cursor, Scope scope, boolean tail) {
        var patterns = new Patterns();
        var written = cursor.peek();
        RustWays.refuseArrow(written);
        Form guard = null;
        Pat pattern;
        if (written instanceof Form.Sequence(_, var shape, var items)
                && shape == Shape.LIST
                && items.size() >= 2
                && isGuarded(items)) {
            cursor.take();
            var inner = new Cursor(items);
            pattern = patterns.next(inner);
            inner.take();
            if (inner.left() != 1) {
                throw Refused.malformed(written, "malformed guard", "`(pattern :when test)`");
            }
            guard = inner.take();
        } else {
            pattern = patterns.next(cursor);
        }
        RustWays.refuseArrow(cursor.peek());
        if (!cursor.hasNext()) {
            throw Refused.malformed(
                    pattern.span(), "this pattern has no body", "`(match value pattern body …)`");
        }
        var inside = scope.with(patterns.bound());
        var test = guard == null ? null : lowering.value(guard, inside);
        var body = lowering.expression(cursor.take(), inside, tail);
        return new Expr.Arm(pattern.span().to(body.span()), pattern, test, body);
    }

    private static boolean isGuarded(List<Form> items) {
        int second = Forms.isSymbol(items.getFirst(), "mut") ? 2 : 1;
        return items.size() > second && Forms.isKeyword(items.get(second), "when");
    }

    private Expr connective(BinOp op, Form.Sequence form, Scope scope, boolean tail) {
        var parts = Forms.arguments(form);
        if (parts.isEmpty()) {
            return new Expr.Literal(form.span(), new Lit.Bool(op == BinOp.AND));
        }
        var result = lowering.wrapped(Math.max(0, parts.size() - 2), parts.getLast(), scope, tail);
        for (int i = parts.size() - 2; i >= 0; i--) {
            var left = lowering.value(parts.get(i), scope);
            result =
                    new Expr.Binary(
                            i == 0 ? form.span() : left.span().to(result.span()), op, left, result);
        }
        return result;
    }

    private Expr not(Form.Sequence form, Scope scope, boolean tail) {
        var parts = Forms.arguments(form);
        if (parts.size() != 1) {
            throw malformed(form, "`(not test)`");
        }
        return new Expr.Unary(form.span(), Expr.UnOp.NOT, lowering.value(parts.getFirst(), scope));
    }

    private Expr cast(Form.Sequence form, Scope scope, boolean tail) {
        var parts = Forms.arguments(form);
        if (parts.size() != 2) {
            throw malformed(form, "`(as value Type)`");
        }
        return new Expr.Cast(
                form.span(), lowering.value(parts.get(0), scope), Types.type(parts.get(1)));
    }

    private Expr assign(Form.Sequence form, Scope scope, boolean tail) {
        var parts = Forms.arguments(form);
        if (parts.size() == 3
                && parts.get(1) instanceof Form.Sequence index
                && Adjacent.name(index.span()) instanceof String name) {
            throw Adjacent.refused(index, name);
        }
        if (parts.size() != 2) {
            throw malformed(form, "`(set! place value)`");
        }
        return new Expr.Assign(
                form.span(), place(parts.get(0), scope), lowering.value(parts.get(1), scope));
    }

    private Expr change(BinOp op, Form.Sequence form, Scope scope) {
        var parts = Forms.arguments(form);
        if (parts.isEmpty() || parts.size() > 2) {
            throw malformed(
                    form,
                    "`("
                            + Forms.headName(form)
                            + " place)` or `("
                            + Forms.headName(form)
                            + " place amount)`");
        }
        var place = place(parts.get(0), scope);
        var amount =
                parts.size() == 2
                        ? lowering.value(parts.get(1), scope)
                        : new Expr.Literal(
                                form.span(), new Lit.Int(BigInteger.ONE, IntType.I64, true));
        return new Expr.AssignOp(form.span(), op, place, amount);
    }

    private Expr place(Form form, Scope scope) {
        var place = lowering.value(form, scope);
        return switch (place) {
            case Expr.Name _, Expr.Field _, Expr.TupleField _, Expr.Index _ -> place;
            case Expr.Unary(_, var op, _) when op == Expr.UnOp.DEREF -> place;
            case Expr.MethodCall(var span, var receiver, var method, var turbofish, var arguments)
                    when arguments.isEmpty() && turbofish.isEmpty() ->
                    new Expr.Field(span, receiver, method);
            default ->
                    throw Refused.malformed(
                            form,
                            "this is no place that can be set",
                            "places are `name`, `p.x`, `(nth v i)` and `(deref r)`");
        };
    }

    private Expr time(Form.Sequence form, Scope scope, boolean tail) {
        var parts = Forms.arguments(form);
        if (parts.size() != 1) {
            throw malformed(form, "`(time expression)`");
        }
        return new Expr.Macro(
                form.span(), Expr.KnownMacro.TIME, lowering.values(parts, scope), List.of());
    }
}
