package org.oxur.interpret;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.IntType;

/// What descriptions of nodes have in common.
final class Operations {
    private Operations() {}

    static List<Operation> of(Node[] nodes) {
        var operations = new ArrayList<Operation>();
        for (var node : nodes) {
            operations.add(node.operation());
        }
        return operations;
    }

    static Operation.Wanted wanted(@Nullable TypeTest test) {
        if (test == null || test == TypeTest.ANY) {
            return Operation.Wanted.ANY;
        }
        if (test.intType() == IntType.I64) {
            return Operation.Wanted.LONG;
        }
        return test.holdsDoubles() ? Operation.Wanted.DOUBLE : Operation.Wanted.ANY;
    }

    static Operation.LoopExits exits(LoopSignals signals) {
        return new Operation.LoopExits(signals.leave, signals.next, signals.unwinds);
    }
}
