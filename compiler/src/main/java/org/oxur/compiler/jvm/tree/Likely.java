package org.oxur.compiler.jvm.tree;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.oxur.interpret.CodeTree;
import org.oxur.interpret.Operation;

/// Which of the numbers a pair most likely is, where something speaks for it: only for that one is
/// there code in line.
final class Likely {
    private final OperationEmitter in;
    private final Map<Integer, Kind> variables = new HashMap<>();

    Likely(OperationEmitter in) {
        this.in = in;
    }

    /// Null where nothing speaks for either.
    @Nullable Kind of(Operation operation) {
        var kind = in.kinds.of(operation);
        if (kind.isNumber()) {
            return kind;
        }
        if (kind != Kind.PAIR) {
            return null;
        }
        return switch (operation) {
            case Operation.Local(_, int slot, _) -> variables.get(in.kinds.bindings.variable(slot));
            case Operation.Arithmetic(_, _, var left, var right, boolean adapts) ->
                    of(left, right, adapts);
            case Operation.Negate(_, var operand) -> of(operand);
            case Operation.Sqrt _ -> Kind.DOUBLE;
            case Operation.Field field -> field(field);
            case Operation.Named(_, var field, _) -> field(field);
            default -> null;
        };
    }

    /// Of two operands, of which one may take the other's type.
    @Nullable Kind of(Operation left, Operation right, boolean adapts) {
        var a = left instanceof Operation.Constant && adapts ? null : of(left);
        return a != null || right instanceof Operation.Constant && adapts ? a : of(right);
    }

    private @Nullable Kind field(Operation.Field field) {
        var stored = CodeTree.stored(field, in.registry);
        if (stored == null) {
            return null;
        }
        return switch (stored.as()) {
            case 'd' -> Kind.DOUBLE;
            case 'l' -> Kind.LONG;
            default -> null;
        };
    }

    /// A variable comes to be.
    void bound(int slot, @Nullable Kind likely) {
        if (likely != null) {
            variables.put(in.kinds.bindings.variable(slot), likely);
        }
    }
}
