package org.oxur.compiler.jvm;

import java.util.IdentityHashMap;
import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.oxur.compiler.types.ValueType;
import org.oxur.resolve.Variable;

/// The local variables of one method.
final class Locals {
    private final MethodVisitor code;
    private final Map<Variable, Integer> slots = new IdentityHashMap<>();
    private int next;

    Locals(MethodVisitor code) {
        this.code = code;
    }

    /// The next free slot.
    int reserve(Type type) {
        int slot = next;
        next += Math.max(1, type.getSize());
        return slot;
    }

    int slot(Variable variable, ValueType type) {
        return slots.computeIfAbsent(variable, _ -> reserve(Kinds.of(type)));
    }

    /// Pops the operand stack into a slot.
    void store(int slot, ValueType type) {
        var kind = Kinds.of(type);
        if (kind != Type.VOID_TYPE) {
            code.visitVarInsn(kind.getOpcode(Opcodes.ISTORE), slot);
        }
    }

    void load(int slot, ValueType type) {
        var kind = Kinds.of(type);
        if (kind != Type.VOID_TYPE) {
            code.visitVarInsn(kind.getOpcode(Opcodes.ILOAD), slot);
        }
    }

    /// Pops the operand stack into a slot of its own.
    int keep(ValueType type) {
        int slot = reserve(Kinds.of(type));
        store(slot, type);
        return slot;
    }
}
