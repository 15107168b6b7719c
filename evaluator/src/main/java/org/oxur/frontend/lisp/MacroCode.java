package org.oxur.frontend.lisp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Ident;
import org.oxur.ast.Item;
import org.oxur.frontend.MacroHost;

/// The code of macros, and copies of the functions that stand before them: what runs at expansion
/// time. It is lowered apart from the program's, because its templates mark the names they bring in
/// (see [Hygiene]).
final class MacroCode {
    private final MacroHost host;
    private final Hygiene hygiene;

    /// By name, as they were defined last. Copied when a macro is defined that may call them; most
    /// programs have none.
    private final SequencedMap<String, Form.Sequence> notYetCopied = new LinkedHashMap<>();

    private @Nullable String lowering;

    MacroCode(MacroHost host, Hygiene hygiene) {
        this.host = host;
        this.hygiene = hygiene;
    }

    void beginForm() {
        lowering = null;
    }

    boolean canRun() {
        return host.available();
    }

    Object call(String function, List<Object> arguments) {
        return host.call(function, arguments);
    }

    /// A function of the program was defined: later macros may call it.
    void passed(Form.Sequence form) {
        // A function in a copied one is copied with it.
        if (lowering == null) {
            var arguments = Forms.arguments(form);
            if (!arguments.isEmpty() && arguments.getFirst() instanceof Form.Symbol symbol) {
                notYetCopied.putLast(symbol.name(), form);
            }
        }
    }

    /// @param name of the macro or function whose code it is
    Functions.Function lower(String name, Supplier<Functions.Function> task) {
        var around = lowering;
        lowering = name;
        try {
            return task.get();
        } finally {
            lowering = around;
        }
    }

    /// The mark for the names of a template: 0 in code that runs with the program, where a template
    /// is only data.
    int templateMark(Form template) {
        var name = lowering;
        return name == null ? 0 : hygiene.templateMark(template, name);
    }

    void define(Form.Sequence form, Functions.Function function) {
        var body = function.body();
        if (host.available() && body != null) {
            host.define(
                    new Item.Fn(form.span(), false, function.signature(), body, function.doc()));
        }
    }

    /// Hands the functions that stand before a macro to where macros run.
    void copyFunctions(Functions functions) {
        if (host.available()) {
            notYetCopied.values().forEach(form -> copy(form, functions));
        }
        notYetCopied.clear();
    }

    private void copy(Form.Sequence form, Functions functions) {
        var cursor = new Cursor(Forms.arguments(form));
        if (!(cursor.take() instanceof Form.Symbol symbol)) {
            return;
        }
        var ident = new Ident(symbol.span(), symbol.name());
        try {
            define(
                    form,
                    lower(symbol.name(), () -> functions.function(form, ident, cursor, false)));
        } catch (Refused _) {
            // A macro that it uses has been redefined since; macros do not see it, then.
            return;
        }
    }
}
