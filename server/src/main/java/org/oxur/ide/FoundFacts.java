package org.oxur.ide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Ident;
import org.oxur.ast.Path;
import org.oxur.error.LanguageError;
import org.oxur.ide.FormFacts.Call;
import org.oxur.ide.FormFacts.Construction;
import org.oxur.ide.FormFacts.Finding;
import org.oxur.ide.FormFacts.Import;
import org.oxur.ide.FormFacts.NamedPlace;
import org.oxur.ide.FormFacts.Note;
import org.oxur.ide.FormFacts.Place;
import org.oxur.ide.FormFacts.Role;
import org.oxur.ide.FormFacts.Target;
import org.oxur.ide.FormFacts.Use;
import org.oxur.ide.FormFacts.Variable;
import org.oxur.text.Span;

/// The facts found so far in one top-level form, by their places in it.
///
/// What a macro introduced has no place: it is not noted.
final class FoundFacts {
    private final Span form;
    final List<Variable> variables = new ArrayList<>();
    private final Map<Place, Integer> variableAt = new HashMap<>();
    final Set<Use> uses = new LinkedHashSet<>();
    final Set<Call> calls = new LinkedHashSet<>();
    final Set<Construction> constructions = new LinkedHashSet<>();
    final List<Finding> findings = new ArrayList<>();
    final Set<String> defines = new LinkedHashSet<>();
    final List<Import> imports = new ArrayList<>();
    final List<Place> opaque = new ArrayList<>();

    /// Where the walk is: a path with `::` behind it, empty at the top.
    String module = "";

    FoundFacts(Span form) {
        this.form = form;
    }

    /// @param definitionsOnly the form has nothing to evaluate
    FormFacts facts(OwnershipCheck ownership, boolean definitionsOnly) {
        return new FormFacts(
                variables,
                List.copyOf(uses),
                List.copyOf(calls),
                List.copyOf(constructions),
                ownership.given(),
                findings,
                defines,
                imports,
                opaque,
                definitionsOnly,
                false);
    }

    /// A definition that the form makes in the module where the walk is.
    void define(String name) {
        defines.add(module + name);
    }

    void use(Place place, Target target, boolean writes) {
        uses.add(new Use(place, target, writes));
    }

    /// Null for what is not written in this form.
    @Nullable Place place(Span span) {
        return form.contains(span)
                ? new Place(span.start() - form.start(), span.end() - form.start())
                : null;
    }

    /// Null for a name that a macro introduced.
    @Nullable Place place(Ident ident) {
        var span = ident.span();
        var place = ident.mark() == 0 && span.template() == null ? place(span) : null;
        return place != null && span.text().equals(ident.name()) ? place : null;
    }

    void error(LanguageError error) {
        var place = place(error.span());
        var notes = new ArrayList<Note>();
        for (var label : error.labels()) {
            var at = place(label.span());
            if (at != null) {
                notes.add(new Note(at, label.note()));
            }
        }
        var where = place == null ? new Place(0, form.length()) : place;
        findings.add(
                new Finding(
                        where,
                        Diagnostic.Severity.ERROR,
                        error.code(),
                        error.message(),
                        notes,
                        error.hint(),
                        null));
    }

    int variable(
            String name,
            Place place,
            Role role,
            boolean mutable,
            @Nullable String type,
            @Nullable String describes) {
        var known = variableAt.get(place);
        if (known != null) {
            return known;
        }
        int id = variables.size();
        variables.add(new Variable(id, name, place, role, mutable, type, describes));
        variableAt.put(place, id);
        return id;
    }

    void call(Span span, Path path, int arguments) {
        var at = place(span);
        var callee = place(path.span());
        if (at != null && callee != null && path.span().text().equals(path.name())) {
            calls.add(new Call(at, callee, path.name(), module, arguments));
        }
    }

    void construction(Span span, Path path, List<Ident> fields, boolean complete, boolean pattern) {
        var at = place(span);
        var name = place(path.last());
        if (at == null || name == null) {
            return;
        }
        var named = new ArrayList<NamedPlace>();
        for (var field : fields) {
            var written = place(field.span());
            if (written == null) {
                return;
            }
            named.add(new NamedPlace(field.name(), written));
            boolean isKeyword = written.end() - written.start() == field.name().length() + 1;
            if (isKeyword && field.span().template() == null) {
                var word = new Place(written.start() + 1, written.end());
                uses.add(new Use(word, new Target.Field(field.name(), path.name(), module), false));
            }
        }
        constructions.add(
                new Construction(at, name, path.name(), module, named, complete, pattern));
    }

    /// A macro call that cannot be expanded here stands in the tree as its own form, quoted.
    void quoted(Span span) {
        var place = place(span);
        boolean isQuote =
                span.template() != null
                        || !span.text().startsWith("(")
                        || span.text().startsWith("quote", 1);
        if (place != null && !isQuote) {
            opaque.add(place);
        }
    }
}
