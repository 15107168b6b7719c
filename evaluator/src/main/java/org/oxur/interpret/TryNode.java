package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.error.OxurPanic;
import org.oxur.error.TypeError;
import org.oxur.text.Span;
import org.oxur.value.EnumType;
import org.oxur.value.EnumValue;
import org.oxur.value.HeapValue;
import org.oxur.value.Ref;
import org.oxur.value.TypeNames;

/// `value?`: what `Some` or `Ok` carries; otherwise the function returns, an error converted to the
/// one it declares.
final class TryNode extends Node {
    private final Node value;
    private final boolean flows;

    /// The error type that the function declares, and its key; null where it declares none.
    private final @Nullable TypeTest error;

    private final @Nullable String errorKey;

    TryNode(
            Span span,
            Node value,
            boolean flows,
            @Nullable TypeTest error,
            @Nullable String errorKey) {
        super(span);
        this.value = value;
        this.flows = flows;
        this.error = error;
        this.errorKey = errorKey;
    }

    @Override
    Object execute(Frame f) {
        var given = value.execute(f);
        if (given instanceof Signal) {
            return given;
        }
        var carrier = carrier(given);
        if (carries(carrier)) {
            return part(given, carrier);
        }
        f.ex.signalValue = failure(f.ex, f.depth, carrier);
        if (flows) {
            return Signal.RETURN;
        }
        throw Signal.RETURN.unwinding;
    }

    private EnumValue carrier(Object given) {
        var seen = Ref.see(given, this);
        if (!(seen instanceof EnumValue carrier)
                || carrier.type() != EnumType.OPTION && carrier.type() != EnumType.RESULT) {
            throw new OxurPanic(
                    TypeError.TypeMismatch.expected(
                            span(), "an Option or a Result", TypeNames.withArticle(seen)));
        }
        return carrier;
    }

    private static boolean carries(EnumValue carrier) {
        return carrier.is(EnumType.SOME) || carrier.is(EnumType.OK);
    }

    private Object part(Object given, EnumValue carrier) {
        var carried = carrier.part(0);
        if (given instanceof Ref reference
                && carried instanceof HeapValue
                && !HeapValue.isCopy(carried)) {
            return reference.lendPart(0, this);
        }
        return carried;
    }

    private Object failure(Execution ex, int depth, EnumValue carrier) {
        return carrier.is(EnumType.ERR)
                ? EnumValue.err(converted(ex, depth, carrier.part(0)))
                : carrier;
    }

    private Object converted(Execution ex, int depth, Object cause) {
        if (error == null || errorKey == null || error.holds(cause)) {
            return cause;
        }
        var from = new Overload(errorKey, "From", "from").accepting(ex.registry(), cause);
        return from == null ? cause : Calls.call(ex, depth + 1, from, new Object[] {cause}, this);
    }

    @Override
    void reach(Reached reached) {
        value.reach(reached);
        reached.leaves();
    }

    @Override
    Operation operation() {
        return new Operation.Try(this, value.operation(), flows);
    }

    /// What is carried; null where the function gives something instead: see [#given].
    @Nullable Object carried(Object given) {
        var carrier = carrier(given);
        return carries(carrier) ? part(given, carrier) : null;
    }

    /// What the function gives.
    Object given(Execution ex, int depth, Object given) {
        return failure(ex, depth, carrier(given));
    }
}
