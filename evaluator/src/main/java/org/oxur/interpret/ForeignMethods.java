package org.oxur.interpret;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.module.Global;
import org.oxur.module.Module;
import org.oxur.text.Spelling;
import org.oxur.value.ForeignValue;

/// The methods of a crate's types, which are called here as functions: `(kit::Counter::bump &mut
/// c)`.
final class ForeignMethods {
    private static final Pattern FIRST = Pattern.compile("\\A[^\\n\\[]*\\[\\(\\S+ (&mut |&|)");

    private ForeignMethods() {}

    /// How a method of the value is called, or the one that a misspelt one may have meant; null if
    /// its type has none that is near.
    static @Nullable String instead(Module root, ForeignValue value, String method) {
        var type = value.type().name();
        var own = type.substring(type.lastIndexOf(':') + 1);
        for (var module : named(root, own).toList()) {
            var names = module.values().stream().map(Global::name).toList();
            var name = names.contains(method) ? method : Spelling.nearest(method, names);
            if (name != null && module.value(name) instanceof Global found) {
                return "methods of a crate's types are called as functions: `("
                        + module.qualify(name)
                        + " "
                        + lent(found)
                        + "x …)`";
            }
        }
        return null;
    }

    private static Stream<Module> named(Module module, String name) {
        return Stream.concat(
                module.name().equals(name) ? Stream.of(module) : Stream.empty(),
                List.copyOf(module.children()).stream().flatMap(child -> named(child, name)));
    }

    /// What stands before its first argument: a crate's function is described by its types, as
    /// `bump [(self &mut Counter) (by i64)]`.
    private static String lent(Global global) {
        if (!(global.value() instanceof BuiltinFunction function)) {
            return "";
        }
        var types = FIRST.matcher(function.doc());
        return types.find() ? types.group(1) : "";
    }
}
