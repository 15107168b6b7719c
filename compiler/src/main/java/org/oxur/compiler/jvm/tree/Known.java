package org.oxur.compiler.jvm.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.oxur.interpret.CodeTree.Stored;
import org.oxur.interpret.Operation;
import org.oxur.value.StructType;

/// The structs that were found on the way to where the code is being written: `(.x (nth b i))` and
/// `(.y (nth b i))` look for theirs once.
///
/// Each is in a local, which is null where something came in between that may have changed what is
/// there, or lent it: then the operation goes its slow way. So every slow way ends with [#lost].
/// Where ways meet, and after operations that are not followed in detail, nothing is known.
final class Known {
    private static final String FIELDS = Writer.HERE + "Fields";
    private static final String TYPE = "org/oxur/value/StructType";
    private static final String STRUCT = "org/oxur/value/StructValue";

    private final OperationEmitter in;
    private final Writer to;
    private final List<Struct> structs = new ArrayList<>();
    private final List<Integer> free = new ArrayList<>();

    Known(OperationEmitter in) {
        this.in = in;
        this.to = in.to;
        to.code.onMeeting(this::clear);
    }

    /// A variable, or an element of it.
    ///
    /// @param index a constant or an [Index]; null for the variable itself
    private record Place(int variable, @Nullable Object index) {
        boolean uses(int changed) {
            return variable == changed || index instanceof Index(int at) && at == changed;
        }
    }

    /// A variable that is an `i64`.
    private record Index(int variable) {}

    /// @param write it may be changed by the way that it was found
    /// @param meant names mean what they did, too
    private record Struct(Place place, StructType type, boolean write, boolean meant, int local) {}

    /// Null where it cannot be known whether looking again finds the same.
    private @Nullable Place place(Operation operation) {
        return switch (operation) {
            case Operation.Local(_, int slot, boolean takes) when !takes ->
                    new Place(in.kinds.bindings.variable(slot), null);
            case Operation.Element(_, var base, var index, _)
                    when base instanceof Operation.Local(_, int slot, boolean takes) && !takes -> {
                var at = index(index);
                yield at == null ? null : new Place(in.kinds.bindings.variable(slot), at);
            }
            default -> null;
        };
    }

    private @Nullable Object index(Operation index) {
        return switch (index) {
            case Operation.Constant(_, Long at, _) -> at;
            case Operation.Local(_, int slot, _)
                    when !in.tree.isKept(slot) && in.kinds.slot(slot) == Kind.LONG ->
                    new Index(in.kinds.bindings.variable(slot));
            default -> null;
        };
    }

    /// Whether the operation itself sees to what is known; its parts do so for themselves.
    static boolean isFollowed(Operation operation) {
        return switch (operation) {
            case Operation.Constant _,
                    Operation.State _,
                    Operation.Local _,
                    Operation.Arithmetic _,
                    Operation.Negate _,
                    Operation.Not _,
                    Operation.Compare _,
                    Operation.Logic _,
                    Operation.Let _,
                    Operation.Assign _,
                    Operation.Data _,
                    Operation.If _,
                    Operation.Block _ ->
                    true;
            case Operation.Opaque _,
                    Operation.Closure _,
                    Operation.LentPart _,
                    Operation.Call _,
                    Operation.Applied _,
                    Operation.Passed _,
                    Operation.Place _,
                    Operation.Try _,
                    Operation.LetPattern _,
                    Operation.Method _,
                    Operation.While _,
                    Operation.Range _,
                    Operation.RecurLoop _,
                    Operation.Recur _,
                    Operation.Jump _,
                    Operation.Match _,
                    Operation.Ending _,
                    Operation.Labelled _,
                    Operation.Each _ ->
                    false;
        };
    }

    boolean isSteady(Operation operation) {
        return place(operation) != null;
    }

    /// The local with the struct that holds a field; jumps where it is not as expected, before
    /// anything has happened.
    ///
    /// @param field of something steady
    /// @param named it is one as long as the names mean what they did
    int struct(
            PlaceEmitter places,
            Operation.Field field,
            Stored stored,
            boolean write,
            boolean named,
            Label slow) {
        var base = field.base();
        var place = place(base);
        if (place == null) {
            throw new IllegalArgumentException("not steady: " + base);
        }
        for (var each : structs) {
            if (each.place.equals(place)
                    && each.type == stored.type()
                    && (each.write || !write)
                    && (each.meant || !named)) {
                to.code.visitVarInsn(Opcodes.ALOAD, each.local);
                to.code.visitJumpInsn(Opcodes.IFNULL, slow);
                return each.local;
            }
        }
        if (named) {
            in.meant();
            to.code.visitJumpInsn(Opcodes.IFEQ, slow);
        }
        int local = free.isEmpty() ? fresh() : free.removeLast();
        int owner = places.steady(base, write, !(write && field.fixed()), slow);
        to.code.visitVarInsn(Opcodes.ALOAD, owner);
        to.load(stored.type(), TYPE);
        to.call(FIELDS, "plain", "(" + Writer.OBJECT + "L" + TYPE + ";)L" + STRUCT + ";");
        to.code.visitVarInsn(Opcodes.ASTORE, local);
        structs.add(new Struct(place, stored.type(), write, named, local));
        to.code.visitVarInsn(Opcodes.ALOAD, local);
        to.code.visitJumpInsn(Opcodes.IFNULL, slow);
        return local;
    }

    private int fresh() {
        return ((Value.Local) to.variable(Kind.OBJECT)).local();
    }

    /// A variable has another value.
    void forget(int slot) {
        int variable = in.kinds.bindings.variable(slot);
        drop(structs.stream().filter(each -> each.place.uses(variable)).toList());
    }

    void clear() {
        drop(List.copyOf(structs));
    }

    private void drop(List<Struct> dropped) {
        for (var each : dropped) {
            structs.remove(each);
            free.add(each.local);
        }
    }

    /// A way that something unknown happens on, and that comes back to where it began.
    void apart(Runnable way) {
        var before = List.copyOf(structs);
        way.run();
        clear();
        structs.addAll(before);
        before.forEach(each -> free.remove((Integer) each.local));
        lost();
    }

    /// On a way that something unknown happened on.
    void lost() {
        for (var each : structs) {
            to.code.visitInsn(Opcodes.ACONST_NULL);
            to.code.visitVarInsn(Opcodes.ASTORE, each.local);
        }
    }
}
