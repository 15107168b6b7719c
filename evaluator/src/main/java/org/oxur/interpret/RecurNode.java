package org.oxur.interpret;

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

    /// Where each is put first, and where it belongs; the same for those that need not wait.
    private final int[] first;

    private final int[] slots;
    private final byte[] kinds;

    RecurNode(Span span, Signal signal, Node[] arguments, int[] first, int[] slots) {
        super(span);
        this.signal = signal;
        this.arguments = arguments;
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

    private void argument(Frame f, int i) {
        try {
            switch (kinds[i]) {
                case LONGS -> f.setLong(first[i], arguments[i].executeLong(f));
                case DOUBLES -> f.setDouble(first[i], arguments[i].executeDouble(f));
                default -> {
                    var value = arguments[i].execute(f);
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
            f.set(first[i], e.value);
        }
    }
}
