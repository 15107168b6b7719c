package org.oxur.compiler.jvm.tree;

import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.oxur.interpret.Operation;

/// Reads, changes and converts values.
final class DataEmitter {
    private static final String EXECUTION = "L" + Writer.HERE + "Execution;";
    private static final String DEREF_NODE = "L" + Writer.HERE + "DerefNode;";

    private final OperationEmitter in;
    private final Writer to;
    private final ElementEmitter elements;
    private final FieldEmitter fields;

    DataEmitter(OperationEmitter in) {
        this.in = in;
        this.to = in.to;
        var places = new PlaceEmitter(in);
        this.elements = new ElementEmitter(in, places);
        this.fields = new FieldEmitter(in, places);
    }

    Value emit(Operation.Data data) {
        return switch (data) {
            case Operation.Element element -> elements.read(element);
            case Operation.Field field -> fields.read(field);
            case Operation.Named named -> fields.read(named);
            case Operation.Deref deref -> deref(deref);
            case Operation.Set set -> set(set);
            case Operation.Change change -> change(change);
            case Operation.Cast cast -> cast(cast);
            case Operation.Sqrt sqrt -> sqrt(sqrt);
        };
    }

    private Value deref(Operation.Deref deref) {
        var reference = in.emit(deref.reference());
        if (reference.kind() == Kind.NEVER) {
            return reference;
        }
        to.pushBoxed(reference);
        to.load(deref.node(), Writer.HERE + "DerefNode");
        in.known.clear();
        to.step("deref", "(" + Writer.OBJECT + DEREF_NODE + ")" + Writer.OBJECT);
        return to.unboxed();
    }

    private Value set(Operation.Set set) {
        var value = in.emit(set.value());
        if (value.kind() == Kind.NEVER) {
            return value;
        }
        switch (set.place()) {
            case Operation.Element element -> elements.set(element, value);
            case Operation.Field field -> fields.set(field, value);
            case Operation.Named(_, var field, _) -> fields.set(field, value);
            case Operation.Deref(var node, var place) -> {
                var reference = in.emit(place);
                if (reference.kind() != Kind.NEVER) {
                    in.known.clear();
                    to.pushBoxed(reference);
                    to.pushBoxed(value);
                    to.load(node, Writer.HERE + "DerefNode");
                    to.step("set", "(" + Writer.OBJECT + Writer.OBJECT + DEREF_NODE + ")V");
                }
            }
            case Operation.Set _, Operation.Change _, Operation.Cast _, Operation.Sqrt _ ->
                    throw new IllegalArgumentException("no place: " + set.place());
        }
        return in.kinds.of(set) == Kind.NEVER ? OperationEmitter.NEVER : OperationEmitter.UNIT;
    }

    private Value change(Operation.Change change) {
        var by = in.emit(change.value());
        if (by.kind() == Kind.NEVER) {
            return by;
        }
        switch (change.place()) {
            case Operation.Element element -> elements.change(change, element, by);
            case Operation.Field field -> fields.change(change, field, by);
            case Operation.Named(_, var field, _) -> fields.change(change, field, by);
            case Operation.Deref(_, var place) -> {
                var reference = in.emit(place);
                if (reference.kind() != Kind.NEVER) {
                    in.known.clear();
                    to.pushBoxed(reference);
                    to.pushBoxed(by);
                    in.ex();
                    in.depth();
                    to.load(change.node(), Writer.HERE + "AssignOpPartNode");
                    to.step(
                            "change",
                            "("
                                    + Writer.OBJECT
                                    + Writer.OBJECT
                                    + EXECUTION
                                    + "IL"
                                    + Writer.HERE
                                    + "AssignOpPartNode;)V");
                }
            }
            case Operation.Set _, Operation.Change _, Operation.Cast _, Operation.Sqrt _ ->
                    throw new IllegalArgumentException("no place: " + change.place());
        }
        return in.kinds.of(change) == Kind.NEVER ? OperationEmitter.NEVER : OperationEmitter.UNIT;
    }

    // Conversions

    private Value cast(Operation.Cast cast) {
        var value = in.emit(cast.value());
        var kind = Kind.of(cast.to(), Kind.PAIR);
        if (value.kind() == Kind.NEVER || value.kind() == kind && kind.isNumber()) {
            return value;
        }
        var result = to.place(kind);
        var slow = new Label();
        var other = new Label();
        var end = new Label();
        if (kind.isNumber()) {
            var from = kind == Kind.LONG ? Kind.DOUBLE : Kind.LONG;
            if (ElementEmitter.may(value, from)) {
                to.unless(value, from, other);
                to.pushAs(value, from);
                to.code.visitInsn(kind == Kind.LONG ? Opcodes.D2L : Opcodes.L2D);
                to.store(to.keep(kind), result);
                to.jump(end);
            }
            to.code.inner(other);
            if (ElementEmitter.may(value, kind)) {
                to.unless(value, kind, slow);
                to.pushAs(value, kind);
                to.store(to.keep(kind), result);
                to.jump(end);
            }
        }
        to.code.inner(slow);
        to.pushBoxed(value);
        to.load(cast.node(), Writer.HERE + "CastNode");
        to.step("cast", "(" + Writer.OBJECT + "L" + Writer.HERE + "CastNode;)" + Writer.OBJECT);
        to.unbox(result);
        in.known.lost();
        to.code.inner(end);
        return result;
    }

    private Value sqrt(Operation.Sqrt sqrt) {
        var result = (Value.Pair) to.place(Kind.PAIR);
        var own = new Label();
        var slow = new Label();
        var end = new Label();
        var node = "L" + Writer.HERE + "SqrtNode;";
        var meant = new Label();
        in.meanings.sqrt(sqrt.node());
        in.ifMeant(meant);
        to.load(sqrt.node(), Writer.HERE + "SqrtNode");
        to.step("isBuiltIn", "(" + node + ")Z");
        to.code.visitJumpInsn(Opcodes.IFEQ, own);
        to.code.inner(meant);
        var operand = in.emit(sqrt.operand());
        if (operand.kind() != Kind.NEVER) {
            to.unless(operand, Kind.DOUBLE, slow);
            if (ElementEmitter.may(operand, Kind.DOUBLE)) {
                to.pushAs(operand, Kind.DOUBLE);
                to.call("java/lang/Math", "sqrt", "(D)D");
                to.store(to.keep(Kind.DOUBLE), result);
                to.jump(end);
            }
            to.code.inner(slow);
            to.pushBoxed(operand);
            in.ex();
            in.depth();
            to.load(sqrt.node(), Writer.HERE + "SqrtNode");
            to.step("sqrt", "(" + Writer.OBJECT + EXECUTION + "I" + node + ")" + Writer.OBJECT);
            to.unbox(result);
            in.known.lost();
            to.jump(end);
        }
        to.code.inner(own);
        in.known.apart(() -> to.store(in.emit(sqrt.general()), result));
        to.code.inner(end);
        return result;
    }
}
