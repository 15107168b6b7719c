package org.oxur.compiler.jvm.tree;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.oxur.interpret.CodeTree;
import org.oxur.module.Registry;

/// Writes `call` of a loop that moves up while it runs. It takes the variables that it uses from
/// Tier 0's frame, and puts them back where it is left. It gives what the loop's node gives, or
/// null, having done nothing, where a variable is not what the code was made for.
final class LoopMethodEmitter {
    private static final String SIGNAL = Writer.HERE + "Signal";

    private final CodeTree tree;
    private final Frames code;
    private final Writer to;
    private final OperationEmitter in;
    private final Kinds kinds;
    private final MethodLabels labels;

    private LoopMethodEmitter(
            CodeTree tree, Kinds kinds, Registry registry, Frames code, List<Object> constants) {
        this.tree = tree;
        this.code = code;
        this.to = new Writer(code, constants, OperationEmitter.FRAME + 1);
        this.kinds = kinds;
        this.labels = MethodLabels.of(kinds, to);
        this.in = new OperationEmitter(to, tree, registry, labels);
    }

    /// As [MethodEmitter#emit(CodeTree, Registry, MethodVisitor, List)].
    static List<CodeTree> emit(
            CodeTree tree, Registry registry, MethodVisitor code, List<Object> constants) {
        var kinds = new Kinds(tree);
        var trial =
                new LoopMethodEmitter(
                        tree,
                        kinds,
                        registry,
                        new Frames(null, List.of(), List.of()),
                        new ArrayList<>());
        trial.emit(List.of());
        var locals = trial.to.kinds();
        var frames = new Frames(code, MethodEmitter.parameters(tree), locals);
        var written = new LoopMethodEmitter(tree, kinds, registry, frames, constants);
        written.emit(locals);
        return written.in.closures;
    }

    private void emit(List<Kind> locals) {
        var begin = new Label();
        var body = new Label();
        var bodyEnd = new Label();
        var prologue = new Label();
        var unwinding = new Label();
        kinds.bindings.begin();
        to.initialise(locals);
        code.visitTryCatchBlock(body, bodyEnd, unwinding, SIGNAL + "$Unwinding");
        for (int i = 0; i < tree.slots(); i++) {
            if (kinds.isFound(i)) {
                in.variables.place(i);
            }
        }
        to.jump(prologue);
        code.visitLabel(begin);
        code.bound(body);
        in.emitTo(tree.body(), Dest.RESULT);
        kinds.bindings.begin();
        code.bound(bodyEnd);
        in.control.dispatchers(unwinding);
        code.visitLabel(labels.exit());
        in.variables.putBack();
        give();
        code.visitLabel(prologue);
        prologue(begin);
    }

    private void give() {
        in.ex();
        code.visitVarInsn(Opcodes.LLOAD, labels.number());
        code.visitFieldInsn(Opcodes.PUTFIELD, Writer.HERE + "Execution", "number", "J");
        code.visitVarInsn(Opcodes.ALOAD, labels.object());
        code.visitInsn(Opcodes.ARETURN);
    }

    private void prologue(Label begin) {
        var unfit = new Label();
        for (int i = 0; i < tree.slots(); i++) {
            if (kinds.isFound(i)) {
                in.variables.take(i, unfit);
            }
        }
        to.jump(begin);
        code.visitLabel(unfit);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.ARETURN);
    }

    // Ways out

    /// A jump to what is around the loop.
    ///
    /// @param flows Tier 0 finds the signal as the loop's value; else as an exception
    static void jump(OperationEmitter in, Object signal, Value carried, boolean flows) {
        var to = in.to;
        in.ex();
        to.pushBoxed(carried);
        to.code.visitFieldInsn(
                Opcodes.PUTFIELD, Writer.HERE + "Execution", "signalValue", Writer.OBJECT);
        if (flows) {
            in.control.giveBack(new Value.Constant(signal));
        } else {
            in.variables.putBack();
            to.load(signal, SIGNAL);
            unwind(to);
        }
    }

    /// An exception that is meant for what is around the loop goes on.
    static void rethrow(OperationEmitter in, int signal) {
        in.variables.putBack();
        in.to.code.visitVarInsn(Opcodes.ALOAD, signal);
        in.to.code.visitTypeInsn(Opcodes.CHECKCAST, SIGNAL);
        unwind(in.to);
    }

    private static void unwind(Writer to) {
        to.code.visitFieldInsn(Opcodes.GETFIELD, SIGNAL, "unwinding", "L" + SIGNAL + "$Unwinding;");
        to.code.visitInsn(Opcodes.ATHROW);
    }
}
