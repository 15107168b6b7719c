package org.oxur.interpret;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Bug;
import org.oxur.error.Site;
import org.oxur.module.Callers;
import org.oxur.module.Function;
import org.oxur.module.Registry;

/// The calls of a function that stand in compiled code: one site for each number of arguments. Its
/// target is compiled code of the current version, or else the way through Tier 0.
final class FunctionSites extends Callers {
    private static final MethodHandle UNLINKED;

    static {
        try {
            UNLINKED =
                    MethodHandles.lookup()
                            .findVirtual(
                                    FunctionSites.class,
                                    "unlinked",
                                    MethodType.methodType(
                                            Object.class,
                                            Execution.class,
                                            int.class,
                                            Site.class,
                                            Frame.class,
                                            Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Function function;
    private final Registry registry;
    private final Map<Integer, MutableCallSite> sites = new HashMap<>();
    private @Nullable TreeCode linked;

    private FunctionSites(Function function, Registry registry) {
        this.function = function;
        this.registry = registry;
    }

    static FunctionSites of(Function function, Registry registry) {
        FunctionSites made;
        synchronized (function) {
            if (function.callers instanceof FunctionSites known) {
                return known;
            }
            made = new FunctionSites(function, registry);
            function.callers = made;
        }
        // The function may have been compiled before any of its callers was.
        if (function.entry instanceof Code code) {
            code.link(made);
        }
        return made;
    }

    /// What compiled code calls.
    static MethodType type(int arguments) {
        List<Class<?>> types = new ArrayList<>();
        Collections.addAll(types, Execution.class, int.class, Site.class, Frame.class);
        for (int i = 0; i < arguments; i++) {
            types.add(long.class);
            types.add(Object.class);
        }
        return MethodType.methodType(Object.class, types);
    }

    synchronized CallSite site(int arguments) {
        return sites.computeIfAbsent(
                arguments,
                count -> {
                    var site = new MutableCallSite(type(count));
                    site.setTarget(target(count));
                    return site;
                });
    }

    synchronized void link(TreeCode code) {
        if (function.entry == code.code) {
            linked = code;
            retarget();
        }
    }

    @Override
    public synchronized void unlink() {
        linked = null;
        retarget();
    }

    private void retarget() {
        sites.forEach((count, site) -> site.setTarget(target(count)));
    }

    private MethodHandle target(int count) {
        var made = linked;
        return made != null && made.code.parameters == count && !made.code.rest
                ? made.call
                : UNLINKED.bindTo(this).asCollector(Object[].class, 2 * count).asType(type(count));
    }

    /// Called by name, through `UNLINKED`.
    @SuppressWarnings("UnusedMethod")
    private Object unlinked(Execution ex, int depth, Site site, Frame none, Object[] pairs) {
        var values = new Object[pairs.length / 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = Mark.boxed((Long) pairs[2 * i], pairs[2 * i + 1]);
        }
        ex.used(function);
        var code = Calls.code(function, registry);
        var result = Calls.run(ex, depth, code, null, values, site);
        ex.number = Mark.number(result);
        return Mark.of(result);
    }

    /// Links a call in a compiled class.
    ///
    /// @param index of the function's sites among the class's constants
    static CallSite bootstrap(
            MethodHandles.Lookup caller, String name, MethodType type, int index) {
        try {
            var sites = MethodHandles.classDataAt(caller, "_", FunctionSites.class, index);
            return sites.site((type.parameterCount() - 4) / 2);
        } catch (IllegalAccessException e) {
            throw new Bug("a compiled class has its constants", e);
        }
    }
}
