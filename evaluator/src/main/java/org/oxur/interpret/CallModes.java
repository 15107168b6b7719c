package org.oxur.interpret;

import java.util.List;
import org.oxur.ast.BinOp;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.builtin.Builtins;
import org.oxur.module.Meaning;
import org.oxur.module.Module;
import org.oxur.module.Registry;
import org.oxur.resolve.Modes;

/// What the definitions there are now say of how a call passes its arguments.
final class CallModes implements Modes {
    private final Registry registry;
    private final Module module;
    private final OwnOperators operators;

    CallModes(Registry registry, Module module) {
        this.registry = registry;
        this.module = module;
        this.operators = new OwnOperators(registry, module);
    }

    @Override
    public Passing argument(String function, int position) {
        if (!(registry.meaning(module, List.of(function.split("::"))) instanceof Meaning.Unknown)) {
            return Passing.VALUE;
        }
        var builtIn = Builtins.function(function);
        return builtIn == null ? Passing.VALUE : passing(builtIn, position);
    }

    @Override
    public Passing operand(BinOp op) {
        return operators.has(op) ? Passing.VALUE : Passing.READ;
    }

    @Override
    public Passing receiver(String method) {
        if (registry.anyMutates(method)) {
            return Passing.LEND_FOR_WRITE;
        }
        if (registry.allTakeSelf(method)) {
            return Passing.VALUE;
        }
        var changing = Builtins.function(method + "!");
        if (changing != null) {
            return passing(changing, 0);
        }
        var builtIn = Builtins.function(method);
        return builtIn == null ? Passing.LEND : passing(builtIn, 0);
    }

    private static Passing passing(BuiltinFunction function, int position) {
        return switch (function.mode(position)) {
            case BORROW -> Passing.READ;
            case BORROW_MUT -> Passing.WRITE;
            case LEND -> Passing.LEND;
            case LEND_MUT -> Passing.LEND_FOR_WRITE;
            case MOVE -> Passing.VALUE;
        };
    }
}
