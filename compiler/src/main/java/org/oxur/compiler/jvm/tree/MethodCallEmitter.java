package org.oxur.compiler.jvm.tree;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.oxur.interpret.Operation;

/// Calls of methods. The node finds the method and remembers it; arguments that are the same
/// whatever is found are executed here.
final class MethodCallEmitter {
    private static final String NODE = "L" + Writer.HERE + "MethodCallNode;";
    private static final String FRAME = "L" + Writer.HERE + "Frame;";

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
        int sought = NONE;
        if (!method.simple()) {
            in.variables.spill(method.reached());
            in.frame();
            push(given);
            node(method);
            PatternEmitter.step(
                    to, "sought", "(" + FRAME + Writer.OBJECT + NODE + ")" + Writer.OBJECT);
            sought = to.keep(Kind.OBJECT).local();
        }
        var values = new ArrayList<@Nullable Value>();
        boolean any = false;
        for (var argument : method.arguments()) {
            var value = argument == null ? null : in.emit(argument);
            if (value != null && value.kind() == Kind.NEVER) {
                return value;
            }
            any |= value != null;
            values.add(value);
        }
        in.variables.spill(method.reached());
        in.frame();
        push(sought);
        push(given);
        if (any) {
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

    private void array(ArrayList<@Nullable Value> values) {
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
