package org.oxur.ide;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.oxur.ide.Analysis.TopForm;
import org.oxur.ide.FormFacts.Target;
import org.oxur.ide.Meanings.Meaning;
import org.oxur.text.Span;

/// Which definitions each top-level form makes and refers to: what to load first, and what an edit
/// makes stale.
///
/// A method has two names, `Point::norm` for those who say whose it is and `.norm` for those who
/// leave it to the receiver. An `impl` has one, too (`.impl Area Point`): whoever names the type
/// depends on it, because printing and operators ask it without naming it. Several forms may define
/// a name with a leading dot; none of them replaces another.
public final class FileDependencies {
    private static final Set<Definition.Kind> TYPES =
            Set.of(Definition.Kind.STRUCT, Definition.Kind.ENUM);
    private static final Set<Definition.Kind> VALUES =
            Set.of(Definition.Kind.STATIC, Definition.Kind.CONSTANT);

    private final Analysis analysis;
    private final Meanings meanings;
    private final Snapshot snapshot;

    private FileDependencies(Snapshot snapshot, Analysis analysis) {
        this.analysis = analysis;
        this.snapshot = snapshot;
        this.meanings = new Meanings(snapshot, analysis);
    }

    /// What evaluating a form does.
    public enum Kind {
        DEFINITION,
        /// Structs and enums, and nothing else.
        TYPE,
        /// Statics and constants, and nothing else: definitions that hold a value.
        VALUE,
        MACRO,
        EXPRESSION
    }

    /// @param key equal for forms that read the same, wherever they stand
    /// @param defines names from the root of the text: `area`, `geometry::area`, `.norm`
    /// @param uses names in the same manner, those of other texts too
    public record Form(Span span, Object key, Kind kind, Set<String> defines, Set<String> uses) {
        public Form {
            defines = Set.copyOf(defines);
            uses = Set.copyOf(uses);
        }
    }

    /// Every top-level form that could be read, in order.
    public static List<Form> of(Snapshot snapshot, Analysis analysis) {
        var dependencies = new FileDependencies(snapshot, analysis);
        var read = analysis.parsed().forms();
        var forms = new ArrayList<Form>();
        int next = 0;
        for (var form : analysis.forms()) {
            if (form.read()) {
                while (read.get(next).span().start() != form.start()) {
                    next++;
                }
                forms.add(dependencies.form(form, read.get(next).contentKey()));
            }
        }
        return forms;
    }

    private Form form(TopForm form, Object key) {
        var defines = new LinkedHashSet<>(form.facts().defines());
        defined(Outline.in(analysis.tree(), form.node()), defines);
        var uses = new LinkedHashSet<String>();
        form.facts().uses().forEach(use -> used(use.target(), uses));
        if (!form.facts().opaque().isEmpty() || kind(form) == Kind.MACRO) {
            words(form, uses);
        }
        calledMacros(form, uses);
        return new Form(
                analysis.text().span(form.start(), form.node().end()),
                key,
                kind(form),
                defines,
                uses);
    }

    private Kind kind(TopForm form) {
        var head = analysis.tree().head(form.node());
        if ("defmacro".equals(head)) {
            return Kind.MACRO;
        }
        boolean defines =
                SpecialForms.isDefinition(head)
                        || form.facts().onlyDefines()
                        || DefiningMacros.mayDefine(analysis, head);
        if (!defines) {
            return Kind.EXPRESSION;
        }
        var kinds =
                Outline.in(analysis.tree(), form.node()).stream()
                        .map(Definition::kind)
                        .collect(Collectors.toSet());
        if (kinds.isEmpty()) {
            return Kind.DEFINITION;
        }
        return TYPES.containsAll(kinds)
                ? Kind.TYPE
                : VALUES.containsAll(kinds) ? Kind.VALUE : Kind.DEFINITION;
    }

    private static void defined(List<Definition> definitions, Set<String> names) {
        for (var definition : definitions) {
            switch (definition.kind()) {
                case FIELD, VARIANT -> {}
                case METHOD -> {
                    names.add(definition.path());
                    names.add("." + definition.name());
                }
                case IMPL -> {
                    names.add(implName(definition));
                    defined(definition.members(), names);
                }
                case FUNCTION, MACRO, STATIC, CONSTANT, STRUCT, ENUM, TRAIT, MODULE -> {
                    names.add(definition.path());
                    defined(definition.members(), names);
                }
            }
        }
    }

    /// `.impl Area Point`, from `(impl Area Point)`.
    private static String implName(Definition impl) {
        return "." + CodeLenses.implName(impl);
    }

    private void used(Target target, Set<String> names) {
        switch (target) {
            case Target.Value(var path, var module) -> named(path, module, names);
            case Target.TypeName(var path, var module) -> named(path, module, names);
            case Target.Method(var name) -> names.add("." + name);
            case Target.Local _, Target.Field _, Target.Generic _ -> {}
        }
    }

    private void named(String path, String module, Set<String> names) {
        // As written, too: an import is a definition of the name, and what is not defined yet may
        // be soon.
        names.add(module + path);
        names.add(path);
        if (meanings.resolve(path, module) instanceof Meaning.Defined(var definitions)) {
            for (var definition : definitions) {
                boolean isPart =
                        definition.kind() == Definition.Kind.VARIANT
                                || definition.kind() == Definition.Kind.FIELD;
                names.add(
                        there(definition)
                                + (isPart ? parent(definition.path()) : definition.path()));
                implementations(
                        isPart && definition.of() != null ? definition.of() : definition.name(),
                        names);
            }
        }
    }

    /// Where a definition of another text is: `geometry::`.
    private String there(Definition definition) {
        var source = definition.nameSpan().source();
        return source == analysis.text() ? "" : snapshot.moduleName(source.name()) + "::";
    }

    private void implementations(String type, Set<String> names) {
        for (var definition : analysis.outline()) {
            if (definition.kind() == Definition.Kind.IMPL && type.equals(definition.of())) {
                names.add(implName(definition));
            }
        }
    }

    private static String parent(String path) {
        int colons = path.lastIndexOf("::");
        return colons < 0 ? path : path.substring(0, colons);
    }

    /// Where macros hide what is meant, every word that is a definition's name counts.
    private void words(TopForm form, Set<String> names) {
        for (var token : analysis.tokensOf(form)) {
            if (token.kind() == Token.Kind.SYMBOL) {
                named(token.text(analysis.text().text()), "", names);
            }
        }
    }

    /// Expanded calls leave no trace of their macro's name in the tree.
    private void calledMacros(TopForm form, Set<String> names) {
        @Nullable Token last = null;
        for (var token : analysis.tokensOf(form)) {
            if (last != null
                    && last.kind() == Token.Kind.OPEN
                    && token.kind() == Token.Kind.SYMBOL) {
                var word = token.text(analysis.text().text());
                for (var definition : meanings.definitions(word, "")) {
                    if (definition.kind() == Definition.Kind.MACRO) {
                        names.add(there(definition) + definition.path());
                    }
                }
            }
            last = token;
        }
    }
}
