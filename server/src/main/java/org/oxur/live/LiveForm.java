package org.oxur.live;

import java.util.Set;

/// A top-level form of a text, as far as evaluating on save has to know it.
///
/// @param key equal for forms that say the same, wherever they stand
/// @param kind what evaluating it does
/// @param defines names that exist because of it; methods with a leading dot
/// @param uses names whose meaning it depends on, those of macros too; methods with a leading dot
public record LiveForm(
        int start, int end, Object key, Kind kind, Set<String> defines, Set<String> uses) {
    public LiveForm {
        defines = Set.copyOf(defines);
        uses = Set.copyOf(uses);
    }

    public enum Kind {
        /// Loaded: function, implementation, trait, module, import.
        DEFINITION,
        /// Loaded, and what values of it are made anew when it changes.
        TYPE,
        /// Loaded: a static or a constant. What it holds is of the types that it was made with.
        VALUE,
        /// Loaded, and what other forms mean when they are expanded depends on it.
        MACRO,
        /// Evaluated for its value.
        EXPRESSION
    }

    public boolean isDefinition() {
        return kind != Kind.EXPRESSION;
    }
}
