package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.ast.Ident;
import org.oxur.ast.Type;

/// Calls of functions and methods, and structs made with named fields.
final class Calls {
    private final Lowering lowering;
    private final Expressions expressions;

    Calls(Lowering lowering, Expressions expressions) {
        this.lowering = lowering;
        this.expressions = expressions;
    }

    Expr call(Form.Sequence form, Scope scope) {
        var head = Forms.head(form);
        var arguments = Forms.arguments(form);
        if (head != null && !scope.binds(head.name(), head.mark())) {
            if (head.name().startsWith(".")
                    && head.name().length() > 1
                    && head.name().charAt(1) != '.') {
                return method(form, head, arguments, scope);
            }
            if (Forms.namesDefinition(head.name()) && hasNamedFields(arguments)) {
                return struct(form, head, arguments, scope);
            }
        }
        var callee = lowering.value(form.items().getFirst(), scope);
        return new Expr.Call(form.span(), callee, lowering.values(arguments, scope));
    }

    /// `(.name receiver argument…)`.
    private Expr method(Form.Sequence form, Form.Symbol head, List<Form> arguments, Scope scope) {
        var name = head.name().substring(1);
        if (arguments.isEmpty()) {
            throw Refused.malformed(
                    form, "`." + name + "` needs a receiver", "`(." + name + " receiver)`");
        }
        if (name.indexOf('.') >= 0) {
            throw Refused.malformed(
                    head,
                    "`" + head.name() + "` is no method",
                    "`(." + name.substring(name.lastIndexOf('.') + 1) + " …)`");
        }
        List<Type> turbofish = List.of();
        var given = arguments.subList(1, arguments.size());
        if (Operators.takesType(name)
                && given.size() == 1
                && Operators.namesType(given.getFirst(), scope)) {
            turbofish = List.of(Types.type(given.getFirst()));
            given = List.of();
        }
        var ident = new Ident(Types.part(head, 1, head.name().length()), name);
        return new Expr.MethodCall(
                form.span(),
                lowering.value(arguments.getFirst(), scope),
                ident,
                turbofish,
                lowering.values(given, scope));
    }

    /// Keywords and values in turn, at least one pair, perhaps with `.. rest` at the end.
    private static boolean hasNamedFields(List<Form> arguments) {
        if (arguments.size() < 2 || arguments.size() % 2 != 0) {
            return false;
        }
        for (int i = 0; i < arguments.size(); i += 2) {
            boolean rest = i == arguments.size() - 2 && Forms.isSymbol(arguments.get(i), "..");
            if (Forms.keyword(arguments.get(i)) == null && !rest) {
                return false;
            }
        }
        return true;
    }

    private Expr struct(Form.Sequence form, Form.Symbol head, List<Form> arguments, Scope scope) {
        var fields = new ArrayList<Expr.FieldValue>();
        @Nullable Expr rest = null;
        for (int i = 0; i < arguments.size(); i += 2) {
            var key = arguments.get(i);
            var value = lowering.value(arguments.get(i + 1), scope);
            var name = Forms.keyword(key);
            if (name == null) {
                rest = value;
            } else if (fields.stream().anyMatch(field -> field.ident().name().equals(name))) {
                throw Refused.malformed(key, "the field `" + name + "` is given twice");
            } else {
                fields.add(new Expr.FieldValue(new Ident(key.span(), name), value));
            }
        }
        return new Expr.Struct(form.span(), expressions.path(head, scope), fields, rest);
    }
}
