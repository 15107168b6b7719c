package org.oxur.compiler.jvm;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.oxur.ast.Expr;
import org.oxur.ast.IntType;
import org.oxur.builtin.BuiltinFunction;
import org.oxur.compiler.trap.TrapPoint;
import org.oxur.compiler.types.Instance;
import org.oxur.compiler.types.Intrinsic;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.compiler.types.ValueType;
import org.oxur.compiler.types.ValueType.Simple;
import org.oxur.error.OxurPanic;

/// Writes calls: of the program's functions, whose methods stand in the same class, and of built-in
/// functions of numbers.
final class CallEmitter {
    private static final String PANIC = Type.getInternalName(OxurPanic.class);

    private final UnitEmitter unit;
    private final Instance instance;
    private final FunctionEmitter function;
    private final MethodVisitor code;
    private final ArithmeticEmitter arithmetic;

    CallEmitter(
            UnitEmitter unit,
            Instance instance,
            FunctionEmitter function,
            MethodVisitor code,
            ArithmeticEmitter arithmetic) {
        this.unit = unit;
        this.instance = instance;
        this.function = function;
        this.code = code;
        this.arithmetic = arithmetic;
    }

    void call(Expr call, List<Expr> arguments) throws Uncompilable {
        var builtin = instance.builtin(call);
        if (builtin != null) {
            intrinsic(call, builtin, arguments);
            return;
        }
        function.operands(arguments);
        var callee = instance.callee(call);
        if (callee == null) {
            // An argument never gives a value: control does not come here.
            return;
        }
        function.loadGuard();
        boolean tail = instance.isTailCall(call);
        if (tail) {
            function.loadDepth();
        } else {
            function.loadGuard();
            function.loadDepth();
            code.visitLdcInsn(unit.point(new TrapPoint.Depth(call.span())));
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, UnitEmitter.GUARD, "deeper", "(II)I", false);
        }
        invoke(call, callee, instance.isInTailPosition(call));
        if (callee.result() == Simple.NEVER) {
            code.visitInsn(Opcodes.ACONST_NULL);
            code.visitInsn(Opcodes.ATHROW);
        }
    }

    /// The call itself: an error that leaves it notes so for the stack trace.
    private void invoke(Expr call, Instance callee, boolean tail) {
        var start = new Label();
        var end = new Label();
        var caught = new Label();
        code.visitTryCatchBlock(start, end, caught, PANIC);
        code.visitLabel(start);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                UnitEmitter.CLASS,
                UnitEmitter.name(callee),
                UnitEmitter.descriptor(callee),
                false);
        code.visitLabel(end);
        function.later(() -> {
            code.visitLabel(caught);
            code.visitInsn(Opcodes.DUP);
            function.loadGuard();
            code.visitInsn(Opcodes.SWAP);
            code.visitLdcInsn(
                    unit.point(
                            new TrapPoint.Call(
                                    call.span(),
                                    callee.function().name(),
                                    callee.version().number(),
                                    tail)));
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, UnitEmitter.GUARD, "left", "(L" + PANIC + ";I)V", false);
            code.visitInsn(Opcodes.ATHROW);
        });
    }

    private void intrinsic(Expr call, BuiltinFunction builtin, List<Expr> arguments)
            throws Uncompilable {
        var types = new ArrayList<ValueType>();
        for (var argument : arguments) {
            types.add(instance.type(argument));
        }
        function.operands(arguments);
        var intrinsic = Objects.requireNonNull(Intrinsic.named(builtin.name()));
        int point = unit.point(new TrapPoint.Builtin(call.span(), builtin, types));
        switch (types.getFirst()) {
            case ValueType.Int(var integer) -> integer(intrinsic, integer, point);
            case ValueType.Float _ -> floating(intrinsic, types.getFirst());
            case Simple _ -> throw new IllegalStateException("inference lets numbers pass only");
        }
    }

    private void integer(Intrinsic intrinsic, IntType type, int point) throws Uncompilable {
        boolean unsigned = ArithmeticEmitter.isUnsigned64(type);
        switch (intrinsic) {
            case ABS -> {
                code.visitLdcInsn(type.min().longValue());
                arithmetic.checked("abs", "JJ", point);
            }
            case SIGNUM -> {
                arithmetic.call("java/lang/Long", "signum", "(J)I");
                code.visitInsn(Opcodes.I2L);
            }
            case MIN, MAX -> {
                var name = intrinsic == Intrinsic.MIN ? "min" : "max";
                arithmetic.call(
                        unsigned ? UnitEmitter.CHECKED : "java/lang/Math",
                        unsigned ? name + "Unsigned" : name,
                        "(JJ)J");
            }
            case REM_EUCLID, DIV_EUCLID -> {
                boolean rest = intrinsic == Intrinsic.REM_EUCLID;
                if (unsigned) {
                    arithmetic.checked(rest ? "remUnsigned" : "divUnsigned", "JJ", point);
                } else {
                    // An unsigned number is never -1: only then does the least one matter.
                    code.visitLdcInsn(type.min().longValue());
                    arithmetic.checked(rest ? "remEuclid" : "divEuclid", "JJJ", point);
                }
            }
            case WRAPPING_ADD -> wrapping(Opcodes.LADD, type);
            case WRAPPING_SUB -> wrapping(Opcodes.LSUB, type);
            case WRAPPING_MUL -> wrapping(Opcodes.LMUL, type);
            case SQRT -> throw new IllegalStateException("inference lets no root pass");
        }
    }

    private void wrapping(int opcode, IntType type) {
        code.visitInsn(opcode);
        arithmetic.wrap(type);
    }

    private void floating(Intrinsic intrinsic, ValueType type) {
        boolean wide = type.equals(ValueType.F64);
        if (intrinsic == Intrinsic.ABS) {
            arithmetic.call("java/lang/Math", "abs", wide ? "(D)D" : "(F)F");
            return;
        }
        if (!wide) {
            code.visitInsn(Opcodes.F2D);
        }
        arithmetic.call("java/lang/Math", "sqrt", "(D)D");
        if (!wide) {
            code.visitInsn(Opcodes.D2F);
        }
    }
}
