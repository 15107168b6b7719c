package org.oxur.compiler.jvm;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.oxur.ast.FloatType;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.compiler.types.ValueType;
import org.oxur.text.Span;

/// How values lie in the JVM's registers: integers of up to 64 bits in a `long`, extended as their
/// type says; floats as they are; booleans in an `int`; unit nowhere.
final class Kinds {
    private Kinds() {}

    static Type of(ValueType type) {
        return switch (type) {
            case ValueType.Int _ -> Type.LONG_TYPE;
            case ValueType.Float(var floating) ->
                    floating == FloatType.F64 ? Type.DOUBLE_TYPE : Type.FLOAT_TYPE;
            case ValueType.Simple simple ->
                    simple == ValueType.Simple.BOOL ? Type.BOOLEAN_TYPE : Type.VOID_TYPE;
        };
    }

    static boolean isVoid(ValueType type) {
        return of(type) == Type.VOID_TYPE;
    }

    /// What the JVM has no register for stays below.
    static void demand(ValueType type, Span span) throws Uncompilable {
        if (type instanceof ValueType.Int(var integer) && integer.bits() > 64) {
            throw new Uncompilable(span, "`" + type + "`, wider than a machine word");
        }
    }

    static void pop(MethodVisitor code, ValueType type) {
        switch (of(type).getSize()) {
            case 1 -> code.visitInsn(Opcodes.POP);
            case 2 -> code.visitInsn(Opcodes.POP2);
            default -> {}
        }
    }
}
