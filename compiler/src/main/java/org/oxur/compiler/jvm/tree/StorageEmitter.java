package org.oxur.compiler.jvm.tree;

import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.oxur.ast.BinOp;
import org.oxur.interpret.Operation;

/// Reads and changes elements and fields that are stored unboxed, in line; all else is done by the
/// nodes.
final class StorageEmitter {
    private static final String EXECUTION = "L" + Writer.HERE + "Execution;";
    private static final String ELEMENTS = Writer.HERE + "Elements";
    private static final String FIELDS = Writer.HERE + "Fields";
    private static final String INDEX_NODE = "L" + Writer.HERE + "IndexNode;";
    private static final String FIELD_NODE = "L" + Writer.HERE + "FieldNode;";
    private static final String CHANGE_NODE = "L" + Writer.HERE + "AssignOpPartNode;";
    private static final String VECTOR = "org/oxur/value/VecValue";
    private static final String STRUCT = "org/oxur/value/StructValue";

    private final OperationEmitter in;
    private final Writer to;
    private final PlaceEmitter places;

    StorageEmitter(OperationEmitter in, PlaceEmitter places) {
        this.in = in;
        this.to = in.to;
        this.places = places;
    }

    // Elements

    /// An element of a vector nothing of which is lent.
    ///
    /// @param vec a local
    /// @param at the position, in a local
    private record Found(int vec, int at) {}

    /// Jumps where the node must look.
    private Found find(Value owner, Value at, Label slow) {
        to.unless(at, Kind.LONG, slow);
        if (at.kind() != Kind.LONG && at.kind() != Kind.PAIR) {
            return new Found(-1, -1);
        }
        to.pushObject(owner);
        to.call(ELEMENTS, "plain", "(" + Writer.OBJECT + ")L" + VECTOR + ";");
        int vec = to.keep(Kind.OBJECT).local();
        to.code.visitVarInsn(Opcodes.ALOAD, vec);
        to.code.visitJumpInsn(Opcodes.IFNULL, slow);
        vec(vec);
        to.pushAs(at, Kind.LONG);
        to.call(ELEMENTS, "index", "(L" + VECTOR + ";J)I");
        int index = to.keep(Kind.BOOL).local();
        to.code.visitVarInsn(Opcodes.ILOAD, index);
        to.code.visitJumpInsn(Opcodes.IFLT, slow);
        return new Found(vec, index);
    }

    private void vec(int local) {
        to.code.visitVarInsn(Opcodes.ALOAD, local);
        to.code.visitTypeInsn(Opcodes.CHECKCAST, VECTOR);
    }

    /// The array of a storage, if it is in use.
    private int storage(Found found, String name, String type, Label other) {
        vec(found.vec);
        to.method(VECTOR, name, "()" + type);
        int array = to.keep(Kind.OBJECT).local();
        to.code.visitVarInsn(Opcodes.ALOAD, array);
        to.code.visitJumpInsn(Opcodes.IFNULL, other);
        return array;
    }

    /// Pushes array and index.
    private void element(int array, String type, Found found) {
        to.code.visitVarInsn(Opcodes.ALOAD, array);
        to.code.visitTypeInsn(Opcodes.CHECKCAST, type);
        to.code.visitVarInsn(Opcodes.ILOAD, found.at);
    }

    Value read(Operation.Element element) {
        var owner = places.through(element.base(), false);
        if (owner == null) {
            return OperationEmitter.NEVER;
        }
        var at = in.emit(element.index());
        if (at.kind() == Kind.NEVER) {
            return OperationEmitter.NEVER;
        }
        var result = (Value.Pair) to.place(Kind.PAIR);
        var slow = new Label();
        var end = new Label();
        var found = find(owner, at, slow);
        if (found.vec >= 0) {
            read(element, found, result, slow, end);
        }
        to.code.visitLabel(slow);
        to.pushObject(owner);
        to.pushBoxed(at);
        in.ex();
        in.depth();
        to.load(element.node(), Writer.HERE + "IndexNode");
        to.call(
                ELEMENTS,
                "get",
                "("
                        + Writer.OBJECT
                        + Writer.OBJECT
                        + EXECUTION
                        + "I"
                        + INDEX_NODE
                        + ")"
                        + Writer.OBJECT);
        to.unbox(result);
        to.code.visitLabel(end);
        return result;
    }

    private void read(
            Operation.Element element, Found found, Value.Pair result, Label slow, Label end) {
        var doubles = new Label();
        var flags = new Label();
        var boxed = new Label();
        element(storage(found, "longs", "[J", doubles), "[J", found);
        to.code.visitInsn(Opcodes.LALOAD);
        to.store(to.keep(Kind.LONG), result);
        to.jump(end);
        to.code.visitLabel(doubles);
        element(storage(found, "doubles", "[D", flags), "[D", found);
        to.code.visitInsn(Opcodes.DALOAD);
        to.store(to.keep(Kind.DOUBLE), result);
        to.jump(end);
        to.code.visitLabel(flags);
        element(storage(found, "booleans", "[B", boxed), "[B", found);
        to.code.visitInsn(Opcodes.BALOAD);
        to.store(to.keep(Kind.BOOL), result);
        to.jump(end);
        to.code.visitLabel(boxed);
        vec(found.vec);
        to.code.visitVarInsn(Opcodes.ILOAD, found.at);
        to.load(element.node(), Writer.HERE + "IndexNode");
        to.call(ELEMENTS, "get", "(L" + VECTOR + ";I" + INDEX_NODE + ")" + Writer.OBJECT);
        orSlow(result, slow, end);
    }

    /// Pops what was found into the result; null is left to the node.
    private void orSlow(Value.Pair result, Label slow, Label end) {
        int got = to.keep(Kind.OBJECT).local();
        to.code.visitVarInsn(Opcodes.ALOAD, got);
        to.code.visitJumpInsn(Opcodes.IFNULL, slow);
        to.code.visitVarInsn(Opcodes.ALOAD, got);
        to.unbox(result);
        to.jump(end);
    }

    void set(Operation.Element element, Value value) {
        var owner = places.through(element.base(), true);
        if (owner == null) {
            return;
        }
        if (element.fixed()) {
            to.push(places.owned(element));
            to.load(element.node(), Writer.HERE + "PartNode");
            to.step("demandMutable", "(ZL" + Writer.HERE + "PartNode;)V");
        }
        var at = in.emit(element.index());
        if (at.kind() == Kind.NEVER) {
            return;
        }
        var slow = new Label();
        var end = new Label();
        var found = find(owner, at, slow);
        if (found.vec >= 0) {
            set(found, value, slow, end);
        }
        to.code.visitLabel(slow);
        to.pushObject(owner);
        to.pushBoxed(at);
        to.pushBoxed(value);
        in.ex();
        in.depth();
        to.load(element.node(), Writer.HERE + "IndexNode");
        to.call(
                ELEMENTS,
                "set",
                "("
                        + Writer.OBJECT
                        + Writer.OBJECT
                        + Writer.OBJECT
                        + EXECUTION
                        + "I"
                        + INDEX_NODE
                        + ")V");
        to.code.visitLabel(end);
    }

    private void set(Found found, Value value, Label slow, Label end) {
        var doubles = new Label();
        if (may(value, Kind.LONG)) {
            to.unless(value, Kind.LONG, may(value, Kind.DOUBLE) ? doubles : slow);
            int array = storage(found, "longs", "[J", slow);
            element(array, "[J", found);
            to.pushAs(value, Kind.LONG);
            to.code.visitInsn(Opcodes.LASTORE);
            to.jump(end);
        }
        to.code.visitLabel(doubles);
        if (may(value, Kind.DOUBLE)) {
            to.unless(value, Kind.DOUBLE, slow);
            int array = storage(found, "doubles", "[D", slow);
            element(array, "[D", found);
            to.pushAs(value, Kind.DOUBLE);
            to.code.visitInsn(Opcodes.DASTORE);
            to.jump(end);
        }
        if (value.kind() == Kind.BOOL) {
            int array = storage(found, "booleans", "[B", slow);
            element(array, "[B", found);
            to.push(value);
            to.code.visitInsn(Opcodes.BASTORE);
            to.jump(end);
        }
    }

    void change(Operation.Change change, Operation.Element element, Value by) {
        var owner = places.through(element.base(), true);
        if (owner == null) {
            return;
        }
        var at = in.emit(element.index());
        if (at.kind() == Kind.NEVER) {
            return;
        }
        var owned = places.owned(element);
        var slow = new Label();
        var end = new Label();
        unlessOwned(owned, slow);
        var found = find(owner, at, slow);
        if (found.vec >= 0) {
            change(change.op(), found, by, slow, end);
        }
        to.code.visitLabel(slow);
        to.pushObject(owner);
        to.pushBoxed(at);
        to.push(owned);
        to.pushBoxed(by);
        in.ex();
        in.depth();
        to.load(change.node(), Writer.HERE + "AssignOpPartNode");
        to.call(
                ELEMENTS,
                "change",
                "("
                        + Writer.OBJECT
                        + Writer.OBJECT
                        + "Z"
                        + Writer.OBJECT
                        + EXECUTION
                        + "I"
                        + CHANGE_NODE
                        + ")V");
        to.code.visitLabel(end);
    }

    private void unlessOwned(Value owned, Label slow) {
        if (owned instanceof Value.Local) {
            to.push(owned);
            to.code.visitJumpInsn(Opcodes.IFNE, slow);
        }
    }

    private void change(BinOp op, Found found, Value by, Label slow, Label end) {
        var doubles = new Label();
        if (isSum(op) && may(by, Kind.LONG)) {
            to.unless(by, Kind.LONG, may(by, Kind.DOUBLE) ? doubles : slow);
            int array = storage(found, "longs", "[J", slow);
            element(array, "[J", found);
            to.code.visitInsn(Opcodes.LALOAD);
            var result = sum(op, to.keep(Kind.LONG), by, slow);
            element(array, "[J", found);
            to.push(result);
            to.code.visitInsn(Opcodes.LASTORE);
            to.jump(end);
        }
        to.code.visitLabel(doubles);
        if (ArithmeticEmitter.isFloat(op) && may(by, Kind.DOUBLE)) {
            to.unless(by, Kind.DOUBLE, slow);
            int array = storage(found, "doubles", "[D", slow);
            element(array, "[D", found);
            to.code.visitInsn(Opcodes.DUP2);
            to.code.visitInsn(Opcodes.DALOAD);
            to.pushAs(by, Kind.DOUBLE);
            to.code.visitInsn(ArithmeticEmitter.opcode(op, true));
            to.code.visitInsn(Opcodes.DASTORE);
            to.jump(end);
        }
    }

    private static boolean isSum(BinOp op) {
        return op == BinOp.ADD || op == BinOp.SUB;
    }

    private Value sum(BinOp op, Value old, Value by, Label slow) {
        var number =
                by instanceof Value.Pair(int local, _) ? new Value.Local(Kind.LONG, local) : by;
        return in.arithmetic.sum(op, old, number, slow);
    }

    static boolean may(Value value, Kind kind) {
        return value.kind() == kind || value.kind() == Kind.PAIR;
    }

    // Fields

    /// The struct in a local; jumps where the node must look.
    private int struct(Operation.Field field, Value owner, Label slow) {
        to.pushObject(owner);
        node(field);
        to.call(FIELDS, "plain", "(" + Writer.OBJECT + FIELD_NODE + ")L" + STRUCT + ";");
        int struct = to.keep(Kind.OBJECT).local();
        to.code.visitVarInsn(Opcodes.ALOAD, struct);
        to.code.visitJumpInsn(Opcodes.IFNULL, slow);
        return struct;
    }

    private void node(Operation.Field field) {
        to.load(field.node(), Writer.HERE + "FieldNode");
    }

    /// Jumps unless the field is stored as that kind of number.
    private void unlessStored(Operation.Field field, Kind kind, Label other) {
        node(field);
        to.method(Writer.HERE + "FieldNode", kind == Kind.LONG ? "isLong" : "isDouble", "()Z");
        to.code.visitJumpInsn(Opcodes.IFEQ, other);
    }

    /// Pushes struct and position.
    private void field(Operation.Field field, int struct) {
        to.code.visitVarInsn(Opcodes.ALOAD, struct);
        to.code.visitTypeInsn(Opcodes.CHECKCAST, STRUCT);
        node(field);
        to.method(Writer.HERE + "FieldNode", "index", "()I");
    }

    Value read(Operation.Field field) {
        var owner = places.through(field.base(), false);
        if (owner == null) {
            return OperationEmitter.NEVER;
        }
        var result = (Value.Pair) to.place(Kind.PAIR);
        var slow = new Label();
        var longs = new Label();
        var boxed = new Label();
        var end = new Label();
        int struct = struct(field, owner, slow);
        unlessStored(field, Kind.DOUBLE, longs);
        field(field, struct);
        to.method(STRUCT, "doubleField", "(I)D");
        to.store(to.keep(Kind.DOUBLE), result);
        to.jump(end);
        to.code.visitLabel(longs);
        unlessStored(field, Kind.LONG, boxed);
        field(field, struct);
        to.method(STRUCT, "longField", "(I)J");
        to.store(to.keep(Kind.LONG), result);
        to.jump(end);
        to.code.visitLabel(boxed);
        to.code.visitVarInsn(Opcodes.ALOAD, struct);
        to.code.visitTypeInsn(Opcodes.CHECKCAST, STRUCT);
        node(field);
        to.call(FIELDS, "get", "(L" + STRUCT + ";" + FIELD_NODE + ")" + Writer.OBJECT);
        orSlow(result, slow, end);
        to.code.visitLabel(slow);
        slow(field, owner, result);
        to.code.visitLabel(end);
        return result;
    }

    private void slow(Operation.Field field, Value owner, Value.Pair result) {
        if (field.takes()) {
            in.variables.spill(field.reached());
        }
        to.pushObject(owner);
        if (field.takes()) {
            in.frame();
        } else {
            to.code.visitInsn(Opcodes.ACONST_NULL);
        }
        in.ex();
        in.depth();
        node(field);
        to.call(
                FIELDS,
                "get",
                "("
                        + Writer.OBJECT
                        + "L"
                        + Writer.HERE
                        + "Frame;"
                        + EXECUTION
                        + "I"
                        + FIELD_NODE
                        + ")"
                        + Writer.OBJECT);
        to.unbox(result);
        if (field.takes()) {
            in.variables.reload(field.reached());
        }
    }

    void set(Operation.Field field, Value value) {
        var owner = places.through(field.base(), true);
        if (owner == null) {
            return;
        }
        var owned = places.owned(field);
        var slow = new Label();
        var longs = new Label();
        var end = new Label();
        unlessOwned(owned, slow);
        if (may(value, Kind.DOUBLE)) {
            to.unless(value, Kind.DOUBLE, may(value, Kind.LONG) ? longs : slow);
            int struct = struct(field, owner, slow);
            unlessStored(field, Kind.DOUBLE, slow);
            field(field, struct);
            to.pushAs(value, Kind.DOUBLE);
            to.method(STRUCT, "setDoubleField", "(ID)V");
            to.jump(end);
        }
        to.code.visitLabel(longs);
        if (may(value, Kind.LONG)) {
            to.unless(value, Kind.LONG, slow);
            int struct = struct(field, owner, slow);
            unlessStored(field, Kind.LONG, slow);
            field(field, struct);
            to.pushAs(value, Kind.LONG);
            to.method(STRUCT, "setLongField", "(IJ)V");
            to.jump(end);
        }
        to.code.visitLabel(slow);
        to.pushObject(owner);
        to.push(owned);
        to.pushBoxed(value);
        in.ex();
        in.depth();
        node(field);
        to.call(
                FIELDS,
                "set",
                "(" + Writer.OBJECT + "Z" + Writer.OBJECT + EXECUTION + "I" + FIELD_NODE + ")V");
        to.code.visitLabel(end);
    }

    void change(Operation.Change change, Operation.Field field, Value by) {
        var owner = places.through(field.base(), true);
        if (owner == null) {
            return;
        }
        var owned = places.owned(field);
        var op = change.op();
        var slow = new Label();
        var longs = new Label();
        var end = new Label();
        boolean sums = isSum(op) && may(by, Kind.LONG);
        unlessOwned(owned, slow);
        if (ArithmeticEmitter.isFloat(op) && may(by, Kind.DOUBLE)) {
            to.unless(by, Kind.DOUBLE, sums ? longs : slow);
            int struct = struct(field, owner, slow);
            unlessStored(field, Kind.DOUBLE, slow);
            field(field, struct);
            to.code.visitInsn(Opcodes.DUP2);
            to.method(STRUCT, "doubleField", "(I)D");
            to.pushAs(by, Kind.DOUBLE);
            to.code.visitInsn(ArithmeticEmitter.opcode(op, true));
            to.method(STRUCT, "setDoubleField", "(ID)V");
            to.jump(end);
        }
        to.code.visitLabel(longs);
        if (sums) {
            to.unless(by, Kind.LONG, slow);
            int struct = struct(field, owner, slow);
            unlessStored(field, Kind.LONG, slow);
            field(field, struct);
            to.method(STRUCT, "longField", "(I)J");
            var result = sum(op, to.keep(Kind.LONG), by, slow);
            field(field, struct);
            to.push(result);
            to.method(STRUCT, "setLongField", "(IJ)V");
            to.jump(end);
        }
        to.code.visitLabel(slow);
        to.pushObject(owner);
        to.push(owned);
        to.pushBoxed(by);
        in.ex();
        in.depth();
        to.load(change.node(), Writer.HERE + "AssignOpPartNode");
        to.call(
                FIELDS,
                "change",
                "(" + Writer.OBJECT + "Z" + Writer.OBJECT + EXECUTION + "I" + CHANGE_NODE + ")V");
        to.code.visitLabel(end);
    }
}
