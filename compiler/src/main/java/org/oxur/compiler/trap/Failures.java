package org.oxur.compiler.trap;

import org.oxur.error.Bug;
import org.oxur.error.LimitError;
import org.oxur.error.OxurPanic;
import org.oxur.tier.Evaluation;
import org.oxur.value.Numbers;

/// Errors of compiled code: what failed is done once more by the operation's definition, which
/// knows what to say.
public final class Failures {
    private Failures() {}

    /// The error that Tier 0 makes of the same operation on the same values.
    ///
    /// @param left the first operand, where the point has one
    /// @param right the second
    public static OxurPanic of(TrapPoint point, Object left, Object right, Evaluation evaluation) {
        try {
            switch (point) {
                case TrapPoint.Operation(var span, var op, _, _) ->
                        Numbers.operate(op, left, right, () -> span);
                case TrapPoint.Negation(var span, _) -> Numbers.neg(left, () -> span);
                case TrapPoint.Builtin(var span, var function, var operands) ->
                        function.body()
                                .call(
                                        evaluation,
                                        operands.size() == 1
                                                ? new Object[] {left}
                                                : new Object[] {left, right},
                                        () -> span);
                case TrapPoint.Depth(var span) ->
                        throw new OxurPanic(
                                new LimitError.RecursionLimit(span, evaluation.depthLimit()));
                case TrapPoint.Poll _, TrapPoint.Call _ -> {}
            }
        } catch (OxurPanic panic) {
            return panic;
        }
        throw new Bug("compiled code gave up where nothing is wrong: " + point);
    }
}
