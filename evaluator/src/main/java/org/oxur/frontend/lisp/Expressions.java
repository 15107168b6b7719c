package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.ast.Ident;
import org.oxur.ast.Path;
import org.oxur.error.Bug;

/// What each form means where a value is wanted: atoms, literals of collections, and calls, whose
/// head decides which part of the front end knows them.
final class Expressions {
    private final Lowering lowering;
    private final Templates templates;
    private final SpecialForms specials;
    private final Operators operators;
    private final Calls calls;

    Expressions(Lowering lowering, Templates templates) {
        this.lowering = lowering;
        this.templates = templates;
        this.specials = new SpecialForms(lowering);
        this.operators = new Operators(lowering);
        this.calls = new Calls(lowering, this);
    }

    Expr expression(Form form, Scope scope, boolean tail) {
        var prefixed =
                form instanceof Form.Sequence ? prefixedList(form, scope) : Forms.prefixed(form);
        if (prefixed != null) {
            return prefixed(prefixed, scope);
        }
        return switch (form) {
            case Form.Literal(var span, var lit) -> new Expr.Literal(span, lit);
            case Form.Symbol symbol -> symbol(symbol, scope);
            case Form.Sequence sequence ->
                    switch (sequence.shape()) {
                        case LIST -> list(sequence, scope, tail);
                        case VEC -> vec(sequence, scope);
                        case TUPLE -> tuple(sequence, scope);
                        case MAP -> map(sequence, scope);
                    };
            case Form.Prefixed _ -> throw Bug.unreachable("prefixed forms were handled above");
        };
    }

    private Expr vec(Form.Sequence form, Scope scope) {
        var name = Adjacent.name(form.span());
        if (name != null) {
            throw Adjacent.refused(form, name);
        }
        return new Expr.Vec(form.span(), lowering.values(form.items(), scope));
    }

    private static Form.@Nullable Prefixed prefixedList(Form form, Scope scope) {
        var head = Forms.head(form);
        return head == null || scope.binds(head.name(), head.mark()) ? null : Forms.prefixed(form);
    }

    private Expr prefixed(Form.Prefixed form, Scope scope) {
        var span = form.span();
        return switch (form.prefix()) {
            case QUOTE -> new Expr.Quote(span, Templates.quoted(form.form()));
            case QUASIQUOTE -> templates.template(form.form(), scope);
            case UNQUOTE, SPLICE ->
                    throw RustWays.separates(form)
                            ? RustWays.comma(form)
                            : Refused.malformed(
                                    form,
                                    "`" + form.prefix().text() + "` outside a template",
                                    "a template begins with a backquote: `` `(if ,test nil ,body) ``");
            case BORROW -> new Expr.Reference(span, false, lowering.value(form.form(), scope));
            case BORROW_MUT -> new Expr.Reference(span, true, lowering.value(form.form(), scope));
        };
    }

    private Expr tuple(Form.Sequence form, Scope scope) {
        if (form.items().isEmpty()) {
            throw Refused.malformed(form, "`{}` is not a form", "unit is `nil`");
        }
        RustWays.refuseFields(form);
        return new Expr.Tuple(form.span(), lowering.values(form.items(), scope));
    }

    private Expr map(Form.Sequence form, Scope scope) {
        var entries = new ArrayList<Expr.MapEntry>();
        var cursor = new Cursor(form.items());
        while (cursor.hasNext()) {
            var key = cursor.take();
            if (!cursor.hasNext()) {
                throw Refused.malformed(key, "this key of the map has no value");
            }
            entries.add(
                    new Expr.MapEntry(
                            lowering.value(key, scope), lowering.value(cursor.take(), scope)));
        }
        return new Expr.Map(form.span(), entries);
    }

    private Expr list(Form.Sequence form, Scope scope, boolean tail) {
        if (form.items().isEmpty()) {
            var name = Adjacent.name(form.span());
            throw Refused.malformed(
                    form,
                    "`()` calls nothing",
                    name == null
                            ? "the empty list as a value is `'()`"
                            : Adjacent.call(name, "()"));
        }
        RustWays.refuseCall(form);
        var head = Forms.head(form);
        if (head == null || scope.binds(head.name(), head.mark())) {
            return calls.call(form, scope);
        }
        if (SpecialForms.knows(head.name())) {
            return specials.special(head.name(), form, scope, tail);
        }
        if (Forms.ITEMS.contains(head.name())) {
            throw Refused.malformed(
                    form,
                    "a definition cannot stand here",
                    "definitions stand at the top level, in a `mod`, or directly in a body");
        }
        var macros = lowering.macros();
        var expansion = macros.expand(form, head);
        return switch (expansion) {
            case Macros.Expansion.Expanded(var expanded) -> {
                macros.enter(head, form);
                try {
                    yield lowering.expression(expanded, scope, tail);
                } finally {
                    macros.leave();
                }
            }
            case Macros.Expansion.Opaque _ -> new Expr.Quote(form.span(), Templates.quoted(form));
            case Macros.Expansion.None _ -> {
                var operation =
                        macros.isDefined(head.name())
                                ? null
                                : operators.operation(head.name(), form, scope, tail);
                yield operation == null ? calls.call(form, scope) : operation;
            }
        };
    }

    /// A name: a local, a definition, or a path of fields that begins with one of these.
    Expr symbol(Form.Symbol symbol, Scope scope) {
        var name = symbol.name();
        RustWays.refuseClosure(symbol);
        int dot = name.indexOf('.');
        if (dot < 0 || isDots(name) || scope.binds(name, symbol.mark())) {
            return name(symbol, scope);
        }
        if (dot == 0) {
            throw Refused.malformed(
                    symbol,
                    "the method `" + name + "` is no value",
                    "call it: `(" + name + " receiver)`");
        }
        var base =
                new Form.Symbol(Types.part(symbol, 0, dot), name.substring(0, dot), symbol.mark());
        return fields(symbol, dot, name(base, scope));
    }

    /// `.x.0` after a base, from a dot on.
    private static Expr fields(Form.Symbol symbol, int dot, Expr base) {
        var name = symbol.name();
        var value = base;
        int from = dot;
        while (from < name.length()) {
            int next = name.indexOf('.', from + 1);
            int end = next < 0 ? name.length() : next;
            var field = name.substring(from + 1, end);
            if (field.isEmpty() || field.contains("::")) {
                throw Refused.malformed(
                        symbol, "`" + name + "` is no name", "a field is `value.field`");
            }
            var span =
                    symbol.span().template() == null
                            ? base.span().to(Types.part(symbol, from + 1, end))
                            : symbol.span();
            value =
                    isIndex(field)
                            ? new Expr.TupleField(span, value, Integer.parseInt(field))
                            : new Expr.Field(
                                    span,
                                    value,
                                    new Ident(Types.part(symbol, from + 1, end), field));
            from = end;
        }
        return value;
    }

    private static boolean isIndex(String field) {
        return field.length() < 9 && field.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isDots(String name) {
        return name.chars().allMatch(c -> c == '.' || c == '=');
    }

    Expr.Name name(Form.Symbol symbol, Scope scope) {
        return new Expr.Name(symbol.span(), path(symbol, scope));
    }

    /// What a name in a value's place refers to (see [Hygiene]): a local of that name and mark,
    /// else a definition.
    Path path(Form.Symbol symbol, Scope scope) {
        var name = symbol.name();
        if (scope.binds(name, symbol.mark())) {
            return Path.of(new Ident(symbol.span(), name, symbol.mark()));
        }
        if (Forms.RESERVED.contains(name)) {
            throw Refused.malformed(symbol, "`" + name + "` is a special form, not a value");
        }
        return lowering.macros().definitionPath(symbol, List.of());
    }
}
