package org.oxur.compiler.jvm.tree;

import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/// Counts the turns of loops. They are counted by the stretch, in a local: a loop that stored
/// something at each turn could not be made quick.
final class Turns {
    /// Turns between two looks at whether the evaluation shall end; as in `Steps`.
    private static final int STRETCH = 1_000;

    private static final String SITE = "Lorg/oxur/error/Site;";
    private static final String EXECUTION = "L" + Writer.HERE + "Execution;";

    private final OperationEmitter in;
    private final Writer to;

    Turns(OperationEmitter in) {
        this.in = in;
        this.to = in.to;
    }

    /// Before a loop: the local that counts.
    int begin() {
        to.code.visitLdcInsn(STRETCH);
        return to.keep(Kind.BOOL).local();
    }

    /// After a turn: back to the head.
    void again(int left, Object node, Label head) {
        to.code.visitVarInsn(Opcodes.ILOAD, left);
        to.code.visitInsn(Opcodes.ICONST_1);
        to.code.visitInsn(Opcodes.ISUB);
        to.code.visitVarInsn(Opcodes.ISTORE, left);
        to.code.visitVarInsn(Opcodes.ILOAD, left);
        to.code.visitJumpInsn(Opcodes.IFGT, head);
        end(left, node);
        to.code.visitLdcInsn(STRETCH);
        to.code.visitVarInsn(Opcodes.ISTORE, left);
        to.jump(head);
    }

    /// After the loop.
    void end(int left, Object node) {
        in.ex();
        to.code.visitVarInsn(Opcodes.ILOAD, left);
        to.node(node);
        to.step("turned", "(" + EXECUTION + "I" + SITE + ")V");
    }

    /// How far a range is gone through before the next look: into `stop`.
    void stretch(Value.Local at, Value.Local limit, Value.Local stop, Object node) {
        in.ex();
        to.push(at);
        to.push(limit);
        to.node(node);
        to.step("stretch", "(" + EXECUTION + "JJ" + SITE + ")J");
        to.code.visitVarInsn(Opcodes.LSTORE, stop.local());
    }
}
