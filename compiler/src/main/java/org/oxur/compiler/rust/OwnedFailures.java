package org.oxur.compiler.rust;

import org.jspecify.annotations.Nullable;
import org.oxur.compiler.owned.OwnedCrate;
import org.oxur.compiler.owned.Point;
import org.oxur.compiler.owned.Ty;
import org.oxur.compiler.trap.Failures;
import org.oxur.compiler.trap.TrapPoint;
import org.oxur.error.Bug;
import org.oxur.error.LimitError;
import org.oxur.error.NumberError;
import org.oxur.error.OxurPanic;
import org.oxur.error.Panic;
import org.oxur.error.TypeError;
import org.oxur.tier.Evaluation;
import org.oxur.value.Printer;
import org.oxur.value.Unit;

/// The errors that Tier 0 would make of what failed in native code.
final class OwnedFailures {
    private OwnedFailures() {}

    /// @param inbox from which the value is taken that the failure is about, if it is about one
    static OxurPanic of(
            OwnedCrate crate,
            Codec codec,
            Context context,
            @Nullable Inbox inbox,
            int number,
            Evaluation evaluation) {
        if (number < 0 || number > crate.points().size()) {
            throw new Bug("native code failed where nothing can fail");
        }
        return switch (crate.points().get(number - 1)) {
            case Point.Plain(var trap) -> plain(trap, context, evaluation);
            case Point.Index(var span) ->
                    new OxurPanic(
                            new NumberError.IndexOutOfBounds(
                                    span, context.leftBits().toString(), context.rightBits()));
            case Point.Slice(var span) ->
                    new OxurPanic(
                            new NumberError.IndexOutOfBounds(
                                    span, context.leftBits().toString(), context.rightBits()));
            case Point.Panic(var span) ->
                    new OxurPanic(new Panic.Panicked(span, text(codec, inbox)));
            case Point.Assertion(var span) ->
                    new OxurPanic(new Panic.AssertionFailed(span, text(codec, inbox)));
            case Point.NoMatch(var span, var type) ->
                    new OxurPanic(
                            new TypeError.MatchFailure(
                                    span,
                                    Printer.repl(value(codec, inbox, type), 10, 4, 200),
                                    true));
            case Point.NoEntry(var span, var type) ->
                    new OxurPanic(
                            new NumberError.NoEntry(span, Printer.repl(value(codec, inbox, type))));
            case Point.Memory(var span) -> memory(span, context, evaluation);
            case Point.BadArgument(var span) ->
                    new OxurPanic(new TypeError.BadArgument(span, text(codec, inbox)));
        };
    }

    private static OxurPanic memory(
            org.oxur.text.Span span, Context context, Evaluation evaluation) {
        return context.leftBits().signum() < 0
                ? new OxurPanic(
                        new TypeError.BadArgument(
                                span, context.leftBits() + " is no number of elements"))
                : new OxurPanic(new LimitError.OutOfMemory(span, Runtime.getRuntime().maxMemory()));
    }

    private static String text(Codec codec, @Nullable Inbox inbox) {
        return value(codec, inbox, Ty.Ref.TEXT).toString();
    }

    private static Object value(Codec codec, @Nullable Inbox inbox, Ty type) {
        if (inbox == null) {
            throw new Bug("native code failed about a value that it did not write");
        }
        var target = type.known();
        while (target instanceof Ty.Ref(_, var to) && to.known() != Ty.Basic.STR) {
            target = to.known();
        }
        return codec.get(target, inbox);
    }

    private static OxurPanic plain(TrapPoint point, Context context, Evaluation evaluation) {
        return switch (point) {
            case TrapPoint.Operation(_, _, var left, var right) ->
                    Failures.of(point, context.left(left), context.right(right), evaluation);
            case TrapPoint.Negation(_, var operand) ->
                    Failures.of(point, context.left(operand), Unit.UNIT, evaluation);
            case TrapPoint.Builtin(_, _, var operands) ->
                    Failures.of(
                            point,
                            context.left(operands.getFirst()),
                            context.right(operands.getLast()),
                            evaluation);
            case TrapPoint.Depth _, TrapPoint.Poll _, TrapPoint.Call _ ->
                    Failures.of(point, Unit.UNIT, Unit.UNIT, evaluation);
        };
    }
}
