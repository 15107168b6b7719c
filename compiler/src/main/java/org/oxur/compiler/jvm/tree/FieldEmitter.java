package org.oxur.compiler.jvm.tree;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.oxur.error.Site;
import org.oxur.interpret.CodeTree;
import org.oxur.interpret.CodeTree.Stored;
import org.oxur.interpret.Operation;

/// Reads and changes fields that are stored unboxed, in line; all else is done by the nodes.
final class FieldEmitter {
    private static final String EXECUTION = "L" + Writer.HERE + "Execution;";
    private static final String FIELDS = Writer.HERE + "Fields";
    private static final String FIELD_NODE = "L" + Writer.HERE + "FieldNode;";
    private static final String CHANGE_NODE = "L" + Writer.HERE + "AssignOpPartNode;";
    private static final String STRUCT = "org/oxur/value/StructValue";

    private final OperationEmitter in;
    private final Writer to;
    private final PlaceEmitter places;

    FieldEmitter(OperationEmitter in, PlaceEmitter places) {
        this.in = in;
        this.to = in.to;
        this.places = places;
    }

    /// The struct in a local; jumps where the node must look.
    private int struct(Site node, String type, Value owner, Label slow) {
        to.pushObject(owner);
        to.load(node, Writer.HERE + type);
        to.call(
                FIELDS,
                "plain",
                "(" + Writer.OBJECT + "L" + Writer.HERE + type + ";)L" + STRUCT + ";");
        int struct = to.keep(Kind.OBJECT).local();
        to.code.visitVarInsn(Opcodes.ALOAD, struct);
        to.code.visitJumpInsn(Opcodes.IFNULL, slow);
        return struct;
    }

    private int struct(Operation.Field field, Value owner, Label slow) {
        return struct(field.node(), "FieldNode", owner, slow);
    }

    private void node(Site field) {
        to.load(field, Writer.HERE + "FieldNode");
    }

    /// Jumps unless the field is stored as that kind of number.
    private void unlessStored(Site field, Kind kind, Label other) {
        node(field);
        to.method(Writer.HERE + "FieldNode", kind == Kind.LONG ? "isLong" : "isDouble", "()Z");
        to.code.visitJumpInsn(Opcodes.IFEQ, other);
    }

    /// Pushes struct and position.
    private void field(Site field, int struct) {
        to.code.visitVarInsn(Opcodes.ALOAD, struct);
        to.code.visitTypeInsn(Opcodes.CHECKCAST, STRUCT);
        node(field);
        to.method(Writer.HERE + "FieldNode", "index", "()I");
    }

    /// Where the field is a number in a struct that is found in line; null elsewhere.
    private @Nullable Stored steady(Operation.Field field) {
        var stored = CodeTree.stored(field, in.registry);
        return stored != null && stored.as() != 'o' && in.known.isSteady(field.base())
                ? stored
                : null;
    }

    private static Kind kind(Stored stored) {
        return stored.as() == 'd' ? Kind.DOUBLE : Kind.LONG;
    }

    /// Pushes struct and position.
    private void at(int struct, Stored stored) {
        to.code.visitVarInsn(Opcodes.ALOAD, struct);
        to.code.visitTypeInsn(Opcodes.CHECKCAST, STRUCT);
        to.code.visitLdcInsn(stored.index());
    }

    private void get(Kind kind) {
        if (kind == Kind.DOUBLE) {
            to.method(STRUCT, "doubleField", "(I)D");
        } else {
            to.method(STRUCT, "longField", "(I)J");
        }
    }

    private void set(Kind kind) {
        if (kind == Kind.DOUBLE) {
            to.method(STRUCT, "setDoubleField", "(ID)V");
        } else {
            to.method(STRUCT, "setLongField", "(IJ)V");
        }
    }

    private void read(
            Operation.Field field, Stored stored, boolean named, Value.Pair result, Label slow) {
        var kind = kind(stored);
        at(in.known.struct(places, field, stored, false, named, slow), stored);
        get(kind);
        to.store(to.keep(kind), result);
    }

    private Value read(Operation.Field field, Stored stored) {
        var result = (Value.Pair) to.place(Kind.PAIR);
        var slow = new Label();
        var end = new Label();
        read(field, stored, false, result, slow);
        to.jump(end);
        to.code.inner(slow);
        var owner = places.slowly(field.base(), false);
        if (owner != null) {
            slow(field, owner);
            to.unbox(result);
            if (field.takes()) {
                in.variables.reload(field.reached());
            }
            in.known.lost();
        }
        to.code.inner(end);
        return result;
    }

    private void set(Operation.Field field, Stored stored, Value value) {
        var slow = new Label();
        var end = new Label();
        var kind = kind(stored);
        to.unless(value, kind, slow);
        if (ElementEmitter.may(value, kind)) {
            at(in.known.struct(places, field, stored, true, false, slow), stored);
            to.pushAs(value, kind);
            set(kind);
            to.jump(end);
        }
        to.code.inner(slow);
        var owner = places.slowly(field.base(), true);
        if (owner != null) {
            slowSet(field, owner, places.owned(field), value);
        }
        to.code.inner(end);
    }

    private void change(Operation.Change change, Operation.Field field, Stored stored, Value by) {
        var slow = new Label();
        var end = new Label();
        var kind = kind(stored);
        var op = change.op();
        to.unless(by, kind, slow);
        boolean quick =
                kind == Kind.DOUBLE ? ArithmeticEmitter.isFloat(op) : ElementEmitter.isSum(op);
        if (quick && ElementEmitter.may(by, kind)) {
            int struct = in.known.struct(places, field, stored, true, false, slow);
            at(struct, stored);
            if (kind == Kind.DOUBLE) {
                to.code.visitInsn(Opcodes.DUP2);
                get(kind);
                to.pushAs(by, kind);
                to.code.visitInsn(ArithmeticEmitter.opcode(op, true));
            } else {
                get(kind);
                var sum = in.arithmetic.sum(op, to.keep(Kind.LONG), by, slow);
                at(struct, stored);
                to.push(sum);
            }
            set(kind);
            to.jump(end);
        }
        to.code.inner(slow);
        var owner = places.slowly(field.base(), true);
        if (owner != null) {
            slowChange(change, owner, places.owned(field), by);
        }
        to.code.inner(end);
    }

    Value read(Operation.Field field) {
        var stored = steady(field);
        if (stored != null) {
            return read(field, stored);
        }
        var owner = places.through(field.base(), false);
        if (owner == null) {
            return OperationEmitter.NEVER;
        }
        var result = (Value.Pair) to.place(Kind.PAIR);
        var slow = new Label();
        var end = new Label();
        read(field.node(), struct(field, owner, slow), result, end);
        var boxed = new Label();
        int got = places.orSlow(boxed, slow);
        slow(field, owner);
        if (field.takes()) {
            to.code.visitVarInsn(Opcodes.ASTORE, got);
            in.variables.reload(field.reached());
            to.code.visitVarInsn(Opcodes.ALOAD, got);
        }
        to.code.visitVarInsn(Opcodes.ASTORE, got);
        in.known.lost();
        to.code.visitVarInsn(Opcodes.ALOAD, got);
        places.found(got, boxed, result);
        to.code.inner(end);
        return result;
    }

    /// A field that is written as a method.
    Value read(Operation.Named named) {
        if (in.kinds.of(named) == Kind.NEVER) {
            return in.emit(named.call());
        }
        var result = to.place(Kind.PAIR);
        var call = new Label();
        var end = new Label();
        var stored = steady(named.field());
        if (stored != null) {
            // Whatever is out of the ordinary is done by the node: it knows both.
            in.meanings.field(named.node());
            read(named.field(), stored, true, (Value.Pair) result, call);
            to.jump(end);
            to.code.inner(call);
            in.known.apart(() -> to.store(in.emit(named.call()), result));
            to.code.inner(end);
            return result;
        }
        to.load(named.node(), Writer.HERE + "NamedPartNode");
        to.step("isField", "(L" + Writer.HERE + "NamedPartNode;)Z");
        to.code.visitJumpInsn(Opcodes.IFEQ, call);
        in.emitTo(named.field(), new Dest.Store(result));
        to.jump(end);
        to.code.inner(call);
        in.emitTo(named.call(), new Dest.Store(result));
        to.code.inner(end);
        return result;
    }

    private void read(Site field, int struct, Value.Pair result, Label end) {
        var longs = new Label();
        var boxed = new Label();
        unlessStored(field, Kind.DOUBLE, longs);
        field(field, struct);
        to.method(STRUCT, "doubleField", "(I)D");
        to.store(to.keep(Kind.DOUBLE), result);
        to.jump(end);
        to.code.inner(longs);
        unlessStored(field, Kind.LONG, boxed);
        field(field, struct);
        to.method(STRUCT, "longField", "(I)J");
        to.store(to.keep(Kind.LONG), result);
        to.jump(end);
        to.code.inner(boxed);
        to.code.visitVarInsn(Opcodes.ALOAD, struct);
        to.code.visitTypeInsn(Opcodes.CHECKCAST, STRUCT);
        node(field);
        to.call(FIELDS, "get", "(L" + STRUCT + ";" + FIELD_NODE + ")" + Writer.OBJECT);
    }

    private void slow(Operation.Field field, Value owner) {
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
        node(field.node());
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
    }

    void set(Operation.Field field, Value value) {
        var stored = steady(field);
        if (stored != null) {
            set(field, stored, value);
            return;
        }
        var owner = places.through(field.base(), true);
        if (owner == null) {
            return;
        }
        var owned = places.owned(field);
        var slow = new Label();
        var longs = new Label();
        var end = new Label();
        places.unlessOwned(owned, slow);
        if (ElementEmitter.may(value, Kind.DOUBLE)) {
            to.unless(value, Kind.DOUBLE, ElementEmitter.may(value, Kind.LONG) ? longs : slow);
            int struct = struct(field, owner, slow);
            unlessStored(field.node(), Kind.DOUBLE, slow);
            field(field.node(), struct);
            to.pushAs(value, Kind.DOUBLE);
            to.method(STRUCT, "setDoubleField", "(ID)V");
            to.jump(end);
        }
        to.code.inner(longs);
        if (ElementEmitter.may(value, Kind.LONG)) {
            to.unless(value, Kind.LONG, slow);
            int struct = struct(field, owner, slow);
            unlessStored(field.node(), Kind.LONG, slow);
            field(field.node(), struct);
            to.pushAs(value, Kind.LONG);
            to.method(STRUCT, "setLongField", "(IJ)V");
            to.jump(end);
        }
        to.code.inner(slow);
        slowSet(field, owner, owned, value);
        to.code.inner(end);
    }

    private void slowSet(Operation.Field field, Value owner, Value owned, Value value) {
        to.pushObject(owner);
        to.push(owned);
        to.pushBoxed(value);
        in.ex();
        in.depth();
        node(field.node());
        to.call(
                FIELDS,
                "set",
                "(" + Writer.OBJECT + "Z" + Writer.OBJECT + EXECUTION + "I" + FIELD_NODE + ")V");
        in.known.lost();
    }

    void change(Operation.Change change, Operation.Field field, Value by) {
        var stored = steady(field);
        if (stored != null) {
            change(change, field, stored, by);
            return;
        }
        var owner = places.through(field.base(), true);
        if (owner == null) {
            return;
        }
        var owned = places.owned(field);
        var op = change.op();
        var slow = new Label();
        var longs = new Label();
        var end = new Label();
        boolean sums = ElementEmitter.isSum(op) && ElementEmitter.may(by, Kind.LONG);
        places.unlessOwned(owned, slow);
        if (ArithmeticEmitter.isFloat(op) && ElementEmitter.may(by, Kind.DOUBLE)) {
            to.unless(by, Kind.DOUBLE, sums ? longs : slow);
            int struct = struct(field, owner, slow);
            unlessStored(field.node(), Kind.DOUBLE, slow);
            field(field.node(), struct);
            to.code.visitInsn(Opcodes.DUP2);
            to.method(STRUCT, "doubleField", "(I)D");
            to.pushAs(by, Kind.DOUBLE);
            to.code.visitInsn(ArithmeticEmitter.opcode(op, true));
            to.method(STRUCT, "setDoubleField", "(ID)V");
            to.jump(end);
        }
        to.code.inner(longs);
        if (sums) {
            to.unless(by, Kind.LONG, slow);
            int struct = struct(field, owner, slow);
            unlessStored(field.node(), Kind.LONG, slow);
            field(field.node(), struct);
            to.method(STRUCT, "longField", "(I)J");
            var result = in.arithmetic.sum(op, to.keep(Kind.LONG), by, slow);
            field(field.node(), struct);
            to.push(result);
            to.method(STRUCT, "setLongField", "(IJ)V");
            to.jump(end);
        }
        to.code.inner(slow);
        slowChange(change, owner, owned, by);
        to.code.inner(end);
    }

    private void slowChange(Operation.Change change, Value owner, Value owned, Value by) {
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
        in.known.lost();
    }
}
