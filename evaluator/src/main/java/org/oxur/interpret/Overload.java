package org.oxur.interpret;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Type;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.error.TypeError;
import org.oxur.module.Function;
import org.oxur.module.Registry;
import org.oxur.value.Ref;
import org.oxur.value.TypeNames;

/// A method that a type has from several implementations of one trait, `(From i64)` and `(From
/// String)`: the last argument says which is meant.
///
/// @param type the type's key
record Overload(String type, String trait, String method) {
    /// The implementation's method; an [Overload] where the trait's arguments decide. Null when the
    /// type does not implement the trait.
    static @Nullable Object find(Registry registry, String type, String trait, String method) {
        Registry.Method found = null;
        boolean several = false;
        for (var each : registry.methods(type, method)) {
            if (each.trait().equals(trait)) {
                several |= found != null;
                found = each;
            }
        }
        return several
                ? new Overload(type, trait, method)
                : found == null ? null : found.function();
    }

    /// @throws OxurPanic `type-mismatch` when none takes the arguments
    Function choose(Registry registry, Object[] arguments, Site site) {
        if (arguments.length > 0) {
            var last = arguments[arguments.length - 1];
            var found = accepting(registry, last);
            found = found == null ? accepting(registry, Ref.see(last, site)) : found;
            if (found != null) {
                return found;
            }
        }
        throw new OxurPanic(
                new TypeError.TypeMismatch(
                        site.span(),
                        "`"
                                + type
                                + "` implements `"
                                + trait
                                + "` for other types than "
                                + (arguments.length == 0
                                        ? "nothing"
                                        : TypeNames.withArticle(arguments[arguments.length - 1])),
                        null));
    }

    /// The one whose trait has an argument that the value is of, else one whose trait has none.
    @Nullable Function accepting(Registry registry, Object value) {
        Function any = null;
        for (var each : registry.methods(type, method)) {
            if (each.trait().equals(trait)) {
                var arguments = each.traitArguments();
                if (arguments.isEmpty()) {
                    any = each.function();
                } else if (isOf(registry, each.function(), arguments.getFirst(), value)) {
                    return each.function();
                }
            }
        }
        return any;
    }

    private static boolean isOf(Registry registry, Function function, Type type, Object value) {
        var self = Implementations.self(function);
        return new Types(registry, function.module(), Set.of(), self)
                .with(Implementations.generics(function))
                .test(type)
                .holds(value);
    }
}
