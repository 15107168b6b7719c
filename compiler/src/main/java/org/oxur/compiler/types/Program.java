package org.oxur.compiler.types;

import java.util.List;
import org.oxur.module.Function;
import org.oxur.module.Registry;
import org.oxur.module.Version;

/// A function and all that it calls, typed: what is compiled as one.
///
/// @param instances the first is the function that was asked for
/// @param epoch of the registry when names were looked up
public record Program(List<Instance> instances, Registry registry, int epoch) {
    public Program {
        instances = List.copyOf(instances);
    }

    public Instance entry() {
        return instances.getFirst();
    }

    /// Whether nothing that it was made from has been redefined since.
    public boolean isCurrent() {
        if (registry.epoch() != epoch) {
            return false;
        }
        for (var instance : instances) {
            if (instance.function().current() != instance.version()) {
                return false;
            }
        }
        return true;
    }

    /// The functions it was made from.
    public List<Function> functions() {
        return instances.stream().map(Instance::function).distinct().toList();
    }

    /// The versions it was made from.
    public List<Version> versions() {
        return instances.stream().map(Instance::version).distinct().toList();
    }
}
