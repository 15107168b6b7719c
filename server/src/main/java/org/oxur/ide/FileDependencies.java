package org.oxur.ide;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.oxur.ide.Analysis.TopForm;
import org.oxur.ide.FormFacts.Target;
import org.oxur.ide.Resolver.Meaning;
import org.oxur.text.Span;

/// Which definitions each top-level form makes and refers to: what to load first, and what an edit
/// makes stale.
public final class FileDependencies {
    private FileDependencies() {}

    /// @param defines paths from the root of the text: `area`, `geometry::area`, `Point` for an
    ///   `impl` too
    /// @param refersTo paths of definitions that it names, in this text or another
    ///   (`geometry::area` for a text's own module `geometry`); its own left out
    /// @param isDefinition it only defines; an expression is evaluated for its value
    /// @param mayReferToAnything it calls macros that could not be expanded: words in them count as
    ///   references
    public record Form(
            Span span,
            Set<String> defines,
            Set<String> refersTo,
            boolean isDefinition,
            boolean mayReferToAnything) {
        public Form {
            defines = Set.copyOf(defines);
            refersTo = Set.copyOf(refersTo);
        }
    }

    /// Every top-level form that could be read, in order.
    public static List<Form> of(Snapshot snapshot, Analysis analysis) {
        var resolver = new Resolver(snapshot, analysis);
        return analysis.forms().stream()
                .filter(TopForm::read)
                .map(form -> form(analysis, resolver, form))
                .toList();
    }

    private static Form form(Analysis analysis, Resolver resolver, TopForm form) {
        var defines = new LinkedHashSet<String>();
        collect(Outline.in(analysis.tree(), form.node()), defines);
        defines.addAll(form.facts().defines());
        var refers = new LinkedHashSet<String>();
        for (var use : form.facts().uses()) {
            switch (use.target()) {
                case Target.Value(var path, var module) -> add(resolver, path, module, refers);
                case Target.TypeName(var path, var module) -> add(resolver, path, module, refers);
                case Target.Method(var name) ->
                        analysis.definitions()
                                .forEach((path, definitions) -> {
                                    if (definitions.getFirst().kind() == Definition.Kind.METHOD
                                            && definitions.getFirst().name().equals(name)) {
                                        refers.add(String.valueOf(definitions.getFirst().of()));
                                    }
                                });
                case Target.Local _, Target.Field _, Target.Generic _ -> {}
            }
        }
        boolean isDefinition = SpecialForms.isDefinition(analysis.tree().head(form.node()));
        boolean opaque =
                !form.facts().opaque().isEmpty()
                        || "defmacro".equals(analysis.tree().head(form.node()));
        if (opaque) {
            words(analysis, resolver, form, refers);
        }
        refers.removeAll(defines);
        return new Form(
                analysis.text().span(form.node().start(), form.node().end()),
                defines,
                refers,
                isDefinition,
                opaque);
    }

    private static void collect(List<Definition> definitions, Set<String> paths) {
        for (var definition : definitions) {
            switch (definition.kind()) {
                case FIELD, VARIANT, METHOD -> {}
                case IMPL -> paths.add(String.valueOf(definition.of()));
                case FUNCTION, MACRO, STATIC, CONSTANT, STRUCT, ENUM, TRAIT ->
                        paths.add(definition.path());
                case MODULE -> {
                    paths.add(definition.path());
                    collect(definition.members(), paths);
                }
            }
        }
    }

    private static void add(Resolver resolver, String path, String module, Set<String> refers) {
        if (resolver.resolve(path, module) instanceof Meaning.Defined(var definitions)) {
            for (var definition : definitions) {
                refers.add(definition.of() == null ? definition.path() : parent(definition.path()));
            }
        } else {
            // Not defined yet, perhaps soon: whoever defines it makes this stale.
            refers.add(path);
        }
    }

    private static String parent(String path) {
        int colons = path.lastIndexOf("::");
        return colons < 0 ? path : path.substring(0, colons);
    }

    private static void words(
            Analysis analysis, Resolver resolver, TopForm form, Set<String> refers) {
        for (var token : analysis.tree().tokens()) {
            if (token.kind() == Token.Kind.SYMBOL
                    && token.start() >= form.start()
                    && token.end() <= form.node().end()) {
                var word = token.text(analysis.text().text());
                if (resolver.resolve(word, "") instanceof Meaning.Defined(var definitions)) {
                    definitions.forEach(definition -> refers.add(definition.path()));
                }
            }
        }
    }
}
