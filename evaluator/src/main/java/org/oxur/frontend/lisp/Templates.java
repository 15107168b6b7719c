package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.List;
import org.oxur.ast.Datum;
import org.oxur.ast.Datum.Shape;
import org.oxur.ast.Expr;
import org.oxur.text.Span;

/// Quoted forms and templates: forms that are values.
final class Templates {
    private final Lowering lowering;

    Templates(Lowering lowering) {
        this.lowering = lowering;
    }

    /// `'form`: names lose the marks that macros gave them.
    static Datum quoted(Form form) {
        return datum(form, 0);
    }

    /// What stands after a backquote.
    Expr template(Form form, Scope scope) {
        int mark = lowering.macros().templateMark(form);
        return part(form, 1, mark, scope);
    }

    private static Datum datum(Form form, int mark) {
        return switch (form) {
            case Form.Literal(var span, var lit) -> new Datum.Atom(span, lit);
            case Form.Symbol(var span, var name, _) -> symbol(span, name, mark);
            case Form.Sequence(var span, var shape, var items) ->
                    new Datum.Sequence(span, shape, data(items, mark));
            case Form.Prefixed(var span, var prefix, var inner) ->
                    new Datum.Sequence(
                            span,
                            Shape.LIST,
                            List.of(symbol(span, prefix.head(), mark), datum(inner, mark)));
        };
    }

    private static List<Datum> data(List<Form> forms, int mark) {
        var data = new ArrayList<Datum>(forms.size());
        for (var form : forms) {
            data.add(datum(form, mark));
        }
        return data;
    }

    /// `self` is never renamed: no program binds it but as a receiver.
    private static Datum.Symbol symbol(Span span, String name, int mark) {
        return new Datum.Symbol(span, name, name.equals("self") ? 0 : mark);
    }

    /// @param level how many templates the form stands in, less the unquotes around it
    private Expr part(Form form, int level, int mark, Scope scope) {
        var prefixed = Forms.prefixed(form);
        if (prefixed == null) {
            if (!(form instanceof Form.Sequence(var span, var shape, var items))
                    || isFixed(form, level)) {
                return new Expr.Quote(form.span(), datum(form, mark));
            }
            var parts = new ArrayList<Expr.Part>();
            for (var item : items) {
                parts.add(element(item, level, mark, scope));
            }
            return new Expr.Template(span, shape, parts);
        }
        return switch (prefixed.prefix()) {
            case UNQUOTE -> {
                if (level == 1) {
                    yield lowering.value(prefixed.form(), scope);
                }
                yield nested(prefixed, level - 1, mark, scope);
            }
            case SPLICE -> {
                if (level == 1) {
                    throw Refused.malformed(
                            form,
                            "`,@` has nothing to insert into",
                            "it stands inside a list, vector, tuple or map of a template");
                }
                yield nested(prefixed, level - 1, mark, scope);
            }
            case QUASIQUOTE -> nested(prefixed, level + 1, mark, scope);
            case QUOTE, BORROW, BORROW_MUT -> nested(prefixed, level, mark, scope);
        };
    }

    private Expr nested(Form.Prefixed form, int level, int mark, Scope scope) {
        var head = new Expr.Quote(form.span(), symbol(form.span(), form.prefix().head(), mark));
        return new Expr.Template(
                form.span(),
                Shape.LIST,
                List.of(new Expr.Part(head, false), element(form.form(), level, mark, scope)));
    }

    private Expr.Part element(Form form, int level, int mark, Scope scope) {
        var splice = Forms.prefixed(form, Form.Prefix.SPLICE);
        return splice != null && level == 1
                ? new Expr.Part(lowering.value(splice.form(), scope), true)
                : new Expr.Part(part(form, level, mark, scope), false);
    }

    /// Nothing in it is unquoted, so it is the same at every turn.
    private static boolean isFixed(Form form, int level) {
        var prefixed = Forms.prefixed(form);
        if (prefixed != null) {
            return switch (prefixed.prefix()) {
                case UNQUOTE, SPLICE -> level > 1 && isFixed(prefixed.form(), level - 1);
                case QUASIQUOTE -> isFixed(prefixed.form(), level + 1);
                case QUOTE, BORROW, BORROW_MUT -> isFixed(prefixed.form(), level);
            };
        }
        return form.children().stream().allMatch(child -> isFixed(child, level));
    }
}
