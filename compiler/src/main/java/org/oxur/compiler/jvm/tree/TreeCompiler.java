package org.oxur.compiler.jvm.tree;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.oxur.interpret.CodeTree;
import org.oxur.module.Registry;
import org.oxur.tier.CompiledCode;
import org.oxur.tier.FunctionCompiler.Result;
import org.oxur.tier.Urgency;

/// Makes a hidden class of a function's nodes, beside Tier 0's own classes, whose frames and nodes
/// it uses where it has no quicker way.
public final class TreeCompiler {
    private static final String CLASS = Writer.HERE + "Compiled";
    private static final String BODY = Writer.HERE + "CompiledBody";

    /// HotSpot takes its time for a method of more bytes, and makes little of it: the interpreter
    /// is quicker.
    private static final int LARGEST = 8_000;

    private TreeCompiler() {}

    /// A class, and how many bytes of code its method has.
    private record Emitted(byte[] bytes, List<Object> constants, int size) {
        CompiledCode load(CodeTree tree) {
            return tree.load(bytes, constants, () -> Listing.of(bytes));
        }
    }

    /// @param urgency what is merely hot must gain by being compiled
    /// @param start when it began, for the time it took
    public static Result compile(CodeTree tree, Registry registry, Urgency urgency, long start) {
        var closures = new ArrayList<CodeTree>();
        int largest = urgency == Urgency.ASKED ? Integer.MAX_VALUE : LARGEST;
        Emitted made;
        try {
            made = emit(tree, registry, closures);
        } catch (MethodTooLargeException e) {
            return new Result.Refused(
                    tree.code().span(), "it would be more than 64 KB of bytecode");
        }
        if (made.size > largest) {
            return new Result.Refused(
                    tree.code().span(),
                    "its size: %,d bytes of bytecode would be slower than interpreted"
                            .formatted(made.size));
        }
        var code = made.load(tree);
        while (!closures.isEmpty()) {
            closure(closures.removeLast(), registry, largest, closures);
        }
        return new Result.Compiled(code, (System.nanoTime() - start) / 1_000_000);
    }

    /// Of a loop that runs meanwhile. What is too large stays below.
    public static void compile(CodeTree loop, Registry registry) {
        var closures = new ArrayList<CodeTree>();
        Emitted made;
        try {
            made = emit(loop, registry, closures);
        } catch (MethodTooLargeException large) {
            return;
        }
        if (made.size > LARGEST) {
            return;
        }
        loop.installLoop(made.bytes, made.constants);
        while (!closures.isEmpty()) {
            closure(closures.removeLast(), registry, LARGEST, closures);
        }
    }

    /// A closure that is too large stays below; what is around it does not.
    private static void closure(
            CodeTree tree, Registry registry, int largest, List<CodeTree> closures) {
        Emitted made;
        try {
            made = emit(tree, registry, closures);
        } catch (MethodTooLargeException large) {
            return;
        }
        if (made.size <= largest) {
            tree.install(made.load(tree));
        }
    }

    /// @param closures gets what the closures execute that are made in it
    private static Emitted emit(CodeTree tree, Registry registry, List<CodeTree> closures) {
        var constants = new ArrayList<Object>();
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V21, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, CLASS, null, BODY, null);
        constructor(writer);
        run(writer, tree.parameters());
        var call =
                writer.visitMethod(
                        Opcodes.ACC_STATIC,
                        "call",
                        CallEmitter.descriptor(tree.parameters()),
                        null,
                        null);
        call.visitCode();
        closures.addAll(
                tree.isLoop()
                        ? LoopMethodEmitter.emit(tree, registry, call, constants)
                        : MethodEmitter.emit(tree, registry, call, constants));
        var end = new Label();
        call.visitLabel(end);
        call.visitMaxs(0, 0);
        call.visitEnd();
        writer.visitEnd();
        return new Emitted(writer.toByteArray(), List.copyOf(constants), end.getOffset());
    }

    private static void constructor(ClassWriter writer) {
        var code = writer.visitMethod(0, "<init>", "()V", null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, BODY, "<init>", "()V", false);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /// `Object run(Frame f)`: the way in from Tier 0.
    private static void run(ClassWriter writer, int parameters) {
        var frame = "L" + Writer.HERE + "Frame;";
        var execution = "L" + Writer.HERE + "Execution;";
        var code = writer.visitMethod(0, "run", "(" + frame + ")" + Writer.OBJECT, null, null);
        code.visitCode();
        var to = new Writer(new Frames(code, List.of(), List.of()), new ArrayList<>(), 2);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitFieldInsn(Opcodes.GETFIELD, Writer.HERE + "Frame", "ex", execution);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitFieldInsn(Opcodes.GETFIELD, Writer.HERE + "Frame", "depth", "I");
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        for (int i = 0; i < parameters; i++) {
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitLdcInsn(i);
            to.method(Writer.HERE + "Frame", "number", "(I)J");
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitLdcInsn(i);
            to.step("parameter", "(" + frame + "I)" + Writer.OBJECT);
        }
        to.call(CLASS, "call", CallEmitter.descriptor(parameters));
        int result = to.keep(Kind.OBJECT).local();
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitFieldInsn(Opcodes.GETFIELD, Writer.HERE + "Frame", "ex", execution);
        code.visitFieldInsn(Opcodes.GETFIELD, Writer.HERE + "Execution", "number", "J");
        code.visitVarInsn(Opcodes.ALOAD, result);
        to.call(Writer.HERE + "Mark", "boxed", "(J" + Writer.OBJECT + ")" + Writer.OBJECT);
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
