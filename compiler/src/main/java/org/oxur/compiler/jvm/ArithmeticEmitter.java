package org.oxur.compiler.jvm;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.oxur.ast.BinOp;
import org.oxur.ast.FloatType;
import org.oxur.ast.IntType;
import org.oxur.compiler.types.ValueType;

/// Writes arithmetic, comparisons and casts of operands that lie on the operand stack.
final class ArithmeticEmitter {
    private final FunctionEmitter function;
    private final MethodVisitor code;

    ArithmeticEmitter(FunctionEmitter function, MethodVisitor code) {
        this.function = function;
        this.code = code;
    }

    /// Calls a method of [Checked] whose parameters are `J`s and `I`s, then the guard and the
    /// point.
    void checked(String name, String operands, int point) {
        function.loadGuard();
        code.visitLdcInsn(point);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                UnitEmitter.CHECKED,
                name,
                "(" + operands + "L" + UnitEmitter.GUARD + ";I)J",
                false);
    }

    void call(String owner, String name, String descriptor) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
    }

    /// The type's bounds, as the extra operands of checks for narrow types.
    private void bounds(IntType type) {
        code.visitLdcInsn(type.min().longValue());
        code.visitLdcInsn(type.max().longValue());
    }

    static boolean isUnsigned64(IntType type) {
        return !type.signed() && type.bits() == 64;
    }

    private static boolean isSigned64(IntType type) {
        return type.signed() && type.bits() == 64;
    }

    void operate(BinOp op, ValueType type, int point) {
        switch (type) {
            case ValueType.Int(var integer) -> integers(op, integer, point);
            case ValueType.Float(var floating) -> {
                int wide = floating == FloatType.F64 ? 1 : 0;
                code.visitInsn(
                        switch (op) {
                            case ADD -> Opcodes.FADD + wide;
                            case SUB -> Opcodes.FSUB + wide;
                            case MUL -> Opcodes.FMUL + wide;
                            case DIV -> Opcodes.FDIV + wide;
                            case REM -> Opcodes.FREM + wide;
                            default -> throw new IllegalStateException(op + " of floats");
                        });
            }
            case ValueType.Simple _ ->
                    code.visitInsn(
                            switch (op) {
                                case BIT_AND -> Opcodes.IAND;
                                case BIT_OR -> Opcodes.IOR;
                                case BIT_XOR -> Opcodes.IXOR;
                                default -> throw new IllegalStateException(op + " of booleans");
                            });
        }
    }

    private void integers(BinOp op, IntType type, int point) {
        switch (op) {
            case BIT_AND -> code.visitInsn(Opcodes.LAND);
            case BIT_OR -> code.visitInsn(Opcodes.LOR);
            case BIT_XOR -> code.visitInsn(Opcodes.LXOR);
            case SHL -> {
                code.visitLdcInsn(type.bits());
                checked("shl", "JJI", point);
                wrap(type);
            }
            case SHR -> {
                code.visitLdcInsn(type.bits());
                checked(type.signed() ? "shr" : "shrUnsigned", "JJI", point);
            }
            default -> {
                var name = name(op);
                if (isSigned64(type)) {
                    checked(name, "JJ", point);
                } else if (isUnsigned64(type)) {
                    checked(name + "Unsigned", "JJ", point);
                } else {
                    narrow(name, type, point);
                }
            }
        }
    }

    private void narrow(String name, IntType type, int point) {
        bounds(type);
        checked(name + "Within", "JJJJ", point);
    }

    private static String name(BinOp op) {
        return switch (op) {
            case ADD -> "add";
            case SUB -> "sub";
            case MUL -> "mul";
            case DIV -> "div";
            case REM -> "rem";
            default -> throw new IllegalStateException(op + " is not arithmetic");
        };
    }

    /// Brings a `long` back into the type's range by dropping its high bits.
    void wrap(IntType type) {
        int unused = 64 - type.bits();
        if (unused > 0) {
            code.visitLdcInsn(unused);
            code.visitInsn(Opcodes.LSHL);
            code.visitLdcInsn(unused);
            code.visitInsn(type.signed() ? Opcodes.LSHR : Opcodes.LUSHR);
        }
    }

    void negate(ValueType type, int point) {
        switch (type) {
            case ValueType.Int(var integer) -> {
                code.visitLdcInsn(integer.min().longValue());
                checked("neg", "JJ", point);
            }
            case ValueType.Float(var floating) ->
                    code.visitInsn(floating == FloatType.F64 ? Opcodes.DNEG : Opcodes.FNEG);
            case ValueType.Simple _ -> {}
        }
    }

    void not(ValueType type) {
        if (type instanceof ValueType.Int(var integer)) {
            code.visitLdcInsn(-1L);
            code.visitInsn(Opcodes.LXOR);
            wrap(integer);
        } else if (type == ValueType.Simple.BOOL) {
            code.visitInsn(Opcodes.ICONST_1);
            code.visitInsn(Opcodes.IXOR);
        }
    }

    /// Goes on when the comparison holds, and to `no` otherwise.
    void compare(BinOp op, ValueType type, Label no) {
        switch (type) {
            case ValueType.Int(var integer) -> {
                if (isUnsigned64(integer)) {
                    call("java/lang/Long", "compareUnsigned", "(JJ)I");
                } else {
                    code.visitInsn(Opcodes.LCMP);
                }
            }
            case ValueType.Float(var floating) -> {
                // NaN must fail every comparison but `!=`.
                boolean less = op == BinOp.LT || op == BinOp.LE;
                boolean wide = floating == FloatType.F64;
                code.visitInsn(
                        less
                                ? wide ? Opcodes.DCMPG : Opcodes.FCMPG
                                : wide ? Opcodes.DCMPL : Opcodes.FCMPL);
            }
            case ValueType.Simple _ -> code.visitInsn(Opcodes.ISUB);
        }
        code.visitJumpInsn(
                switch (op) {
                    case EQ -> Opcodes.IFNE;
                    case NE -> Opcodes.IFEQ;
                    case LT -> Opcodes.IFGE;
                    case LE -> Opcodes.IFGT;
                    case GT -> Opcodes.IFLE;
                    case GE -> Opcodes.IFLT;
                    default -> throw new IllegalStateException(op + " is no comparison");
                },
                no);
    }

    // Casts, with Rust's rules: integers lose their high bits, floats go to the nearest bound

    void cast(ValueType from, ValueType to) {
        switch (from) {
            case ValueType.Int(var integer) -> fromInteger(integer, to);
            case ValueType.Float(var floating) -> fromFloat(floating, to);
            case ValueType.Simple simple -> {
                if (simple == ValueType.Simple.BOOL) {
                    code.visitInsn(Opcodes.I2L);
                }
            }
        }
    }

    private void fromInteger(IntType from, ValueType to) {
        if (to instanceof ValueType.Int(var target)) {
            wrap(target);
            return;
        }
        boolean wide = to.equals(ValueType.F64);
        if (isUnsigned64(from)) {
            call(
                    UnitEmitter.CHECKED,
                    wide ? "unsignedToDouble" : "unsignedToFloat",
                    wide ? "(J)D" : "(J)F");
        } else {
            code.visitInsn(wide ? Opcodes.L2D : Opcodes.L2F);
        }
    }

    private void fromFloat(FloatType from, ValueType to) {
        if (to instanceof ValueType.Float(var target)) {
            if (from != target) {
                code.visitInsn(from == FloatType.F32 ? Opcodes.F2D : Opcodes.D2F);
            }
            return;
        }
        if (to instanceof ValueType.Int(var target)) {
            if (from == FloatType.F32) {
                code.visitInsn(Opcodes.F2D);
            }
            if (isUnsigned64(target)) {
                call(UnitEmitter.CHECKED, "doubleToUnsigned", "(D)J");
                return;
            }
            code.visitInsn(Opcodes.D2L);
            if (target.bits() < 64) {
                bounds(target);
                call(UnitEmitter.CHECKED, "clamp", "(JJJ)J");
            }
        }
    }
}
