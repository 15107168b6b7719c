package org.oxur.interpret;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.IntType;
import org.oxur.builtin.Mode;

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

    /// A node that makes something of its parts, which is no number.
    static Operation.Applied made(Node node, List<Operation> parts) {
        return new Operation.Applied(node, parts, Operation.Gives.OBJECT, false, null);
    }

    /// As [#made], where it depends on what names mean.
    static Operation.Applied named(Node node, List<Operation> parts, Operation.Gives gives) {
        return new Operation.Applied(node, parts, gives, false, node.opaque());
    }

    static Operation settled(Node node, @Nullable TypeTest type) {
        return new Operation.Passed(
                node, node.operation(), Operation.How.SETTLED, type, wanted(type));
    }

    static List<Operation> settled(Node[] nodes) {
        var operations = new ArrayList<Operation>();
        for (var node : nodes) {
            operations.add(settled(node, null));
        }
        return operations;
    }

    /// @param site who is told where it cannot be seen
    static Operation seen(Node node, Node site) {
        return new Operation.Passed(
                site, node.operation(), Operation.How.SEEN, null, Operation.Wanted.ANY);
    }

    /// As a built-in function takes it.
    static Operation passed(Node node, Mode mode) {
        return switch (mode) {
            case MOVE -> node.operation();
            case BORROW -> seen(node, node);
            case BORROW_MUT -> place(node, Operation.How.FOR_WRITE);
            case LEND -> place(node, Operation.How.LENT);
            case LEND_MUT -> place(node, Operation.How.LENT_FOR_WRITE);
        };
    }

    private static Operation place(Node node, Operation.How how) {
        if (node.isPlace()) {
            return new Operation.Place(node, how, node.opaque().reached());
        }
        return new Operation.Passed(node, node.operation(), how, null, Operation.Wanted.ANY);
    }
}
