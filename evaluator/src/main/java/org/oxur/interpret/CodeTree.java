package org.oxur.interpret;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Bug;
import org.oxur.error.Site;
import org.oxur.module.Function;
import org.oxur.module.Registry;
import org.oxur.tier.CompiledCode;
import org.oxur.tier.LongLoop;
import org.oxur.value.StructType;

/// The nodes of a function, closure or top-level form, for a compiler that makes bytecode of them:
/// what they do, and a way to load what came of it.
public final class CodeTree implements LongLoop {
    private final Code code;
    private final Node nodes;
    private final Operation body;
    private final boolean mixed;

    /// Where it is a loop: whose, and what it finds in the frame; else null.
    private final @Nullable Loop loop;

    private record Loop(HotLoop hot, Reached reached, Operation.Wanted[] found) {}

    /// On the evaluating thread: nodes change while they are executed.
    CodeTree(Code code) {
        this.code = code;
        // A closure is compiled with the function around it, and not again for other arguments.
        this.mixed = code.mixed || code.function == null;
        this.nodes = code.nodes();
        this.body = nodes.operation();
        this.loop = null;
    }

    private CodeTree(Code code, Node nodes, Operation body, Loop loop) {
        this.code = code;
        this.mixed = loop.hot.mixed;
        this.nodes = nodes;
        this.body = body;
        this.loop = loop;
    }

    /// What is left of a loop, on the evaluating thread.
    static CodeTree ofLoop(Code code, HotLoop hot, Node node, Operation rest, Frame f) {
        var found = new Operation.Wanted[code.slots];
        for (int i = 0; i < found.length; i++) {
            found[i] =
                    switch (f.tag(i)) {
                        case Frame.LONG -> Operation.Wanted.LONG;
                        case Frame.DOUBLE -> Operation.Wanted.DOUBLE;
                        default -> Operation.Wanted.ANY;
                    };
        }
        var reached = new Reached();
        node.reach(reached);
        return new CodeTree(code, node, rest, new Loop(hot, reached, found));
    }

    /// Of the current version, if it was described for a compiler; else null.
    public static @Nullable CodeTree of(Function function) {
        return function.entry instanceof Code code ? code.described : null;
    }

    /// What is compiled.
    public Site code() {
        return () -> code.span;
    }

    public Operation body() {
        return body;
    }

    public String name() {
        return code.name;
    }

    public int parameters() {
        return loop == null ? code.parameters : 0;
    }

    /// It is a loop, which finds its variables in the frame and leaves them there.
    public boolean isLoop() {
        return loop != null;
    }

    /// Whether the loop may find a variable of its own in a slot.
    public boolean finds(int slot) {
        return loop != null && loop.reached.reads(slot) && !isKept(slot);
    }

    /// What is in a slot when the loop begins, where that was always so.
    public Operation.Wanted found(int slot) {
        return loop == null || mixed ? Operation.Wanted.ANY : loop.found[slot];
    }

    public int slots() {
        return code.slots;
    }

    /// The variable may come to live in a cell: it stays in the frame.
    public boolean isKept(int slot) {
        return code.kept.get(slot);
    }

    /// Slots of parameters whose loans end with the call.
    public boolean endsLoans() {
        return code.ends.length > 0;
    }

    /// Only Tier 0 knows how to enter it, in a frame: a parameter is taken apart by a pattern, or
    /// types depend on each other.
    public boolean entersInFrame() {
        return loop == null && (code.patterns != null || code.typeParameters != null);
    }

    /// Whether only Tier 0 knows how to enter it.
    public boolean isRest() {
        return code.rest;
    }

    /// The test of a parameter's type; null where it has none.
    public @Nullable Object test(int parameter) {
        var tests = code.tests;
        return tests == null ? null : tests[parameter];
    }

    public Operation.Wanted wanted(int parameter) {
        var tests = code.tests;
        return Operations.wanted(tests == null ? null : tests[parameter]);
    }

    /// What a parameter was when the function was first called, where every call so far agreed.
    public Operation.Wanted seen(int parameter) {
        var samples = code.samples;
        if (parameter >= samples.length || mixed) {
            return Operation.Wanted.ANY;
        }
        return samples[parameter] instanceof Long
                ? Operation.Wanted.LONG
                : samples[parameter] instanceof Double
                        ? Operation.Wanted.DOUBLE
                        : Operation.Wanted.ANY;
    }

    public boolean checksResult() {
        return code.result != null;
    }

    public Operation.Wanted result() {
        return Operations.wanted(code.result);
    }

    /// The signal of a `recur` that means the function.
    public Object recur() {
        return code.recur;
    }

    /// Control may leave the body as an exception.
    public boolean unwinds() {
        return loop != null || !code.plain;
    }

    /// As a constant of the compiled class.
    public Object constant() {
        return code;
    }

    /// What the calls of a function in the compiled class are linked by, as a constant of it.
    public static Object sites(Function function, Registry registry) {
        return FunctionSites.of(function, registry);
    }

    /// What entering it binds where a parameter is taken apart.
    public Reached bound() {
        var reached = new Reached();
        if (code.patterns != null) {
            reached.patterns(code.patterns);
        }
        return reached;
    }

    /// As [#bound], and the parameters.
    public Reached entered() {
        var reached = bound();
        for (int i = 0; i < code.parameters; i++) {
            reached.write(i);
        }
        return reached;
    }

    /// Where a field is most likely found.
    ///
    /// @param index of the field in the type
    /// @param as how it is stored, as the type says it
    public record Stored(StructType type, int index, char as) {}

    /// Null where nothing is known of the struct.
    public static @Nullable Stored stored(Operation.Field field, Registry registry) {
        if (!(field.node() instanceof FieldNode node)) {
            return null;
        }
        var type = node.expected(registry);
        if (type == null) {
            return null;
        }
        int index = node.index(type);
        return new Stored(type, index, type.storage().charAt(index));
    }

    /// What a call of a built-in function executes, with the function's arguments; null where the
    /// node has more to do.
    public static @Nullable Object body(Site node) {
        return node instanceof BuiltinCallNode call ? call.direct() : null;
    }

    /// What a name is, as long as it means what it did, and whose type needs no test then; null
    /// where neither is known.
    ///
    /// @param type null where nothing is demanded
    public static @Nullable Object unit(Site node, @Nullable Object type) {
        return node instanceof GlobalNode name
                        && name.unit() instanceof Object unit
                        && (type == null || ((TypeTest) type).holds(unit))
                ? unit
                : null;
    }

    /// Whether the first argument of such a call is executed last.
    public static boolean isLate(Site node) {
        return node instanceof BuiltinCallNode call && call.isLate(0);
    }

    public static Object tailSignal() {
        return Signal.TAIL_CALL;
    }

    public static Object returnSignal() {
        return Signal.RETURN;
    }

    /// From now on the loop goes on in what was loaded.
    ///
    /// @param bytes a class that extends `CompiledBody`, as of [#load]
    public void installLoop(byte[] bytes, List<Object> constants) {
        if (loop == null) {
            throw new IllegalStateException("no loop");
        }
        var made = (TreeCode) load(bytes, constants, () -> "");
        loop.hot.install(made.body());
    }

    /// From now on what was loaded executes it; of a closure.
    public void install(CompiledCode made) {
        code.install(made);
    }

    /// Loads a class that extends `CompiledBody`, in this package.
    ///
    /// @param constants what the class's data is
    /// @param listing the class as text, written when somebody looks
    public CompiledCode load(byte[] bytes, List<Object> constants, Supplier<String> listing) {
        try {
            var lookup =
                    MethodHandles.lookup().defineHiddenClassWithClassData(bytes, constants, true);
            var type = lookup.lookupClass();
            var call = lookup.findStatic(type, "call", FunctionSites.type(parameters()));
            var made = type.getDeclaredConstructor().newInstance();
            return new TreeCode(code, nodes, (CompiledBody) made, call, listing);
        } catch (ReflectiveOperationException e) {
            throw new Bug("a compiled class could not be loaded", e);
        }
    }
}
