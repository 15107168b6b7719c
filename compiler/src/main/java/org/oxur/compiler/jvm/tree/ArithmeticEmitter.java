package org.oxur.compiler.jvm.tree;

import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.oxur.ast.BinOp;
import org.oxur.error.Site;
import org.oxur.interpret.Operation;

/// Operators: `i64` and `f64` in line, all else by the node.
final class ArithmeticEmitter {
    private static final String NODE = Writer.HERE + "ArithmeticNode";
    private static final String EXECUTION = "L" + Writer.HERE + "Execution;";

    private final OperationEmitter in;
    private final Writer to;

    ArithmeticEmitter(OperationEmitter in) {
        this.in = in;
        this.to = in.to;
    }

    Value binary(Operation.Arithmetic binary) {
        var a = in.emit(binary.left());
        if (a.kind() == Kind.NEVER) {
            return OperationEmitter.NEVER;
        }
        var b = in.emit(binary.right());
        if (b.kind() == Kind.NEVER) {
            return OperationEmitter.NEVER;
        }
        return binary(binary, a, b);
    }

    /// Of operands that were executed.
    Value binary(Operation.Arithmetic binary, Value a, Value b) {
        var kind = Kinds.arithmetic(binary.op(), a.kind(), b.kind(), binary.adapts());
        var result = to.place(kind);
        boolean floats = isFloat(binary.op());
        var slow = new Label();
        var doubles = new Label();
        var end = new Label();
        var likely = in.likely.of(binary.left(), binary.right(), binary.adapts());
        boolean longs = may(a, Kind.LONG) && may(b, Kind.LONG) && likely != Kind.DOUBLE;
        boolean reals = floats && may(a, Kind.DOUBLE) && may(b, Kind.DOUBLE) && likely != Kind.LONG;
        if (longs) {
            var otherwise = reals ? doubles : slow;
            to.unless(a, Kind.LONG, otherwise);
            to.unless(b, Kind.LONG, otherwise);
            var number = longs(binary, a, b, slow);
            to.store(number, result);
            to.jump(end);
        }
        to.code.inner(doubles);
        if (reals) {
            to.unless(a, Kind.DOUBLE, slow);
            to.unless(b, Kind.DOUBLE, slow);
            to.pushAs(a, Kind.DOUBLE);
            to.pushAs(b, Kind.DOUBLE);
            to.code.visitInsn(opcode(binary.op(), true));
            to.store(to.keep(Kind.DOUBLE), result);
            to.jump(end);
        }
        to.code.inner(slow);
        to.pushBoxed(a);
        to.pushBoxed(b);
        in.ex();
        in.depth();
        to.load(binary.node(), NODE);
        to.step(
                "arithmetic",
                "("
                        + Writer.OBJECT
                        + Writer.OBJECT
                        + EXECUTION
                        + "IL"
                        + NODE
                        + ";)"
                        + Writer.OBJECT);
        to.unbox(result);
        in.variables.taken(binary.left(), "leftTaken");
        in.variables.taken(binary.right(), "rightTaken");
        in.known.lost();
        to.code.inner(end);
        return result;
    }

    private static boolean may(Value value, Kind kind) {
        return value.kind() == kind || value.kind() == Kind.PAIR;
    }

    static boolean isFloat(BinOp op) {
        return switch (op) {
            case ADD, SUB, MUL, DIV, REM -> true;
            default -> false;
        };
    }

    static int opcode(BinOp op, boolean floats) {
        return switch (op) {
            case ADD -> floats ? Opcodes.DADD : Opcodes.LADD;
            case SUB -> floats ? Opcodes.DSUB : Opcodes.LSUB;
            case MUL -> floats ? Opcodes.DMUL : Opcodes.LMUL;
            case DIV -> floats ? Opcodes.DDIV : Opcodes.LDIV;
            case REM -> floats ? Opcodes.DREM : Opcodes.LREM;
            case BIT_AND -> Opcodes.LAND;
            case BIT_OR -> Opcodes.LOR;
            case BIT_XOR -> Opcodes.LXOR;
            case SHL -> Opcodes.LSHL;
            case SHR -> Opcodes.LSHR;
            case AND, OR, EQ, NE, LT, LE, GT, GE ->
                    throw new IllegalArgumentException("no arithmetic: " + op);
        };
    }

    /// Of two `i64`; what overflows or divides by zero is left to the node.
    private Value.Local longs(Operation.Arithmetic binary, Value a, Value b, Label slow) {
        var op = binary.op();
        switch (op) {
            case ADD, SUB -> {
                return sum(op, local(a), local(b), slow);
            }
            case MUL -> {
                var x = local(a);
                var y = local(b);
                push(x, y);
                to.code.visitInsn(Opcodes.LMUL);
                var result = to.keep(Kind.LONG);
                push(x, y);
                to.call("java/lang/Math", "multiplyHigh", "(JJ)J");
                to.push(result);
                to.code.visitIntInsn(Opcodes.BIPUSH, 63);
                to.code.visitInsn(Opcodes.LSHR);
                to.code.visitInsn(Opcodes.LCMP);
                to.code.visitJumpInsn(Opcodes.IFNE, slow);
                return result;
            }
            case DIV, REM -> {
                var x = local(a);
                var y = local(b);
                boolean safe = b instanceof Value.Constant(Long by) && by != 0 && by != -1;
                if (!safe) {
                    // 0 and -1 are the divisors that can fail.
                    to.push(y);
                    to.code.visitInsn(Opcodes.LCONST_1);
                    to.code.visitInsn(Opcodes.LADD);
                    to.code.visitLdcInsn(-2L);
                    to.code.visitInsn(Opcodes.LAND);
                    to.code.visitInsn(Opcodes.LCONST_0);
                    to.code.visitInsn(Opcodes.LCMP);
                    to.code.visitJumpInsn(Opcodes.IFEQ, slow);
                }
                push(x, y);
                to.code.visitInsn(opcode(op, false));
                return to.keep(Kind.LONG);
            }
            case SHL, SHR -> {
                var x = local(a);
                var y = local(b);
                to.push(y);
                to.code.visitLdcInsn(-64L);
                to.code.visitInsn(Opcodes.LAND);
                to.code.visitInsn(Opcodes.LCONST_0);
                to.code.visitInsn(Opcodes.LCMP);
                to.code.visitJumpInsn(Opcodes.IFNE, slow);
                to.push(x);
                to.push(y);
                to.code.visitInsn(Opcodes.L2I);
                to.code.visitInsn(opcode(op, false));
                return to.keep(Kind.LONG);
            }
            default -> {
                to.pushAs(a, Kind.LONG);
                to.pushAs(b, Kind.LONG);
                to.code.visitInsn(opcode(op, false));
                return to.keep(Kind.LONG);
            }
        }
    }

    /// The sum or difference of two `i64`; what overflows is left to the node.
    Value.Local sum(BinOp op, Value x, Value by, Label slow) {
        var y = local(by);
        push(x, y);
        to.code.visitInsn(opcode(op, false));
        var result = to.keep(Kind.LONG);
        // (x ^ r) & (y ^ r) < 0 for sums, (x ^ y) & (x ^ r) < 0 for differences.
        to.push(x);
        to.push(op == BinOp.ADD ? result : y);
        to.code.visitInsn(Opcodes.LXOR);
        to.push(op == BinOp.ADD ? y : x);
        to.push(result);
        to.code.visitInsn(Opcodes.LXOR);
        to.code.visitInsn(Opcodes.LAND);
        to.code.visitInsn(Opcodes.LCONST_0);
        to.code.visitInsn(Opcodes.LCMP);
        to.code.visitJumpInsn(Opcodes.IFLT, slow);
        return result;
    }

    private void push(Value x, Value y) {
        to.push(x);
        to.push(y);
    }

    /// The number of a value that was found to be an `i64`.
    private static Value local(Value value) {
        return value instanceof Value.Pair(int number, _)
                ? new Value.Local(Kind.LONG, number)
                : value;
    }

    Value unary(Site node, Operation operation, boolean not) {
        var value = in.emit(operation);
        return value.kind() == Kind.NEVER ? value : unary(node, value, not);
    }

    /// Of an operand that was executed.
    Value unary(Site node, Value value, boolean not) {
        if (not && value.kind() == Kind.BOOL) {
            to.push(value);
            to.code.visitInsn(Opcodes.ICONST_1);
            to.code.visitInsn(Opcodes.IXOR);
            return to.keep(Kind.BOOL);
        }
        var result = to.place(Kinds.unary(value.kind(), not));
        var slow = new Label();
        var doubles = new Label();
        var end = new Label();
        boolean reals = !not && may(value, Kind.DOUBLE);
        if (may(value, Kind.LONG)) {
            to.unless(value, Kind.LONG, reals ? doubles : slow);
            to.pushAs(value, Kind.LONG);
            if (not) {
                to.code.visitLdcInsn(-1L);
                to.code.visitInsn(Opcodes.LXOR);
            } else {
                to.code.visitLdcInsn(Long.MIN_VALUE);
                to.code.visitInsn(Opcodes.LCMP);
                to.code.visitJumpInsn(Opcodes.IFEQ, slow);
                to.pushAs(value, Kind.LONG);
                to.code.visitInsn(Opcodes.LNEG);
            }
            to.store(to.keep(Kind.LONG), result);
            to.jump(end);
        }
        to.code.inner(doubles);
        if (reals) {
            to.unless(value, Kind.DOUBLE, slow);
            to.pushAs(value, Kind.DOUBLE);
            to.code.visitInsn(Opcodes.DNEG);
            to.store(to.keep(Kind.DOUBLE), result);
            to.jump(end);
        }
        to.code.inner(slow);
        to.pushBoxed(value);
        in.ex();
        in.depth();
        to.load(node, Writer.HERE + "UnaryNode");
        to.step(
                "unary",
                "("
                        + Writer.OBJECT
                        + EXECUTION
                        + "IL"
                        + Writer.HERE
                        + "UnaryNode;)"
                        + Writer.OBJECT);
        to.unbox(result);
        in.known.lost();
        to.code.inner(end);
        return result;
    }

    // Comparisons

    /// Jumps unless it holds.
    void unless(Operation.Compare compare, Label no) {
        var a = in.emit(compare.left());
        if (a.kind() == Kind.NEVER) {
            return;
        }
        var b = in.emit(compare.right());
        if (b.kind() == Kind.NEVER) {
            return;
        }
        var slow = new Label();
        var doubles = new Label();
        var yes = new Label();
        var likely = in.likely.of(compare.left(), compare.right(), false);
        boolean longs = may(a, Kind.LONG) && may(b, Kind.LONG) && likely != Kind.DOUBLE;
        boolean reals = may(a, Kind.DOUBLE) && may(b, Kind.DOUBLE) && likely != Kind.LONG;
        var op = compare.op();
        if (longs) {
            var otherwise = reals ? doubles : slow;
            to.unless(a, Kind.LONG, otherwise);
            to.unless(b, Kind.LONG, otherwise);
            to.pushAs(a, Kind.LONG);
            to.pushAs(b, Kind.LONG);
            to.code.visitInsn(Opcodes.LCMP);
            to.code.visitJumpInsn(unless(op), no);
            to.jump(yes);
        }
        to.code.inner(doubles);
        if (reals) {
            to.unless(a, Kind.DOUBLE, slow);
            to.unless(b, Kind.DOUBLE, slow);
            to.pushAs(a, Kind.DOUBLE);
            to.pushAs(b, Kind.DOUBLE);
            // What is no number compares as if the condition did not hold.
            boolean less = op == BinOp.LT || op == BinOp.LE;
            to.code.visitInsn(less ? Opcodes.DCMPG : Opcodes.DCMPL);
            to.code.visitJumpInsn(unless(op), no);
            to.jump(yes);
        }
        to.code.inner(slow);
        to.pushBoxed(a);
        to.pushBoxed(b);
        in.ex();
        to.load(compare.node(), Writer.HERE + "CompareNode");
        to.step(
                "compare",
                "("
                        + Writer.OBJECT
                        + Writer.OBJECT
                        + EXECUTION
                        + "L"
                        + Writer.HERE
                        + "CompareNode;)Z");
        in.known.lost();
        to.code.visitJumpInsn(Opcodes.IFEQ, no);
        to.code.inner(yes);
    }

    /// The jump that is taken when the comparison does not hold.
    private static int unless(BinOp op) {
        return switch (op) {
            case EQ -> Opcodes.IFNE;
            case NE -> Opcodes.IFEQ;
            case LT -> Opcodes.IFGE;
            case LE -> Opcodes.IFGT;
            case GT -> Opcodes.IFLE;
            case GE -> Opcodes.IFLT;
            default -> throw new IllegalArgumentException("no comparison: " + op);
        };
    }
}
