package org.oxur.interpret;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.FnArg;
import org.oxur.ast.Generics;
import org.oxur.ast.Pat;
import org.oxur.ast.Path;
import org.oxur.ast.Signature;
import org.oxur.ast.Type;
import org.oxur.error.LanguageError;
import org.oxur.error.OxurPanic;
import org.oxur.error.ResolveError;
import org.oxur.module.Module;
import org.oxur.module.Registry;

/// Whether the types that a definition names are there, or may still come: definitions stand in any
/// order, so a name counts as one to come if its text may define it.
final class KnownTypes {
    private final Registry registry;
    private final Module module;
    private final Set<String> generics = new HashSet<>();
    private final List<LanguageError> unknown = new ArrayList<>();

    KnownTypes(Registry registry, Module module, Generics generics) {
        this.registry = registry;
        this.module = module;
        generics.parameters().forEach(p -> this.generics.add(p.ident().name()));
    }

    /// What a function's parameters and result are declared to be.
    void check(Signature signature, Generics own) {
        var added = new ArrayList<String>();
        for (var parameter : own.parameters()) {
            if (generics.add(parameter.ident().name())) {
                added.add(parameter.ident().name());
            }
        }
        for (var input : signature.inputs()) {
            if (input instanceof FnArg.Typed(_, var pat, var type)) {
                check(type);
                if (pat instanceof Pat.Typed typed) {
                    check(typed.type());
                }
            }
        }
        check(signature.output());
        added.forEach(generics::remove);
    }

    /// What was named and is not there, each in its place.
    ///
    /// @throws OxurPanic `undefined-name`, of the first
    void demand(List<LanguageError> errors) {
        if (!unknown.isEmpty()) {
            errors.addAll(unknown);
            throw new OxurPanic(unknown.getFirst());
        }
    }

    void check(@Nullable Type type) {
        switch (type) {
            case null -> {}
            case Type.Named(_, var path) -> {
                path.segments().forEach(segment -> check(segment.arguments()));
                named(path);
            }
            case Type.Reference(_, _, var target) -> check(target);
            case Type.Tuple(_, var parts) -> check(parts);
            case Type.Function(_, var inputs, var output) -> {
                check(inputs);
                check(output);
            }
            case Type.TraitObject _, Type.Infer _ -> {}
        }
    }

    private void check(List<Type> types) {
        types.forEach(this::check);
    }

    private void named(Path path) {
        var name = path.first().name();
        if (path.segments().size() > 1
                || generics.contains(name)
                || Types.isNamed(name)
                || registry.type(module, List.of(name)) != null
                || registry.mayCome(path.span().source(), name)) {
            return;
        }
        unknown.add(
                new ResolveError.UndefinedName(
                        path.span(),
                        name,
                        Similar.type(registry, module, name, Types.builtInNames())));
    }
}
