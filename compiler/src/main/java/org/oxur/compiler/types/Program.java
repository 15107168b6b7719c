package org.oxur.compiler.types;

import java.util.List;
import org.oxur.module.Meaning;
import org.oxur.module.Module;
import org.oxur.module.Registry;

/// A function and all that it calls, typed: what is compiled as one.
public final class Program {
    private final List<Instance> instances;
    private final Registry registry;
    private final List<Name> names;

    /// The registry's epoch at which all names were last seen to mean what they meant.
    private volatile int checkedEpoch;

    /// A name that was looked up, and what it meant.
    ///
    /// @param value what it gave, where that was a constant or function; its meaning otherwise
    record Name(Module from, List<String> path, Meaning meaning, Object value) {
        Name {
            path = List.copyOf(path);
        }

        Name(Module from, List<String> path, Meaning meaning) {
            this(from, path, meaning, value(meaning));
        }

        private static Object value(Meaning meaning) {
            return meaning instanceof Meaning.Value(var global) ? global.value() : meaning;
        }

        boolean isStillSo(Registry registry) {
            var now = registry.meaning(from, path);
            return now.equals(meaning) && value(now).equals(value);
        }
    }

    /// @param instances the first is the function that was asked for
    /// @param epoch of the registry when names were looked up
    Program(List<Instance> instances, Registry registry, List<Name> names, int epoch) {
        this.instances = List.copyOf(instances);
        this.registry = registry;
        this.names = List.copyOf(names);
        this.checkedEpoch = epoch;
    }

    public List<Instance> instances() {
        return instances;
    }

    public Instance entry() {
        return instances.getFirst();
    }

    /// Whether nothing that it was made from has been redefined since.
    public boolean isCurrent() {
        int epoch = registry.epoch();
        if (epoch != checkedEpoch) {
            for (var name : names) {
                if (!name.isStillSo(registry)) {
                    return false;
                }
            }
            checkedEpoch = epoch;
        }
        for (var instance : instances) {
            if (instance.function().current() != instance.version()) {
                return false;
            }
        }
        return true;
    }
}
