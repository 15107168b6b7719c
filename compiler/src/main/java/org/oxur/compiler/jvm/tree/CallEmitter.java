package org.oxur.compiler.jvm.tree;

import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.oxur.interpret.CodeTree;
import org.oxur.interpret.Operation;
import org.oxur.module.Function;

/// Calls of functions by name: bound late, at no cost.
final class CallEmitter {
    private static final String NODE = "L" + Writer.HERE + "CallNode;";
    private static final String EXECUTION = "L" + Writer.HERE + "Execution;";
    private static final String FUNCTION = "org/oxur/module/Function";
    private static final Handle LINK =
            new Handle(
                    Opcodes.H_INVOKESTATIC,
                    Writer.HERE + "FunctionSites",
                    "bootstrap",
                    "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
                            + "Ljava/lang/invoke/MethodType;I)Ljava/lang/invoke/CallSite;",
                    false);

    private final OperationEmitter in;
    private final Writer to;

    CallEmitter(OperationEmitter in) {
        this.in = in;
        this.to = in.to;
    }

    /// What every compiled method takes and gives.
    static String descriptor(int parameters) {
        return "("
                + EXECUTION
                + "ILorg/oxur/error/Site;L"
                + Writer.HERE
                + "Frame;"
                + ("J" + Writer.OBJECT).repeat(parameters)
                + ")"
                + Writer.OBJECT;
    }

    Value call(Operation.Call call) {
        var literals = call.literals();
        var function = call.function();
        if (literals == null || function == null) {
            return ofAnyVersion(call);
        }
        var place = to.place(Kind.PAIR);
        var other = new Label();
        var end = new Label();
        link(call, function);
        to.code.visitLdcInsn(call.version());
        to.step("isLinked", "(" + NODE + "L" + FUNCTION + ";I)Z");
        to.code.visitJumpInsn(Opcodes.IFEQ, other);
        in.give(ofAnyVersion(call), new Dest.Store(place));
        to.jump(end);
        to.code.visitLabel(other);
        in.give(in.emit(literals), new Dest.Store(place));
        to.code.visitLabel(end);
        return place;
    }

    private void link(Operation.Call call, Function function) {
        to.load(call.node(), Writer.HERE + "CallNode");
        to.load(function, FUNCTION);
    }

    private Value ofAnyVersion(Operation.Call call) {
        var values = in.all(call.arguments());
        if (values == null) {
            return OperationEmitter.NEVER;
        }
        for (int i = 0; i < values.size(); i++) {
            lendOn(call.arguments().get(i), values.get(i));
        }
        var result = (Value.Pair) to.place(Kind.PAIR);
        var slow = new Label();
        var end = new Label();
        var function = call.function();
        if (function != null) {
            var meant = new Label();
            in.meanings.call(call.node(), function);
            in.ifMeant(meant);
            link(call, function);
            to.step("isLinked", "(" + NODE + "L" + FUNCTION + ";)Z");
            to.code.visitJumpInsn(Opcodes.IFEQ, slow);
            to.code.visitLabel(meant);
            if (call.tail()) {
                to.load(function, FUNCTION);
                to.step("isPlain", "(L" + FUNCTION + ";)Z");
                to.code.visitJumpInsn(Opcodes.IFEQ, slow);
            }
            linked(call, function, values, result);
            to.jump(end);
        }
        to.code.visitLabel(slow);
        in.array(values);
        if (call.tail() && in.tree.endsLoans()) {
            in.frame();
        } else {
            to.code.visitVarInsn(Opcodes.ALOAD, OperationEmitter.FRAME);
        }
        in.ex();
        in.depth();
        to.load(call.node(), Writer.HERE + "CallNode");
        to.step(
                "call",
                "(["
                        + Writer.OBJECT
                        + "L"
                        + Writer.HERE
                        + "Frame;"
                        + EXECUTION
                        + "I"
                        + NODE
                        + ")"
                        + Writer.OBJECT);
        to.unbox(result);
        to.code.visitLabel(end);
        return result;
    }

    /// A `&mut` in a variable that is used again is lent on, once all arguments are there.
    private void lendOn(Operation argument, Value value) {
        if (!(argument instanceof Operation.Local(var node, _, boolean takes)) || !takes) {
            return;
        }
        int object;
        switch (value) {
            case Value.Pair(_, int local) -> object = local;
            case Value.Local(var kind, int local) when kind == Kind.OBJECT -> object = local;
            case Value.Local _, Value.Constant _, Value.Never _ -> {
                return;
            }
        }
        to.code.visitVarInsn(Opcodes.ALOAD, object);
        to.node(node);
        to.step("passed", "(" + Writer.OBJECT + "Lorg/oxur/error/Site;)" + Writer.OBJECT);
        to.code.visitVarInsn(Opcodes.ASTORE, object);
    }

    private void linked(
            Operation.Call call, Function function, List<Value> values, Value.Pair result) {
        in.ex();
        in.depth();
        to.code.visitInsn(Opcodes.ICONST_1);
        to.code.visitInsn(Opcodes.IADD);
        to.node(call.site());
        to.code.visitInsn(Opcodes.ACONST_NULL);
        for (var value : values) {
            to.pushNumber(value);
            to.pushObject(value);
        }
        to.code.visitInvokeDynamicInsn(
                "call",
                descriptor(values.size()),
                LINK,
                to.constant(CodeTree.sites(function, in.registry)));
        to.code.visitVarInsn(Opcodes.ASTORE, result.object());
        in.ex();
        to.code.visitFieldInsn(Opcodes.GETFIELD, Writer.HERE + "Execution", "number", "J");
        to.code.visitVarInsn(Opcodes.LSTORE, result.number());
    }
}
