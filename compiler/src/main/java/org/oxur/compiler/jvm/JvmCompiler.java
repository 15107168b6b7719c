package org.oxur.compiler.jvm;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.oxur.compiler.types.Inference;
import org.oxur.compiler.types.ParameterTypes;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.module.Function;
import org.oxur.module.Registry;
import org.oxur.tier.FunctionCompiler;
import org.oxur.tier.Tier;

/// Bytecode for functions of numbers: a function and all that it calls become one class.
public final class JvmCompiler implements FunctionCompiler {
    @Override
    public Tier tier() {
        return Tier.JIT;
    }

    @Override
    public CompletableFuture<Result> compile(
            Function function, List<@Nullable Object> samples, Registry registry) {
        try {
            long start = System.nanoTime();
            var types = ParameterTypes.of(function, samples);
            var program = Inference.of(function, types, registry);
            var code = JvmCode.load(program, UnitEmitter.emit(program));
            return CompletableFuture.completedFuture(
                    new Result.Compiled(code, (System.nanoTime() - start) / 1_000_000));
        } catch (Uncompilable e) {
            return CompletableFuture.completedFuture(new Result.Refused(e.span(), e.reason()));
        }
    }
}
