package org.oxur.interpret;

import org.oxur.resolve.Variable;
import org.oxur.text.Span;
import org.oxur.value.Cell;
import org.oxur.value.HeapValue;
import org.oxur.value.Loans;
import org.oxur.value.Moved;
import org.oxur.value.Ref;

/// Makes a closure: looks at what it captures, and lends, copies or moves it in.
final class ClosureNode extends Node {
    private final Code code;
    private final Variable[] inner;
    private final LocalNode[] outer;
    private final int self;
    private final boolean move;

    /// @param inner the variables inside
    /// @param outer the captured variables, in the function around
    ClosureNode(Span span, Code code, Variable[] inner, LocalNode[] outer, int self, boolean move) {
        super(span);
        this.code = code;
        this.inner = inner;
        this.outer = outer;
        this.self = self;
        this.move = move;
    }

    @Override
    Object execute(Frame f) {
        var captures = new Object[inner.length];
        boolean writes = false;
        for (int i = 0; i < captures.length; i++) {
            captures[i] = capture(f, inner[i], outer[i]);
            writes |= inner[i].written() && changes(captures[i]);
        }
        return new ClosureValue(code, inner, captures, self, writes);
    }

    private static boolean changes(Object capture) {
        return switch (capture) {
            case Cell cell -> !(cell.value instanceof Ref);
            case ClosureValue.View(var outside) -> outside.mutable();
            default -> false;
        };
    }

    private Object capture(Frame f, Variable variable, LocalNode from) {
        byte tag = f.tag(from.slot);
        var value =
                switch (tag) {
                    case Frame.CELL -> ((Cell) f.object(from.slot)).value;
                    case Frame.VIEW -> ((Ref) f.object(from.slot)).peek();
                    default -> f.plain(from.slot);
                };
        if (value == null) {
            throw new IllegalStateException("a variable is captured before it is bound");
        }
        if (value instanceof Moved moved) {
            throw Places.moved(variable.name(), moved, this);
        }
        boolean copy = HeapValue.isCopy(value);
        if (move || variable.movedByValue() && !copy) {
            return byValue(f, variable, from, value, copy);
        }
        if (variable.written()) {
            if (value instanceof Ref reference && reference.mutable() && !variable.mutable()) {
                // A captured `&mut` is lent on.
                return reference;
            }
            return new ClosureValue.View((Ref) from.lend(f, true));
        }
        if (copy) {
            return HeapValue.copied(value);
        }
        if (value instanceof Ref reference) {
            return reference;
        }
        return new ClosureValue.View((Ref) from.lend(f, false));
    }

    private Object byValue(Frame f, Variable variable, LocalNode from, Object value, boolean copy) {
        if (!copy) {
            if (f.tag(from.slot) == Frame.CELL) {
                Loans.move((Cell) f.object(from.slot), this);
            }
            from.moveOut(f, span());
        }
        var own = copy ? HeapValue.copied(value) : value;
        boolean keeps = variable.written() || own instanceof HeapValue && !copy;
        return keeps ? new Cell(own, variable.name(), variable.mutable()) : own;
    }

    @Override
    void reach(Reached reached) {
        for (var variable : outer) {
            reached.take(variable.slot);
        }
    }

    @Override
    Operation operation() {
        return code.nodes() instanceof StaleNode
                ? opaque()
                : new Operation.Closure(opaque(), new CodeTree(code));
    }
}
