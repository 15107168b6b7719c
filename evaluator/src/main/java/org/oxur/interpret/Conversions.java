package org.oxur.interpret;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.module.Function;
import org.oxur.module.Registry;

/// The program's implementations of `From`.
final class Conversions {
    private Conversions() {}

    /// The function that makes a value of a type from another value; null when the program has none
    /// that takes it.
    static @Nullable Function from(Registry registry, String targetKey, Object value) {
        Function any = null;
        for (var method : registry.methods(targetKey, "from")) {
            if (!method.trait().equals("From")) {
                continue;
            }
            var arguments = method.traitArguments();
            if (arguments.isEmpty()) {
                any = method.function();
                continue;
            }
            var types = new Types(registry, method.function().module(), Set.of(), null);
            if (types.test(arguments.getFirst()).holds(value)) {
                return method.function();
            }
        }
        return any;
    }
}
