package org.oxur.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// What names and paths mean: through modules, imports and globs, as far as they are visible.
final class Lookup {
    /// How many imports may lead to the next, before they are held to go in a circle.
    private static final int FAR = 16;

    private final Registry registry;

    Lookup(Registry registry) {
        this.registry = registry;
    }

    /// Where a path begins that is seen from the top: the program that a module stands in, if that
    /// has the first name itself, else the modules that all programs share.
    private Module start(Module in, List<String> path) {
        var top = in.top();
        return top.defines(path.getFirst()) ? top : registry.root();
    }

    /// @param path the names of a path, `geometry::area`
    Meaning meaning(Module from, List<String> path) {
        return meaning(from, from, path, 0);
    }

    private Meaning meaning(Module from, Module in, List<String> path, int depth) {
        if (depth > FAR) {
            return Meaning.UNKNOWN;
        }
        var first = path.getFirst();
        if (path.size() == 1) {
            return single(from, in, first, depth);
        }
        var rest = path.subList(1, path.size());
        switch (first) {
            case "crate":
                return meaning(from, start(in, rest), rest, depth + 1);
            case "self":
                return meaning(from, in, rest, depth + 1);
            case "super":
                return in.parent() == null
                        ? Meaning.UNKNOWN
                        : meaning(from, Objects.requireNonNull(in.parent()), rest, depth + 1);
            default:
                break;
        }
        var type = type(from, in, List.of(first), depth);
        if (type != null && path.size() == 2) {
            return member(type, path.get(1));
        }
        var module = module(from, in, first, depth);
        if (module != null) {
            var inside = inside(from, module, rest, depth);
            if (!(inside instanceof Meaning.Unknown)) {
                return inside;
            }
        }
        var keyed = builtInMember(first, path);
        return keyed != null ? keyed : Meaning.UNKNOWN;
    }

    private @Nullable Meaning builtInMember(String type, List<String> path) {
        if (path.size() != 2) {
            return null;
        }
        var found = registry.method(type, path.get(1), "");
        return found == null ? null : new Meaning.OfFunction(found.function());
    }

    private Meaning inside(Module from, Module module, List<String> path, int depth) {
        if (path.size() > 1) {
            var child = module.children.get(path.getFirst());
            if (child != null && (child.isPublic || module.isVisibleFrom(from))) {
                return inside(from, child, path.subList(1, path.size()), depth);
            }
            var type = module.types.get(path.getFirst());
            if (type != null && path.size() == 2 && (type.isPublic || module.isVisibleFrom(from))) {
                return member(type, path.get(1));
            }
            var imported = module.imports.get(path.getFirst());
            if (imported != null && (imported.isPublic() || module.isVisibleFrom(from))) {
                var longer = new ArrayList<>(imported.path());
                longer.addAll(path.subList(1, path.size()));
                return meaning(module, module, longer, depth + 1);
            }
            return Meaning.UNKNOWN;
        }
        var name = path.getFirst();
        var value = module.values.get(name);
        if (value != null) {
            return value.isPublic || module.isVisibleFrom(from)
                    ? new Meaning.Value(value)
                    : Meaning.UNKNOWN;
        }
        var type = module.types.get(name);
        if (type != null) {
            return type.isPublic || module.isVisibleFrom(from)
                    ? new Meaning.Type(type)
                    : Meaning.UNKNOWN;
        }
        var child = module.children.get(name);
        if (child != null) {
            return new Meaning.OfModule(child);
        }
        var imported = module.imports.get(name);
        if (imported != null && (imported.isPublic() || module.isVisibleFrom(from))) {
            return meaning(module, module, imported.path(), depth + 1);
        }
        return Meaning.UNKNOWN;
    }

    private Meaning single(Module from, Module in, String name, int depth) {
        var value = in.values.get(name);
        if (value != null) {
            return new Meaning.Value(value);
        }
        var type = in.types.get(name);
        if (type != null) {
            return new Meaning.Type(type);
        }
        var imported = in.imports.get(name);
        if (imported != null) {
            return meaning(in, start(in, imported.path()), imported.path(), depth + 1)
                                    instanceof Meaning m
                            && !(m instanceof Meaning.Unknown)
                    ? m
                    : meaning(in, in, imported.path(), depth + 1);
        }
        for (var glob : in.globs) {
            var module = walk(in, glob);
            if (module != null) {
                var found = inside(from, module, List.of(name), depth + 1);
                if (!(found instanceof Meaning.Unknown)) {
                    return found;
                }
            }
            var enumeration = type(from, in, glob, depth + 1);
            var variants = enumeration == null ? null : enumeration.enumeration;
            if (variants != null) {
                var variant = variants.named(name);
                if (variant != null) {
                    return new Meaning.OfVariant(variant);
                }
            }
        }
        var child = in.children.get(name);
        if (child != null) {
            return new Meaning.OfModule(child);
        }
        return Meaning.UNKNOWN;
    }

    private Meaning member(TypeDefinition type, String name) {
        var variants = type.enumeration;
        if (variants != null) {
            var variant = variants.named(name);
            if (variant != null) {
                return new Meaning.OfVariant(variant);
            }
        }
        if (type.isTrait()) {
            return type.methods().contains(name)
                    ? new Meaning.TraitMethod(type, name)
                    : new Meaning.NoMember(type, name);
        }
        var method = registry.method(type.key(), name, "");
        if (method == null) {
            return new Meaning.NoMember(type, name);
        }
        boolean several =
                !method.trait().isEmpty()
                        && registry.methods(type.key(), name).stream()
                                        .filter(m -> m.trait().equals(method.trait()))
                                        .count()
                                > 1;
        return several
                ? new Meaning.Overloaded(type, method.trait(), name)
                : new Meaning.OfFunction(method.function());
    }

    private @Nullable Module module(Module from, Module in, String name, int depth) {
        var child = in.children.get(name);
        if (child != null) {
            return child;
        }
        var imported = in.imports.get(name);
        if (imported != null
                && meaning(in, start(in, imported.path()), imported.path(), depth + 1)
                        instanceof Meaning.OfModule(var module)) {
            return module;
        }
        return start(in, List.of(name)).children.get(name);
    }

    private @Nullable Module walk(Module in, List<String> path) {
        Module module = in;
        boolean first = true;
        boolean fromTop = false;
        for (var name : path) {
            var next =
                    switch (name) {
                        case "crate" -> in.top();
                        case "self" -> module;
                        case "super" -> module.parent();
                        default ->
                                first
                                        ? module(in, in, name, 0)
                                        : (fromTop ? start(in, List.of(name)) : module)
                                                .children.get(name);
                    };
            if (next == null) {
                return null;
            }
            module = next;
            first &= name.equals("self");
            fromTop = name.equals("crate");
        }
        return module;
    }

    /// The struct, enum or trait that a path means, or null.
    @Nullable TypeDefinition type(Module from, List<String> path) {
        return type(from, from, path, 0);
    }

    private @Nullable TypeDefinition type(Module from, Module in, List<String> path, int depth) {
        if (depth > FAR) {
            return null;
        }
        if (path.size() == 1) {
            var type = in.types.get(path.getFirst());
            if (type != null) {
                return type;
            }
            var imported = in.imports.get(path.getFirst());
            if (imported != null) {
                return type(in, start(in, imported.path()), imported.path(), depth + 1);
            }
            for (var glob : in.globs) {
                var module = walk(in, glob);
                var found = module == null ? null : module.types.get(path.getFirst());
                if (found != null
                        && (found.isPublic || module != null && module.isVisibleFrom(from))) {
                    return found;
                }
            }
            return null;
        }
        var rest = path.subList(1, path.size());
        switch (path.getFirst()) {
            case "crate":
                return type(from, start(in, rest), rest, depth + 1);
            case "self":
                return type(from, in, rest, depth + 1);
            case "super":
                return in.parent() == null
                        ? null
                        : type(from, Objects.requireNonNull(in.parent()), rest, depth + 1);
            default:
                break;
        }
        var module = module(from, in, path.getFirst(), depth);
        for (int i = 1; module != null && i < path.size() - 1; i++) {
            module = module.children.get(path.get(i));
        }
        if (module == null) {
            return null;
        }
        var found = module.types.get(path.getLast());
        return found != null && (found.isPublic || module.isVisibleFrom(from)) ? found : null;
    }

    /// The module that a path means, seen from another; null if there is none.
    @Nullable Module moduleNamed(Module from, List<String> path) {
        var found = meaning(from, path);
        return found instanceof Meaning.OfModule(var module) ? module : walk(from, path);
    }

    /// Whether `use` finds what it is to bring in: looked up from the top, then from where it
    /// stands, as the imported name itself will be.
    boolean canUse(Module module, List<String> path, boolean glob) {
        if (glob) {
            return walk(module, path) != null || type(module, path) != null;
        }
        return means(meaning(module, start(module, path), path, 0))
                || means(meaning(module, module, path, 0));
    }

    private static boolean means(Meaning meaning) {
        return !(meaning instanceof Meaning.Unknown || meaning instanceof Meaning.NoMember);
    }

    /// Where a definition stands that a path would mean if it were public; null if there is none.
    @Nullable Span hidden(Module from, List<String> path) {
        if (path.size() < 2) {
            return null;
        }
        var prefix = path.subList(0, path.size() - 1);
        for (var start : List.of(start(from, path), from)) {
            var at = walk(start, prefix);
            if (at == null) {
                continue;
            }
            var value = at.values.get(path.getLast());
            if (value != null) {
                return value.span;
            }
            var type = at.types.get(path.getLast());
            if (type != null) {
                return type.item.span();
            }
        }
        return null;
    }
}
