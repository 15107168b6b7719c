package org.oxur.compiler.jvm;

import org.oxur.compiler.jvm.tree.TreeCompiler;
import org.oxur.compiler.types.Inference;
import org.oxur.compiler.types.ParameterTypes;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.interpret.CodeTree;
import org.oxur.module.Registry;
import org.oxur.tier.FunctionCompiler;
import org.oxur.tier.LongLoop;
import org.oxur.tier.Tier;

/// Bytecode: a function of numbers and all that it calls become one class; every other function is
/// made from its nodes, by itself.
public final class JvmCompiler implements FunctionCompiler {
    @Override
    public Tier tier() {
        return Tier.JIT;
    }

    @Override
    public Result compile(Request request, Run run) {
        long start = System.nanoTime();
        run.phase(Phase.LOWER);
        var tree = CodeTree.of(request.function());
        try {
            var types = ParameterTypes.of(request.function(), request.samples());
            var program = Inference.of(request.function(), types, request.registry());
            run.phase(Phase.CODEGEN);
            // Callers that are compiled from their nodes call what was made from nodes.
            var forCallers =
                    tree != null
                                    && TreeCompiler.compile(
                                                    tree,
                                                    request.registry(),
                                                    request.urgency(),
                                                    start)
                                            instanceof Result.Compiled(var code, _)
                            ? code
                            : null;
            var code = JvmCode.load(program, UnitEmitter.emit(program), forCallers);
            return new Result.Compiled(code, (System.nanoTime() - start) / 1_000_000);
        } catch (Uncompilable e) {
            if (tree == null) {
                return new Result.Refused(e.span(), e.reason());
            }
            run.phase(Phase.CODEGEN);
            return TreeCompiler.compile(tree, request.registry(), request.urgency(), start);
        }
    }

    @Override
    public void compile(LongLoop loop, Registry registry) {
        TreeCompiler.compile((CodeTree) loop, registry);
    }
}
