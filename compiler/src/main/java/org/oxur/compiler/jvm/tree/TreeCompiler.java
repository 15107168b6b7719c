package org.oxur.compiler.jvm.tree;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.oxur.interpret.CodeTree;
import org.oxur.module.Registry;
import org.oxur.tier.CompiledCode;
import org.oxur.tier.FunctionCompiler.Result;

/// Makes a hidden class of a function's nodes, beside Tier 0's own classes, whose frames and nodes
/// it uses where it has no quicker way.
public final class TreeCompiler {
    private static final String CLASS = Writer.HERE + "Compiled";
    private static final String BODY = Writer.HERE + "CompiledBody";

    private TreeCompiler() {}

    /// @param start when it began, for the time it took
    public static Result compile(CodeTree tree, Registry registry, long start) {
        var closures = new ArrayList<CodeTree>();
        CompiledCode code;
        try {
            code = load(tree, registry, closures);
        } catch (MethodTooLargeException e) {
            return new Result.Refused(
                    tree.code().span(), "it would be more than 64 KB of bytecode");
        }
        while (!closures.isEmpty()) {
            closure(closures.removeLast(), registry, closures);
        }
        return new Result.Compiled(code, (System.nanoTime() - start) / 1_000_000);
    }

    /// A closure that is too large stays below; what is around it does not.
    private static void closure(CodeTree tree, Registry registry, List<CodeTree> closures) {
        CompiledCode code;
        try {
            code = load(tree, registry, closures);
        } catch (MethodTooLargeException large) {
            return;
        }
        tree.install(code);
    }

    /// @param closures gets what the closures execute that are made in it
    private static CompiledCode load(CodeTree tree, Registry registry, List<CodeTree> closures) {
        var constants = new ArrayList<Object>();
        var bytes = emit(tree, registry, constants, closures);
        return tree.load(bytes, List.copyOf(constants), () -> Listing.of(bytes));
    }

    private static byte[] emit(
            CodeTree tree, Registry registry, List<Object> constants, List<CodeTree> closures) {
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
        closures.addAll(MethodEmitter.emit(tree, registry, call, constants));
        call.visitMaxs(0, 0);
        call.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
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
