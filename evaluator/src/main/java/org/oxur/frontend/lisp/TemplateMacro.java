package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Datum.Shape;
import org.oxur.text.Span;

/// A macro that is one template with its parameters filled in: `(defmacro unless [test & body] `(if
/// ,test nil (do ,@body)))`, or that gives one of its arguments back. It is expanded here, without
/// running any code, so that it works where programs must not run, and every argument keeps its
/// place.
///
/// @param parameters the names of the arguments, the rest parameter last
record TemplateMacro(List<Form.Symbol> parameters, boolean hasRest, Form template) {

    /// Null if the macro does more than fill in a template.
    static @Nullable TemplateMacro of(Form.Sequence parameters, List<Form> body) {
        if (body.size() != 1) {
            return null;
        }
        var template = template(body.getFirst());
        if (template == null) {
            return null;
        }
        var names = new ArrayList<Form.Symbol>();
        boolean rest = false;
        var cursor = new Cursor(parameters.items());
        while (cursor.hasNext()) {
            if (cursor.takeSymbol("&")) {
                if (cursor.left() != 1) {
                    return null;
                }
                rest = true;
            }
            if (!(cursor.take() instanceof Form.Symbol symbol)
                    || symbol.name().equals("mut")
                    || Forms.namesDefinition(symbol.name())) {
                return null;
            }
            names.add(symbol);
        }
        if (rest && template.equals(argument(names.getLast()))) {
            // A list of forms is no vector.
            return null;
        }
        var macro = new TemplateMacro(names, rest, template);
        return macro.isSimple(template, false) ? macro : null;
    }

    /// What is filled in; a body that is a parameter's name gives that argument as it is.
    private static @Nullable Form template(Form body) {
        var quoted = Forms.prefixed(body, Form.Prefix.QUASIQUOTE);
        if (quoted != null) {
            return quoted.form();
        }
        return body instanceof Form.Symbol symbol ? argument(symbol) : null;
    }

    private static Form argument(Form.Symbol parameter) {
        return new Form.Prefixed(parameter.span(), Form.Prefix.UNQUOTE, parameter);
    }

    /// Only parameters are unquoted, only the rest parameter is spliced, and no template stands in
    /// the template.
    private boolean isSimple(Form form, boolean inSequence) {
        var prefixed = Forms.prefixed(form);
        if (prefixed == null) {
            return form.children().stream().allMatch(child -> isSimple(child, true));
        }
        return switch (prefixed.prefix()) {
            case QUASIQUOTE -> false;
            case UNQUOTE -> prefixed.form() instanceof Form.Symbol symbol && index(symbol) >= 0;
            case SPLICE ->
                    inSequence
                            && hasRest
                            && prefixed.form() instanceof Form.Symbol symbol
                            && index(symbol) == parameters.size() - 1;
            case QUOTE, BORROW, BORROW_MUT -> isSimple(prefixed.form(), false);
        };
    }

    private int index(Form.Symbol symbol) {
        return parameters.indexOf(symbol);
    }

    int required() {
        return hasRest ? parameters.size() - 1 : parameters.size();
    }

    /// @param mark for the names that the template brings in
    Form expand(Form.Sequence call, int mark) {
        var arguments = Forms.arguments(call);
        var bound = new HashMap<Form.Symbol, Form>();
        for (int i = 0; i < required(); i++) {
            bound.put(parameters.get(i), arguments.get(i));
        }
        var rest = hasRest ? arguments.subList(required(), arguments.size()) : List.<Form>of();
        if (hasRest) {
            bound.put(parameters.getLast(), new Form.Sequence(call.span(), Shape.VEC, rest));
        }
        return new Filling(call.span(), mark, bound, rest).fill(template);
    }

    private record Filling(Span call, int mark, Map<Form.Symbol, Form> bound, List<Form> rest) {
        Form fill(Form form) {
            var prefixed = Forms.prefixed(form);
            if (prefixed != null) {
                if (prefixed.prefix() == Form.Prefix.UNQUOTE
                        && bound.get(prefixed.form()) instanceof Form argument) {
                    return argument;
                }
                return new Form.Prefixed(place(form), prefixed.prefix(), fill(prefixed.form()));
            }
            return switch (form) {
                case Form.Literal(_, var lit) -> new Form.Literal(place(form), lit);
                case Form.Symbol(_, var name, _) ->
                        new Form.Symbol(place(form), name, name.equals("self") ? 0 : mark);
                case Form.Sequence(_, var shape, var items) ->
                        new Form.Sequence(place(form), shape, fillAll(items));
                case Form.Prefixed _ -> form;
            };
        }

        private List<Form> fillAll(List<Form> items) {
            var filled = new ArrayList<Form>();
            for (var item : items) {
                if (Forms.prefixed(item, Form.Prefix.SPLICE) != null) {
                    filled.addAll(rest);
                } else {
                    filled.add(fill(item));
                }
            }
            return filled;
        }

        private Span place(Form form) {
            return call.from(form.span());
        }
    }
}
