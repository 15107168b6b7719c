package org.oxur.compiler.jvm;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.oxur.ast.FloatType;
import org.oxur.ast.IntType;
import org.oxur.compiler.trap.TrapPoint;
import org.oxur.compiler.types.Instance;
import org.oxur.compiler.types.Program;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.compiler.types.ValueType;

/// Writes the class of a [Program]: a static method for each instance, and `call`, which takes and
/// gives values as the engine has them.
final class UnitEmitter {
    static final String GUARD = Type.getInternalName(Guard.class);
    static final String CHECKED = Type.getInternalName(Checked.class);

    /// In the package of the class that looks it up.
    static final String CLASS = "org/oxur/compiler/jvm/Unit";

    private final Program program;
    private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    private final List<TrapPoint> points = new ArrayList<>();

    /// @param points what the code's numbers for places mean
    record Unit(byte[] bytes, List<TrapPoint> points) {}

    private UnitEmitter(Program program) {
        this.program = program;
    }

    static Unit emit(Program program) throws Uncompilable {
        var emitter = new UnitEmitter(program);
        emitter.writer.visit(
                Opcodes.V21,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
                CLASS,
                null,
                "java/lang/Object",
                null);
        for (var instance : program.instances()) {
            emitter.method(instance);
        }
        emitter.call(program.entry());
        emitter.writer.visitEnd();
        return new Unit(emitter.writer.toByteArray(), emitter.points);
    }

    int point(TrapPoint point) {
        points.add(point);
        return points.size() - 1;
    }

    private void method(Instance instance) throws Uncompilable {
        var code =
                writer.visitMethod(
                        Opcodes.ACC_STATIC, name(instance), descriptor(instance), null, null);
        code.visitCode();
        new FunctionEmitter(this, instance, code).emit();
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    static String name(Instance instance) {
        return "f" + instance.number();
    }

    /// The parameters, then the guard and the depth.
    static String descriptor(Instance instance) {
        var types = new ArrayList<Type>();
        for (var parameter : instance.parameters()) {
            if (!Kinds.isVoid(parameter)) {
                types.add(Kinds.of(parameter));
            }
        }
        types.add(Type.getType(Guard.class));
        types.add(Type.INT_TYPE);
        return Type.getMethodDescriptor(Kinds.of(instance.result()), types.toArray(new Type[0]));
    }

    /// `static Object call(Object[] arguments, Guard guard, int depth)`.
    private void call(Instance entry) {
        var code =
                writer.visitMethod(
                        Opcodes.ACC_STATIC,
                        "call",
                        "([Ljava/lang/Object;L" + GUARD + ";I)Ljava/lang/Object;",
                        null,
                        null);
        code.visitCode();
        for (int i = 0; i < entry.parameters().size(); i++) {
            var type = entry.parameters().get(i);
            if (!Kinds.isVoid(type)) {
                code.visitVarInsn(Opcodes.ALOAD, 0);
                code.visitLdcInsn(i);
                code.visitInsn(Opcodes.AALOAD);
                unbox(code, type);
            }
        }
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitVarInsn(Opcodes.ILOAD, 2);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, CLASS, name(entry), descriptor(entry), false);
        box(code, entry.result());
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static void unbox(MethodVisitor code, ValueType type) {
        switch (type) {
            case ValueType.Int _ ->
                    code.visitMethodInsn(
                            Opcodes.INVOKESTATIC,
                            "org/oxur/value/Integers",
                            "lowBits",
                            "(Ljava/lang/Object;)J",
                            false);
            case ValueType.Float(var floating) -> {
                boolean wide = floating == FloatType.F64;
                var owner = wide ? "java/lang/Double" : "java/lang/Float";
                code.visitTypeInsn(Opcodes.CHECKCAST, owner);
                code.visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL,
                        owner,
                        wide ? "doubleValue" : "floatValue",
                        wide ? "()D" : "()F",
                        false);
            }
            case ValueType.Simple _ -> {
                code.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Boolean");
                code.visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL, "java/lang/Boolean", "booleanValue", "()Z", false);
            }
        }
    }

    private static void box(MethodVisitor code, ValueType type) {
        switch (type) {
            case ValueType.Int(var integer) when integer == IntType.I64 ->
                    valueOf(code, "java/lang/Long", "J");
            case ValueType.Int(var integer) -> {
                int slot = 3;
                code.visitVarInsn(Opcodes.LSTORE, slot);
                code.visitFieldInsn(
                        Opcodes.GETSTATIC,
                        "org/oxur/ast/IntType",
                        integer.name(),
                        "Lorg/oxur/ast/IntType;");
                code.visitVarInsn(Opcodes.LLOAD, slot);
                code.visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        "org/oxur/value/Integers",
                        "ofBits",
                        "(Lorg/oxur/ast/IntType;J)Ljava/lang/Object;",
                        false);
            }
            case ValueType.Float(var floating) -> {
                if (floating == FloatType.F64) {
                    valueOf(code, "java/lang/Double", "D");
                } else {
                    valueOf(code, "java/lang/Float", "F");
                }
            }
            case ValueType.Simple simple -> {
                if (simple == ValueType.Simple.BOOL) {
                    valueOf(code, "java/lang/Boolean", "Z");
                } else {
                    code.visitFieldInsn(
                            Opcodes.GETSTATIC,
                            "org/oxur/value/Unit",
                            "UNIT",
                            "Lorg/oxur/value/Unit;");
                }
            }
        }
    }

    private static void valueOf(MethodVisitor code, String owner, String primitive) {
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                owner,
                "valueOf",
                "(" + primitive + ")L" + owner + ";",
                false);
    }
}
