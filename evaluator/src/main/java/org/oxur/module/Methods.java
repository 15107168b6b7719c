package org.oxur.module;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.FnArg;
import org.oxur.ast.Item;
import org.oxur.ast.Type;
import org.oxur.module.Registry.Calls;
import org.oxur.module.Registry.Change;
import org.oxur.module.Registry.Method;
import org.oxur.module.Registry.Uses;

/// The methods of all types of a session, and the traits that the types implement. One thread
/// changes it, any may look.
final class Methods {
    /// By the type's key and the method's name.
    private final Map<String, Map<String, List<Method>>> methods =
            Collections.synchronizedMap(new LinkedHashMap<>());

    /// By the type's key: names of the traits it implements.
    private final Map<String, Map<String, Item.Impl>> implementations =
            Collections.synchronizedMap(new LinkedHashMap<>());

    /// All methods of that name that a type has, its own first.
    List<Method> of(String typeKey, String name) {
        var named = methods.get(typeKey);
        if (named == null) {
            return List.of();
        }
        return named.getOrDefault(name, List.of());
    }

    /// The names of all methods that a type has of the program.
    List<String> names(String typeKey) {
        var named = methods.get(typeKey);
        return named == null ? List.of() : copy(named.keySet(), methods);
    }

    /// A type's own method, or that of a trait; null if there is none.
    ///
    /// @param trait the trait's key, or empty for any
    @Nullable Method find(String typeKey, String name, String trait) {
        Method found = null;
        for (var method : of(typeKey, name)) {
            if (trait.isEmpty()
                    ? method.trait().isEmpty() || found == null
                    : method.trait().equals(trait)) {
                found = method;
            }
        }
        return found;
    }

    boolean implementsTrait(String typeKey, String trait) {
        var traits = implementations.get(typeKey);
        return traits != null
                && copy(traits.keySet(), traits).stream()
                        .anyMatch(k -> k.equals(trait) || k.startsWith(trait + "<"));
    }

    /// Whether any type has a method of that name.
    boolean anyHasMethod(String method) {
        return copy(methods.values(), methods).stream()
                .anyMatch(byName -> byName.containsKey(method));
    }

    /// Whether a method of that name somewhere takes `&mut self`.
    boolean anyMutates(String method) {
        return receivers(method).stream().anyMatch(r -> r.reference() && r.mutable());
    }

    /// Whether there is a method of that name, and all of them take `self`.
    boolean allTakeSelf(String method) {
        var receivers = receivers(method);
        return !receivers.isEmpty() && receivers.stream().noneMatch(FnArg.Receiver::reference);
    }

    private List<FnArg.Receiver> receivers(String method) {
        var all = new ArrayList<FnArg.Receiver>();
        for (var byName : copy(methods.values(), methods)) {
            for (var m : byName.getOrDefault(method, List.of())) {
                var inputs = m.function().signature().inputs();
                if (!inputs.isEmpty() && inputs.getFirst() instanceof FnArg.Receiver receiver) {
                    all.add(receiver);
                }
            }
        }
        return all;
    }

    List<Method> all() {
        var all = new ArrayList<Method>();
        for (var byName : copy(methods.values(), methods)) {
            copy(byName.values(), byName).forEach(all::addAll);
        }
        return all;
    }

    /// One change for each function; see [Registry#implement].
    List<Change> implement(
            Module module,
            String typeKey,
            @Nullable TypeDefinition trait,
            String traitName,
            Item.Impl impl,
            Uses uses,
            Calls calls) {
        var changes = new ArrayList<Change>();
        var byName =
                methods.computeIfAbsent(
                        typeKey, _ -> Collections.synchronizedMap(new LinkedHashMap<>()));
        var traitKey = trait != null ? trait.key() : traitName;
        var arguments =
                impl.trait() == null
                        ? List.<Type>of()
                        : impl.trait().segments().getLast().arguments();
        var given = new ArrayList<String>();
        for (var fn : impl.fns()) {
            given.add(fn.sig().ident().name());
            changes.add(
                    method(module, byName, typeKey, traitKey, arguments, fn, uses.of(fn), calls));
        }
        if (trait != null) {
            trait.defaults.forEach((name, function) -> {
                if (!given.contains(name)) {
                    // What `Self` means differs from type to type.
                    var own =
                            new Function(
                                    function.name(),
                                    function.module(),
                                    Version.of(
                                            1,
                                            function.current().tree(),
                                            function.current().uses()));
                    put(byName, name, new Method(traitKey, arguments, own));
                }
            });
        }
        if (!traitKey.isEmpty()) {
            implementations
                    .computeIfAbsent(
                            typeKey, _ -> Collections.synchronizedMap(new LinkedHashMap<>()))
                    .put(traitKey + (arguments.isEmpty() ? "" : arguments.toString()), impl);
            if (!arguments.isEmpty()) {
                Objects.requireNonNull(implementations.get(typeKey)).put(traitKey, impl);
            }
        }
        return changes;
    }

    private Change method(
            Module module,
            Map<String, List<Method>> byName,
            String typeKey,
            String trait,
            List<Type> arguments,
            Item.Fn tree,
            List<String> uses,
            Calls calls) {
        var name = tree.sig().ident().name();
        var qualified = typeKey + "::" + name;
        for (var method : byName.getOrDefault(name, List.of())) {
            if (method.trait().equals(trait)
                    && method.traitArguments().equals(arguments)
                    && !isDefault(method.function(), qualified)) {
                return Registry.replace(method.function(), qualified, tree, uses, calls, null);
            }
        }
        var function = new Function(qualified, module, Version.of(1, tree, uses));
        put(byName, name, new Method(trait, arguments, function));
        return new Change(qualified, 0, 1, false);
    }

    private static boolean isDefault(Function function, String qualified) {
        return !function.name().equals(qualified);
    }

    private static void put(Map<String, List<Method>> byName, String name, Method method) {
        var all = new ArrayList<>(byName.getOrDefault(name, List.of()));
        all.removeIf(m ->
                m.trait().equals(method.trait())
                        && m.traitArguments().equals(method.traitArguments()));
        if (method.trait().isEmpty()) {
            all.addFirst(method);
        } else {
            all.add(method);
        }
        byName.put(name, List.copyOf(all));
    }

    /// A part of a table as it is now, while definitions may be made.
    private static <T> List<T> copy(Collection<T> part, Map<?, ?> table) {
        synchronized (table) {
            return List.copyOf(part);
        }
    }
}
