package org.oxur.builtin;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Every built-in function and method, by name.
public final class Builtins {
    private Builtins() {}

    private static final class Functions {
        static final Map<String, BuiltinFunction> BY_NAME = new HashMap<>();

        private Functions() {}
    }

    /// The function that a name means where the program has none of that name: `push!`,
    /// `String::new`; null when there is none.
    public static @Nullable BuiltinFunction function(String name) {
        return Functions.BY_NAME.get(name);
    }

    /// The method that a value has by itself; the value will be the first argument. Null when it
    /// has none of that name.
    public static @Nullable BuiltinFunction method(Object receiver, String name) {
        return null;
    }

    /// All functions in order of their names.
    public static Collection<BuiltinFunction> functions() {
        return new TreeMap<>(Functions.BY_NAME).values();
    }
}
