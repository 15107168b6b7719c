package org.oxur.interpret;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Path;
import org.oxur.builtin.Builtins;
import org.oxur.error.OxurPanic;
import org.oxur.error.ResolveError;
import org.oxur.module.Meaning;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.text.Span;
import org.oxur.text.Spelling;
import org.oxur.value.EnumType;

/// What a name in a node means. It is looked up when the node runs, and again only when definitions
/// have come or gone.
final class NameLink {
    /// First names of paths that are the language's own, and no modules of a program.
    private static final Set<String> LANGUAGE =
            Set.of("std", "core", "alloc", "crate", "self", "super", "str", "bool", "f64");

    final Registry registry;
    final Module module;
    final Path path;
    private final List<String> names;
    private final @Nullable String nearestLocal;
    private int epoch;
    private @Nullable Object target;
    private Meaning meaning = Meaning.UNKNOWN;

    /// @param nearestLocal the local that the name may have meant, should it mean nothing
    NameLink(Registry registry, Module module, Path path, @Nullable String nearestLocal) {
        this.nearestLocal = nearestLocal;
        this.registry = registry;
        this.module = module;
        this.path = path;
        this.names = Types.names(path);
    }

    /// A value that has a name before the program: `i64::MAX`.
    record BuiltInConstant(Object value) {}

    /// A trait's method, to be found by its first argument.
    record TraitMethod(String trait, String name) {}

    /// A [org.oxur.module.Function], [org.oxur.builtin.BuiltinFunction], [Global] (of a static or
    /// constant), [EnumType.Variant], [org.oxur.value.StructType], [TraitMethod] or [Overload];
    /// null where the name means nothing.
    @Nullable Object target() {
        if (epoch != registry.epoch()) {
            look();
        }
        return target;
    }

    /// As [#target()], as the evaluating thread knows it: definitions are made on that thread,
    /// where it looks at its limits. Nothing keeps HotSpot from asking once for a whole loop.
    @Nullable Object targetHere() {
        if (epoch != registry.epochHere()) {
            look();
        }
        return target;
    }

    private void look() {
        epoch = registry.epoch();
        meaning = registry.meaning(module, names);
        target =
                switch (meaning) {
                    case Meaning.Value(var global) ->
                            switch (global.kind()) {
                                case FUNCTION, STRUCT -> global.value();
                                case STATIC, CONST -> global;
                            };
                    case Meaning.OfFunction(var function) -> function;
                    case Meaning.OfVariant(var variant) -> variant;
                    case Meaning.TraitMethod(var trait, var method) ->
                            new TraitMethod(trait.key(), method);
                    case Meaning.Overloaded(var type, var trait, var method) ->
                            new Overload(type.key(), trait, method);
                    case Meaning.Type _,
                            Meaning.NoMember _,
                            Meaning.OfModule _,
                            Meaning.Unknown _ ->
                            builtIn();
                };
    }

    private @Nullable Object builtIn() {
        var name = path.name();
        return switch (name) {
            case "Some", "Option::Some" -> EnumType.SOME;
            case "None", "Option::None" -> EnumType.NONE;
            case "Ok", "Result::Ok" -> EnumType.OK;
            case "Err", "Result::Err" -> EnumType.ERR;
            default -> {
                var constant = Builtins.constant(name);
                if (constant != null) {
                    yield new BuiltInConstant(constant);
                }
                var function = Builtins.function(name);
                yield function != null || names.size() != 2 ? function : knownTrait();
            }
        };
    }

    /// `Display::fmt` and its kin: a method of a trait that the language knows.
    private @Nullable Object knownTrait() {
        return Character.isUpperCase(names.getFirst().charAt(0))
                        && KnownTraits.METHODS.contains(path.name())
                ? new TraitMethod(names.getFirst(), names.get(1))
                : null;
    }

    /// The name means nothing: it is the place, not all that stands around it.
    OxurPanic undefined() {
        if (meaning instanceof Meaning.NoMember(var definition, var member)) {
            return new OxurPanic(
                    definition.enumeration() != null
                            ? new ResolveError.UnknownVariant(
                                    path.span(),
                                    definition.name(),
                                    member,
                                    definition.enumeration().variants().stream()
                                            .map(EnumType.Variant::name)
                                            .toList())
                            : new ResolveError.UndefinedName(path.span(), path.name(), null));
        }
        return new OxurPanic(undefined(registry, module, path, path.span(), nearestLocal));
    }

    /// What is wrong with a path that means nothing in a module.
    static ResolveError undefined(
            Registry registry, Module module, Path path, Span span, @Nullable String nearestLocal) {
        var hidden = registry.hidden(module, Types.names(path));
        if (hidden != null) {
            return new ResolveError.PrivateName(span, path.name(), hidden);
        }
        var global = Similar.path(registry, module, Types.names(path));
        var both = Stream.of(nearestLocal, global).filter(Objects::nonNull).toList();
        var nearest = both.size() == 2 ? Spelling.nearest(path.name(), both) : null;
        return new ResolveError.UndefinedName(
                span,
                path.name(),
                nearest != null ? nearest : both.isEmpty() ? null : both.getFirst(),
                missingModule(registry, module, Types.names(path)));
    }

    /// The first name of a path that is written like a module's, and no module has; else null.
    private static @Nullable String missingModule(
            Registry registry, Module module, List<String> names) {
        var first = names.getFirst();
        return names.size() > 1
                        && Character.isLowerCase(first.charAt(0))
                        && registry.moduleNamed(module, List.of(first)) == null
                        && !LANGUAGE.contains(first)
                        && Builtins.functions().stream()
                                .noneMatch(own -> own.name().startsWith(first + "::"))
                ? first
                : null;
    }
}
