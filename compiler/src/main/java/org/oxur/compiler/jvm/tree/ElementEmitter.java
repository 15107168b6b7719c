package org.oxur.compiler.jvm.tree;

import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.oxur.ast.BinOp;
import org.oxur.interpret.Operation;

/// Reads and changes elements that are stored unboxed, in line; all else is done by the nodes.
final class ElementEmitter {
    private static final String EXECUTION = "L" + Writer.HERE + "Execution;";
    private static final String ELEMENTS = Writer.HERE + "Elements";
    private static final String INDEX_NODE = "L" + Writer.HERE + "IndexNode;";
    private static final String CHANGE_NODE = "L" + Writer.HERE + "AssignOpPartNode;";
    private static final String VECTOR = "org/oxur/value/VecValue";

    private final OperationEmitter in;
    private final Writer to;
    private final PlaceEmitter places;

    ElementEmitter(OperationEmitter in, PlaceEmitter places) {
        this.in = in;
        this.to = in.to;
        this.places = places;
    }

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
        var boxed = new Label();
        var found = find(owner, at, slow);
        int got;
        if (found.vec >= 0) {
            read(element, found, result, end);
            got = places.orSlow(boxed, slow);
        } else {
            to.code.inner(slow);
            got = ((Value.Local) to.place(Kind.OBJECT)).local();
        }
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
        to.code.visitVarInsn(Opcodes.ASTORE, got);
        in.known.lost();
        to.code.visitVarInsn(Opcodes.ALOAD, got);
        places.found(got, boxed, result);
        to.code.inner(end);
        return result;
    }

    private void read(Operation.Element element, Found found, Value.Pair result, Label end) {
        var doubles = new Label();
        var flags = new Label();
        var boxed = new Label();
        element(storage(found, "longs", "[J", doubles), "[J", found);
        to.code.visitInsn(Opcodes.LALOAD);
        to.store(to.keep(Kind.LONG), result);
        to.jump(end);
        to.code.inner(doubles);
        element(storage(found, "doubles", "[D", flags), "[D", found);
        to.code.visitInsn(Opcodes.DALOAD);
        to.store(to.keep(Kind.DOUBLE), result);
        to.jump(end);
        to.code.inner(flags);
        element(storage(found, "booleans", "[B", boxed), "[B", found);
        to.code.visitInsn(Opcodes.BALOAD);
        to.store(to.keep(Kind.BOOL), result);
        to.jump(end);
        to.code.inner(boxed);
        vec(found.vec);
        to.code.visitVarInsn(Opcodes.ILOAD, found.at);
        to.load(element.node(), Writer.HERE + "IndexNode");
        to.call(ELEMENTS, "get", "(L" + VECTOR + ";I" + INDEX_NODE + ")" + Writer.OBJECT);
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
        to.code.inner(slow);
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
        in.known.lost();
        to.code.inner(end);
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
        to.code.inner(doubles);
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
        places.unlessOwned(owned, slow);
        var found = find(owner, at, slow);
        if (found.vec >= 0) {
            change(change.op(), found, by, slow, end);
        }
        to.code.inner(slow);
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
        in.known.lost();
        to.code.inner(end);
    }

    private void change(BinOp op, Found found, Value by, Label slow, Label end) {
        var doubles = new Label();
        if (isSum(op) && may(by, Kind.LONG)) {
            to.unless(by, Kind.LONG, may(by, Kind.DOUBLE) ? doubles : slow);
            int array = storage(found, "longs", "[J", slow);
            element(array, "[J", found);
            to.code.visitInsn(Opcodes.LALOAD);
            var result = in.arithmetic.sum(op, to.keep(Kind.LONG), by, slow);
            element(array, "[J", found);
            to.push(result);
            to.code.visitInsn(Opcodes.LASTORE);
            to.jump(end);
        }
        to.code.inner(doubles);
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

    static boolean isSum(BinOp op) {
        return op == BinOp.ADD || op == BinOp.SUB;
    }

    static boolean may(Value value, Kind kind) {
        return value.kind() == kind || value.kind() == Kind.PAIR;
    }
}
