package org.oxur.compiler.jvm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.oxur.compiler.trap.Failures;
import org.oxur.compiler.trap.TrapPoint;
import org.oxur.compiler.types.Program;
import org.oxur.compiler.types.ValueType;
import org.oxur.error.OxurPanic;
import org.oxur.tier.Evaluation;
import org.oxur.value.Integers;
import org.oxur.value.Unit;

/// What one run of compiled code carries with it, as the last parameters of every method: whom to
/// ask whether to go on, how deep calls may be, and what to say when something fails.
///
/// Public because the compiled classes call it.
public final class Guard {
    private static final VarHandle STOP;

    static {
        try {
            STOP = MethodHandles.lookup().findVarHandle(Guard.class, "stop", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Program program;
    private final Evaluation evaluation;
    private final List<TrapPoint> points;
    private final int depthLimit;

    /// Read opaquely: a plain read would be hoisted out of loops, and a cancel never be seen.
    private boolean stop;

    Guard(Program program, Evaluation evaluation, List<TrapPoint> points) {
        this.program = program;
        this.evaluation = evaluation;
        this.points = points;
        this.depthLimit = evaluation.depthLimit();
    }

    /// From any thread: the run looks at its next poll what is wanted of it.
    void stop() {
        STOP.setOpaque(this, true);
    }

    /// At back edges and at the entry of functions.
    public void poll(int point) {
        if ((boolean) STOP.getOpaque(this)) {
            stopped(points.get(point));
        }
    }

    private void stopped(TrapPoint point) {
        // First, so that what is asked for meanwhile is seen by the next poll.
        STOP.setOpaque(this, false);
        evaluation.pause(point::span);
        if (!program.isCurrent()) {
            throw new Superseded();
        }
    }

    /// What runs was made from something that has been redefined. Passes all compiled frames.
    static final class Superseded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Superseded() {
            super("redefined", null, false, false);
        }
    }

    /// The depth of a call.
    public int deeper(int depth, int point) {
        if (depth >= depthLimit) {
            throw Failures.of(points.get(point), Unit.UNIT, Unit.UNIT, evaluation);
        }
        return depth + 1;
    }

    /// An operation failed on these operands, as they lie in registers.
    public OxurPanic failed(long left, long right, int point) {
        var at = points.get(point);
        return switch (at) {
            case TrapPoint.Operation(_, _, var a, var b) ->
                    Failures.of(at, value(left, a), value(right, b), evaluation);
            case TrapPoint.Negation(_, var a) ->
                    Failures.of(at, value(left, a), Unit.UNIT, evaluation);
            case TrapPoint.Builtin(_, _, var operands) ->
                    Failures.of(
                            at,
                            value(left, operands.getFirst()),
                            value(right, operands.getLast()),
                            evaluation);
            case TrapPoint.Depth _, TrapPoint.Call _, TrapPoint.Poll _ ->
                    Failures.of(at, Unit.UNIT, Unit.UNIT, evaluation);
        };
    }

    private static Object value(long bits, ValueType type) {
        return type instanceof ValueType.Int(var integer)
                ? Integers.ofBits(integer, bits)
                : Unit.UNIT;
    }

    /// An error leaves the function that was called there.
    public void left(OxurPanic panic, int point) {
        if (points.get(point)
                instanceof TrapPoint.Call(var span, var function, var version, var tail)) {
            if (tail) {
                panic.leftAfterTailCall(function, version, "jit");
            } else {
                panic.left(function, version, "jit", span);
            }
        }
    }
}
