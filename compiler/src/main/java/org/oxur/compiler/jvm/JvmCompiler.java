package org.oxur.compiler.jvm;

import org.oxur.compiler.types.Inference;
import org.oxur.compiler.types.ParameterTypes;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.tier.FunctionCompiler;
import org.oxur.tier.Tier;

/// Bytecode for functions of numbers: a function and all that it calls become one class.
public final class JvmCompiler implements FunctionCompiler {
    @Override
    public Tier tier() {
        return Tier.JIT;
    }

    @Override
    public Result compile(Request request, Run run) {
        long start = System.nanoTime();
        try {
            run.phase(Phase.LOWER);
            var types = ParameterTypes.of(request.function(), request.samples());
            var program = Inference.of(request.function(), types, request.registry());
            run.phase(Phase.CODEGEN);
            var code = JvmCode.load(program, UnitEmitter.emit(program));
            return new Result.Compiled(code, (System.nanoTime() - start) / 1_000_000);
        } catch (Uncompilable e) {
            return new Result.Refused(e.span(), e.reason());
        }
    }
}
