package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Datum.Shape;
import org.oxur.ast.Lit;
import org.oxur.text.Span;

/// Macros that every program has and that are more than a template.
final class PreludeMacros {
    /// What becomes of a call; names that it brings in get the mark.
    interface Rewrite {
        Form rewrite(Form.Sequence call, int mark);
    }

    private static final Map<String, Rewrite> REWRITES =
            Map.of(
                    "if-let", (call, mark) -> new PreludeMacros(call, mark).ifLet(),
                    "->", (call, mark) -> new PreludeMacros(call, mark).thread(true),
                    "->>", (call, mark) -> new PreludeMacros(call, mark).thread(false),
                    "dotimes", (call, mark) -> new PreludeMacros(call, mark).dotimes(),
                    "case", (call, mark) -> new PreludeMacros(call, mark).cases(),
                    "comp", (call, mark) -> new PreludeMacros(call, mark).comp(),
                    "partial", (call, mark) -> new PreludeMacros(call, mark).partial());

    private final Form.Sequence call;
    private final List<Form> arguments;
    private final Span span;
    private final int mark;

    private PreludeMacros(Form.Sequence call, int mark) {
        this.call = call;
        this.arguments = Forms.arguments(call);
        this.span = call.span();
        this.mark = mark;
    }

    static @Nullable Rewrite named(String name) {
        return REWRITES.get(name);
    }

    static Set<String> names() {
        return REWRITES.keySet();
    }

    private Refused malformed(String shape) {
        return Refused.malformed(call, "malformed `" + Forms.headName(call) + "`", shape);
    }

    private Form.Symbol symbol(String name) {
        return new Form.Symbol(span, name, mark);
    }

    private Form list(Form... items) {
        return new Form.Sequence(span, Shape.LIST, List.of(items));
    }

    private Form list(List<Form> items) {
        return new Form.Sequence(span, Shape.LIST, items);
    }

    private Form vector(List<Form> items) {
        return new Form.Sequence(span, Shape.VEC, items);
    }

    /// `(if-let pattern value then else?)`.
    private Form ifLet() {
        if (arguments.size() < 3 || arguments.size() > 4) {
            throw malformed("`(if-let pattern value then else)`");
        }
        var otherwise =
                arguments.size() == 4 ? arguments.get(3) : new Form.Literal(span, new Lit.Unit());
        return list(
                symbol("match"),
                arguments.get(1),
                arguments.get(0),
                arguments.get(2),
                symbol("_"),
                otherwise);
    }

    /// `(-> x (f a) g)` is `(g (f x a))`; `->>` puts the value last.
    private Form thread(boolean first) {
        if (arguments.isEmpty()) {
            throw malformed("`(-> value (function argument…) …)`");
        }
        var value = arguments.getFirst();
        for (var step : arguments.subList(1, arguments.size())) {
            var items = new ArrayList<Form>();
            if (step instanceof Form.Sequence list
                    && list.is(Shape.LIST)
                    && !list.items().isEmpty()) {
                items.addAll(list.items());
                items.add(first ? 1 : items.size(), value);
            } else {
                items.add(step);
                items.add(value);
            }
            value = new Form.Sequence(step.span(), Shape.LIST, items);
        }
        return value;
    }

    /// `(dotimes [i n] body…)`.
    private Form dotimes() {
        if (arguments.isEmpty()
                || !(arguments.getFirst() instanceof Form.Sequence binding)
                || !binding.is(Shape.VEC)
                || binding.items().size() != 2) {
            throw malformed("`(dotimes [i count] body…)`");
        }
        var zero = new Form.Literal(span, Literals.ZERO);
        var range = list(symbol(".."), zero, binding.items().get(1));
        var items = new ArrayList<Form>();
        items.add(symbol("for"));
        items.add(vector(List.of(binding.items().getFirst(), range)));
        items.addAll(arguments.subList(1, arguments.size()));
        return list(items);
    }

    /// `(case value 1 :one (2 3) :few else :many)`: literals only, several in a list; `else` or a
    /// last form alone for the rest.
    private Form cases() {
        if (arguments.isEmpty()) {
            throw malformed("`(case value literal body … else body)`");
        }
        var items = new ArrayList<Form>();
        items.add(symbol("match"));
        items.add(arguments.getFirst());
        var cursor = new Cursor(arguments.subList(1, arguments.size()));
        while (cursor.hasNext()) {
            var test = cursor.take();
            if (!cursor.hasNext()) {
                items.add(symbol("_"));
                items.add(test);
            } else {
                boolean last = cursor.left() == 1;
                items.add(last && isElse(test) ? symbol("_") : alternatives(test));
                items.add(cursor.take());
            }
        }
        return list(items);
    }

    private static boolean isElse(Form form) {
        return Forms.isSymbol(form, "else") || Forms.isKeyword(form, "else");
    }

    private Form alternatives(Form test) {
        if (!(test instanceof Form.Sequence list) || !list.is(Shape.LIST)) {
            return constant(test);
        }
        var items = new ArrayList<Form>();
        items.add(symbol("or"));
        list.items().forEach(item -> items.add(constant(item)));
        return new Form.Sequence(test.span(), Shape.LIST, items);
    }

    private static Form constant(Form form) {
        if (form instanceof Form.Literal
                || (form instanceof Form.Symbol symbol && Forms.namesDefinition(symbol.name()))) {
            return form;
        }
        throw Refused.malformed(form, "a `case` tests for literals", "`match` takes patterns");
    }

    /// `(comp f g)` is a function that calls `g`, then `f` with what `g` gave.
    private Form comp() {
        if (arguments.isEmpty()) {
            throw malformed("`(comp f g …)`");
        }
        var rest = symbol("arguments");
        var names = names(arguments.size());
        Form value = list(symbol("apply"), names.getLast(), rest);
        for (int i = names.size() - 2; i >= 0; i--) {
            value = list(names.get(i), value);
        }
        return closure(names, arguments, rest, value);
    }

    /// `(partial f a b)` is a function that puts `a` and `b` before its own arguments. It may be
    /// called again, so it gives clones of them.
    private Form partial() {
        if (arguments.isEmpty()) {
            throw malformed("`(partial f argument…)`");
        }
        var rest = symbol("arguments");
        var names = names(arguments.size());
        var all = symbol("all");
        var given = new ArrayList<Form>();
        names.subList(1, names.size())
                .forEach(name -> given.add(list(symbol("clone"), borrow(name))));
        var value =
                list(
                        symbol("let"),
                        vector(List.of(symbol("mut"), all, vector(given))),
                        list(
                                symbol("for"),
                                vector(List.of(symbol("argument"), rest)),
                                list(symbol(".push"), all, symbol("argument"))),
                        list(symbol("apply"), names.getFirst(), all));
        return closure(names, arguments, rest, value);
    }

    private Form borrow(Form form) {
        return new Form.Prefixed(span, Form.Prefix.BORROW, form);
    }

    private List<Form> names(int count) {
        var names = new ArrayList<Form>();
        for (int i = 0; i < count; i++) {
            names.add(symbol("part" + i));
        }
        return names;
    }

    /// `(let [name value …] (fn move [& rest] body))`.
    private Form closure(List<Form> names, List<Form> values, Form.Symbol rest, Form body) {
        var bindings = new ArrayList<Form>();
        for (int i = 0; i < names.size(); i++) {
            bindings.add(names.get(i));
            bindings.add(values.get(i));
        }
        var function = list(symbol("fn"), symbol("move"), vector(List.of(symbol("&"), rest)), body);
        return list(symbol("let"), vector(bindings), function);
    }
}
