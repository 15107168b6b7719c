package org.oxur.compiler.trap;

import java.util.List;
import org.oxur.ast.BinOp;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.compiler.types.ValueType;
import org.oxur.text.Span;

/// A place where compiled code may give up: what it was doing there, so that the error can be made
/// as Tier 0 makes it.
public sealed interface TrapPoint {
    Span span();

    record Operation(Span span, BinOp op, ValueType left, ValueType right) implements TrapPoint {}

    record Negation(Span span, ValueType operand) implements TrapPoint {}

    record Builtin(Span span, BuiltinFunction function, List<ValueType> operands)
            implements TrapPoint {
        public Builtin {
            operands = List.copyOf(operands);
        }
    }

    /// A call that would be deeper than calls may be.
    record Depth(Span span) implements TrapPoint {}

    /// A call that an error may pass on its way up: for the stack trace.
    ///
    /// @param tail the caller's frame is gone by then
    record Call(Span span, String function, int version, boolean tail) implements TrapPoint {}

    /// Where it is seen that somebody wants something of the evaluation.
    record Poll(Span span) implements TrapPoint {}
}
