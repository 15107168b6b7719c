package org.oxur.interpret;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Generics;
import org.oxur.ast.Path;
import org.oxur.ast.Type;
import org.oxur.error.OxurPanic;
import org.oxur.error.ResolveError;
import org.oxur.module.Module;
import org.oxur.module.Registry;

/// Whether the types that a definition names are there, or may still come: definitions stand in any
/// order, so a name counts as one to come if its text has it in another place, too.
final class KnownTypes {
    private final Registry registry;
    private final Module module;
    private final Set<String> generics = new HashSet<>();

    KnownTypes(Registry registry, Module module, Generics generics) {
        this.registry = registry;
        this.module = module;
        generics.parameters().forEach(p -> this.generics.add(p.ident().name()));
    }

    /// @throws OxurPanic `undefined-name`
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
                || mayCome(path)) {
            return;
        }
        throw new OxurPanic(
                new ResolveError.UndefinedName(
                        path.span(),
                        name,
                        Similar.type(registry, module, name, Types.builtInNames())));
    }

    private static boolean mayCome(Path path) {
        var word =
                Pattern.compile(
                        "(?<![\\w!?*-])" + Pattern.quote(path.first().name()) + "(?![\\w!?*-])");
        var matcher = word.matcher(path.span().source().text());
        return matcher.results().limit(2).count() == 2;
    }
}
