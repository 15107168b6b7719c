package org.oxur.compiler.jvm.tree;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.oxur.interpret.Operation;
import org.oxur.interpret.Reached;

/// The variables: those that are never lent live in registers, the others in the frame.
final class Variables {
    private static final String FRAME = "L" + Writer.HERE + "Frame;";
    private static final String NODE = "L" + Writer.HERE + "LocalNode;";

    private static final List<Kind> NUMBERS = List.of(Kind.LONG, Kind.DOUBLE);

    private final OperationEmitter in;
    private final Writer to;

    /// Of variables by their numbers.
    private final Map<Integer, Value> places = new HashMap<>();

    Variables(OperationEmitter in) {
        this.in = in;
        this.to = in.to;
    }

    /// A parameter, where it was passed.
    void put(int slot, Value place) {
        places.put(in.kinds.bindings.variable(slot), place);
    }

    Value place(int slot) {
        int variable = in.kinds.bindings.variable(slot);
        var place = places.get(variable);
        if (place == null) {
            place = to.variable(in.kinds.slot(slot));
            places.put(variable, place);
        }
        return place;
    }

    Value read(Operation.Local local) {
        int slot = local.slot();
        if (local.takes()) {
            in.known.forget(slot);
        }
        if (in.tree.isKept(slot)) {
            to.node(local.node());
            in.frame();
            to.method(Writer.HERE + "Node", "execute", "(" + FRAME + ")" + Writer.OBJECT);
            return to.unboxed();
        }
        var place = place(slot);
        return switch (place) {
            case Value.Pair(int number, int object) -> {
                int held = heldIfNone(local, object);
                yield in.kinds.isAssigned(slot)
                        ? copy(new Value.Pair(number, held))
                        : new Value.Pair(number, held);
            }
            case Value.Local(var kind, int at) when kind == Kind.OBJECT ->
                    new Value.Local(kind, held(local, at));
            case Value.Local _ -> in.kinds.isAssigned(slot) ? copy(place) : place;
            case Value.Constant _, Value.Never _ -> place;
        };
    }

    private Value copy(Value value) {
        if (value instanceof Value.Pair(int number, int held)) {
            to.code.visitVarInsn(Opcodes.LLOAD, number);
            return new Value.Pair(to.keep(Kind.LONG).local(), held);
        }
        to.push(value);
        return to.keep(value.kind());
    }

    /// As [#held], of what may be a number: then there is nothing to ask.
    private int heldIfNone(Operation.Local local, int object) {
        var end = new Label();
        int held = ((Value.Local) to.place(Kind.OBJECT)).local();
        to.code.visitVarInsn(Opcodes.ALOAD, object);
        to.code.visitVarInsn(Opcodes.ASTORE, held);
        for (var kind : NUMBERS) {
            to.code.visitVarInsn(Opcodes.ALOAD, object);
            to.mark(kind);
            to.code.visitJumpInsn(Opcodes.IF_ACMPEQ, end);
        }
        to.code.visitVarInsn(Opcodes.ALOAD, held(local, object));
        to.code.visitVarInsn(Opcodes.ASTORE, held);
        to.code.inner(end);
        return held;
    }

    /// The object of a variable as reading or taking it gives it, in a local of its own.
    private int held(Operation.Local local, int object) {
        step("held", local.node(), object);
        int held = to.keep(Kind.OBJECT).local();
        if (local.takes()) {
            step("left", local.node(), object);
            to.code.visitVarInsn(Opcodes.ASTORE, object);
        }
        return held;
    }

    private void step(String name, Object node, int object) {
        to.code.visitVarInsn(Opcodes.ALOAD, object);
        to.load(node, Writer.HERE + "LocalNode");
        to.step(name, "(" + Writer.OBJECT + NODE + ")" + Writer.OBJECT);
    }

    void let(Operation.Let let) {
        var value = in.emit(let.value());
        if (value.kind() == Kind.NEVER) {
            return;
        }
        if (let.type() != null && !(fits(value, let.wanted()))) {
            to.pushBoxed(value);
            to.load(let.node(), Writer.HERE + "LetNode");
            to.step("let", "(" + Writer.OBJECT + "L" + Writer.HERE + "LetNode;)" + Writer.OBJECT);
            value = checked(let.wanted());
        }
        var likely = in.likely.of(let.value());
        bind(let, let.slot(), value);
        in.likely.bound(let.slot(), likely);
    }

    static boolean fits(Value value, Operation.Wanted wanted) {
        return wanted == Operation.Wanted.LONG && value.kind() == Kind.LONG
                || wanted == Operation.Wanted.DOUBLE && value.kind() == Kind.DOUBLE;
    }

    /// What a test let pass, popped.
    Value checked(Operation.Wanted wanted) {
        var place = to.place(Kind.of(wanted, Kind.PAIR));
        to.unbox(place);
        return place;
    }

    /// Gives a variable that comes to be its value.
    ///
    /// @param binding where it comes to be
    void bind(Object binding, int slot, Value value) {
        in.kinds.bindings.bind(binding, slot);
        set(slot, value);
    }

    /// Gives a variable its value.
    void set(int slot, Value value) {
        in.known.forget(slot);
        if (in.tree.isKept(slot)) {
            in.frame();
            to.code.visitLdcInsn(slot);
            to.pushNumber(value);
            to.pushObject(value);
            to.step("spill", "(" + FRAME + "IJ" + Writer.OBJECT + ")V");
        } else {
            to.store(value, place(slot));
        }
    }

    void assign(Operation.Assign assign) {
        var value = in.emit(assign.value());
        if (value.kind() == Kind.NEVER) {
            return;
        }
        in.known.forget(assign.slot());
        boolean own = assign.type() != null || assign.literal();
        var nodeType = "L" + Writer.HERE + "AssignNode;";
        if (in.tree.isKept(assign.slot())) {
            in.frame();
            to.load(assign.place(), Writer.HERE + "LocalNode");
            if (own) {
                in.frame();
            }
            to.pushBoxed(value);
            if (own) {
                to.load(assign.node(), Writer.HERE + "AssignNode");
                to.step("adapted", "(" + FRAME + Writer.OBJECT + nodeType + ")" + Writer.OBJECT);
            }
            to.step("assign", "(" + FRAME + NODE + Writer.OBJECT + ")V");
            return;
        }
        var place = place(assign.slot());
        boolean alike =
                assign.type() == null && value.kind() == Kind.LONG && place.kind() == Kind.LONG;
        if (own && !alike && !fits(value, assign.wanted())) {
            to.pushBoxed(value);
            to.pushBoxed(place);
            to.load(assign.node(), Writer.HERE + "AssignNode");
            to.step(
                    "assigned",
                    "(" + Writer.OBJECT + Writer.OBJECT + nodeType + ")" + Writer.OBJECT);
            value = checked(assign.wanted());
        }
        to.store(value, place);
    }

    /// After an operator of the program took what a variable held.
    void taken(Operation operand, String field) {
        if (operand instanceof Operation.Local(var node, int slot, _) && in.tree.isKept(slot)) {
            in.ex();
            in.frame();
            to.load(node, Writer.HERE + "LocalNode");
            to.step(field, "(L" + Writer.HERE + "Execution;" + FRAME + NODE + ")V");
            return;
        }
        if (operand instanceof Operation.Local(_, int slot, _)
                && place(slot) instanceof Value place
                && place.kind().holdsObject()) {
            var end = new Label();
            in.ex();
            to.code.visitFieldInsn(
                    Opcodes.GETFIELD, Writer.HERE + "Execution", field, Writer.OBJECT);
            to.code.visitJumpInsn(Opcodes.IFNULL, end);
            in.ex();
            to.code.visitFieldInsn(
                    Opcodes.GETFIELD, Writer.HERE + "Execution", field, Writer.OBJECT);
            to.code.visitVarInsn(
                    Opcodes.ASTORE,
                    place instanceof Value.Pair(_, int object)
                            ? object
                            : ((Value.Local) place).local());
            in.ex();
            to.code.visitInsn(Opcodes.ACONST_NULL);
            to.code.visitFieldInsn(
                    Opcodes.PUTFIELD, Writer.HERE + "Execution", field, Writer.OBJECT);
            to.code.inner(end);
        }
    }

    /// Puts into the frame what Tier 0 is going to read.
    void spill(Reached reached) {
        for (int slot = 0; slot < in.tree.slots(); slot++) {
            var place = places.get(in.kinds.bindings.variable(slot));
            if (place != null && reached.reads(slot) && !in.tree.isKept(slot) && isThere(place)) {
                in.frame();
                to.code.visitLdcInsn(slot);
                to.pushNumber(place);
                to.pushObject(place);
                to.step("spill", "(" + FRAME + "IJ" + Writer.OBJECT + ")V");
            }
        }
    }

    private static boolean isThere(Value place) {
        return place.kind() != Kind.NEVER;
    }

    /// Takes a variable that a loop finds in the frame; jumps where it is of another kind.
    void take(int slot, Label other) {
        switch (place(slot)) {
            case Value.Pair(int digits, int object) -> {
                number(slot);
                to.code.visitVarInsn(Opcodes.LSTORE, digits);
                object(slot, object);
            }
            case Value.Local(var kind, int local) when kind.isNumber() -> {
                in.frame();
                to.code.visitLdcInsn(slot);
                to.method(Writer.HERE + "Frame", "tag", "(I)B");
                to.code.visitFieldInsn(
                        Opcodes.GETSTATIC,
                        Writer.HERE + "Frame",
                        kind == Kind.LONG ? "LONG" : "DOUBLE",
                        "B");
                to.code.visitJumpInsn(Opcodes.IF_ICMPNE, other);
                number(slot);
                if (kind == Kind.DOUBLE) {
                    to.call("java/lang/Double", "longBitsToDouble", "(J)D");
                }
                to.code.visitVarInsn(Writer.stores(kind), local);
            }
            case Value.Local _, Value.Constant _, Value.Never _ ->
                    throw new IllegalStateException("a loop finds a number, or a pair");
        }
    }

    /// Puts back into the frame what a loop found there and may have changed.
    void putBack() {
        for (int slot = 0; slot < in.tree.slots(); slot++) {
            if (in.kinds.isFound(slot) && in.kinds.isAssigned(slot)) {
                in.frame();
                to.code.visitLdcInsn(slot);
                to.pushNumber(place(slot));
                to.pushObject(place(slot));
                to.step("spill", "(" + FRAME + "IJ" + Writer.OBJECT + ")V");
            }
        }
    }

    private void number(int slot) {
        in.frame();
        to.code.visitLdcInsn(slot);
        to.method(Writer.HERE + "Frame", "number", "(I)J");
    }

    /// Takes back from the frame what Tier 0 may have changed.
    void reload(Reached reached) {
        for (int slot = 0; slot < in.tree.slots(); slot++) {
            boolean writes = reached.writes(slot);
            if ((writes || reached.takes(slot))
                    && !in.tree.isKept(slot)
                    && in.kinds.slot(slot) != Kind.NEVER) {
                reload(slot, writes, place(slot));
            }
        }
    }

    /// @param number whether it may be another number
    private void reload(int slot, boolean number, Value place) {
        switch (place) {
            case Value.Pair(int digits, int object) -> {
                if (number) {
                    in.frame();
                    to.code.visitLdcInsn(slot);
                    to.method(Writer.HERE + "Frame", "number", "(I)J");
                    to.code.visitVarInsn(Opcodes.LSTORE, digits);
                }
                object(slot, object);
            }
            case Value.Local(var kind, int object) when kind == Kind.OBJECT -> object(slot, object);
            case Value.Local _, Value.Constant _, Value.Never _ -> {}
        }
    }

    private void object(int slot, int local) {
        in.frame();
        to.code.visitLdcInsn(slot);
        to.step("reload", "(" + FRAME + "I)" + Writer.OBJECT);
        to.code.visitVarInsn(Opcodes.ASTORE, local);
    }
}
