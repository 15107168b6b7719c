package org.oxur.interpret;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.error.OxurPanic;
import org.oxur.error.ResolveError;
import org.oxur.error.Site;
import org.oxur.module.Function;
import org.oxur.module.Global;
import org.oxur.text.Span;
import org.oxur.value.Ref;
import org.oxur.value.StructType;

/// A call of a definition by its name. The arguments are executed first; then the name is looked
/// up. Where neither it nor a name in them means anything, it is reported: what stands beside a
/// misspelt `defn` is no call's argument.
final class CallNode extends ArgumentsNode {
    private final NameLink link;

    /// In tail position: the caller's frame is not needed any more, unless it lends something to
    /// the callee.
    private final boolean tail;

    /// Slots of the caller's variables that may be lent where the call stands.
    private final int[] lent;

    private @Nullable Function function;
    private @Nullable Code code;
    private int epoch;

    /// Some arguments make something of literals.
    private final boolean makes;

    /// What those were fitted to.
    private @Nullable Code fitted;

    /// The callee takes its arguments as they are and gives its value as it is: nothing is to be
    /// asked but whether the name still means it.
    private boolean direct;

    CallNode(Span span, NameLink link, Node[] arguments, boolean tail, int[] lent) {
        super(span, arguments);
        this.link = link;
        this.tail = tail;
        this.lent = lent;
        this.makes = Arrays.stream(arguments).anyMatch(CallNode::isMade);
    }

    @Override
    Object execute(Frame f) {
        if (isUnnamed()) {
            return unnamed(f);
        }
        if (arguments.length > Frame.INLINE) {
            return general(f);
        }
        var g = Frame.reused(f.ex, f.depth + 1);
        fill(f, g);
        var callee = callee(f, g);
        if (callee == null) {
            return call(f, given(g));
        }
        boolean leaves = tail && !(lent.length > 0 && lends(f, given(g)));
        if (leaves && !callee.plain) {
            return tailCall(f, g, callee);
        }
        f.ex.deeper(g, this);
        if (callee.gives) {
            return given(g, callee, leaves);
        }
        return callee.run(g, this);
    }

    /// Whether these are the arguments of that code, as far as is known.
    boolean goesTo(Code callee) {
        return code == callee;
    }

    /// What the built-in function that is called wants; null if it is none.
    @Nullable String builtIn() {
        return link.target() instanceof BuiltinFunction wanting
                ? "`" + wanting.signature() + "`"
                : null;
    }

    /// Whether the name means nothing; if it means something, what is made of literals is fitted to
    /// it.
    private boolean isUnnamed() {
        if (code == null && link.target() == null) {
            return true;
        }
        if (makes) {
            fit();
        }
        return false;
    }

    /// The call while the name means nothing. It may mean something when the arguments were
    /// executed.
    private Object unnamed(Frame f) {
        Object[] values;
        try {
            values = values(f);
        } catch (OxurPanic panic) {
            if (panic.error() instanceof ResolveError.UndefinedName && link.target() == null) {
                throw link.undefined();
            }
            throw panic;
        }
        return call(f, values);
    }

    /// What is made of literals takes the types of the parameters before it is executed; it cannot
    /// be executed again.
    private void fit() {
        var callee = known();
        if (callee != null
                && callee != fitted
                && !callee.rest
                && callee.parameters == arguments.length) {
            adapt(callee.tests, null);
            fitted = callee;
        }
    }

    private static boolean isMade(Node argument) {
        return argument instanceof VecNode
                || argument instanceof TupleNode
                || argument instanceof MapNode
                || argument instanceof ConstructNode;
    }

    /// What the call goes to, with room in its frame; null when it is no function of the program
    /// that takes its arguments one by one.
    private @Nullable Code callee(Frame f, Frame g) {
        var target = function;
        var callee = code;
        if (callee == null
                || target == null
                || epoch != link.registry.epochHere()
                || target.entry != callee) {
            callee = link(f, g);
        }
        if (callee != null && callee.slots > Frame.INLINE) {
            g.reserve(callee.slots);
        }
        return callee;
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
        f.ex.tailSite = this;
        f.ex.tailFrame = g;
        return Signal.TAIL_CALL;
    }

    /// @param leaves the caller's frame is not needed any more: no stack trace shows it, though it
    ///   is there as long as the callee is, which calls nothing in tail position itself
    private Object given(Frame g, Code callee, boolean leaves) {
        callee.called(g);
        try {
            if (callee.hasSetup()) {
                callee.enter(g, this);
            }
            var value = callee.body.execute(g);
            if (callee.ends.length > 0) {
                callee.leave(g);
            }
            g.free();
            return value instanceof Ref || callee.result != null
                    ? callee.finish(value, this)
                    : value;
        } catch (OxurPanic panic) {
            if (leaves) {
                panic.leftAfterTailCall(callee.name, callee.version, callee.tierWord());
            } else {
                panic.left(callee.name, callee.version, callee.tierWord(), span());
            }
            throw panic;
        } catch (StackOverflowError e) {
            throw g.ex.overflow(this);
        }
    }

    // Here, a question more is a fiftieth of the time that a small function takes.
    @Override
    long executeLong(Frame f) throws UnexpectedResult {
        if (!direct || objects) {
            return anyLong(f);
        }
        var g = new Frame(f.ex, f.depth + 1);
        fill(f, g);
        var target = function;
        var callee = code;
        if (callee == null
                || target == null
                || target.entry != callee
                || epoch != link.registry.epochHere()) {
            return anyLong(f, g);
        }
        f.ex.deeper(g, this);
        callee.called(g);
        try {
            return callee.body.executeLong(g);
        } catch (UnexpectedResult e) {
            throw new UnexpectedResult(callee.finish(e.value, this));
        } catch (OxurPanic panic) {
            panic.left(callee.name, callee.version, callee.tierWord(), span());
            throw panic;
        } catch (StackOverflowError e) {
            throw f.ex.overflow(this);
        }
    }

    private long anyLong(Frame f) throws UnexpectedResult {
        if (arguments.length > Frame.INLINE || tail) {
            return BinaryNode.expectLong(execute(f));
        }
        if (isUnnamed()) {
            return BinaryNode.expectLong(unnamed(f));
        }
        var g = objects ? Frame.reused(f.ex, f.depth + 1) : new Frame(f.ex, f.depth + 1);
        fill(f, g);
        return anyLong(f, g);
    }

    /// @param g the callee's, with its arguments
    private long anyLong(Frame f, Frame g) throws UnexpectedResult {
        var callee = callee(f, g);
        if (callee == null) {
            return BinaryNode.expectLong(call(f, given(g)));
        }
        f.ex.deeper(g, this);
        if (!callee.gives) {
            return BinaryNode.expectLong(callee.run(g, this));
        }
        callee.called(g);
        try {
            if (callee.hasSetup()) {
                callee.enter(g, this);
            }
            long value = callee.body.executeLong(g);
            if (callee.ends.length > 0) {
                callee.leave(g);
            }
            if (objects) {
                g.free();
            }
            if (callee.result != null && !callee.result.holdsLongs()) {
                callee.finish(value, this);
            }
            return value;
        } catch (UnexpectedResult e) {
            callee.leave(g);
            throw new UnexpectedResult(callee.finish(e.value, this));
        } catch (OxurPanic panic) {
            panic.left(callee.name, callee.version, callee.tierWord(), span());
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
        if (isUnnamed()) {
            return BinaryNode.expectDouble(unnamed(f));
        }
        var g = objects ? Frame.reused(f.ex, f.depth + 1) : new Frame(f.ex, f.depth + 1);
        fill(f, g);
        var callee = callee(f, g);
        if (callee == null) {
            return BinaryNode.expectDouble(call(f, given(g)));
        }
        f.ex.deeper(g, this);
        if (!callee.gives) {
            return BinaryNode.expectDouble(callee.run(g, this));
        }
        callee.called(g);
        try {
            if (callee.hasSetup()) {
                callee.enter(g, this);
            }
            double value = callee.body.executeDouble(g);
            if (callee.ends.length > 0) {
                callee.leave(g);
            }
            if (objects) {
                g.free();
            }
            if (callee.result != null && !callee.result.holdsDoubles()) {
                callee.finish(value, this);
            }
            return value;
        } catch (UnexpectedResult e) {
            callee.leave(g);
            throw new UnexpectedResult(callee.finish(e.value, this));
        } catch (OxurPanic panic) {
            panic.left(callee.name, callee.version, callee.tierWord(), span());
            throw panic;
        } catch (StackOverflowError e) {
            throw f.ex.overflow(this);
        }
    }

    /// Looks the callee up anew and fits the call to it; null as in [#callee].
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
        adapt(fresh.tests, g);
        function = found;
        code = fresh;
        epoch = link.registry.epoch();
        direct = isDirect(fresh);
        return fresh;
    }

    private boolean isDirect(Code callee) {
        return !tail
                && arguments.length <= Frame.INLINE
                && arguments.length == callee.parameters
                && !callee.rest
                && callee.plain
                && callee.slots <= Frame.INLINE
                && callee.result == null
                && !callee.hasSetup();
    }

    private Object general(Frame f) {
        var target = link.target();
        if (target instanceof Function found) {
            var fresh = Calls.code(found, link.registry);
            if (fresh != code && fresh.accepts(arguments.length) && !fresh.rest) {
                adapt(fresh.tests, null);
                code = fresh;
            }
        }
        return call(f, values(f));
    }

    /// The name is looked up after the arguments were executed.
    private Object call(Frame f, Object[] values) {
        var target = link.target();
        if (target == null) {
            throw link.undefined();
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
            f.ex.tailSite = this;
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

    /// The call with arguments that were executed; `f` is the caller's frame.
    Object compiled(Frame f, Object[] values) {
        if (isUnnamed() || values.length > Frame.INLINE) {
            return call(f, values);
        }
        var g = Frame.reused(f.ex, f.depth + 1);
        for (int i = 0; i < values.length; i++) {
            g.set(i, values[i]);
        }
        var callee = callee(f, g);
        if (callee == null) {
            return call(f, given(g));
        }
        boolean leaves = tail && !(lent.length > 0 && lends(f, given(g)));
        if (leaves && !callee.plain) {
            return tailCall(f, g, callee);
        }
        f.ex.deeper(g, this);
        return callee.gives ? given(g, callee, leaves) : callee.run(g, this);
    }

    @Override
    Operation operation() {
        if (link.target() == null) {
            return opaque();
        }
        var found =
                link.target() instanceof Function function
                        ? Calls.code(function, link.registry)
                        : null;
        boolean simple =
                found != null
                        && !found.rest
                        && found.parameters == arguments.length
                        && !(tail && lent.length > 0);
        if (simple && found != null) {
            adapt(found.tests, null);
            linkNow();
        }
        return new Operation.Call(
                this,
                simple && found != null ? found.function : null,
                Operations.of(arguments),
                tail ? new TailSite(span()) : this,
                tail,
                found == null ? 0 : found.version,
                simple && literals() ? opaque() : null);
    }

    /// The site of a call in tail position: no stack trace shows the caller.
    record TailSite(Span span) implements Site {}

    /// What the name means now; null for what cannot be built.
    private @Nullable Code known() {
        try {
            return link.target() instanceof Function found
                    ? Calls.code(found, link.registry)
                    : null;
        } catch (OxurPanic notNow) {
            // Whoever calls it is told.
            return null;
        }
    }

    private boolean literals() {
        for (var argument : arguments) {
            if (argument.isAdaptable() || argument instanceof ConstantNode || isMade(argument)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the name means the function still.
    boolean isLinked(Function function) {
        return link.targetHere() == function;
    }

    /// Whether it does, and the function is still the version that the literals among the arguments
    /// were fitted to.
    boolean isLinked(Function function, int version) {
        return isLinked(function)
                && function.entry instanceof Code current
                && current.version == version;
    }

    /// Makes sure of what [#isLinked(Function, boolean)] asks.
    private void linkNow() {
        if (link.target() instanceof Function found) {
            function = found;
            code = Calls.code(found, link.registry);
            epoch = link.registry.epoch();
            direct = isDirect(code);
        }
    }

    @Override
    void reach(Reached reached) {
        super.reach(reached);
        if (tail) {
            reached.leaves();
        }
    }
}
