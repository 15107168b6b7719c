package org.oxur.tier;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.oxur.module.Function;
import org.oxur.module.Version;
import org.oxur.tier.FunctionCompiler.Result;

/// There are no compilers.
final class Nothing implements Background {
    static final Background INSTANCE = new Nothing();

    private Nothing() {}

    @Override
    public CompletableFuture<Result> ask(Function function, Tier tier, Urgency urgency) {
        return CompletableFuture.completedFuture(
                new Result.NoToolchain(
                        "there is no compiler for `" + function.name() + "` here",
                        "it is interpreted"));
    }

    @Override
    public CompletableFuture<Result> hot(Function function, Tier tier) {
        return ask(function, tier, Urgency.HOT);
    }

    @Override
    public CompletableFuture<Result> inspect(Function function, Tier tier) {
        return ask(function, tier, Urgency.ASKED);
    }

    @Override
    public CompletableFuture<Void> ask(LongLoop loop) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Map<Tier, Long> millis(Function function, Version version) {
        return Map.of();
    }

    @Override
    public CompletableFuture<Void> jobs(Function function) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Standing standing(Function function) {
        return Standing.none(Tier.INTERPRETED);
    }

    @Override
    public void discarded(Function function, Tier from) {}

    @Override
    public void demote(Function function) {}

    @Override
    public void redefined(String function) {}

    @Override
    public void pin(Function function, boolean pinned) {}

    @Override
    public List<CompileJob> jobs() {
        return List.of();
    }

    @Override
    public int cancel(@Nullable Long id) {
        return 0;
    }

    @Override
    public boolean boost(long id) {
        return false;
    }

    @Override
    public void pause(boolean paused) {}

    @Override
    public Forecast forecast() {
        return new Forecast(0, 0, 0);
    }

    @Override
    public void close() {}
}
