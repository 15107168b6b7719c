package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;
import org.oxur.value.Cell;
import org.oxur.value.Unit;

/// Statements, and a value. What was lent of the block's own variables ends with it.
final class BlockNode extends Node {
    private final Node[] before;
    private Node last;

    /// Slots of variables that may have been lent.
    private final int[] lent;

    BlockNode(Span span, Node[] before, Node last, int[] lent) {
        super(span);
        this.before = before;
        this.last = last;
        this.lent = lent;
    }

    @Override
    Object execute(Frame f) {
        var signal = run(f);
        var value = signal == null ? last.execute(f) : signal;
        if (lent.length > 0) {
            end(f);
        }
        return value;
    }

    @Override
    long executeLong(Frame f) throws UnexpectedResult {
        var signal = run(f);
        if (signal != null) {
            end(f);
            throw new UnexpectedResult(signal);
        }
        if (lent.length == 0) {
            return last.executeLong(f);
        }
        try {
            return last.executeLong(f);
        } finally {
            end(f);
        }
    }

    @Override
    double executeDouble(Frame f) throws UnexpectedResult {
        var signal = run(f);
        if (signal != null) {
            end(f);
            throw new UnexpectedResult(signal);
        }
        if (lent.length == 0) {
            return last.executeDouble(f);
        }
        try {
            return last.executeDouble(f);
        } finally {
            end(f);
        }
    }

    private @Nullable Signal run(Frame f) {
        for (var node : before) {
            if (node.execute(f) instanceof Signal signal) {
                return signal;
            }
        }
        return null;
    }

    private void end(Frame f) {
        for (int slot : lent) {
            if (f.tag(slot) == Frame.CELL) {
                ((Cell) f.object(slot)).end(span());
            }
        }
    }

    @Override
    Node adapted(TypeTest type) {
        last = last.adapted(type);
        return this;
    }

    /// `do` without anything.
    static Node empty(Span span) {
        return new ConstantNode(span, Unit.UNIT);
    }

    @Override
    Operation operation() {
        return new Operation.Block(this, Operations.of(before), last.operation(), lent);
    }

    @Override
    void reach(Reached reached) {
        reached.nodes(before);
        reached.node(last);
        reached.writes(lent);
    }
}
