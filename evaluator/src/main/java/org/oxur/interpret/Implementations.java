package org.oxur.interpret;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Generics;
import org.oxur.ast.Type;
import org.oxur.module.Function;

/// What a method knows of the `impl` or trait it stands in.
public final class Implementations {
    private static final Map<Function, Context> CONTEXTS =
            Collections.synchronizedMap(new WeakHashMap<>());

    private Implementations() {}

    private record Context(Generics generics, @Nullable Type self) {}

    static void note(Function function, Generics generics, @Nullable Type self) {
        CONTEXTS.put(function, new Context(generics, self));
    }

    public static Generics generics(Function function) {
        var context = CONTEXTS.get(function);
        return context == null ? Generics.NONE : context.generics;
    }

    public static @Nullable Type self(Function function) {
        var context = CONTEXTS.get(function);
        return context == null ? null : context.self;
    }
}
