package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.text.Span;

/// `recur`: sets the bindings of the next turn. Those that later arguments still read wait in
/// temporaries.
final class RecurNode extends Node {
    private static final byte UNKNOWN = 0;
    private static final byte LONGS = 1;
    private static final byte DOUBLES = 2;
    private static final byte OBJECTS = 3;

    private final Signal signal;
    private final Node[] arguments;

    /// What the bindings demand; null for those without an annotation.
    private final @Nullable TypeTest[] types;

    /// Where each is put first, and where it belongs; the same for those that need not wait.
    private final int[] first;

    private final int[] slots;
    private final byte[] kinds;

    RecurNode(
            Span span,
            Signal signal,
            Node[] arguments,
            @Nullable TypeTest[] types,
            int[] first,
            int[] slots) {
        super(span);
        this.signal = signal;
        this.arguments = arguments;
        this.types = types;
        this.first = first;
        this.slots = slots;
        this.kinds = new byte[arguments.length];
    }

    @Override
    Object execute(Frame f) {
        for (int i = 0; i < arguments.length; i++) {
            argument(f, i);
        }
        for (int i = 0; i < arguments.length; i++) {
            if (first[i] != slots[i]) {
                f.copy(first[i], slots[i]);
            }
        }
        return signal;
    }

    private Object checked(int i, Object value) {
        var type = types[i];
        return type == null ? value : type.check(value, arguments[i]);
    }

    private void argument(Frame f, int i) {
        try {
            switch (kinds[i]) {
                case LONGS -> f.setLong(first[i], arguments[i].executeLong(f));
                case DOUBLES -> f.setDouble(first[i], arguments[i].executeDouble(f));
                default -> {
                    var value = checked(i, arguments[i].execute(f));
                    if (kinds[i] == UNKNOWN) {
                        kinds[i] =
                                value instanceof Long
                                        ? LONGS
                                        : value instanceof Double ? DOUBLES : OBJECTS;
                    }
                    f.set(first[i], value);
                }
            }
        } catch (UnexpectedResult e) {
            kinds[i] = OBJECTS;
            f.set(first[i], checked(i, e.value));
        }
    }

    @Override
    Operation operation() {
        var wanted = new Operation.Wanted[types.length];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = Operations.wanted(types[i]);
        }
        return new Operation.Recur(this, signal, Operations.of(arguments), types, wanted, slots);
    }

    /// An argument as its binding wants it.
    Object argument(int i, Object value) {
        return checked(i, value);
    }

    @Override
    void reach(Reached reached) {
        reached.nodes(arguments);
        reached.writes(first);
        reached.writes(slots);
        reached.leaves();
    }
}
