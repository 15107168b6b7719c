package org.oxur.compiler.jvm.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// Writes the stack map while the code is written: every local has its type from the beginning to
/// the end of the method, and the operand stack is empty at every label, so that all frames are
/// alike. Code that control cannot come to is left out.
///
/// (ASM would compute the same, in time that grows with the square of the method.)
final class Frames extends MethodVisitor {
    private final Object[] locals;
    private boolean dead;

    /// A frame stands here already.
    private boolean fresh;

    private boolean first = true;
    private Runnable meeting = () -> {};

    /// @param to null where the code is only tried, to find out what locals it needs
    /// @param parameters the types of the parameters, as frames have them
    /// @param kinds of all other locals
    Frames(@Nullable MethodVisitor to, List<Object> parameters, List<Kind> kinds) {
        super(Opcodes.ASM9, to);
        var all = new ArrayList<>(parameters);
        for (var kind : kinds) {
            all.add(
                    switch (kind) {
                        case LONG -> Opcodes.LONG;
                        case DOUBLE -> Opcodes.DOUBLE;
                        case BOOL -> Opcodes.INTEGER;
                        case OBJECT, PAIR, NEVER -> "java/lang/Object";
                    });
        }
        this.locals = all.toArray();
    }

    /// Tells where ways meet, other than [#inner]: what was known of the one may not hold on the
    /// other.
    void onMeeting(Runnable action) {
        this.meeting = action;
    }

    @Override
    public void visitLabel(Label label) {
        meeting.run();
        inner(label);
    }

    /// A label inside of one operation, whose ways all see to what is known.
    void inner(Label label) {
        super.visitLabel(label);
        if (!fresh) {
            if (first) {
                super.visitFrame(Opcodes.F_FULL, locals.length, locals, 0, new Object[0]);
            } else {
                super.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            }
        }
        first = false;
        fresh = true;
        dead = false;
    }

    /// Control that came here would go nowhere: two frames must not stand in one place.
    private void apart() {
        if (fresh) {
            super.visitInsn(Opcodes.ACONST_NULL);
            super.visitInsn(Opcodes.ATHROW);
            fresh = false;
        }
    }

    /// Where a guarded range ends or begins; nobody jumps there.
    void bound(Label label) {
        super.visitLabel(label);
    }

    /// Where an exception is caught; it lies on the stack.
    void handler(Label label, String type) {
        meeting.run();
        apart();
        super.visitLabel(label);
        super.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {type});
        fresh = true;
        dead = false;
    }

    private boolean begins() {
        if (dead) {
            return false;
        }
        fresh = false;
        return true;
    }

    @Override
    public void visitInsn(int opcode) {
        if (begins()) {
            super.visitInsn(opcode);
            dead = opcode == Opcodes.ARETURN || opcode == Opcodes.ATHROW;
        }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        if (begins()) {
            super.visitIntInsn(opcode, operand);
        }
    }

    @Override
    public void visitVarInsn(int opcode, int local) {
        if (begins()) {
            super.visitVarInsn(opcode, local);
        }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (begins()) {
            super.visitTypeInsn(opcode, type);
        }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        if (begins()) {
            super.visitFieldInsn(opcode, owner, name, descriptor);
        }
    }

    @Override
    public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (begins()) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }
    }

    @Override
    public void visitInvokeDynamicInsn(
            String name, String descriptor, Handle bootstrap, Object... arguments) {
        if (begins()) {
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        }
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        if (begins()) {
            super.visitJumpInsn(opcode, label);
            dead = opcode == Opcodes.GOTO;
        }
    }

    @Override
    public void visitLdcInsn(Object value) {
        if (begins()) {
            super.visitLdcInsn(value);
        }
    }
}
