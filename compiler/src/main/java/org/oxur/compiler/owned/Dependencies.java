package org.oxur.compiler.owned;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.module.Function;
import org.oxur.module.Meaning;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.module.TypeDefinition;
import org.oxur.module.Version;
import org.oxur.text.Span;

/// What compiled code was made from, and whether that still is so.
public final class Dependencies {
    private final Registry registry;
    private final Set<Name> names = new LinkedHashSet<>();
    private final Set<Method> methods = new LinkedHashSet<>();
    private final Map<TypeDefinition, Integer> types = new LinkedHashMap<>();
    private final Map<Function, Version> functions = new LinkedHashMap<>();

    /// The registry's epoch at which all names were last seen to mean what they meant.
    private volatile int checkedEpoch;

    private record Name(Module from, List<String> path, Meaning meaning, Object value) {}

    private record Method(String type, String name, @Nullable Function function) {}

    Dependencies(Registry registry) {
        this.registry = registry;
        this.checkedEpoch = registry.epoch();
    }

    Meaning meaning(Module from, List<String> path) {
        var meaning = registry.meaning(from, path);
        names.add(new Name(from, path, meaning, value(meaning)));
        return meaning;
    }

    private static Object value(Meaning meaning) {
        return meaning instanceof Meaning.Value(var global) ? global.value() : meaning;
    }

    /// A type's method of that name; null if it has none.
    ///
    /// @throws Uncompilable when it has several, and the arguments say which
    @Nullable Function method(String type, String name, Span span) throws Uncompilable {
        if (registry.methods(type, name).size() > 1) {
            throw new Uncompilable(span, "a method that `" + type + "` has several of");
        }
        var method = registry.method(type, name, "");
        var function = method == null ? null : method.function();
        methods.add(new Method(type, name, function));
        return function;
    }

    void type(TypeDefinition definition) {
        types.put(definition, definition.version());
    }

    void function(Function function, Version version) {
        functions.put(function, version);
    }

    /// Cheap: asked at each call.
    public boolean hold() {
        int epoch = registry.epoch();
        if (epoch != checkedEpoch) {
            if (!names.stream().allMatch(this::isStillSo)
                    || !methods.stream().allMatch(this::isStillSo)
                    || !types.entrySet().stream()
                            .allMatch(type -> type.getKey().version() == type.getValue())) {
                return false;
            }
            checkedEpoch = epoch;
        }
        for (var function : functions.entrySet()) {
            if (function.getKey().current() != function.getValue()) {
                return false;
            }
        }
        return true;
    }

    private boolean isStillSo(Name name) {
        var now = registry.meaning(name.from, name.path);
        return now.equals(name.meaning) && value(now).equals(name.value);
    }

    private boolean isStillSo(Method method) {
        var now = registry.method(method.type, method.name, "");
        return (now == null ? null : now.function()) == method.function
                && registry.methods(method.type, method.name).size() <= 1;
    }
}
