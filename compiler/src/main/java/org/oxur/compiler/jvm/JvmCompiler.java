package org.oxur.compiler.jvm;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.oxur.compiler.types.Inference;
import org.oxur.compiler.types.ParameterTypes;
import org.oxur.compiler.types.Program;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.module.Function;
import org.oxur.module.Registry;
import org.oxur.tier.FunctionCompiler;
import org.oxur.tier.Tier;

/// Bytecode for functions of numbers: a function and all that it calls become one class.
///
/// The tree is read and typed where the caller is; the class is written and loaded by a worker.
public final class JvmCompiler implements FunctionCompiler {
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(task -> {
                var thread = new Thread(task, "oxur-jit");
                thread.setDaemon(true);
                return thread;
            });

    @Override
    public Tier tier() {
        return Tier.JIT;
    }

    @Override
    public CompletableFuture<Result> compile(
            Function function, List<@Nullable Object> samples, Registry registry) {
        long start = System.nanoTime();
        Program program;
        try {
            program = Inference.of(function, ParameterTypes.of(function, samples), registry);
        } catch (Uncompilable e) {
            return CompletableFuture.completedFuture(new Result.Refused(e.span(), e.reason()));
        }
        return CompletableFuture.supplyAsync(() -> emit(program, start), worker);
    }

    private static Result emit(Program program, long start) {
        try {
            var code = JvmCode.load(program, UnitEmitter.emit(program));
            return new Result.Compiled(code, (System.nanoTime() - start) / 1_000_000);
        } catch (Uncompilable e) {
            return new Result.Refused(e.span(), e.reason());
        }
    }
}
