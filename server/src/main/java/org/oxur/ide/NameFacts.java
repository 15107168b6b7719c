package org.oxur.ide;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Expr;
import org.oxur.ast.FnArg;
import org.oxur.ast.Generics;
import org.oxur.ast.Ident;
import org.oxur.ast.Pat;
import org.oxur.ast.Path;
import org.oxur.ast.Type;
import org.oxur.ide.FormFacts.Place;
import org.oxur.ide.FormFacts.Role;
import org.oxur.ide.FormFacts.Target;
import org.oxur.ide.FormFacts.Use;

/// What names in a form refer to: the variables that come into scope, and the uses of these and of
/// whatever is defined elsewhere.
final class NameFacts {
    private final FoundFacts found;
    // Which variable each name in the tree is: the ownership check asks again.
    final Map<Expr.Name, Integer> resolved = new IdentityHashMap<>();
    final Map<Pat.Binding, Integer> bound = new IdentityHashMap<>();
    private Scope scope = new Scope(null);

    /// The type whose methods are walked; null outside of an `impl`.
    @Nullable String self;

    // Inside an or-pattern: the variables of its cases by name.
    private @Nullable Map<String, Integer> cases;

    NameFacts(FoundFacts found) {
        this.found = found;
    }

    /// The variable that a path means, or null.
    @Nullable Integer variable(Path path) {
        return path.isIdent() && !path.global() ? scope.find(path.first()) : null;
    }

    void declare(Ident ident, int variable) {
        scope.declare(ident, variable);
    }

    void declareSelfType() {
        scope.declareGeneric("Self");
    }

    void generics(Generics generics) {
        for (var parameter : generics.parameters()) {
            scope.declareGeneric(parameter.ident().name());
            parameter.bounds().forEach(bound -> use(bound, true));
        }
    }

    void input(FnArg input) {
        switch (input) {
            case FnArg.Receiver(var span, _, var mutable) -> {
                var place = found.place(span);
                if (place != null) {
                    // The receiver is written with its prefix: `&self`.
                    var named =
                            new Place(
                                    Math.max(place.start(), place.end() - "self".length()),
                                    place.end());
                    scope.declare(
                            new Ident(span, "self"),
                            found.variable("self", named, Role.PARAMETER, mutable, self, null));
                }
            }
            case FnArg.Typed(_, var pat, var type) -> {
                if (type != null) {
                    type(type);
                }
                bind(pat, Role.PARAMETER, type, null);
            }
            case FnArg.Rest(_, var pat) -> bind(pat, Role.PARAMETER, null, null);
        }
    }

    void inside(Runnable walk) {
        var outer = scope;
        scope = new Scope(outer);
        walk.run();
        scope = outer;
    }

    void bind(Pat pat, Role role, @Nullable Type type, @Nullable Expr init) {
        switch (pat) {
            case Pat.Binding binding -> {
                declare(binding, role, type, init);
                if (binding.subpat() != null) {
                    bind(binding.subpat(), role, null, null);
                }
            }
            case Pat.Typed(_, var inner, var written) -> {
                type(written);
                bind(inner, role, written, init);
            }
            case Pat.Reference(_, _, var target) -> bind(target, role, null, null);
            case Pat.Tuple(_, var parts) -> parts.forEach(part -> bind(part, role, null, null));
            case Pat.Slice(_, var parts, var rest) -> {
                parts.forEach(part -> bind(part, role, null, null));
                if (rest != null) {
                    bind(rest, role, null, null);
                }
            }
            case Pat.Named(_, var path) -> use(path, false);
            case Pat.TupleStruct(var span, var path, var parts) -> {
                use(path, false);
                found.call(span, path, parts.size());
                parts.forEach(part -> bind(part, role, null, null));
            }
            case Pat.Struct(var span, var path, var fields) -> {
                use(path, false);
                found.construction(
                        span, path, fields.stream().map(Pat.FieldPat::ident).toList(), false, true);
                fields.forEach(field -> bind(field.pat(), role, null, null));
            }
            case Pat.Or(_, var cases) -> bindCases(cases, role);
            case Pat.Map(_, var entries) ->
                    entries.forEach(entry -> bind(entry.pat(), role, null, null));
            case Pat.Wild _, Pat.Literal _, Pat.Quote _, Pat.Range _ -> {}
        }
    }

    /// The cases bind the same names: they are the variables of the first.
    private void bindCases(List<Pat> alternatives, Role role) {
        var outer = cases;
        cases = outer == null ? new HashMap<>() : outer;
        alternatives.forEach(one -> bind(one, role, null, null));
        cases = outer;
    }

    private void declare(Pat.Binding binding, Role role, @Nullable Type type, @Nullable Expr init) {
        var ident = binding.ident();
        var place = found.place(ident);
        var alias = cases == null ? null : cases.get(ident.toString());
        int id = alias == null ? variable(binding, place, role, type, init) : alias;
        if (cases != null) {
            cases.put(ident.toString(), id);
        }
        if (alias != null && place != null) {
            found.use(place, new Target.Local(id), false);
        }
        bound.put(binding, id);
        scope.declare(ident, id);
    }

    private int variable(
            Pat.Binding binding,
            @Nullable Place place,
            Role role,
            @Nullable Type type,
            @Nullable Expr init) {
        // A name that a macro introduced is a variable too, at a place of its own that nothing
        // written can have.
        var at =
                place == null
                        ? new Place(-1 - found.variables.size(), -1 - found.variables.size())
                        : place;
        var made = init == null ? null : Owned.describe(init);
        return found.variable(
                binding.ident().name(),
                at,
                role,
                binding.mutable(),
                type == null ? null : typeName(type),
                type == null ? made : Owned.describe(type));
    }

    static @Nullable String typeName(Type type) {
        return switch (type) {
            case Type.Named(_, var path) -> path.name();
            case Type.Reference(_, _, var target) -> typeName(target);
            case Type.Tuple _, Type.Function _, Type.TraitObject _, Type.Infer _ -> null;
        };
    }

    void use(Path path, boolean isType) {
        for (var segment : path.segments()) {
            segment.arguments().forEach(this::type);
        }
        var segments = path.segments();
        var walked = new StringBuilder();
        for (int i = 0; i < segments.size(); i++) {
            var ident = segments.get(i).ident();
            walked.append(i == 0 ? "" : "::").append(ident.name());
            var place = found.place(ident);
            if (place == null) {
                continue;
            }
            boolean last = i == segments.size() - 1;
            if (i == 0 && (isType || !last) && scope.hasGeneric(ident.name())) {
                found.use(place, new Target.Generic(ident.name()), false);
            } else {
                found.use(
                        place,
                        last && !isType
                                ? new Target.Value(walked.toString(), found.module)
                                : new Target.TypeName(walked.toString(), found.module),
                        false);
            }
        }
    }

    void name(Expr.Name name, boolean writes) {
        var path = name.path();
        var variable = variable(path);
        if (variable == null) {
            use(path, false);
            return;
        }
        resolved.put(name, variable);
        var place = found.place(path.first());
        if (place != null) {
            found.use(place, new Target.Local(variable), writes);
        } else if (path.first().mark() == 0 && found.place(path.span()) != null) {
            found.uses.add(
                    new Use(
                            found.variables.get(variable).place(),
                            new Target.Local(variable),
                            writes));
        }
    }

    void type(Type type) {
        switch (type) {
            case Type.Named(_, var path) -> use(path, true);
            case Type.Reference(_, _, var target) -> type(target);
            case Type.Tuple(_, var parts) -> parts.forEach(this::type);
            case Type.Function(_, var inputs, var output) -> {
                inputs.forEach(this::type);
                if (output != null) {
                    type(output);
                }
            }
            case Type.TraitObject(_, var trait) -> use(trait, true);
            case Type.Infer _ -> {}
        }
    }

    /// `{name}` in a format string is a use of what the front end found for it.
    void formatted(List<Expr.NamedArgument> named) {
        for (var argument : named) {
            if (!(argument.value() instanceof Expr.Name name) || name.span().template() != null) {
                continue;
            }
            var literal = found.place(name.span());
            if (literal != null && name.span().text().startsWith("\"")) {
                placeholders(name, argument.name(), literal);
            }
        }
    }

    private void placeholders(Expr.Name name, String word, Place literal) {
        var variable = resolved.get(name);
        var target =
                variable == null
                        ? new Target.Value(word, found.module)
                        : new Target.Local(variable);
        // Positions are those of the literal as written; a placeholder has no escapes in it.
        for (var placeholder : FormatStrings.parse(name.span().text()).placeholders()) {
            if (word.equals(placeholder.name())) {
                int start = literal.start() + placeholder.start() + 1;
                found.use(new Place(start, start + word.length()), target, false);
            }
        }
    }
}
