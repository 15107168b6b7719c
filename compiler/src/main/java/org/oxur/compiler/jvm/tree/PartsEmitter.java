package org.oxur.compiler.jvm.tree;

import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.oxur.interpret.CodeTree;
import org.oxur.interpret.Operation;

/// Nodes that are applied to their parts: what is made of values, built-in functions, texts.
final class PartsEmitter {
    private static final String NODE = "L" + Writer.HERE + "Node;";
    private static final String FRAME = "L" + Writer.HERE + "Frame;";
    private static final String SITE = "Lorg/oxur/error/Site;";
    private static final String EXECUTION = "L" + Writer.HERE + "Execution;";

    private final OperationEmitter in;
    private final Writer to;

    PartsEmitter(OperationEmitter in) {
        this.in = in;
        this.to = in.to;
    }

    Value applied(Operation.Applied applied) {
        var otherwise = applied.otherwise();
        if (otherwise == null) {
            return always(applied);
        }
        var place = to.place(in.kinds.of(applied));
        var other = new Label();
        var end = new Label();
        var meant = new Label();
        in.meanings.node(applied.node());
        in.ifMeant(meant);
        to.load(applied.node(), Writer.HERE + "Node");
        to.step("isAsDescribed", "(" + NODE + ")Z");
        to.code.visitJumpInsn(Opcodes.IFEQ, other);
        to.code.visitLabel(meant);
        in.give(always(applied), new Dest.Store(place));
        to.jump(end);
        to.code.visitLabel(other);
        in.give(in.emit(otherwise), new Dest.Store(place));
        to.code.visitLabel(end);
        return place;
    }

    private Value always(Operation.Applied applied) {
        var unit = CodeTree.unit(applied.node(), null);
        if (unit != null) {
            return new Value.Constant(unit);
        }
        var values = in.all(applied.parts());
        if (values == null) {
            return OperationEmitter.NEVER;
        }
        var body = CodeTree.body(applied.node());
        if (body != null) {
            return builtIn(applied, body, values);
        }
        to.node(applied.node());
        boolean array = values.size() > 2 || applied.framed();
        String first;
        if (applied.framed()) {
            in.frame();
            first = FRAME;
        } else {
            in.ex();
            in.depth();
            first = EXECUTION + "I";
        }
        if (array) {
            in.array(values);
        } else {
            values.forEach(to::pushBoxed);
        }
        to.method(
                Writer.HERE + "Node",
                "applied",
                "("
                        + first
                        + (array ? "[" + Writer.OBJECT : Writer.OBJECT.repeat(values.size()))
                        + ")"
                        + Writer.OBJECT);
        return switch (applied.gives()) {
            case ANY -> to.unboxed();
            case OBJECT -> to.keep(Kind.OBJECT);
            case NEVER -> {
                to.code.visitInsn(Opcodes.POP);
                to.code.visitInsn(Opcodes.ACONST_NULL);
                to.code.visitInsn(Opcodes.ATHROW);
                yield OperationEmitter.NEVER;
            }
        };
    }

    private Value builtIn(Operation.Applied applied, Object body, List<Value> values) {
        to.load(body, "org/oxur/builtin/Body");
        in.ex();
        in.depth();
        PatternEmitter.step(to, "calls", "(" + EXECUTION + "I)" + EXECUTION);
        int count = values.size();
        for (int i = 0; i < count; i++) {
            boolean late = count > 1 && CodeTree.isLate(applied.node());
            to.pushBoxed(values.get(late ? (i + count - 1) % count : i));
            to.code.visitLdcInsn(i);
            to.node(applied.node());
            PatternEmitter.step(
                    to,
                    "argument",
                    "(" + Writer.OBJECT + "IL" + Writer.HERE + "BuiltinCallNode;)" + Writer.OBJECT);
        }
        to.node(applied.node());
        to.code.visitMethodInsn(
                Opcodes.INVOKEINTERFACE,
                "org/oxur/builtin/Body",
                "call" + count,
                "(Lorg/oxur/builtin/Context;"
                        + Writer.OBJECT.repeat(count)
                        + SITE
                        + ")"
                        + Writer.OBJECT,
                true);
        return to.unboxed();
    }

    /// A value on its way into something else.
    Value passed(Operation.Passed passed) {
        if (passed.how() == Operation.How.SETTLED
                && passed.value() instanceof Operation.Applied name
                && name.otherwise() instanceof Operation.Opaque otherwise
                && CodeTree.unit(name.node(), passed.type()) instanceof Object unit) {
            return unit(passed, name, otherwise, unit);
        }
        var value = in.emit(passed.value());
        return switch (passed.how()) {
            case SETTLED -> settled(passed, value);
            case SEEN -> ofReference(value, passed, "see");
            case FOR_WRITE -> ofReference(value, passed, "writable");
            case LENT -> lent(passed, value, false);
            case LENT_FOR_WRITE -> lent(passed, value, true);
        };
    }

    /// A variant without parts: nothing is to be tested while its name means that.
    private Value unit(
            Operation.Passed passed,
            Operation.Applied name,
            Operation.Opaque otherwise,
            Object unit) {
        var place = to.place(Kind.PAIR);
        var meant = new Label();
        var end = new Label();
        in.meanings.node(name.node());
        in.ifMeant(meant);
        in.give(settled(passed, in.emit(otherwise)), new Dest.Store(place));
        to.jump(end);
        to.code.visitLabel(meant);
        to.store(new Value.Constant(unit), place);
        to.code.visitLabel(end);
        return place;
    }

    private Value settled(Operation.Passed passed, Value value) {
        var type = passed.type();
        if (type == null) {
            return ofReference(value, passed, "settled");
        }
        if (value.kind() == Kind.NEVER || Variables.fits(value, passed.wanted())) {
            return value;
        }
        var kind = Kind.of(passed.wanted(), Kind.NEVER);
        if (kind.isNumber() && value.kind() == Kind.PAIR) {
            return numbered(passed, type, value, kind);
        }
        check(passed, type, value);
        return in.variables.checked(passed.wanted());
    }

    private void check(Operation.Passed passed, Object type, Value value) {
        to.pushBoxed(value);
        to.load(type, Writer.HERE + "TypeTest");
        to.node(passed.node());
        to.step(
                "settled",
                "(" + Writer.OBJECT + "L" + Writer.HERE + "TypeTest;" + SITE + ")" + Writer.OBJECT);
    }

    /// Most often it is the number already that it must be.
    private Value numbered(Operation.Passed passed, Object type, Value value, Kind kind) {
        var place = (Value.Local) to.place(kind);
        var other = new Label();
        var end = new Label();
        to.unless(value, kind, other);
        to.pushAs(value, kind);
        to.code.visitVarInsn(Writer.stores(kind), place.local());
        to.jump(end);
        to.code.visitLabel(other);
        check(passed, type, value);
        to.unbox(place);
        to.code.visitLabel(end);
        return place;
    }

    /// What only a reference is changed by.
    private Value ofReference(Value value, Operation.Passed passed, String step) {
        switch (value) {
            case Value.Constant _, Value.Never _ -> {
                return value;
            }
            case Value.Local(var kind, int object) -> {
                if (kind != Kind.OBJECT || isMade(passed.value())) {
                    return value;
                }
                step(object, passed, step);
                return to.unboxed();
            }
            case Value.Pair(_, int object) -> {
                var place = (Value.Pair) to.place(Kind.PAIR);
                to.store(value, place);
                var end = new Label();
                to.code.visitVarInsn(Opcodes.ALOAD, object);
                to.step("isReference", "(" + Writer.OBJECT + ")Z");
                to.code.visitJumpInsn(Opcodes.IFEQ, end);
                step(object, passed, step);
                to.unbox(place);
                to.code.visitLabel(end);
                return place;
            }
        }
    }

    /// Whether it is something new.
    private static boolean isMade(Operation operation) {
        return operation instanceof Operation.Applied(_, _, var gives, boolean framed, _)
                && gives == Operation.Gives.OBJECT
                && !framed;
    }

    private void step(int object, Operation.Passed passed, String step) {
        to.code.visitVarInsn(Opcodes.ALOAD, object);
        to.node(passed.node());
        to.step(step, "(" + Writer.OBJECT + SITE + ")" + Writer.OBJECT);
    }

    private Value lent(Operation.Passed passed, Value value, boolean mutable) {
        if (value.kind() == Kind.NEVER) {
            return value;
        }
        to.pushBoxed(value);
        to.code.visitInsn(mutable ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
        to.node(passed.node());
        to.step("lent", "(" + Writer.OBJECT + "Z" + SITE + ")" + Writer.OBJECT);
        return to.keep(Kind.OBJECT);
    }

    /// A place in the frame.
    Value place(Operation.Place place) {
        in.variables.spill(place.reached());
        in.frame();
        switch (place.how()) {
            case LENT, LENT_FOR_WRITE -> {
                to.code.visitInsn(
                        place.how() == Operation.How.LENT ? Opcodes.ICONST_0 : Opcodes.ICONST_1);
                to.node(place.node());
                to.step("lentInFrame", "(" + FRAME + "Z" + NODE + ")" + Writer.OBJECT);
            }
            case FOR_WRITE, SEEN, SETTLED -> {
                to.node(place.node());
                to.step("writableInFrame", "(" + FRAME + NODE + ")" + Writer.OBJECT);
            }
        }
        var result = to.unboxed();
        in.variables.reload(place.reached());
        return result;
    }
}
