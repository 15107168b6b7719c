package org.oxur.interpret;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.FnArg;
import org.oxur.builtin.Body;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.builtin.Builtins;
import org.oxur.builtin.Mode;
import org.oxur.error.BorrowError;
import org.oxur.error.Bug;
import org.oxur.error.OxurPanic;
import org.oxur.error.ResolveError;
import org.oxur.error.TypeError;
import org.oxur.module.Function;
import org.oxur.module.Registry;
import org.oxur.text.Span;
import org.oxur.value.EnumValue;
import org.oxur.value.HeapValue;
import org.oxur.value.Host;
import org.oxur.value.Numbers;
import org.oxur.value.Owner;
import org.oxur.value.RcValue;
import org.oxur.value.Ref;
import org.oxur.value.StrLiteral;
import org.oxur.value.StructType;
import org.oxur.value.StructValue;
import org.oxur.value.TypeNames;

/// `receiver.method(arguments)`: the program's methods first, then the built-in ones; the receiver
/// is lent as the method wants it.
final class MethodCallNode extends Node {
    private final Node looked;
    private final Node taken;
    private final int temporary;
    private final String method;
    private final Node[] arguments;

    /// The arguments, to be looked at by a built-in method that borrows them.
    private final Node[] read;

    private final FieldNode field;
    private final Registry registry;
    private final boolean clones;

    private int epoch;
    private @Nullable Object cachedType;
    private @Nullable Object cachedTarget;

    /// The built-in method that the last receiver had, for receivers of that class while [#epoch]
    /// holds; null for methods of the program, and where more than the class decides.
    private @Nullable Link link;

    /// The struct whose field this turned out to be, while [#epoch] holds.
    private @Nullable StructType fieldType;

    /// @param looked the receiver, to be looked at
    /// @param taken the receiver, to be taken by a method that wants it by value
    /// @param temporary the slot of a receiver that no variable holds; [Temporaries#NONE] if it is
    ///   not known to end
    MethodCallNode(
            Span span,
            Registry registry,
            Node looked,
            Node taken,
            int temporary,
            String method,
            Node[] arguments,
            Node[] read) {
        super(span);
        this.registry = registry;
        this.looked = looked;
        this.taken = taken;
        this.temporary = temporary;
        this.method = method;
        this.clones = method.equals("clone");
        this.arguments = arguments;
        this.read = read;
        this.field = new FieldNode(span, looked, method, Use.TAKE);
    }

    /// What a call needs to know of a built-in method, looked up once.
    private record Link(Class<?> receiver, Body body, Mode self, Mode first, boolean adapts) {}

    @Override
    Object execute(Frame f) {
        var known = link;
        if (known != null && epoch == registry.epoch()) {
            if (looked instanceof LocalNode local) {
                var held = local.peek(f);
                if (held != null && held.getClass() == known.receiver) {
                    return linked(f, known, null);
                }
            } else if (!looked.isPlace()) {
                var given = looked.execute(f);
                return given.getClass() == known.receiver
                        ? linked(f, known, given, null)
                        : dispatch(f, false, given, null);
            }
        }
        boolean place = looked.isPlace();
        // What is no place is executed once: the value itself is the receiver.
        return dispatch(f, place, place ? looked.through(f, false, null) : looked.execute(f), null);
    }

    @Override
    double executeDouble(Frame f) throws UnexpectedResult {
        if (link != null) {
            return BinaryNode.expectDouble(execute(f));
        }
        boolean place = looked.isPlace();
        var given = place ? looked.through(f, false, null) : looked.execute(f);
        if (given instanceof StructValue struct
                && struct.type() == fieldType
                && epoch == registry.epoch()
                && !struct.isLent()
                && field.isDouble()) {
            return struct.doubleField(field.index());
        }
        return BinaryNode.expectDouble(dispatch(f, place, given, null));
    }

    @Override
    long executeLong(Frame f) throws UnexpectedResult {
        if (link != null) {
            return BinaryNode.expectLong(execute(f));
        }
        boolean place = looked.isPlace();
        var given = place ? looked.through(f, false, null) : looked.execute(f);
        if (given instanceof StructValue struct
                && struct.type() == fieldType
                && epoch == registry.epoch()
                && !struct.isLent()
                && field.isLong()) {
            return struct.longField(field.index());
        }
        return BinaryNode.expectLong(dispatch(f, place, given, null));
    }

    /// Calls the method on a variable. Whether the access is allowed is found out when the variable
    /// is lent: after the arguments, as in Rust.
    private Object linked(Frame f, Link known, Object @Nullable [] done) {
        f.ex.currentDepth = f.depth;
        if (arguments.length == 0) {
            return known.body.call1(f.ex, receiver(f, known.self), this);
        }
        var argument = argument(f, known.first, 0, done);
        f.ex.currentDepth = f.depth;
        var self = receiver(f, known.self);
        return known.body.call2(f.ex, self, checked(known, self, argument), this);
    }

    /// Calls the method on a value that no variable holds.
    private Object linked(Frame f, Link known, Object given, Object @Nullable [] done) {
        if (arguments.length == 0) {
            f.ex.currentDepth = f.depth;
            return known.body.call1(f.ex, temporary(f, known.self, given), this);
        }
        var argument = argument(f, known.first, 0, done);
        f.ex.currentDepth = f.depth;
        var self = temporary(f, known.self, given);
        return known.body.call2(f.ex, self, checked(known, self, argument), this);
    }

    /// The argument in the receiver's type, if the receiver is still what the method was found for.
    private Object checked(Link known, Object self, Object argument) {
        var receiver = Ref.peekThrough(self);
        if (receiver.getClass() != known.receiver) {
            throw otherReceiver(receiver);
        }
        return known.adapts && arguments[0].isAdaptable()
                ? Numbers.adapt(argument, receiver, arguments[0])
                : argument;
    }

    private OxurPanic otherReceiver(Object receiver) {
        return new OxurPanic(
                new TypeError.TypeMismatch(
                        span(),
                        "the arguments of `"
                                + method
                                + "` changed its receiver to "
                                + TypeNames.withArticle(receiver),
                        null));
    }

    /// What the receiver was found to have.
    ///
    /// @param target null for a field of that name
    private record Sought(@Nullable Object target, boolean place, Object given, Object receiver) {}

    private Object dispatch(Frame f, boolean place, Object given, Object @Nullable [] done) {
        return call(f, sought(f, place, given), done);
    }

    private Sought sought(Frame f, boolean place, Object given) {
        var receiver = place ? given : Ref.see(given, this);
        if (receiver instanceof StructValue struct
                && struct.type() == fieldType
                && epoch == registry.epoch()) {
            return new Sought(null, place, given, receiver);
        }
        Object target = null;
        if (receiver instanceof RcValue || place && clones) {
            target = onHandle(f, place);
        }
        if (target == null) {
            receiver = receiver instanceof RcValue rc ? Ref.see(rc.value(), this) : receiver;
            target = find(f.ex, receiver);
        }
        if (target == null && !(arguments.length == 0 && hasField(receiver))) {
            throw Calls.unknownMethod(receiver, method, registry, this);
        }
        return new Sought(target, place, given, receiver);
    }

    /// @param done arguments that were executed; null where they, or some of them, were not
    private Object call(Frame f, Sought sought, Object @Nullable [] done) {
        var receiver = sought.receiver;
        if (sought.target == null) {
            int part = field.find(f, receiver);
            if (receiver instanceof StructValue struct) {
                fieldType = struct.type();
                epoch = registry.epoch();
            }
            return field.get(f, (Owner) receiver, part);
        }
        if (sought.target instanceof BuiltinFunction builtIn) {
            return builtIn(f, builtIn, sought.place, sought.given, done);
        }
        var values = new Object[arguments.length + 1];
        if (sought.target instanceof Overload overload) {
            execute(f, values, done);
            return called(
                    f,
                    overload.choose(registry, values, this),
                    values,
                    sought.place,
                    sought.given,
                    receiver);
        }
        return user(f, (Function) sought.target, values, done, sought);
    }

    /// A method of the `Rc` itself, which hides its content's.
    private @Nullable Object onHandle(Frame f, boolean place) {
        if (!clones) {
            return null;
        }
        var handle = place ? Ref.see(looked.execute(f), this) : null;
        return handle instanceof RcValue ? Builtins.method(handle, method) : null;
    }

    private boolean hasField(Object receiver) {
        return receiver instanceof StructValue struct && struct.type().indexOf(method) >= 0
                || receiver instanceof EnumValue e
                        && e.variant().fields() instanceof List<String> names
                        && names.contains(method);
    }

    private @Nullable Object find(Host host, Object receiver) {
        Object type =
                switch (receiver) {
                    case StructValue struct -> struct.type();
                    case EnumValue e -> e.type();
                    default -> receiver.getClass();
                };
        if (type == cachedType && epoch == registry.epoch()) {
            return cachedTarget;
        }
        var target = lookUp(host, receiver);
        link = null;
        cachedType = null;
        fieldType = null;
        // A struct's built-in methods depend on what it implements.
        if (target instanceof Function
                || target != null
                        && !(receiver instanceof StructValue)
                        && !(receiver instanceof EnumValue)) {
            cachedType = type;
            cachedTarget = target;
            epoch = registry.epoch();
            if (target instanceof BuiltinFunction function && arguments.length <= 1 && !clones) {
                Calls.checkArity(function, arguments.length + 1, this);
                link =
                        new Link(
                                receiver.getClass(),
                                function.body(),
                                function.mode(0),
                                function.mode(1),
                                function.adaptsLiterals());
            }
        }
        return target;
    }

    private @Nullable Object lookUp(Host host, Object receiver) {
        var all = registry.methods(Types.key(receiver), method);
        if (all.isEmpty()) {
            return Builtins.method(host, receiver, method);
        }
        if (all.getFirst().trait().isEmpty() || all.size() == 1) {
            return all.getFirst().function();
        }
        var traits = all.stream().map(Registry.Method::trait).distinct().toList();
        if (traits.size() == 1) {
            return new Overload(Types.key(receiver), traits.getFirst(), method);
        }
        throw new OxurPanic(
                new ResolveError.AmbiguousMethod(span(), TypeNames.of(receiver), method, traits));
    }

    private Object builtIn(
            Frame f,
            BuiltinFunction function,
            boolean place,
            Object given,
            Object @Nullable [] done) {
        Calls.checkArity(function, arguments.length + 1, this);
        var sought = Ref.peekThrough(given).getClass();
        if (arguments.length == 0) {
            f.ex.currentDepth = f.depth;
            var mode = function.mode(0);
            // To be looked at is what was done with the place already, and nothing ran since.
            var only =
                    !place
                            ? temporary(f, mode, given)
                            : mode == Mode.BORROW && !clones ? given : receiver(f, mode);
            return function.body().call1(f.ex, only, this);
        } else if (arguments.length == 1) {
            var argument = argument(f, function.mode(1), 0, done);
            f.ex.currentDepth = f.depth;
            var first =
                    place ? receiver(f, function.mode(0)) : temporary(f, function.mode(0), given);
            checkReceiver(first, sought);
            if (function.adaptsLiterals() && arguments[0].isAdaptable()) {
                argument = Numbers.adapt(argument, Ref.peekThrough(first), arguments[0]);
            }
            return function.body().call2(f.ex, first, argument, this);
        }
        var values = new Object[arguments.length + 1];
        for (int i = 1; i < values.length; i++) {
            values[i] = argument(f, function.mode(i), i - 1, done);
        }
        f.ex.currentDepth = f.depth;
        if (place) {
            values[0] = receiver(f, function.mode(0));
        } else {
            values[0] = temporary(f, function.mode(0), given);
        }
        checkReceiver(values[0], sought);
        if (function.adaptsLiterals()) {
            var model = Ref.peekThrough(values[0]);
            for (int i = 1; i < values.length; i++) {
                if (arguments[i - 1].isAdaptable()) {
                    values[i] = Numbers.adapt(values[i], model, arguments[i - 1]);
                }
            }
        }
        return function.body().call(f.ex, values, this);
    }

    /// An argument may have put something else where the receiver was.
    private void checkReceiver(Object self, Class<?> sought) {
        var receiver = Ref.peekThrough(self);
        if (receiver.getClass() != sought && sought != RcValue.class) {
            throw otherReceiver(receiver);
        }
    }

    private Object receiver(Frame f, Mode mode) {
        return switch (mode) {
            case BORROW -> clones ? looked.see(f) : looked.through(f, false, null);
            case BORROW_MUT -> changed(looked.forWrite(f));
            case LEND -> lent(looked.lendPart(f));
            case LEND_MUT -> changed(looked.lend(f, true));
            case MOVE -> moved(taken.execute(f));
        };
    }

    /// A method that takes its receiver by value: a reference to a Copy value will do; of what is
    /// in an `Rc` it gets a reference.
    private Object moved(Object value) {
        return Places.settled(
                value instanceof RcValue ? lent(Ref.toTemporary(value)) : lent(value), this);
    }

    /// A method found in an `Rc` cannot change what it holds.
    private Object changed(Object value) {
        if (Ref.peekThrough(value) instanceof RcValue) {
            throw new OxurPanic(BorrowError.ImmutableAssignment.inRc(span()));
        }
        return value;
    }

    private Object lent(Object value) {
        var inner = value;
        while (inner instanceof Ref && Ref.peekThrough(inner) instanceof RcValue rc) {
            Ref.see(inner, this);
            inner = Ref.toTemporary(rc.value());
        }
        return inner;
    }

    private Object temporary(Frame f, Mode mode, Object given) {
        return switch (mode) {
            case BORROW -> {
                var seen = Ref.see(given, this);
                yield seen instanceof RcValue rc && !clones ? Ref.see(rc.value(), this) : seen;
            }
            case BORROW_MUT -> changed(Places.forWrite(given, this));
            case LEND -> given instanceof StrLiteral ? given : lent(lend(f, given, false));
            case LEND_MUT -> changed(lend(f, given, true));
            case MOVE -> moved(given);
        };
    }

    private Object argument(Frame f, Mode mode, int i, Object @Nullable [] done) {
        if (done != null && done[i] != null) {
            return passed(done[i], mode, read[i]);
        }
        return switch (mode) {
            case BORROW -> read[i].see(f);
            case BORROW_MUT -> read[i].forWrite(f);
            case LEND -> read[i].lendPart(f);
            case LEND_MUT -> read[i].lend(f, true);
            case MOVE -> arguments[i].execute(f);
        };
    }

    /// An argument that was executed, and is no place.
    private static Object passed(Object value, Mode mode, Node site) {
        return switch (mode) {
            case BORROW -> Steps.see(value, site);
            case BORROW_MUT -> Places.forWrite(value, site);
            case LEND -> Steps.lent(value, false, site);
            case LEND_MUT -> Steps.lent(value, true, site);
            case MOVE -> value;
        };
    }

    private Object user(
            Frame f, Function function, Object[] values, Object @Nullable [] done, Sought sought) {
        var code = Calls.code(function, registry);
        if (code.tests != null) {
            for (int i = 0; i < arguments.length && i + 1 < code.tests.length; i++) {
                var test = code.tests[i + 1];
                arguments[i] = arguments[i].adapted(test == null ? TypeTest.ANY : test);
            }
        }
        execute(f, values, done);
        return called(f, function, values, sought.place, sought.given, sought.receiver);
    }

    private void execute(Frame f, Object[] values, Object @Nullable [] done) {
        for (int i = 1; i < values.length; i++) {
            values[i] =
                    done != null && done[i - 1] != null ? done[i - 1] : arguments[i - 1].execute(f);
        }
        ArgumentsNode.lendOn(arguments, values, 1);
    }

    /// @param values the arguments, with room for the receiver
    private Object called(
            Frame f,
            Function function,
            Object[] values,
            boolean place,
            Object given,
            Object receiver) {
        f.ex.used(function);
        if (!function.hasReceiver()) {
            throw Calls.unknownMethod(receiver, method, registry, this);
        }
        var self = (FnArg.Receiver) function.signature().inputs().getFirst();
        values[0] = self(f, self, place, given, receiver);
        return Calls.run(f.ex, f.depth + 1, Calls.code(function, registry), null, values, this);
    }

    private Object self(
            Frame f, FnArg.Receiver self, boolean place, Object given, Object receiver) {
        if (!self.reference()) {
            if (!place) {
                return owned(given);
            }
            return owned(taken.execute(f));
        }
        if (!self.mutable() && !(receiver instanceof HeapValue)) {
            return receiver;
        }
        if (place) {
            return looked.lend(f, self.mutable());
        }
        return given instanceof Ref reference
                ? Places.reborrow(reference, self.mutable(), this)
                : lend(f, receiver, self.mutable());
    }

    /// Lends a receiver that no variable holds.
    private Ref lend(Frame f, Object given, boolean mutable) {
        if (given instanceof Ref reference) {
            return reference;
        }
        if (temporary != Temporaries.NONE) {
            return TemporaryNode.lend(f, temporary, given, mutable, this);
        }
        return mutable ? Ref.uniqueTemporary(given) : Ref.toTemporary(given);
    }

    /// The value itself, where a method takes it: out of a reference only if it is Copy.
    private Object owned(Object value) {
        if (!(value instanceof Ref reference)) {
            return value;
        }
        var target = Ref.see(reference, this);
        if (!HeapValue.isCopy(target)) {
            throw Places.cannotMove("a reference", looked);
        }
        return HeapValue.copied(target);
    }

    @Override
    void reach(Reached reached) {
        looked.reach(reached);
        taken.reach(reached);
        reached.write(temporary);
        reached.nodes(arguments);
        reached.nodes(read);
    }

    @Override
    Operation operation() {
        boolean place = looked.isPlace();
        var reached = new Reached();
        looked.reach(reached);
        taken.reach(reached);
        reached.write(temporary);
        var parts = new ArrayList<@Nullable Operation>();
        int involved = 0;
        boolean late = false;
        for (int i = 0; i < arguments.length; i++) {
            var part = part(i);
            parts.add(part);
            boolean simple = isSimple(arguments[i]);
            involved += simple ? 0 : 1;
            late |= part == null && !simple;
        }
        if (late && involved > 1) {
            // They are executed in their order.
            Collections.fill(parts, null);
        }
        for (int i = 0; i < arguments.length; i++) {
            if (parts.get(i) == null) {
                arguments[i].reach(reached);
                read[i].reach(reached);
            }
        }
        return new Operation.Method(
                this,
                place ? null : looked.operation(),
                parts,
                involved == 0 || parts.stream().allMatch(Objects::isNull),
                reached,
                direct(parts));
    }

    private Operation.@Nullable Direct direct(List<@Nullable Operation> parts) {
        if (arguments.length > 1 || clones) {
            return null;
        }
        var self = builtIn(0);
        var first = arguments.length == 0 ? null : builtIn(1);
        var argument = first == null ? null : parts.getFirst();
        if (argument == null
                && first != null
                && arguments[0].operation() instanceof Operation.Constant literal) {
            argument = literal;
        }
        var looked = this.looked.operation() instanceof Operation.Local local ? local : null;
        boolean fits =
                this.looked.isPlace()
                        ? looked != null && self != null && self != Mode.MOVE
                        : self == Mode.BORROW || self == Mode.MOVE;
        boolean passes =
                arguments.length == 0
                        || argument != null
                                && (first == Mode.MOVE || first == Mode.BORROW)
                                && !adaptsArgument();
        return self != null && fits && passes
                ? new Operation.Direct(self, this.looked.isPlace() ? looked : null, first, argument)
                : null;
    }

    private boolean adaptsArgument() {
        return arguments[0].isAdaptable()
                && Builtins.methodsNamed(method).stream().anyMatch(BuiltinFunction::adaptsLiterals);
    }

    /// How every built-in method of that name that takes so many arguments takes one; null where
    /// they differ.
    private @Nullable Mode builtIn(int parameter) {
        Mode mode = null;
        for (var each : Builtins.methodsNamed(method)) {
            int count = arguments.length + 1;
            if (count >= each.minArguments()
                    && (each.maxArguments() == BuiltinFunction.ANY
                            || count <= each.maxArguments())) {
                if (mode != null && mode != each.mode(parameter)) {
                    return null;
                }
                mode = each.mode(parameter);
            }
        }
        return mode;
    }

    /// An argument that is the same whoever takes it; null where the method that is found decides
    /// how it is executed.
    private @Nullable Operation part(int i) {
        var node = arguments[i];
        if (!node.isPlace()) {
            return isFitted(node) ? null : node.operation();
        }
        return switch (modes(i + 1)) {
            case BORROW -> Operations.seen(read[i], read[i]);
            case MOVE -> node.operation();
            case null, default -> null;
        };
    }

    /// How every method of that name takes a parameter; null where they differ.
    private @Nullable Mode modes(int parameter) {
        var own = registry.anyHasMethod(method);
        Mode mode = own ? Mode.MOVE : null;
        for (var builtIn : Builtins.methodsNamed(method)) {
            if (parameter < builtIn.modes().size()) {
                var next = builtIn.mode(parameter);
                if (mode != null && mode != next) {
                    return null;
                }
                mode = next;
            }
        }
        return mode;
    }

    /// Whether executing it does nothing, and cannot fail.
    private static boolean isSimple(Node node) {
        return node instanceof ConstantNode || node instanceof IntLiteralNode;
    }

    /// Whether it may be fitted to the type of a parameter: then it must be executed as it is when
    /// the method has been found.
    private static boolean isFitted(Node node) {
        return node.isAdaptable()
                || !(node instanceof CallNode
                        || node instanceof MethodCallNode
                        || node instanceof BuiltinCallNode
                        || node instanceof CallValueNode
                        || node instanceof ClosureNode
                        || node instanceof ReferenceNode
                        || node instanceof TemporaryNode
                        || node instanceof BinaryNode
                        || node instanceof UnaryNode
                        || node instanceof CastNode
                        || node instanceof MacroNode
                        || node instanceof RangeNode);
    }

    /// The first half of a call, before its arguments: what is called.
    ///
    /// @param given the receiver; null where it is a place
    Object sought(Frame f, @Nullable Object given) {
        var known = known(f, given);
        if (known != null) {
            return known;
        }
        return given == null
                ? sought(f, true, looked.through(f, false, null))
                : sought(f, false, given);
    }

    private @Nullable Link known(Frame f, @Nullable Object given) {
        var known = link;
        if (known == null || epoch != registry.epoch()) {
            return null;
        }
        var receiver =
                given != null ? given : looked instanceof LocalNode local ? local.peek(f) : null;
        return receiver != null && receiver.getClass() == known.receiver ? known : null;
    }

    /// The built-in method of a receiver, where it is known; else null.
    @Nullable Object direct(@Nullable Object receiver) {
        var known = link;
        return known != null
                        && receiver != null
                        && receiver.getClass() == known.receiver
                        && epoch == registry.epochHere()
                ? known
                : null;
    }

    /// A receiver that a built-in method changes, as it gets it.
    Object direct(Object self, boolean changed) {
        return changed ? changed(self) : self instanceof Ref ? lent(self) : self;
    }

    static Body body(Object direct) {
        return ((Link) direct).body;
    }

    /// Fails where the argument has put something else where the receiver was.
    void demandStill(Object self, Object direct) {
        var receiver = Ref.peekThrough(self);
        if (receiver.getClass() != ((Link) direct).receiver) {
            throw otherReceiver(receiver);
        }
    }

    /// The second half.
    ///
    /// @param done the arguments; null for those that are executed only now
    Object called(Frame f, Object sought, @Nullable Object given, Object @Nullable [] done) {
        return switch (sought) {
            case Link known when given == null -> linked(f, known, done);
            case Link known -> linked(f, known, given, done);
            case Sought found -> call(f, found, done);
            default -> throw Bug.unreachable("it was sought");
        };
    }
}
