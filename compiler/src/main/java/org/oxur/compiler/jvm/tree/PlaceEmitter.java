package org.oxur.compiler.jvm.tree;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.oxur.interpret.Operation;

/// The ways to places: what holds a part, before the part itself is read or changed.
final class PlaceEmitter {
    private static final String FRAME = "L" + Writer.HERE + "Frame;";
    private static final String LOCAL = "L" + Writer.HERE + "LocalNode;";
    private static final String EXECUTION = "L" + Writer.HERE + "Execution;";
    private static final String ELEMENTS = Writer.HERE + "Elements";
    private static final String FIELDS = Writer.HERE + "Fields";
    private static final String VECTOR = "org/oxur/value/VecValue";
    private static final String STRUCT = "org/oxur/value/StructValue";
    private static final String REF = "org/oxur/value/Ref";
    private static final String TRAIL = "L" + Writer.HERE + "Trail;";

    private final OperationEmitter in;
    private final Writer to;

    /// Nothing is tried in line: the code is executed seldom.
    private boolean slowly;

    PlaceEmitter(OperationEmitter in) {
        this.in = in;
        this.to = in.to;
    }

    /// What a place holds, to go on to one of its parts: references seen through. Null when control
    /// leaves on the way.
    ///
    /// @param write the part will be changed
    Value.@Nullable Local through(Operation place, boolean write) {
        switch (place) {
            case Operation.Local local -> {
                return variable(local, write);
            }
            case Operation.Element element -> {
                var owner = through(element.base(), write);
                if (owner == null) {
                    return null;
                }
                var owned = write ? owned(element) : OperationEmitter.NO;
                var at = in.emit(element.index());
                if (at.kind() == Kind.NEVER) {
                    return null;
                }
                return element(element, owner, at, write, owned);
            }
            case Operation.Field field -> {
                var owner = through(field.base(), write);
                return owner == null ? null : field(field, owner, write);
            }
            case Operation.Named named -> {
                return named(named, write);
            }
            case Operation.Deref deref -> {
                var reference = in.emit(deref.reference());
                if (reference.kind() == Kind.NEVER) {
                    return null;
                }
                seen(reference, write, deref.node());
            }
            case Operation.Opaque(var node, var reached, _) -> {
                in.variables.spill(reached);
                byNode(node, write);
                var held = to.keep(Kind.OBJECT);
                in.variables.reload(reached);
                in.known.clear();
                return held;
            }
            case Operation.Applied(var node, var parts, _, _, _) when parts.isEmpty() -> {
                byNode(node, write);
                in.known.clear();
            }
            default -> {
                var value = in.emit(place);
                if (value.kind() == Kind.NEVER) {
                    return null;
                }
                seen(value, write, place.node());
            }
        }
        return to.keep(Kind.OBJECT);
    }

    /// As [#through], where nothing was found in line.
    Value.@Nullable Local slowly(Operation place, boolean write) {
        slowly = true;
        try {
            return through(place, write);
        } finally {
            slowly = false;
        }
    }

    /// As [#through], of a variable or an element of one that [Known] takes, and only where it is
    /// plain: jumps elsewhere, where nothing has happened yet.
    ///
    /// @return a local
    /// @param own what the variable itself holds will do
    int steady(Operation place, boolean write, boolean own, Label slow) {
        int got = ((Value.Local) to.place(Kind.OBJECT)).local();
        switch (place) {
            case Operation.Local local -> {
                var end = new Label();
                boolean kept = in.tree.isKept(local.slot());
                plain(
                        local,
                        kept ? null : in.variables.place(local.slot()),
                        write,
                        own,
                        got,
                        slow,
                        end);
                to.code.inner(end);
            }
            case Operation.Element element -> {
                boolean fixed = write && element.fixed();
                int owner = steady(element.base(), write, !fixed, slow);
                to.code.visitVarInsn(Opcodes.ALOAD, owner);
                to.push(in.emit(element.index()));
                to.push(OperationEmitter.NO);
                to.call(ELEMENTS, "inside", "(" + Writer.OBJECT + "JZ)" + Writer.OBJECT);
                to.code.visitVarInsn(Opcodes.ASTORE, got);
            }
            default -> throw new IllegalArgumentException("not steady: " + place);
        }
        return got;
    }

    private Value.Local element(
            Operation.Element element, Value owner, Value at, boolean write, Value owned) {
        var inside = (Value.Local) to.place(Kind.OBJECT);
        var slow = new Label();
        var end = new Label();
        if (!slowly && ElementEmitter.may(at, Kind.LONG)) {
            to.unless(at, Kind.LONG, slow);
            to.pushObject(owner);
            to.pushAs(at, Kind.LONG);
            to.push(owned);
            to.call(ELEMENTS, "inside", "(" + Writer.OBJECT + "JZ)" + Writer.OBJECT);
            to.code.visitVarInsn(Opcodes.ASTORE, inside.local());
            to.code.visitVarInsn(Opcodes.ALOAD, inside.local());
            to.code.visitJumpInsn(Opcodes.IFNONNULL, end);
        }
        to.code.inner(slow);
        to.pushObject(owner);
        to.pushBoxed(at);
        flag(write);
        to.push(owned);
        in.ex();
        in.depth();
        to.load(element.node(), Writer.HERE + "IndexNode");
        to.call(
                ELEMENTS,
                "inside",
                "("
                        + Writer.OBJECT
                        + Writer.OBJECT
                        + "ZZ"
                        + EXECUTION
                        + "IL"
                        + Writer.HERE
                        + "IndexNode;)"
                        + Writer.OBJECT);
        to.code.visitVarInsn(Opcodes.ASTORE, inside.local());
        to.code.inner(end);
        return inside;
    }

    private Value.Local field(Operation.Field field, Value owner, boolean write) {
        var owned = write ? owned(field) : OperationEmitter.NO;
        to.pushObject(owner);
        flag(write);
        to.push(owned);
        in.ex();
        in.depth();
        to.load(field.node(), Writer.HERE + "FieldNode");
        to.call(
                FIELDS,
                "inside",
                "("
                        + Writer.OBJECT
                        + "ZZ"
                        + EXECUTION
                        + "IL"
                        + Writer.HERE
                        + "FieldNode;)"
                        + Writer.OBJECT);
        return to.keep(Kind.OBJECT);
    }

    private Value.@Nullable Local named(Operation.Named named, boolean write) {
        var inside = (Value.Local) to.place(Kind.OBJECT);
        var call = new Label();
        var end = new Label();
        to.load(named.node(), Writer.HERE + "NamedPartNode");
        to.step("isField", "(L" + Writer.HERE + "NamedPartNode;)Z");
        to.code.visitJumpInsn(Opcodes.IFEQ, call);
        for (var way : java.util.List.of(named.field(), named.call())) {
            var held = through(way, write);
            if (held != null) {
                to.store(held, inside);
                to.jump(end);
            }
            if (way == named.field()) {
                to.code.inner(call);
            }
        }
        to.code.inner(end);
        return inside;
    }

    private void byNode(Object node, boolean write) {
        to.load(node, Writer.HERE + "Node");
        in.frame();
        flag(write);
        to.code.visitInsn(Opcodes.ACONST_NULL);
        to.method(Writer.HERE + "Node", "through", "(" + FRAME + "Z" + TRAIL + ")" + Writer.OBJECT);
    }

    private void flag(boolean flag) {
        to.push(flag ? OperationEmitter.YES : OperationEmitter.NO);
    }

    private void seen(Value value, boolean write, Object node) {
        to.pushBoxed(value);
        flag(write);
        to.load(node, Writer.HERE + "Node");
        to.step("inside", "(" + Writer.OBJECT + "ZL" + Writer.HERE + "Node;)" + Writer.OBJECT);
    }

    /// What a variable holds, or refers to. Where that is plain it is found in line: branches in
    /// the code of the nodes are shared by all that use them, and would never be seen not to be
    /// taken.
    private Value.Local variable(Operation.Local local, boolean write) {
        boolean kept = in.tree.isKept(local.slot());
        var place = kept ? null : in.variables.place(local.slot());
        var got = (Value.Local) to.place(Kind.OBJECT);
        var end = new Label();
        if (!slowly && (place == null || place.kind().holdsObject())) {
            var slow = new Label();
            plain(local, place, write, true, got.local(), slow, end);
            to.code.inner(slow);
        }
        general(local, place, write);
        to.code.visitVarInsn(Opcodes.ASTORE, got.local());
        in.known.lost();
        to.code.inner(end);
        return got;
    }

    /// Jumps where there is more to it, or to the end.
    ///
    /// @param place null for a variable in the frame
    private void plain(
            Operation.Local local,
            @Nullable Value place,
            boolean write,
            boolean own,
            int got,
            Label slow,
            Label end) {
        var unique = new Label();
        var found = new Label();
        if (place == null) {
            in.frame();
            to.code.visitLdcInsn(local.slot());
            to.method(Writer.HERE + "Frame", "plainObject", "(I)" + Writer.OBJECT);
        } else {
            to.pushObject(place);
        }
        to.code.visitVarInsn(Opcodes.ASTORE, got);
        to.code.visitVarInsn(Opcodes.ALOAD, got);
        to.code.visitTypeInsn(Opcodes.INSTANCEOF, REF);
        to.code.visitJumpInsn(Opcodes.IFEQ, own ? found : slow);
        reference(got, "mutable", "()Z");
        to.code.visitJumpInsn(Opcodes.IFNE, unique);
        if (write) {
            to.jump(slow);
        } else {
            reference(got, "sharedTarget", "()" + Writer.OBJECT);
            to.code.visitVarInsn(Opcodes.ASTORE, got);
            to.jump(found);
        }
        to.code.inner(unique);
        reference(got, "uniqueTarget", "()" + Writer.OBJECT);
        to.code.visitVarInsn(Opcodes.ASTORE, got);
        to.code.inner(found);
        ifIs(got, VECTOR, end);
        ifIs(got, STRUCT, end);
        to.jump(slow);
    }

    private void ifIs(int object, String type, Label then) {
        to.code.visitVarInsn(Opcodes.ALOAD, object);
        to.code.visitTypeInsn(Opcodes.INSTANCEOF, type);
        to.code.visitJumpInsn(Opcodes.IFNE, then);
    }

    private void reference(int object, String method, String descriptor) {
        to.code.visitVarInsn(Opcodes.ALOAD, object);
        to.code.visitTypeInsn(Opcodes.CHECKCAST, REF);
        to.method(REF, method, descriptor);
    }

    private void general(Operation.Local local, @Nullable Value place, boolean write) {
        if (place == null) {
            to.load(local.node(), Writer.HERE + "LocalNode");
            in.frame();
            flag(write);
            to.code.visitInsn(Opcodes.ACONST_NULL);
            to.method(
                    Writer.HERE + "LocalNode",
                    "through",
                    "(" + FRAME + "Z" + TRAIL + ")" + Writer.OBJECT);
            return;
        }
        to.pushNumber(place);
        to.pushObject(place);
        flag(write);
        to.load(local.node(), Writer.HERE + "LocalNode");
        to.step("through", "(J" + Writer.OBJECT + "Z" + LOCAL + ")" + Writer.OBJECT);
    }

    /// Whether the base is a variable that is not `mut` and holds what it owns.
    Value owned(Operation.Part part) {
        if (!part.fixed() || !(part.base() instanceof Operation.Local(var node, int slot, _))) {
            return OperationEmitter.NO;
        }
        if (in.tree.isKept(slot)) {
            to.load(node, Writer.HERE + "LocalNode");
            in.frame();
            to.method(Writer.HERE + "LocalNode", "owns", "(" + FRAME + ")Z");
        } else {
            to.pushObject(in.variables.place(slot));
            to.step("owns", "(" + Writer.OBJECT + ")Z");
        }
        return to.keep(Kind.BOOL);
    }

    /// Jumps where what is owned must not be changed: the node says so.
    void unlessOwned(Value owned, Label slow) {
        if (owned instanceof Value.Local) {
            to.push(owned);
            to.code.visitJumpInsn(Opcodes.IFNE, slow);
        }
    }

    /// Pops what was found; what is null is left to the node, which comes next.
    int orSlow(Label found, Label slow) {
        int got = to.keep(Kind.OBJECT).local();
        to.code.visitVarInsn(Opcodes.ALOAD, got);
        to.code.visitJumpInsn(Opcodes.IFNONNULL, found);
        to.code.inner(slow);
        return got;
    }

    /// Pops what the node found.
    void found(int got, Label found, Value.Pair result) {
        to.code.visitVarInsn(Opcodes.ASTORE, got);
        to.code.inner(found);
        to.code.visitVarInsn(Opcodes.ALOAD, got);
        to.unbox(result);
    }
}
