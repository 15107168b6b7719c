package org.oxur.interpret;

import org.oxur.resolve.Variable;
import org.oxur.value.Cell;
import org.oxur.value.Closure;
import org.oxur.value.HeapValue;
import org.oxur.value.Ref;

/// A closure: code, and what it captured.
final class ClosureValue extends Closure {
    final Code code;

    /// The variables inside that hold what was captured.
    final Variable[] variables;

    /// For each, a value, a [Cell] of the closure's own, or a [View] of a variable outside.
    final Object[] captures;

    /// The slot for its own name, or -1.
    final int self;

    /// It changes what it captured: calling it takes a `mut` binding.
    final boolean writes;

    /// What it captured is never set, here or in the closures among it: then it is Copy for ever or
    /// never, and a copy is as good as itself. Closures in closures may be many.
    private final boolean fixed;

    private final boolean fixedCopy;

    ClosureValue(Code code, Variable[] variables, Object[] captures, int self, boolean writes) {
        this.code = code;
        this.variables = variables;
        this.captures = captures;
        this.self = self;
        this.writes = writes;
        this.fixed = isFixed();
        this.fixedCopy = fixed && capturesCopy();
    }

    /// A variable outside, captured by reference.
    record View(Ref outside) {}

    void open(Frame f) {
        for (int i = 0; i < captures.length; i++) {
            int slot = variables[i].slot();
            switch (captures[i]) {
                case Cell cell -> f.setTagged(slot, Frame.CELL, cell);
                case View(var outside) -> f.setTagged(slot, Frame.VIEW, outside);
                case Object value -> f.set(slot, value);
            }
        }
        if (self >= 0) {
            f.setTagged(self, Frame.OBJECT, this);
        }
    }

    @Override
    public String arity() {
        return code.rest ? code.parameters - 1 + "+" : "" + code.parameters;
    }

    private boolean isFixed() {
        for (int i = 0; i < captures.length; i++) {
            if (variables[i].written()
                    || partOf(captures[i]) instanceof ClosureValue inner && !inner.fixed) {
                return false;
            }
        }
        return true;
    }

    private static Object partOf(Object capture) {
        return switch (capture) {
            case Cell cell -> cell.value;
            case View(var outside) -> outside;
            case Object value -> value;
        };
    }

    @Override
    public boolean isCopy() {
        return fixed ? fixedCopy : capturesCopy();
    }

    private boolean capturesCopy() {
        for (var capture : captures) {
            boolean copy =
                    switch (capture) {
                        case Cell cell -> HeapValue.isCopy(cell.value);
                        case View(var outside) -> !outside.mutable();
                        case Object value -> HeapValue.isCopy(value);
                    };
            if (!copy) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Object copied() {
        if (fixed) {
            return this;
        }
        var copies = new Object[captures.length];
        for (int i = 0; i < copies.length; i++) {
            copies[i] =
                    switch (captures[i]) {
                        case Cell cell ->
                                new Cell(HeapValue.copied(cell.value), cell.name, cell.mutable);
                        case View view -> view;
                        case Object value -> HeapValue.copied(value);
                    };
        }
        return new ClosureValue(code, variables, copies, self, writes);
    }

    @Override
    public int partCount() {
        return captures.length;
    }

    @Override
    public Object part(int part) {
        return partOf(captures[part]);
    }
}
