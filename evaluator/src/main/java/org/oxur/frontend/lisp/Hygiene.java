package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// Tells the names that a macro brings in from those of the program, by marks.
///
/// A name of the text has mark 0. Each template in a macro's code has a negative mark, which its
/// names carry while the macro runs. When the macro has given its form, these marks become one
/// positive mark, new for each expansion. A name with a positive mark that a form binds is then a
/// local apart from every other; one that nothing binds means the definition that it meant where
/// the macro was defined.
///
/// Positive marks begin anew with each top-level form: locals do not reach beyond it, and the same
/// text must give the same tree.
final class Hygiene {
    /// @param macro the name of the macro that it belongs to
    private record Template(Form form, String macro) {}

    /// @param module where the macro was defined, joined by `::`
    /// @param depth of expansions that led to it
    private record Expansion(String module, int depth) {}

    private final List<Template> templates = new ArrayList<>();
    private final List<Expansion> expansions = new ArrayList<>();

    void beginForm() {
        expansions.clear();
    }

    int templateMark(Form template, String macro) {
        templates.add(new Template(template, macro));
        return -templates.size();
    }

    /// The mark of a new expansion.
    int expansion(String module, int depth) {
        expansions.add(new Expansion(module, depth));
        return expansions.size();
    }

    /// How many expansions led to a name.
    int depth(int mark) {
        return mark > 0 && mark <= expansions.size() ? expansions.get(mark - 1).depth : 0;
    }

    /// The module that a name of this mark belongs to; null for names of the text.
    @Nullable String module(int mark) {
        return mark > 0 && mark <= expansions.size() ? expansions.get(mark - 1).module : null;
    }

    /// What a macro gave, with its new mark, and every part at the best place that is known: parts
    /// of the call's arguments where they stand in the text, what templates brought in at the call,
    /// with the place in the template.
    Form settle(Form result, Form.Sequence call, int mark, Span macro) {
        var arguments = new HashMap<Form, Form>();
        call.items().forEach(item -> collect(item, arguments));
        return new Settling(call.span(), mark, macro, arguments).settle(result);
    }

    private static void collect(Form form, Map<Form, Form> into) {
        into.putIfAbsent(form, form);
        form.children().forEach(child -> collect(child, into));
    }

    private final class Settling {
        private final Span call;
        private final int mark;
        private final Span macro;
        private final Map<Form, Form> arguments;

        Settling(Span call, int mark, Span macro, Map<Form, Form> arguments) {
            this.call = call;
            this.mark = mark;
            this.macro = macro;
            this.arguments = arguments;
        }

        Form settle(Form form) {
            var original = arguments.get(form);
            if (original != null) {
                return original;
            }
            return switch (form) {
                case Form.Literal(_, var lit) -> new Form.Literal(call.from(macro), lit);
                case Form.Symbol(_, var name, var old) ->
                        new Form.Symbol(call.from(place(form)), name, old < 0 ? mark : old);
                case Form.Prefixed(_, var prefix, var inner) ->
                        new Form.Prefixed(call.from(macro), prefix, settle(inner));
                case Form.Sequence(_, var shape, var items) -> {
                    var settled = new ArrayList<Form>(items.size());
                    for (var item : items) {
                        settled.add(settle(item));
                    }
                    yield new Form.Sequence(call.from(place(form)), shape, settled);
                }
            };
        }

        /// Where in the macro's template a form comes from: its first name, or the list that begins
        /// with it.
        private Span place(Form form) {
            var head = form instanceof Form.Symbol symbol ? symbol : Forms.head(form);
            if (head == null || head.mark() >= 0 || -head.mark() > templates.size()) {
                return macro;
            }
            var found = find(templates.get(-head.mark() - 1).form, head.name(), head != form);
            return found == null ? macro : found.span();
        }

        private static @Nullable Form find(Form in, String name, boolean list) {
            var candidate = list ? Forms.head(in) : in;
            if (candidate instanceof Form.Symbol symbol && symbol.name().equals(name)) {
                return in;
            }
            for (var child : in.children()) {
                var found = find(child, name, list);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
    }
}
