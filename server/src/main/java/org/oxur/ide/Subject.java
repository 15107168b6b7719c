package org.oxur.ide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.builtin.Builtins;
import org.oxur.ide.Analysis.TopForm;
import org.oxur.ide.FormFacts.Target;
import org.oxur.ide.FormFacts.Use;
import org.oxur.ide.FormFacts.Variable;
import org.oxur.ide.Meanings.Meaning;
import org.oxur.text.Span;

/// What the cursor is on: the thing that hover explains, that definition goes to, that references
/// are looked for.
sealed interface Subject {
    /// The name at the cursor.
    Span span();

    record Local(Span span, TopForm form, Variable variable) implements Subject {}

    /// @param definitions more than one if it is not certain which is meant
    record Defined(Span span, List<Definition> definitions) implements Subject {
        public Defined {
            definitions = List.copyOf(definitions);
        }
    }

    record BuiltIn(Span span, BuiltinFunction function) implements Subject {}

    record Special(Span span, SpecialForm form) implements Subject {}

    /// A type, trait or variant of the language.
    record OfLanguage(Span span, String name) implements Subject {}

    /// Finds what stands at an offset; a cursor behind a name is on it.
    static Optional<Subject> at(Snapshot snapshot, Analysis analysis, int offset) {
        return Optional.ofNullable(new Finder(snapshot, analysis).at(offset));
    }

    /// What one use in a text stands for; empty if that is not known.
    static Optional<Subject> of(Snapshot snapshot, Analysis analysis, TopForm form, Use use) {
        return Optional.ofNullable(new Finder(snapshot, analysis).of(form, use));
    }

    /// Looks in what is known of a form first, then at the bare word.
    final class Finder {
        private final Snapshot snapshot;
        private final Analysis analysis;
        private final Meanings meanings;

        Finder(Snapshot snapshot, Analysis analysis) {
            this.snapshot = snapshot;
            this.analysis = analysis;
            this.meanings = new Meanings(snapshot, analysis);
        }

        @Nullable Subject at(int offset) {
            var form = analysis.formAt(offset);
            if (form != null) {
                int inside = offset - form.start();
                for (var use : form.facts().uses()) {
                    if (use.place().touches(inside)) {
                        var found = of(form, use);
                        if (found != null) {
                            return found;
                        }
                    }
                }
                for (var variable : form.facts().variables()) {
                    if (variable.place().touches(inside)) {
                        return new Local(analysis.span(form, variable.place()), form, variable);
                    }
                }
            }
            for (var definitions : analysis.definitions().values()) {
                for (var definition : definitions) {
                    if (definition.nameSpan().start() <= offset
                            && offset <= definition.nameSpan().end()) {
                        return new Defined(definition.nameSpan(), List.of(definition));
                    }
                }
            }
            return word(offset);
        }

        @Nullable Subject of(TopForm form, Use use) {
            var span = analysis.span(form, use.place());
            return switch (use.target()) {
                case Target.Local(int id) ->
                        new Local(span, form, form.facts().variables().get(id));
                case Target.Value(var path, var module) ->
                        meaning(span, path, meanings.resolve(path, module));
                case Target.TypeName(var path, var module) ->
                        meaning(span, path, meanings.resolve(path, module));
                case Target.Field(var name, var owner, var module) ->
                        field(span, name, owner, module);
                case Target.Method(var name) -> method(span, name);
                case Target.Generic _ -> null;
            };
        }

        private @Nullable Subject meaning(Span span, String path, Meaning meaning) {
            return switch (meaning) {
                case Meaning.Defined(var definitions) -> new Defined(span, definitions);
                case Meaning.BuiltIn(var function) -> new BuiltIn(span, function);
                case Meaning.OfLanguage(var name) -> language(span, name);
                case Meaning.Elsewhere(), Meaning.Unknown _ ->
                        snapshot.module(path, analysis.text().name()) instanceof Analysis module
                                ? moduleStart(span, path, module)
                                : null;
            };
        }

        private static Subject language(Span span, String name) {
            var special = SpecialForms.named(name);
            return special == null ? new OfLanguage(span, name) : new Special(span, special);
        }

        private static Subject moduleStart(Span span, String path, Analysis module) {
            var start = module.text().span(0, 0);
            var definition =
                    new Definition(
                            Definition.Kind.MODULE,
                            path,
                            module.text().whole(),
                            start,
                            "(mod " + path + ")",
                            null,
                            List.of(),
                            Definition.Arity.ANY,
                            true,
                            null,
                            List.of());
            return new Defined(span, List.of(definition));
        }

        private @Nullable Subject field(
                Span span, String name, @Nullable String owner, String module) {
            var types = owner == null ? List.<Definition>of() : meanings.definitions(owner, module);
            var exact =
                    types.stream()
                            .flatMap(type -> type.members().stream())
                            .filter(member -> member.name().equals(name))
                            .toList();
            var found =
                    exact.isEmpty() && types.isEmpty()
                            ? everywhere(
                                    d -> d.kind() == Definition.Kind.FIELD && d.name().equals(name))
                            : exact;
            return found.isEmpty() ? null : new Defined(span, found);
        }

        private @Nullable Subject method(Span span, String name) {
            var found =
                    everywhere(d ->
                            (d.kind() == Definition.Kind.METHOD
                                            || d.kind() == Definition.Kind.FIELD)
                                    && d.name().equals(name));
            if (!found.isEmpty()) {
                return new Defined(span, found);
            }
            var function =
                    Builtins.function(name) == null
                            ? Builtins.function(name + "!")
                            : Builtins.function(name);
            return function == null ? null : new BuiltIn(span, function);
        }

        private List<Definition> everywhere(Predicate<Definition> wanted) {
            var found = new ArrayList<Definition>();
            for (var text : snapshot.analyses()) {
                text.definitions()
                        .values()
                        .forEach(definitions ->
                                definitions.stream().filter(wanted).forEach(found::add));
            }
            return found;
        }

        /// Where nothing more is known: in macros, in what they were given, in broken forms.
        private @Nullable Subject word(int offset) {
            var path = analysis.tree().path(offset);
            var node = path.getLast();
            if (!node.is(Token.Kind.SYMBOL)) {
                return null;
            }
            var text = analysis.tree().text(node);
            var span = analysis.text().span(node.start(), node.end());
            if (text.startsWith(".") && text.length() > 1) {
                return method(span, text.substring(1));
            }
            var parent = path.get(path.size() - 2);
            var special = SpecialForms.named(text);
            if (special != null
                    && text.equals(analysis.tree().head(parent))
                    && meanings.definitions(text, "").isEmpty()) {
                return new Special(span, special);
            }
            return meaning(span, text, meanings.resolve(text, ""));
        }
    }
}
