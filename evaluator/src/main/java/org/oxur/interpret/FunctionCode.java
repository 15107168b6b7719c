package org.oxur.interpret;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.module.Function;
import org.oxur.module.Registry;
import org.oxur.module.Version;
import org.oxur.resolve.Facts;
import org.oxur.resolve.Resolver;
import org.oxur.tier.CompiledCode;
import org.oxur.tier.Seen;
import org.oxur.tier.Tier;

/// What executes a function now, and what a compiler needs to make something faster of it.
public final class FunctionCode {
    private FunctionCode() {}

    /// What is known of a version of a function without running it.
    public static Facts facts(Function function, Version version, Registry registry) {
        var tree = version.tree();
        return Resolver.function(
                tree.sig().inputs(), tree.body(), new CallModes(registry, function.module()));
    }

    public static Tier tier(Function function) {
        var compiled = compiled(function);
        return compiled == null ? Tier.INTERPRETED : compiled.tier();
    }

    /// The compiled code of a function's current version; null when there is none.
    public static @Nullable CompiledCode compiled(Function function) {
        return function.entry instanceof Code code ? code.compiled() : null;
    }

    /// Whether there is nothing more to compile of the current version for a tier.
    public static boolean isMade(Function function, Tier tier) {
        return function.entry instanceof Code code && code.isMade(tier);
    }

    /// Says what the current version's nodes do, for a compiler; on the evaluating thread.
    public static void describe(Function function) {
        if (function.entry instanceof Code code) {
            code.describe();
        }
    }

    /// Arguments that a function was called with, null where they say nothing of its types; empty
    /// when it was never called.
    public static List<@Nullable Object> samples(Function function) {
        return function.entry instanceof Code code
                ? Collections.unmodifiableList(Arrays.asList(code.samples))
                : List.of();
    }

    /// What of the arguments in a frame says of which types they are.
    static @Nullable Object[] samples(Frame f, int parameters) {
        var found = new @Nullable Object[parameters];
        for (int i = 0; i < parameters; i++) {
            byte tag = f.tag(i);
            var value = tag == Frame.LONG || tag == Frame.DOUBLE ? f.plain(i) : f.object(i);
            // Never a value that would be kept alive, or that others may change.
            found[i] = value == null ? null : Seen.of(value);
        }
        return found;
    }

    /// Whether the current version was called, by anything but compiled code.
    public static boolean wasCalled(Function function) {
        return function.entry instanceof Code code && code.calls > 0;
    }

    /// Turns of loops in the current version, as far as they were interpreted.
    public static long turns(Function function) {
        return function.entry instanceof Code code ? code.turns() : 0;
    }

    /// Lets a function be executed by the interpreter until it is compiled for someone who asks.
    /// From any thread.
    public static void demote(Function function) {
        if (function.entry instanceof Code code) {
            code.demote();
        }
    }

    /// Lets a function be executed by compiled code of its current version, unless there is a newer
    /// one by now. From any thread.
    ///
    /// @param version that was compiled
    public static void install(Function function, Version version, CompiledCode compiled) {
        // Code for certain types that is out of date by now is installed, too: the next call throws
        // it away, and asks for it anew.
        if (function.entry instanceof Code code
                && code.version == version.number()
                && (compiled.isCurrent() || !(compiled instanceof TreeCode))) {
            code.install(compiled);
        }
    }
}
