package org.oxur.engine;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.oxur.interpret.FunctionCode;
import org.oxur.module.Function;
import org.oxur.module.Registry;
import org.oxur.module.Version;
import org.oxur.tier.FunctionCompiler;
import org.oxur.tier.FunctionCompiler.Result;
import org.oxur.tier.Tier;

/// What a session has given to its compilers: one job for each version of a function and tier,
/// whoever asked for it.
final class Compilations {
    private final List<FunctionCompiler> compilers;
    private final Registry registry;
    private final Map<Function, Map<Tier, Job>> jobs = new IdentityHashMap<>();

    private static final System.Logger LOGGER = System.getLogger("org.oxur.engine");

    private static final Result UNKNOWN = new Result.NoToolchain("", "");

    /// @param samples how many kinds of arguments were known when it began: a refusal for want of
    ///   them is no last word
    private record Job(Version version, int samples, CompletableFuture<Result> result) {}

    Compilations(List<FunctionCompiler> compilers, Registry registry) {
        this.compilers = List.copyOf(compilers);
        this.registry = registry;
    }

    /// Compiles the current version for a tier, unless that is done or on its way. On the
    /// evaluating thread.
    synchronized CompletableFuture<Result> start(Function function, Tier tier) {
        var samples = FunctionCode.samples(function);
        var known = known(function, tier);
        if (known != null
                && known.samples == samples.size()
                && (!known.result.isDone() || isStillSo(function, tier, known))) {
            return known.result;
        }
        var installed =
                compile(function, tier, samples)
                        .exceptionally(mistake -> failed(function, mistake))
                        .thenApply(result -> install(function, result));
        jobs.computeIfAbsent(function, _ -> new EnumMap<>(Tier.class))
                .put(tier, new Job(function.current(), samples.size(), installed));
        return installed;
    }

    private CompletableFuture<Result> compile(
            Function function, Tier tier, List<@Nullable Object> samples) {
        for (var compiler : compilers) {
            if (compiler.tier() == tier) {
                return compiler.compile(function, samples, registry);
            }
        }
        return CompletableFuture.completedFuture(
                new Result.NoToolchain(
                        "there is no compiler for `" + function.name() + "` here",
                        "it is interpreted"));
    }

    /// A mistake of ours must not be lost because nobody waits for the job.
    private static Result failed(Function function, Throwable mistake) {
        LOGGER.log(System.Logger.Level.ERROR, "compiling " + function.name() + " failed", mistake);
        return new Result.Refused(
                function.signature().span(), "a mistake of the compiler's own; see the log");
    }

    private @Nullable Job known(Function function, Tier tier) {
        var byTier = jobs.get(function);
        var job = byTier == null ? null : byTier.get(tier);
        return job != null && job.version == function.current() ? job : null;
    }

    /// Whether the answer of a job that has ended would be the same today.
    private static boolean isStillSo(Function function, Tier tier, Job job) {
        return switch (job.result.getNow(UNKNOWN)) {
            case Result.Compiled _ -> FunctionCode.tier(function).compareTo(tier) >= 0;
            case Result.Refused _, Result.NoToolchain _ -> false;
        };
    }

    private Result install(Function function, Result result) {
        if (result instanceof Result.Compiled(var code, _)) {
            FunctionCode.install(function, code);
        }
        return result;
    }

    /// All jobs for the current version that are on their way, or ended.
    synchronized CompletableFuture<Void> jobs(Function function) {
        var found = new ArrayList<CompletableFuture<?>>();
        for (var tier : Tier.values()) {
            var job = known(function, tier);
            if (job != null) {
                found.add(job.result);
            }
        }
        return CompletableFuture.allOf(found.toArray(new CompletableFuture<?>[0]));
    }

    /// Why the current version is in no higher tier, as far as a compiler was asked; null
    /// otherwise.
    synchronized @Nullable String reason(Function function) {
        for (var tier : List.of(Tier.NATIVE, Tier.JIT)) {
            var job = known(function, tier);
            if (job != null && FunctionCode.tier(function).compareTo(tier) < 0) {
                return tier.word() + ": " + words(job);
            }
        }
        return null;
    }

    private static String words(Job job) {
        if (!job.result.isDone()) {
            return "compiling";
        }
        return switch (job.result.getNow(UNKNOWN)) {
            case Result.Compiled _ -> "what it calls was changed";
            case Result.Refused(_, var reason) -> reason;
            case Result.NoToolchain(var message, _) -> message;
        };
    }
}
