package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.module.Function;
import org.oxur.module.Global;
import org.oxur.text.Span;
import org.oxur.value.Ref;
import org.oxur.value.StructType;

/// A call of a definition by its name. Arguments are written straight into the callee's frame; then
/// the name is looked up.
final class CallNode extends Node {
    private static final byte UNKNOWN = 0;
    private static final byte LONGS = 1;
    private static final byte DOUBLES = 2;
    private static final byte OBJECTS = 3;

    private final NameLink link;
    private final Node[] arguments;
    private final byte[] kinds;

    /// In tail position: the caller's frame is not needed any more, unless it lends something to
    /// the callee.
    private final boolean tail;

    /// Slots of the caller's variables that may be lent where the call stands.
    private final int[] lent;

    private @Nullable Function function;
    private @Nullable Code code;
    private int epoch;

    CallNode(Span span, NameLink link, Node[] arguments, boolean tail, int[] lent) {
        super(span);
        this.link = link;
        this.arguments = arguments;
        this.kinds = new byte[arguments.length];
        this.tail = tail;
        this.lent = lent;
    }

    @Override
    Object execute(Frame f) {
        if (arguments.length > Frame.INLINE) {
            return general(f);
        }
        var g = new Frame(f.ex, f.depth + 1);
        fill(f, g);
        var target = function;
        var callee = code;
        if (callee == null
                || target == null
                || epoch != link.registry.epoch()
                || target.entry != callee) {
            callee = link(f, g);
            if (callee == null) {
                return other(f, g);
            }
        }
        if (callee.slots > Frame.INLINE) {
            g.reserve(callee.slots);
        }
        if (tail && !callee.plain && !lends(f, g)) {
            return tailCall(f, g, callee);
        }
        f.ex.deeper(g, this);
        if (callee.plain) {
            return plain(g, callee);
        }
        return callee.run(g, this);
    }

    private boolean lends(Frame f, Frame g) {
        for (int i = 0; lent.length > 0 && i < arguments.length; i++) {
            var value = g.plain(i);
            if (value != null && Places.lends(value, f, lent)) {
                return true;
            }
        }
        return false;
    }

    private boolean lends(Frame f, Object[] values) {
        for (int i = 0; lent.length > 0 && i < values.length; i++) {
            if (Places.lends(values[i], f, lent)) {
                return true;
            }
        }
        return false;
    }

    private Object tailCall(Frame f, Frame g, Code callee) {
        g.depth = f.depth;
        f.ex.tailCode = callee;
        f.ex.tailFrame = g;
        return Signal.TAIL_CALL;
    }

    private Object plain(Frame g, Code callee) {
        callee.calls++;
        try {
            if (callee.hasSetup()) {
                callee.enter(g, this);
            }
            var value = callee.body.execute(g);
            return value instanceof Ref || callee.result != null
                    ? callee.finish(value, this)
                    : value;
        } catch (OxurPanic panic) {
            panic.left(callee.name, callee.version, "interpreted", span());
            throw panic;
        } catch (StackOverflowError e) {
            throw g.ex.overflow(this);
        }
    }

    @Override
    long executeLong(Frame f) throws UnexpectedResult {
        if (arguments.length > Frame.INLINE || tail) {
            return BinaryNode.expectLong(execute(f));
        }
        var g = new Frame(f.ex, f.depth + 1);
        fill(f, g);
        var target = function;
        var callee = code;
        if (callee == null
                || target == null
                || epoch != link.registry.epoch()
                || target.entry != callee) {
            callee = link(f, g);
            if (callee == null) {
                return BinaryNode.expectLong(other(f, g));
            }
        }
        if (callee.slots > Frame.INLINE) {
            g.reserve(callee.slots);
        }
        f.ex.deeper(g, this);
        if (!callee.plain) {
            return BinaryNode.expectLong(callee.run(g, this));
        }
        callee.calls++;
        try {
            if (callee.hasSetup()) {
                callee.enter(g, this);
            }
            long value = callee.body.executeLong(g);
            if (callee.result != null && !callee.result.holdsLongs()) {
                callee.finish(value, this);
            }
            return value;
        } catch (UnexpectedResult e) {
            throw new UnexpectedResult(callee.finish(e.value, this));
        } catch (OxurPanic panic) {
            panic.left(callee.name, callee.version, "interpreted", span());
            throw panic;
        } catch (StackOverflowError e) {
            throw f.ex.overflow(this);
        }
    }

    @Override
    double executeDouble(Frame f) throws UnexpectedResult {
        if (arguments.length > Frame.INLINE || tail) {
            return BinaryNode.expectDouble(execute(f));
        }
        var g = new Frame(f.ex, f.depth + 1);
        fill(f, g);
        var target = function;
        var callee = code;
        if (callee == null
                || target == null
                || epoch != link.registry.epoch()
                || target.entry != callee) {
            callee = link(f, g);
            if (callee == null) {
                return BinaryNode.expectDouble(other(f, g));
            }
        }
        if (callee.slots > Frame.INLINE) {
            g.reserve(callee.slots);
        }
        f.ex.deeper(g, this);
        if (!callee.plain) {
            return BinaryNode.expectDouble(callee.run(g, this));
        }
        callee.calls++;
        try {
            if (callee.hasSetup()) {
                callee.enter(g, this);
            }
            double value = callee.body.executeDouble(g);
            if (callee.result != null && !callee.result.holdsDoubles()) {
                callee.finish(value, this);
            }
            return value;
        } catch (UnexpectedResult e) {
            throw new UnexpectedResult(callee.finish(e.value, this));
        } catch (OxurPanic panic) {
            panic.left(callee.name, callee.version, "interpreted", span());
            throw panic;
        } catch (StackOverflowError e) {
            throw f.ex.overflow(this);
        }
    }

    private void fill(Frame f, Frame g) {
        switch (arguments.length) {
            case 4:
                argument0(f, g);
                argument1(f, g);
                argument2(f, g);
                argument3(f, g);
                break;
            case 3:
                argument0(f, g);
                argument1(f, g);
                argument2(f, g);
                break;
            case 2:
                argument0(f, g);
                argument1(f, g);
                break;
            case 1:
                argument0(f, g);
                break;
            default:
                break;
        }
    }

    private void argument0(Frame f, Frame g) {
        var node = arguments[0];
        try {
            switch (kinds[0]) {
                case LONGS -> {
                    g.l0 = node.executeLong(f);
                    g.t0 = Frame.LONG;
                }
                case DOUBLES -> {
                    g.l0 = Double.doubleToRawLongBits(node.executeDouble(f));
                    g.t0 = Frame.DOUBLE;
                }
                case OBJECTS -> {
                    var value = node.execute(f);
                    if (value instanceof Number) {
                        g.set(0, value);
                    } else {
                        g.o0 = value;
                    }
                }
                default -> other(f, g, 0);
            }
        } catch (UnexpectedResult e) {
            kinds[0] = OBJECTS;
            g.set(0, e.value);
        }
    }

    private void argument1(Frame f, Frame g) {
        var node = arguments[1];
        try {
            switch (kinds[1]) {
                case LONGS -> {
                    g.l1 = node.executeLong(f);
                    g.t1 = Frame.LONG;
                }
                case DOUBLES -> {
                    g.l1 = Double.doubleToRawLongBits(node.executeDouble(f));
                    g.t1 = Frame.DOUBLE;
                }
                case OBJECTS -> {
                    var value = node.execute(f);
                    if (value instanceof Number) {
                        g.set(1, value);
                    } else {
                        g.o1 = value;
                    }
                }
                default -> other(f, g, 1);
            }
        } catch (UnexpectedResult e) {
            kinds[1] = OBJECTS;
            g.set(1, e.value);
        }
    }

    private void argument2(Frame f, Frame g) {
        var node = arguments[2];
        try {
            switch (kinds[2]) {
                case LONGS -> {
                    g.l2 = node.executeLong(f);
                    g.t2 = Frame.LONG;
                }
                case DOUBLES -> {
                    g.l2 = Double.doubleToRawLongBits(node.executeDouble(f));
                    g.t2 = Frame.DOUBLE;
                }
                case OBJECTS -> {
                    var value = node.execute(f);
                    if (value instanceof Number) {
                        g.set(2, value);
                    } else {
                        g.o2 = value;
                    }
                }
                default -> other(f, g, 2);
            }
        } catch (UnexpectedResult e) {
            kinds[2] = OBJECTS;
            g.set(2, e.value);
        }
    }

    private void argument3(Frame f, Frame g) {
        var node = arguments[3];
        try {
            switch (kinds[3]) {
                case LONGS -> {
                    g.l3 = node.executeLong(f);
                    g.t3 = Frame.LONG;
                }
                case DOUBLES -> {
                    g.l3 = Double.doubleToRawLongBits(node.executeDouble(f));
                    g.t3 = Frame.DOUBLE;
                }
                case OBJECTS -> {
                    var value = node.execute(f);
                    if (value instanceof Number) {
                        g.set(3, value);
                    } else {
                        g.o3 = value;
                    }
                }
                default -> other(f, g, 3);
            }
        } catch (UnexpectedResult e) {
            kinds[3] = OBJECTS;
            g.set(3, e.value);
        }
    }

    private void other(Frame f, Frame g, int i) {
        var value = arguments[i].execute(f);
        learn(i, value);
        g.set(i, value);
    }

    private void learn(int i, Object value) {
        byte seen = value instanceof Long ? LONGS : value instanceof Double ? DOUBLES : OBJECTS;
        kinds[i] = kinds[i] == UNKNOWN || kinds[i] == seen ? seen : OBJECTS;
    }

    /// Looks the callee up anew and fits the call to it; null when it is no function of the program
    /// that takes its arguments one by one.
    private @Nullable Code link(Frame f, Frame g) {
        if (!(link.target() instanceof Function found)) {
            return null;
        }
        f.ex.used(found);
        var fresh = Calls.code(found, link.registry);
        if (!fresh.accepts(arguments.length)) {
            throw fresh.arityMismatch(arguments.length, this);
        }
        if (fresh.rest) {
            return null;
        }
        adapt(fresh, g);
        function = found;
        code = fresh;
        epoch = link.registry.epoch();
        return fresh;
    }

    /// Literals take the types that the parameters ask for.
    private void adapt(Code fresh, Frame g) {
        var tests = fresh.tests;
        for (int i = 0; i < arguments.length; i++) {
            var test = tests == null ? null : tests[i];
            var adapted = arguments[i].adapted(test == null ? TypeTest.ANY : test);
            if (adapted != arguments[i]) {
                arguments[i] = adapted;
                if (!(adapted instanceof VecNode)) {
                    kinds[i] = UNKNOWN;
                    // It was executed already, as what it was before; a literal has no effect.
                    g.set(i, adapted.execute(g));
                }
            }
        }
    }

    private Object general(Frame f) {
        var target = link.target();
        if (target instanceof Function found) {
            var fresh = Calls.code(found, link.registry);
            if (fresh != code && fresh.accepts(arguments.length) && !fresh.rest) {
                var tests = fresh.tests;
                for (int i = 0; i < arguments.length; i++) {
                    var test = tests == null ? null : tests[i];
                    arguments[i] = arguments[i].adapted(test == null ? TypeTest.ANY : test);
                }
                code = fresh;
            }
        }
        var values = new Object[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments[i].execute(f);
        }
        return call(f, values);
    }

    private Object other(Frame f, Frame g) {
        var values = new Object[arguments.length];
        for (int i = 0; i < values.length; i++) {
            var value = g.plain(i);
            if (value == null) {
                throw new IllegalStateException("an argument was not executed");
            }
            values[i] = value;
        }
        return call(f, values);
    }

    /// The name is looked up after the arguments were executed.
    private Object call(Frame f, Object[] values) {
        var target = link.target();
        if (target == null) {
            throw link.undefined(this);
        }
        if (target instanceof Function found && tail && !lends(f, values)) {
            f.ex.used(found);
            var fresh = Calls.code(found, link.registry);
            if (!fresh.accepts(values.length)) {
                throw fresh.arityMismatch(values.length, this);
            }
            var g = new Frame(f.ex, f.depth);
            g.reserve(fresh.slots);
            fresh.setArguments(g, values);
            f.ex.tailCode = fresh;
            f.ex.tailFrame = g;
            return Signal.TAIL_CALL;
        }
        return callValue(f, target, values, this);
    }

    static Object callValue(Frame f, Object target, Object[] values, Site site) {
        if (target instanceof Global global) {
            return Calls.call(f.ex, f.depth + 1, global.value(), values, site);
        }
        if (target instanceof StructType type) {
            return StructNode.positional(type, values, site);
        }
        return Calls.call(f.ex, f.depth + 1, target, values, site);
    }
}
