package org.oxur.compiler.queue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.oxur.module.Registry;
import org.oxur.tier.Background;
import org.oxur.tier.FunctionCompiler;
import org.oxur.tier.Tier;
import org.oxur.tier.TierListener;

/// The compilers of a process and the workers that they run on, for all its sessions.
///
/// Each compiler has a [Lane] of its own, so that a function that waits for rustc holds up none
/// that wants bytecode.
public final class CompileQueue implements Background.Source {
    private final Map<Tier, Lane> lanes = new EnumMap<>(Tier.class);

    /// As many of the slow compiler's processes at once as leave a core to the program.
    public CompileQueue(List<FunctionCompiler> compilers) {
        this(compilers, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    /// @param compilers at most one for each tier
    /// @param processes of rustc at once, at most
    public CompileQueue(List<FunctionCompiler> compilers, int processes) {
        for (var compiler : compilers) {
            int workers = compiler.tier() == Tier.NATIVE ? processes : 1;
            lanes.put(compiler.tier(), new Lane(compiler, workers));
        }
    }

    @Override
    public Background open(Registry registry, TierListener listener) {
        return new SessionQueue(registry, listener, lanes);
    }
}
