package org.oxur.frontend.lisp;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.BinOp;
import org.oxur.ast.Expr;
import org.oxur.ast.Lit;
import org.oxur.ast.Type;

/// Functions that are operators, casts or macros in Rust's tree. With another number of arguments
/// than the operator takes they stay calls, which fail when they run.
final class Operators {
    private static final Map<String, BinOp> ARITHMETIC =
            Map.ofEntries(
                    Map.entry("+", BinOp.ADD),
                    Map.entry("-", BinOp.SUB),
                    Map.entry("*", BinOp.MUL),
                    Map.entry("/", BinOp.DIV),
                    Map.entry("%", BinOp.REM),
                    Map.entry("bit-and", BinOp.BIT_AND),
                    Map.entry("bit-or", BinOp.BIT_OR),
                    Map.entry("bit-xor", BinOp.BIT_XOR),
                    Map.entry("shl", BinOp.SHL),
                    Map.entry("shr", BinOp.SHR));

    private static final Map<String, BinOp> COMPARISONS =
            Map.of(
                    "=", BinOp.EQ, "!=", BinOp.NE, "<", BinOp.LT, "<=", BinOp.LE, ">", BinOp.GT,
                    ">=", BinOp.GE);

    private final Lowering lowering;
    private final MacroCalls macroCalls;

    Operators(Lowering lowering) {
        this.lowering = lowering;
        this.macroCalls = new MacroCalls(lowering);
    }

    /// Null if the call is no operation.
    @Nullable Expr operation(String name, Form.Sequence form, Scope scope, boolean tail) {
        var arguments = Forms.arguments(form);
        var arithmetic = ARITHMETIC.get(name);
        if (arithmetic != null) {
            return arithmetic(arithmetic, form, arguments, scope);
        }
        var comparison = COMPARISONS.get(name);
        if (comparison != null) {
            return comparison(comparison, form, arguments, scope);
        }
        var macro = MacroCalls.named(name);
        if (macro != null) {
            return macroCalls.call(macro, form, scope);
        }
        var span = form.span();
        return switch (name) {
            case "nth" ->
                    arguments.size() != 2
                            ? null
                            : new Expr.Index(
                                    span,
                                    lowering.value(arguments.get(0), scope),
                                    lowering.value(arguments.get(1), scope));
            case "deref" ->
                    arguments.size() != 1
                            ? null
                            : new Expr.Unary(
                                    span,
                                    Expr.UnOp.DEREF,
                                    lowering.value(arguments.getFirst(), scope));
            case "..", "..=" -> range(name, form, arguments, scope);
            case "unhygienic" -> unhygienic(form, arguments);
            default -> takesType(name) ? turbofish(form, arguments, scope) : null;
        };
    }

    private @Nullable Expr arithmetic(
            BinOp op, Form.Sequence form, List<Form> arguments, Scope scope) {
        if (op == BinOp.SUB && arguments.size() == 1) {
            return new Expr.Unary(
                    form.span(), Expr.UnOp.NEG, lowering.value(arguments.getFirst(), scope));
        }
        boolean shift = op == BinOp.SHL || op == BinOp.SHR;
        if (arguments.size() < 2 || (shift && arguments.size() > 2)) {
            return null;
        }
        var value = lowering.wrapped(arguments.size() - 2, arguments.getFirst(), scope, false);
        for (int i = 1; i < arguments.size(); i++) {
            var right = lowering.value(arguments.get(i), scope);
            value = new Expr.Binary(form.span(), op, value, right);
        }
        return value;
    }

    private @Nullable Expr comparison(
            BinOp op, Form.Sequence form, List<Form> arguments, Scope scope) {
        if (arguments.size() < 2 || (op == BinOp.NE && arguments.size() > 2)) {
            return null;
        }
        var operands = lowering.values(arguments, scope);
        return operands.size() == 2
                ? new Expr.Binary(form.span(), op, operands.get(0), operands.get(1))
                : new Expr.Comparison(form.span(), op, operands);
    }

    private @Nullable Expr range(
            String name, Form.Sequence form, List<Form> arguments, Scope scope) {
        if (arguments.size() != 2) {
            throw Refused.malformed(
                    form, "a range has two ends", "`(.. 1 5)`, `(..= 1 5)`, `(.. 1 nil)`");
        }
        return new Expr.Range(
                form.span(),
                end(arguments.get(0), scope),
                end(arguments.get(1), scope),
                name.equals("..="));
    }

    private @Nullable Expr end(Form form, Scope scope) {
        return form instanceof Form.Literal(_, Lit.Unit()) ? null : lowering.value(form, scope);
    }

    /// `(parse s i64)` is `parse::<i64>(s)`.
    private @Nullable Expr turbofish(Form.Sequence form, List<Form> arguments, Scope scope) {
        if (arguments.size() != 2 || !namesType(arguments.get(1), scope)) {
            return null;
        }
        var head = (Form.Symbol) form.items().getFirst();
        List<Type> types = List.of(Types.type(arguments.get(1)));
        var callee = new Expr.Name(head.span(), lowering.macros().definitionPath(head, types));
        return new Expr.Call(
                form.span(), callee, List.of(lowering.value(arguments.getFirst(), scope)));
    }

    /// Whether the last argument of a function or method may be a type.
    static boolean takesType(String function) {
        return switch (function) {
            case "parse",
                    "into",
                    "collect",
                    "try-into",
                    "sum",
                    "product",
                    "unwrap-or-default",
                    "or-default" ->
                    true;
            default -> false;
        };
    }

    static boolean namesType(Form form, Scope scope) {
        return Types.looksLikeType(form)
                && !(form instanceof Form.Symbol(_, var name, var mark) && scope.binds(name, mark));
    }

    /// `(unhygienic 'x)` in a macro: `x` as the macro's user would write it.
    private @Nullable Expr unhygienic(Form.Sequence form, List<Form> arguments) {
        var quoted =
                arguments.size() == 1
                        ? Forms.prefixed(arguments.getFirst(), Form.Prefix.QUOTE)
                        : null;
        return quoted != null && quoted.form() instanceof Form.Symbol
                ? lowering.value(arguments.getFirst(), Scope.TOP)
                : null;
    }
}
