package org.oxur.engine;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.oxur.interpret.Definitions;
import org.oxur.module.Function;
import org.oxur.module.Registry;
import org.oxur.module.Version;
import org.oxur.tier.NativeCompiler;
import org.oxur.tier.NativeCompiler.Result;
import org.oxur.tier.Tier;

/// What a session has given to its compiler: one job for each version of a function, whoever asked
/// for it.
final class Compilations {
    private final NativeCompiler compiler;
    private final Registry registry;
    private final Map<Function, Job> jobs = new IdentityHashMap<>();

    /// @param samples how many kinds of arguments were known when it began: a refusal for want of
    ///   them is no last word
    private record Job(Version version, int samples, CompletableFuture<Result> result) {}

    Compilations(NativeCompiler compiler, Registry registry) {
        this.compiler = compiler;
        this.registry = registry;
    }

    /// Compiles the current version, unless that is done or on its way. On the evaluating thread.
    synchronized CompletableFuture<Result> start(Function function) {
        var samples = Definitions.samples(function);
        var known = jobs.get(function);
        if (known != null
                && known.version == function.current()
                && known.samples == samples.size()
                && (!known.result.isDone() || isStillSo(function, known))) {
            return known.result;
        }
        var installed =
                compiler.compile(function, samples, registry)
                        .thenApply(result -> install(function, result));
        jobs.put(function, new Job(function.current(), samples.size(), installed));
        return installed;
    }

    /// Whether the answer of a job that has ended would be the same today.
    private static boolean isStillSo(Function function, Job job) {
        return switch (job.result.getNow(new Result.NoToolchain("", ""))) {
            case Result.Compiled _ -> Definitions.tier(function) == Tier.NATIVE;
            case Result.Refused _, Result.NoToolchain _ -> false;
        };
    }

    private Result install(Function function, Result result) {
        if (result instanceof Result.Compiled(var code, _)) {
            Definitions.install(function, registry, code);
        }
        return result;
    }

    /// The job for the current version that is on its way, or ended; null when there is none.
    synchronized @Nullable CompletableFuture<Result> job(Function function) {
        var job = jobs.get(function);
        return job != null && job.version == function.current() ? job.result : null;
    }

    /// Why the current version is not native, as far as a compiler was asked; null otherwise.
    @Nullable String reason(Function function) {
        var job = job(function);
        if (job == null || !job.isDone()) {
            return job == null ? null : "native: compiling";
        }
        return switch (job.getNow(new Result.NoToolchain("", ""))) {
            case Result.Compiled _ ->
                    Definitions.tier(function) == Tier.NATIVE
                            ? null
                            : "native: what it calls was changed";
            case Result.Refused(_, var reason) -> "native: " + reason;
            case Result.NoToolchain(var message, _) -> "native: " + message;
        };
    }
}
