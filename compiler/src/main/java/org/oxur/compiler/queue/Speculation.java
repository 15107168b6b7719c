package org.oxur.compiler.queue;

import java.util.ArrayList;
import java.util.List;
import org.oxur.interpret.FunctionCode;
import org.oxur.module.Function;
import org.oxur.module.Meaning;
import org.oxur.module.Registry;
import org.oxur.module.Version;
import org.oxur.tier.Forecast;
import org.oxur.tier.Tier;

/// Guesses from the call graph what will be called often: what is called by something that is.
///
/// A guess is made when it was compiled, has hit when the function is called often enough itself,
/// and has missed when it is redefined before.
final class Speculation {
    private final Registry registry;
    private int made;
    private int hits;
    private int misses;

    Speculation(Registry registry) {
        this.registry = registry;
    }

    /// What a function calls that is below a tier and was called before, so that the types of its
    /// arguments are known.
    List<Function> calledBy(Function caller, Version version, Tier tier) {
        var found = new ArrayList<Function>();
        for (var use : version.uses()) {
            var meaning = registry.meaning(caller.module(), List.of(use.split("::")));
            if (meaning instanceof Meaning.Value(var global)
                    && global.value() instanceof Function callee
                    && callee != caller
                    && FunctionCode.wasCalled(callee)
                    && FunctionCode.tier(callee).compareTo(tier) < 0) {
                found.add(callee);
            }
        }
        return found;
    }

    synchronized void made(Tracked function, Version version) {
        if (function.predicted != version) {
            function.predicted = version;
            made++;
        }
    }

    synchronized void hot(Tracked tracked, Function function) {
        if (tracked.predicted == function.current()) {
            tracked.predicted = null;
            hits++;
        }
    }

    synchronized void redefined(Tracked function) {
        if (function.predicted != null) {
            function.predicted = null;
            misses++;
        }
    }

    synchronized Forecast forecast() {
        return new Forecast(made, hits, misses);
    }
}
