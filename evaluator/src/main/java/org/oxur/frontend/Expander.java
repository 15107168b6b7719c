package org.oxur.frontend;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Stmt;
import org.oxur.error.LanguageError;
import org.oxur.frontend.ParsedText.SourceForm;
import org.oxur.text.Span;

/// A compile-time environment: the macros defined so far, and what turns a form into the tree.
public interface Expander {
    /// Expands a form completely and lowers it. A macro definition takes effect here and gives no
    /// statements; functions that later macros may call are handed to the [MacroHost] as they pass.
    Lowered expand(SourceForm form);

    /// The same for a form that stands in the module of that path (`geometry`, `a::b`): it sees the
    /// macros of that module, and those it defines belong there.
    default Lowered expandIn(String module, SourceForm form) {
        return expand(form);
    }

    /// The quoted form expanded, once or completely, as a value (a list, symbol …): what
    /// `macroexpand` gives.
    Object macroexpand(Object form, boolean once);

    /// Names that are no definitions of the tree but mean something at the head of a form: special
    /// forms and macros, the program's among them.
    default List<Word> words() {
        return List.of();
    }

    /// Whether the text may define a type of that name, by itself or by one of its macros.
    default boolean mayDefine(String text, String type) {
        return text.indexOf(type) != text.lastIndexOf(type);
    }

    /// @param macro or else a special form
    /// @param own where the program defined it; null for what the language brings
    record Word(String name, boolean macro, @Nullable Span own) {}

    /// @param stmts empty if there are errors that leave nothing to run
    /// @param macrosDefined names of the macros that this form defined
    /// @param macrosUsed names of the macros of the program, not of the prelude, that took part
    record Lowered(
            List<Stmt> stmts,
            List<LanguageError> errors,
            List<String> macrosDefined,
            List<String> macrosUsed) {
        public Lowered {
            stmts = List.copyOf(stmts);
            errors = List.copyOf(errors);
            macrosDefined = List.copyOf(macrosDefined);
            macrosUsed = List.copyOf(macrosUsed);
        }
    }
}
