package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.error.Bug;
import org.oxur.text.Span;

/// The arguments of a call, written straight into the callee's frame: numbers unboxed, as long as a
/// place gets numbers of one kind only.
abstract class ArgumentsNode extends Node {
    /// What an argument has been so far.
    private static final byte UNKNOWN = 0;

    private static final byte LONGS = 1;
    private static final byte DOUBLES = 2;
    private static final byte OBJECTS = 3;

    final Node[] arguments;
    private final byte[] kinds;

    ArgumentsNode(Span span, Node[] arguments) {
        super(span);
        this.arguments = arguments;
        this.kinds = new byte[arguments.length];
    }

    /// Executes up to [Frame#INLINE] arguments into the callee's frame.
    // Why not a loop: with constants for the slots each store is one to a field.
    final void fill(Frame f, Frame g) {
        switch (arguments.length) {
            case 4 -> {
                fill(f, g, 0);
                fill(f, g, 1);
                fill(f, g, 2);
                fill(f, g, 3);
            }
            case 3 -> {
                fill(f, g, 0);
                fill(f, g, 1);
                fill(f, g, 2);
            }
            case 2 -> {
                fill(f, g, 0);
                fill(f, g, 1);
            }
            case 1 -> fill(f, g, 0);
            default -> {}
        }
    }

    private void fill(Frame f, Frame g, int i) {
        var node = arguments[i];
        try {
            switch (kinds[i]) {
                case LONGS -> g.setLong(i, node.executeLong(f));
                case DOUBLES -> g.setDouble(i, node.executeDouble(f));
                case OBJECTS -> g.set(i, node.execute(f));
                default -> {
                    var value = node.execute(f);
                    kinds[i] =
                            value instanceof Long
                                    ? LONGS
                                    : value instanceof Double ? DOUBLES : OBJECTS;
                    g.set(i, value);
                }
            }
        } catch (UnexpectedResult e) {
            kinds[i] = OBJECTS;
            g.set(i, e.value);
        }
    }

    /// The arguments that were filled in.
    final Object[] given(Frame g) {
        var values = new Object[arguments.length];
        for (int i = 0; i < values.length; i++) {
            var value = g.plain(i);
            if (value == null) {
                throw Bug.unreachable("an argument was not executed");
            }
            values[i] = value;
        }
        return values;
    }

    /// Executes any number of arguments.
    final Object[] values(Frame f) {
        var values = new Object[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments[i].execute(f);
        }
        return values;
    }

    /// Literals take the types that the parameters ask for.
    ///
    /// @param tests null if no parameter has a type
    /// @param g where the arguments were filled in already, or null
    final void adapt(@Nullable TypeTest @Nullable [] tests, @Nullable Frame g) {
        for (int i = 0; i < arguments.length; i++) {
            var test = tests == null ? null : tests[i];
            var adapted = arguments[i].adapted(test == null ? TypeTest.ANY : test);
            if (adapted != arguments[i]) {
                arguments[i] = adapted;
                if (g != null && !(adapted instanceof VecNode)) {
                    kinds[i] = UNKNOWN;
                    // It was executed already, as what it was before; a literal has no effect.
                    g.set(i, adapted.execute(g));
                }
            }
        }
    }
}
