package org.oxur.compiler.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.oxur.ast.FnArg;
import org.oxur.ast.Pat;
import org.oxur.interpret.FunctionCode;
import org.oxur.module.Function;
import org.oxur.module.Meaning;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.text.Span;

/// Types a function and all that it calls, from the types of its arguments.
///
/// Results of recursive calls are not guessed: they start as "nothing is known", and the bodies are
/// gone through until no result changes any more. Each [Instance] is one function for one list of
/// argument types.
public final class Inference {
    /// A program that needs more than this is no hot function.
    private static final int MOST_INSTANCES = 200;

    private final Registry registry;
    private final Map<Key, Instance> instances = new LinkedHashMap<>();
    private final Set<Program.Name> names = new LinkedHashSet<>();
    private boolean changed;

    private record Key(Function function, List<ValueType> parameters) {}

    private Inference(Registry registry) {
        this.registry = registry;
    }

    /// @throws Uncompilable with the first part that is beyond the compilers
    public static Program of(Function function, List<ValueType> arguments, Registry registry)
            throws Uncompilable {
        var inference = new Inference(registry);
        int epoch = registry.epoch();
        inference.instance(function, arguments, function.current().span());
        do {
            inference.changed = false;
            // The list grows while it is gone through.
            for (int i = 0; i < inference.instances.size(); i++) {
                inference.infer(List.copyOf(inference.instances.values()).get(i));
            }
        } while (inference.changed);
        for (var instance : inference.instances.values()) {
            inference.settle(instance);
        }
        return new Program(
                List.copyOf(inference.instances.values()),
                registry,
                List.copyOf(inference.names),
                epoch);
    }

    Registry registry() {
        return registry;
    }

    /// What a name means now; the program depends on it.
    Meaning meaning(Module from, List<String> path) {
        var meaning = registry.meaning(from, path);
        names.add(new Program.Name(from, path, meaning));
        return meaning;
    }

    Instance instance(Function function, List<ValueType> arguments, Span call) throws Uncompilable {
        var key = new Key(function, arguments);
        var known = instances.get(key);
        if (known != null) {
            return known;
        }
        if (instances.size() >= MOST_INSTANCES) {
            throw new Uncompilable(call, "it calls too many functions");
        }
        // Read once: it may be redefined meanwhile.
        var version = function.current();
        var facts = FunctionCode.facts(function, version, registry);
        var instance = new Instance(function, version, arguments, instances.size(), facts);
        parameters(instance, call);
        instances.put(key, instance);
        changed = true;
        return instance;
    }

    private void parameters(Instance instance, Span call) throws Uncompilable {
        var sig = instance.version().tree().sig();
        if (sig.inputs().size() != instance.parameters().size()) {
            throw new Uncompilable(call, "it is called with another number of arguments");
        }
        for (int i = 0; i < instance.parameters().size(); i++) {
            var input = sig.inputs().get(i);
            if (!(input instanceof FnArg.Typed(var span, var pat, var type))) {
                throw new Uncompilable(input.span(), "it is a method, or has a rest parameter");
            }
            var given = instance.parameters().get(i);
            while (pat instanceof Pat.Typed typed) {
                type = typed.type();
                pat = typed.pat();
            }
            if (type != null && !Types.of(type).equals(given)) {
                throw new Uncompilable(
                        span, "`" + type.span().text() + "` is called with " + given);
            }
            switch (pat) {
                case Pat.Binding binding when binding.subpat() == null -> {
                    var variable = instance.facts().variable(binding);
                    if (variable != null) {
                        instance.variables.put(variable, given);
                    }
                }
                case Pat.Wild _ -> {}
                default -> throw new Uncompilable(span, "a parameter is taken apart");
            }
        }
    }

    private void infer(Instance instance) throws Uncompilable {
        var sig = instance.version().tree().sig();
        var declared = sig.output() == null ? null : Types.of(sig.output());
        var found = new Bodies(this, instance).body(instance.version().tree().body(), declared);
        if (declared != null && found != ValueType.Simple.NEVER && !declared.equals(found)) {
            throw new Uncompilable(sig.span(), "it is declared to give " + declared);
        }
        if (!found.equals(instance.result)) {
            instance.result = Types.join(instance.result, found, sig.span());
            changed = true;
        }
    }

    /// Nothing is left unknown, and calls in tail position need no stack.
    private void settle(Instance instance) throws Uncompilable {
        var sig = instance.version().tree().sig();
        for (var callee : instance.tailCallees()) {
            if (reaches(callee, instance, new ArrayList<>())) {
                throw new Uncompilable(
                        sig.span(),
                        "it and `"
                                + callee.function().name()
                                + "` call each other in tail position");
            }
        }
    }

    private static boolean reaches(Instance from, Instance wanted, List<Instance> seen) {
        if (from == wanted) {
            return true;
        }
        if (seen.contains(from)) {
            return false;
        }
        seen.add(from);
        for (var callee : from.tailCallees()) {
            if (reaches(callee, wanted, seen)) {
                return true;
            }
        }
        return false;
    }
}
