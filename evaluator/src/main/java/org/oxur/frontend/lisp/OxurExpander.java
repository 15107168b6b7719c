package org.oxur.frontend.lisp;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Stmt;
import org.oxur.error.Bug;
import org.oxur.error.LanguageError;
import org.oxur.error.OxurPanic;
import org.oxur.error.TypeError;
import org.oxur.frontend.Expander;
import org.oxur.frontend.MacroHost;
import org.oxur.frontend.ParsedText.SourceForm;
import org.oxur.text.SourceText;
import org.oxur.text.Span;

/// Turns top-level forms into statements, one after another; what they define for compile time
/// stays.
final class OxurExpander implements Expander {
    private static final Span NO_PLACE = new SourceText("<macroexpand>", "").whole();

    /// What ends a name.
    private static final String NO_WORD = "(?![^\\s()\\[\\]{}\";,])";

    private final Macros macros;
    private final Lowering lowering;

    OxurExpander(MacroHost host) {
        this.macros = new Macros(host);
        this.lowering = new Lowering(macros);
    }

    @Override
    public Lowered expand(SourceForm form) {
        return expandIn("", form);
    }

    @Override
    public Lowered expandIn(String module, SourceForm form) {
        if (!(form instanceof Syntax.TopLevel(var top))) {
            throw Bug.unreachable("an expander gets forms of its own front end");
        }
        return DeepStack.run(() -> attempt(top, module));
    }

    private Lowered attempt(Form top, String module) {
        macros.beginForm();
        if (!module.isEmpty()) {
            macros.standIn(module);
        }
        lowering.beginForm();
        List<Stmt> statements = List.of();
        @Nullable LanguageError error = null;
        try {
            var own = lowering.topLevel(top);
            statements = lowering.items().files().withLoaded(own);
        } catch (Refused refused) {
            error = refused.error();
        }
        return new Lowered(
                statements,
                error == null ? List.of() : List.of(error),
                macros.defined(),
                macros.used());
    }

    @Override
    public Object macroexpand(Object form, boolean once) {
        macros.beginForm();
        try {
            var read = FormValues.form(form, NO_PLACE);
            return DeepStack.run(
                    () -> FormValues.value(Unmarked.of(once ? once(read) : completely(read))));
        } catch (FormValues.NoForm problem) {
            throw new OxurPanic(
                    new TypeError.BadArgument(
                            NO_PLACE, "macroexpand takes a form, this is " + problem.getMessage()));
        } catch (Refused refused) {
            throw new OxurPanic(refused.error());
        }
    }

    @Override
    public List<Word> words() {
        var words = new ArrayList<Word>();
        Forms.RESERVED.forEach(name -> words.add(new Word(name, false, null)));
        words.addAll(macros.words());
        return words;
    }

    /// `(def… Name`, a macro's `(record Name`, or an import of it.
    @Override
    public boolean mayDefine(String text, String type) {
        var name = Pattern.quote(type) + NO_WORD;
        if (Pattern.compile("(::|:as\\s+)" + name).matcher(text).find()) {
            return true;
        }
        return Pattern.compile("\\(([^\\s()\\[\\]{}\";]+)\\s+" + name)
                .matcher(text)
                .results()
                .anyMatch(found -> found.group(1).startsWith("def") || isOwn(found.group(1)));
    }

    private boolean isOwn(String head) {
        return macros.words().stream()
                .anyMatch(word -> word.own() != null && word.name().endsWith(head));
    }

    private Form once(Form form) {
        var head = Forms.head(form);
        return head != null
                        && !Forms.RESERVED.contains(head.name())
                        && macros.expand((Form.Sequence) form, head)
                                instanceof Macros.Expansion.Expanded(var expanded)
                ? expanded
                : form;
    }

    private Form completely(Form form) {
        return switch (macros.expandHead(form, Scope.TOP)) {
            case Form.Prefixed(var span, var prefix, var inner)
                    when prefix == Form.Prefix.BORROW || prefix == Form.Prefix.BORROW_MUT ->
                    new Form.Prefixed(span, prefix, completely(inner));
            case Form.Sequence(var span, var shape, var items) ->
                    new Form.Sequence(span, shape, items.stream().map(this::completely).toList());
            case Form other -> other;
        };
    }
}
