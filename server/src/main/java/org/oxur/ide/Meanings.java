package org.oxur.ide;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.builtin.Builtins;
import org.oxur.ide.FormFacts.Import;

/// What a name means that is no variable: definitions of the same text, of other texts of the
/// project, of the language, of the running session.
final class Meanings {
    private final Snapshot snapshot;
    private final Analysis analysis;

    Meanings(Snapshot snapshot, Analysis analysis) {
        this.snapshot = snapshot;
        this.analysis = analysis;
    }

    /// What a name was found to be.
    sealed interface Meaning {
        /// @param definitions more than one if it is defined anew later in the text
        record Defined(List<Definition> definitions) implements Meaning {
            public Defined {
                definitions = List.copyOf(definitions);
            }
        }

        record BuiltIn(BuiltinFunction function) implements Meaning {}

        /// Of the language: a type, a trait, a variant such as `Some`.
        record OfLanguage(String name) implements Meaning {}

        /// Something that is there, of which no more is known.
        record Elsewhere() implements Meaning {}

        /// @param certain nothing that could not be looked into may define it
        record Unknown(boolean certain) implements Meaning {}
    }

    /// The definitions that a path names, none if it names no definition.
    List<Definition> definitions(String path, String module) {
        return resolve(path, module) instanceof Meaning.Defined(var definitions)
                ? definitions
                : List.of();
    }

    /// @param module where the name stands, with `::` at its end; empty at the root
    Meaning resolve(String path, String module) {
        for (var prefix = module; ; prefix = outer(prefix)) {
            var found = analysis.definitions().get(prefix + path);
            if (found != null) {
                return new Meaning.Defined(found);
            }
            var imported = imported(path, prefix);
            if (imported != null) {
                return imported;
            }
            if (analysis.definedByMacros().contains(prefix + path)
                    || snapshot.session().defined().contains(prefix + path)) {
                return new Meaning.Elsewhere();
            }
            if (prefix.isEmpty()) {
                break;
            }
        }
        return beyond(path);
    }

    private static String outer(String module) {
        int colons = module.lastIndexOf("::", Math.max(0, module.length() - 3));
        return colons < 0 ? "" : module.substring(0, colons + 2);
    }

    private @Nullable Meaning imported(String path, String module) {
        var parts = path.split("::", 2);
        Meaning found = null;
        for (var use : analysis.imports()) {
            if (!use.module().equals(module)) {
                continue;
            }
            if (use.name() == null) {
                found = globbed(use, path);
            } else if (use.name().equals(parts[0])) {
                found = absolute(use.path() + (parts.length == 1 ? "" : "::" + parts[1]));
                // The name is there, whatever it is: that the import is wrong is said at the
                // import.
                found = found instanceof Meaning.Unknown ? new Meaning.Elsewhere() : found;
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Meaning globbed(Import use, String path) {
        if (path.contains("::") && isKnownModule(path.substring(0, path.indexOf("::")))) {
            return null;
        }
        return switch (absolute(use.path() + "::" + path)) {
            case Meaning.Unknown(var certain) ->
                    certain || isKnownModule(use.path()) ? null : new Meaning.Elsewhere();
            case Meaning found -> found;
        };
    }

    private boolean isKnownModule(String path) {
        return analysis.definitions().containsKey(path)
                || snapshot.module(path, analysis.text().name()) != null;
    }

    /// What an import names, from the root.
    private Meaning absolute(String path) {
        var found = analysis.definitions().get(path);
        if (found != null) {
            return new Meaning.Defined(found);
        }
        boolean exists =
                analysis.definedByMacros().contains(path)
                        || snapshot.session().defined().contains(path);
        return exists ? new Meaning.Elsewhere() : beyond(path);
    }

    private Meaning beyond(String path) {
        int colons = path.indexOf("::");
        if (colons > 0) {
            return inModule(path.substring(0, colons), path.substring(colons + 2), path);
        }
        var function = Builtins.function(path);
        if (function != null) {
            return new Meaning.BuiltIn(function);
        }
        if (LanguageNames.isKnown(path)) {
            return new Meaning.OfLanguage(path);
        }
        if (snapshot.module(path, analysis.text().name()) != null) {
            return new Meaning.Elsewhere();
        }
        return new Meaning.Unknown(analysis.definesOnlyWhatIsSeen());
    }

    private Meaning inModule(String first, String rest, String path) {
        var module = snapshot.module(first, analysis.text().name());
        if (module != null && module != analysis) {
            var found = module.definitions().get(rest);
            if (found != null) {
                return new Meaning.Defined(found);
            }
            boolean known =
                    module.definedByMacros().contains(rest)
                            || rest.contains("::")
                            || snapshot.session().defined().contains(path);
            return known
                    ? new Meaning.Elsewhere()
                    : new Meaning.Unknown(
                            module.definesOnlyWhatIsSeen() && module.imports().isEmpty());
        }
        var function = Builtins.function(path);
        return function == null
                ? new Meaning.Unknown(isMissingHere(path))
                : new Meaning.BuiltIn(function);
    }

    /// The path leads into a module of this text, which shows all that it has.
    private boolean isMissingHere(String path) {
        var module = path.substring(0, path.lastIndexOf("::"));
        var known = analysis.definitions().get(module);
        return known != null
                && known.stream()
                        .allMatch(definition ->
                                definition.kind() == Definition.Kind.MODULE
                                        && !definition.members().isEmpty())
                && analysis.imports().stream().noneMatch(use -> use.module().equals(module + "::"))
                && analysis.definesOnlyWhatIsSeen();
    }

    /// All names that can be written at the root of the text without a path.
    List<String> names() {
        var names = new ArrayList<String>();
        analysis.definitions().keySet().stream()
                .filter(path -> !path.contains("::"))
                .forEach(names::add);
        analysis.imports().stream()
                .filter(use -> use.name() != null)
                .forEach(use -> names.add(String.valueOf(use.name())));
        Builtins.functions().forEach(function -> names.add(function.name()));
        SpecialForms.all().forEach(form -> names.add(form.name()));
        return names;
    }
}
