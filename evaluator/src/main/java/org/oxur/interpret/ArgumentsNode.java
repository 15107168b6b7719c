package org.oxur.interpret;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Bug;
import org.oxur.text.Span;
import org.oxur.value.Ref;

/// The arguments of a call, written straight into the callee's frame: numbers unboxed, as long as a
/// place gets numbers of one kind only.
abstract class ArgumentsNode extends Node {
    /// What an argument has been so far.
    private static final byte UNKNOWN = 0;

    private static final byte LONGS = 1;
    private static final byte DOUBLES = 2;
    private static final byte OBJECTS = 3;

    /// Numbers that are in a variable of the caller: they need not be executed.
    private static final byte VARIABLE = 4;

    final Node[] arguments;
    private final byte[] kinds;

    /// The slots of those that are variables.
    private final int[] slots;

    /// An argument was something else than a number of one kind.
    boolean objects;

    /// Which arguments are variables that are used again: a `&mut` in them is lent on.
    private final int[] lentOn;

    ArgumentsNode(Span span, Node[] arguments) {
        super(span);
        this.arguments = arguments;
        this.kinds = new byte[arguments.length];
        this.slots = new int[arguments.length];
        this.lentOn =
                IntStream.range(0, arguments.length).filter(i -> isLentOn(arguments[i])).toArray();
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
        if (objects && lentOn.length > 0) {
            lendOn(g);
        }
    }

    private static boolean isLentOn(Node argument) {
        return argument instanceof LocalNode local && local.use == Use.ARGUMENT;
    }

    /// After all arguments are executed: they may still look at what is lent on.
    private void lendOn(Frame g) {
        for (int i : lentOn) {
            if (g.tag(i) == Frame.OBJECT && g.object(i) instanceof Ref reference) {
                g.setTagged(i, Frame.OBJECT, reference.passed(arguments[i]));
            }
        }
    }

    /// As [#lendOn(Frame)], of arguments that are in no frame yet.
    ///
    /// @param first index of the first argument's value
    static void lendOn(Node[] arguments, Object[] values, int first) {
        for (int i = 0; i < arguments.length; i++) {
            if (values[first + i] instanceof Ref reference && isLentOn(arguments[i])) {
                values[first + i] = reference.passed(arguments[i]);
            }
        }
    }

    private void fill(Frame f, Frame g, int i) {
        if (kinds[i] == VARIABLE && f.passNumber(slots[i], g, i)) {
            return;
        }
        try {
            switch (kinds[i]) {
                case LONGS -> g.setLong(i, arguments[i].executeLong(f));
                case DOUBLES -> g.setDouble(i, arguments[i].executeDouble(f));
                case UNKNOWN -> {
                    var value = arguments[i].execute(f);
                    kinds[i] = kind(i, value);
                    g.set(i, value);
                }
                default -> other(i, g, arguments[i].execute(f));
            }
        } catch (UnexpectedResult e) {
            other(i, g, e.value);
        }
    }

    private byte kind(int i, Object value) {
        if (!(value instanceof Long || value instanceof Double)) {
            objects = true;
            return OBJECTS;
        }
        if (arguments[i] instanceof LocalNode variable) {
            slots[i] = variable.slot;
            return VARIABLE;
        }
        return value instanceof Long ? LONGS : DOUBLES;
    }

    private void other(int i, Frame g, Object value) {
        kinds[i] = OBJECTS;
        objects = true;
        g.set(i, value);
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
        lendOn(arguments, values, 0);
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

    @Override
    void reach(Reached reached) {
        reached.nodes(arguments);
    }
}
