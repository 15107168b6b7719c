package org.oxur.compiler.jvm.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.oxur.builtin.Mode;
import org.oxur.interpret.Operation;

/// Calls of methods. The node finds the method and remembers it; arguments that are the same
/// whatever is found are executed here.
final class MethodCallEmitter {
    private static final String NODE = "L" + Writer.HERE + "MethodCallNode;";
    private static final String FRAME = "L" + Writer.HERE + "Frame;";
    private static final String LOCAL = "L" + Writer.HERE + "LocalNode;";
    private static final String EXECUTION = "L" + Writer.HERE + "Execution;";
    private static final String BODY = "Lorg/oxur/builtin/Body;";
    private static final String SITE = "Lorg/oxur/error/Site;";

    /// In place of a local: null is passed.
    private static final int NONE = -1;

    private final OperationEmitter in;
    private final Writer to;

    MethodCallEmitter(OperationEmitter in) {
        this.in = in;
        this.to = in.to;
    }

    Value call(Operation.Method method) {
        int given = NONE;
        var receiver = method.receiver();
        if (receiver != null) {
            var value = in.emit(receiver);
            if (value.kind() == Kind.NEVER) {
                return value;
            }
            to.pushBoxed(value);
            given = to.keep(Kind.OBJECT).local();
        }
        var direct = method.direct();
        int body = direct == null ? NONE : body(method, direct, given);
        int sought = NONE;
        if (!method.simple()) {
            sought = sought(method, given, body);
        }
        var values = new ArrayList<@Nullable Value>();
        for (var argument : method.arguments()) {
            var value = argument == null ? null : in.emit(argument);
            if (value != null && value.kind() == Kind.NEVER) {
                return value;
            }
            values.add(value);
        }
        if (direct == null) {
            return byNode(method, sought, given, values);
        }
        var result = (Value.Pair) to.place(Kind.PAIR);
        var slow = new Label();
        var end = new Label();
        to.code.visitVarInsn(Opcodes.ALOAD, body);
        to.code.visitJumpInsn(Opcodes.IFNULL, slow);
        direct(method, direct, body, given, values);
        to.unbox(result);
        to.jump(end);
        to.code.visitLabel(slow);
        to.store(byNode(method, sought, given, values), result);
        to.code.visitLabel(end);
        return result;
    }

    /// The built-in method that is called, in a local; null in it where the node knows what is.
    private int body(Operation.Method method, Operation.Direct direct, int given) {
        var looked = direct.looked();
        if (looked == null) {
            push(given);
            node(method);
            PatternEmitter.step(to, "direct", "(" + Writer.OBJECT + NODE + ")" + Writer.OBJECT);
        } else if (in.tree.isKept(looked.slot())) {
            in.frame();
            to.load(looked.node(), Writer.HERE + "LocalNode");
            node(method);
            PatternEmitter.step(to, "directHeld", "(" + FRAME + LOCAL + NODE + ")" + Writer.OBJECT);
        } else {
            to.pushObject(in.variables.place(looked.slot()));
            node(method);
            PatternEmitter.step(to, "directHeld", "(" + Writer.OBJECT + NODE + ")" + Writer.OBJECT);
        }
        return to.keep(Kind.OBJECT).local();
    }

    private int sought(Operation.Method method, int given, int body) {
        int sought = ((Value.Local) to.place(Kind.OBJECT)).local();
        var known = new Label();
        to.code.visitInsn(Opcodes.ACONST_NULL);
        to.code.visitVarInsn(Opcodes.ASTORE, sought);
        if (body != NONE) {
            to.code.visitVarInsn(Opcodes.ALOAD, body);
            to.code.visitJumpInsn(Opcodes.IFNONNULL, known);
        }
        in.variables.spill(method.reached());
        in.frame();
        push(given);
        node(method);
        PatternEmitter.step(to, "sought", "(" + FRAME + Writer.OBJECT + NODE + ")" + Writer.OBJECT);
        to.code.visitVarInsn(Opcodes.ASTORE, sought);
        to.code.visitLabel(known);
        return sought;
    }

    /// Pushes what the built-in method gives.
    private void direct(
            Operation.Method method,
            Operation.Direct direct,
            int body,
            int given,
            List<@Nullable Value> values) {
        var looked = direct.looked();
        if (looked == null) {
            push(given);
            if (direct.self() == Mode.BORROW) {
                to.node(method.node());
                PatternEmitter.step(to, "seen", "(" + Writer.OBJECT + SITE + ")" + Writer.OBJECT);
            }
        } else {
            receiver(method, direct.self(), looked);
        }
        int self = to.keep(Kind.OBJECT).local();
        if (looked != null && direct.argument() != null) {
            push(self);
            push(body);
            node(method);
            PatternEmitter.step(
                    to, "demandStill", "(" + Writer.OBJECT + Writer.OBJECT + NODE + ")V");
        }
        to.code.visitVarInsn(Opcodes.ALOAD, body);
        PatternEmitter.step(to, "body", "(" + Writer.OBJECT + ")" + BODY);
        in.ex();
        in.depth();
        PatternEmitter.step(to, "calls", "(" + EXECUTION + "I)" + EXECUTION);
        push(self);
        var argument = direct.argument();
        if (argument != null) {
            var value = values.getFirst();
            to.pushBoxed(value != null ? value : in.emit(argument));
            if (value != null && direct.first() == Mode.BORROW) {
                to.node(argument.node());
                PatternEmitter.step(to, "seen", "(" + Writer.OBJECT + SITE + ")" + Writer.OBJECT);
            }
        }
        to.node(method.node());
        to.code.visitMethodInsn(
                Opcodes.INVOKEINTERFACE,
                "org/oxur/builtin/Body",
                argument == null ? "call1" : "call2",
                "(Lorg/oxur/builtin/Context;"
                        + Writer.OBJECT.repeat(argument == null ? 1 : 2)
                        + SITE
                        + ")"
                        + Writer.OBJECT,
                true);
    }

    /// Pushes a variable, as a built-in method takes it.
    private void receiver(Operation.Method method, Mode mode, Operation.Local looked) {
        boolean kept = in.tree.isKept(looked.slot());
        if (!kept && mode == Mode.BORROW) {
            var place = in.variables.place(looked.slot());
            to.pushNumber(place);
            to.pushObject(place);
            to.push(OperationEmitter.NO);
            to.load(looked.node(), Writer.HERE + "LocalNode");
            to.step("through", "(J" + Writer.OBJECT + "Z" + LOCAL + ")" + Writer.OBJECT);
            return;
        }
        if (!kept) {
            in.variables.spill(method.reached());
        }
        to.load(looked.node(), Writer.HERE + "LocalNode");
        in.frame();
        switch (mode) {
            case BORROW -> {
                to.push(OperationEmitter.NO);
                to.code.visitInsn(Opcodes.ACONST_NULL);
                of("through", "Z" + "L" + Writer.HERE + "Trail;");
            }
            case BORROW_MUT -> of("forWrite", "");
            case LEND -> of("lendPart", "");
            case LEND_MUT -> {
                to.push(OperationEmitter.YES);
                of("lend", "Z");
            }
            case MOVE -> throw new IllegalArgumentException("a variable is moved by the node");
        }
        if (mode != Mode.BORROW) {
            to.push(mode == Mode.LEND ? OperationEmitter.NO : OperationEmitter.YES);
            node(method);
            PatternEmitter.step(to, "self", "(" + Writer.OBJECT + "Z" + NODE + ")" + Writer.OBJECT);
        }
    }

    private void of(String name, String parameters) {
        to.method(Writer.HERE + "LocalNode", name, "(" + FRAME + parameters + ")" + Writer.OBJECT);
    }

    private Value byNode(
            Operation.Method method, int sought, int given, List<@Nullable Value> values) {
        in.variables.spill(method.reached());
        in.frame();
        push(sought);
        push(given);
        if (values.stream().anyMatch(Objects::nonNull)) {
            array(values);
        } else {
            to.code.visitInsn(Opcodes.ACONST_NULL);
        }
        node(method);
        PatternEmitter.step(
                to,
                "method",
                "("
                        + FRAME
                        + Writer.OBJECT
                        + Writer.OBJECT
                        + "["
                        + Writer.OBJECT
                        + NODE
                        + ")"
                        + Writer.OBJECT);
        int result = to.keep(Kind.OBJECT).local();
        in.variables.reload(method.reached());
        if (method.reached().mayLeave()) {
            in.control.dispatch(result);
        }
        to.code.visitVarInsn(Opcodes.ALOAD, result);
        return to.unboxed();
    }

    private void node(Operation.Method method) {
        to.load(method.node(), Writer.HERE + "MethodCallNode");
    }

    private void push(int local) {
        if (local == NONE) {
            to.code.visitInsn(Opcodes.ACONST_NULL);
        } else {
            to.code.visitVarInsn(Opcodes.ALOAD, local);
        }
    }

    private void array(List<@Nullable Value> values) {
        to.code.visitLdcInsn(values.size());
        to.code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
        for (int i = 0; i < values.size(); i++) {
            var value = values.get(i);
            if (value != null) {
                to.code.visitInsn(Opcodes.DUP);
                to.code.visitLdcInsn(i);
                to.pushBoxed(value);
                to.code.visitInsn(Opcodes.AASTORE);
            }
        }
    }
}
