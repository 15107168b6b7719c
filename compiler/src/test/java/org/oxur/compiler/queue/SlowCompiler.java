package org.oxur.compiler.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Site;
import org.oxur.module.Function;
import org.oxur.module.Version;
import org.oxur.tier.CompiledCode;
import org.oxur.tier.Evaluation;
import org.oxur.tier.FunctionCompiler;
import org.oxur.tier.Tier;

/// Takes as long as a test lets it: each batch waits for a permit. Its code gives 42.
final class SlowCompiler implements FunctionCompiler {
    final Semaphore permits = new Semaphore(0);

    /// One for each batch that was begun.
    final Semaphore begun = new Semaphore(0);

    final List<List<String>> batches = new CopyOnWriteArrayList<>();
    final List<String> threads = new CopyOnWriteArrayList<>();
    private final Tier tier;
    private final int batch;
    volatile int cancelled;

    SlowCompiler(Tier tier, int batch) {
        this.tier = tier;
        this.batch = batch;
    }

    @Override
    public Tier tier() {
        return tier;
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public Result compile(Request request, Run run) {
        return compile(List.of(request), run).getFirst();
    }

    @Override
    public List<Result> compile(List<Request> requests, Run run) {
        batches.add(requests.stream().map(request -> request.function().name()).toList());
        threads.add(Thread.currentThread().getName());
        var ended = new boolean[1];
        run.onCancel(() -> {
            ended[0] = true;
            cancelled++;
            permits.release();
        });
        begun.release();
        permits.acquireUninterruptibly();
        run.onCancel(null);
        var results = new ArrayList<Result>();
        for (var request : requests) {
            results.add(
                    ended[0]
                            ? new Result.Superseded("ended")
                            : new Result.Compiled(
                                    new Fixed(tier, request.function(), request.version()), 1));
        }
        return results;
    }

    private record Fixed(Tier tier, Function function, Version version) implements CompiledCode {
        @Override
        public boolean isCurrent() {
            return function.current() == version;
        }

        @Override
        public boolean takes(List<Object> arguments) {
            return true;
        }

        @Override
        public Object call(Evaluation evaluation, int depth, List<Object> arguments, Site site) {
            return 42L;
        }

        @Override
        public @Nullable String source() {
            return null;
        }
    }
}
