package org.oxur.compiler.jvm;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.oxur.ast.BinOp;
import org.oxur.ast.Expr;
import org.oxur.ast.Lit;
import org.oxur.ast.Pat;
import org.oxur.compiler.trap.TrapPoint;
import org.oxur.compiler.types.Instance;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.compiler.types.ValueType;
import org.oxur.compiler.types.ValueType.Simple;
import org.oxur.text.Span;
import org.oxur.value.Integers;

/// Writes what gives a value and goes nowhere: literals, names, operators, tests.
final class OperationEmitter {
    private final UnitEmitter unit;
    private final Instance instance;
    private final FunctionEmitter function;
    private final MethodVisitor code;
    private final Locals locals;
    private final CallEmitter calls;
    private final ArithmeticEmitter arithmetic;

    OperationEmitter(
            UnitEmitter unit,
            Instance instance,
            FunctionEmitter function,
            MethodVisitor code,
            Locals locals) {
        this.unit = unit;
        this.instance = instance;
        this.function = function;
        this.code = code;
        this.locals = locals;
        this.arithmetic = new ArithmeticEmitter(function, code);
        this.calls = new CallEmitter(unit, instance, function, code, arithmetic);
    }

    void emit(Expr expr) throws Uncompilable {
        switch (expr) {
            case Expr.Literal(_, var lit) -> literal(lit, instance.type(expr));
            case Expr.Name name -> {
                var variable = instance.facts().variable(name);
                if (variable != null) {
                    locals.load(function.slot(variable), instance.type(variable));
                } else {
                    constant(Objects.requireNonNull(instance.constant(name)));
                }
            }
            case Expr.Unary(var span, var op, var operand) -> unary(span, op, operand);
            case Expr.Binary(var span, var op, var left, var right) -> {
                if (op == BinOp.AND || op == BinOp.OR || op.isComparison()) {
                    truth(expr);
                } else {
                    function.operands(List.of(left, right));
                    operate(span, op, instance.type(left), instance.type(right));
                }
            }
            case Expr.Comparison _ -> truth(expr);
            case Expr.Cast(_, var value, _) -> {
                function.value(value);
                arithmetic.cast(instance.type(value), instance.type(expr));
            }
            case Expr.Call(_, _, var arguments) -> calls.call(expr, arguments);
            case Expr.MethodCall(_, var receiver, _, _, var arguments) -> {
                var all = new ArrayList<Expr>();
                all.add(receiver);
                all.addAll(arguments);
                calls.call(expr, all);
            }
            default -> throw new Uncompilable(expr.span(), "a form that has no bytecode yet");
        }
    }

    // Literals

    private void literal(Lit lit, ValueType type) {
        switch (lit) {
            case Lit.Int(var value, _, _) -> code.visitLdcInsn(value.longValue());
            case Lit.Float(var value, _) ->
                    code.visitLdcInsn(
                            type.equals(ValueType.F64) ? (Object) value : (Object) (float) value);
            case Lit.Bool(var value) -> code.visitInsn(value ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
            case Lit.Unit _ -> {}
            default -> throw new IllegalStateException("inference lets no such literal pass");
        }
    }

    private void constant(Object value) {
        if (Integers.isInteger(value)) {
            code.visitLdcInsn(Integers.lowBits(value));
        } else if (value instanceof Boolean truth) {
            code.visitInsn(truth ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
        } else if (value instanceof Double || value instanceof Float) {
            code.visitLdcInsn(value);
        }
    }

    // Operators

    private void unary(Span span, Expr.UnOp op, Expr operand) throws Uncompilable {
        function.value(operand);
        var type = instance.type(operand);
        if (op == Expr.UnOp.NEG) {
            arithmetic.negate(type, unit.point(new TrapPoint.Negation(span, type)));
        } else {
            arithmetic.not(type);
        }
    }

    private void operate(Span span, BinOp op, ValueType left, ValueType right) {
        if (left != Simple.NEVER && right != Simple.NEVER) {
            arithmetic.operate(
                    op, left, unit.point(new TrapPoint.Operation(span, op, left, right)));
        }
    }

    /// `place op value`, the place a variable.
    void operate(Span span, BinOp op, Expr place, Expr value, ValueType type) throws Uncompilable {
        function.operands(List.of(place, value));
        operate(span, op, type, instance.type(value));
    }

    // Truth

    private void truth(Expr expr) throws Uncompilable {
        var no = new Label();
        var end = new Label();
        test(expr, no);
        code.visitInsn(Opcodes.ICONST_1);
        code.visitJumpInsn(Opcodes.GOTO, end);
        code.visitLabel(no);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitLabel(end);
    }

    /// Goes on when the expression is true, and to `no` otherwise.
    void test(Expr expr, Label no) throws Uncompilable {
        switch (expr) {
            case Expr.Binary(_, var op, var left, var right) when op == BinOp.AND -> {
                test(left, no);
                test(right, no);
            }
            case Expr.Binary(_, var op, var left, var right) when op == BinOp.OR -> {
                var second = new Label();
                var yes = new Label();
                test(left, second);
                code.visitJumpInsn(Opcodes.GOTO, yes);
                code.visitLabel(second);
                test(right, no);
                code.visitLabel(yes);
            }
            case Expr.Unary(_, var op, var operand)
                    when op == Expr.UnOp.NOT && instance.type(operand) == Simple.BOOL -> {
                var yes = new Label();
                test(operand, yes);
                code.visitJumpInsn(Opcodes.GOTO, no);
                code.visitLabel(yes);
            }
            case Expr.Binary(_, var op, var left, var right) when op.isComparison() -> {
                function.operands(List.of(left, right));
                if (instance.type(left) != Simple.NEVER && instance.type(right) != Simple.NEVER) {
                    arithmetic.compare(op, instance.type(left), no);
                }
            }
            case Expr.Comparison(_, var op, var operands) -> chain(op, operands, no);
            default -> {
                function.value(expr);
                if (instance.type(expr) != Simple.NEVER) {
                    code.visitJumpInsn(Opcodes.IFEQ, no);
                }
            }
        }
    }

    /// All operands are executed before the first comparison.
    private void chain(BinOp op, List<Expr> operands, Label no) throws Uncompilable {
        var slots = new int[operands.size()];
        var type = instance.type(operands.getFirst());
        for (int i = 0; i < slots.length; i++) {
            function.value(operands.get(i));
            if (instance.type(operands.get(i)) == Simple.NEVER) {
                return;
            }
            slots[i] = locals.keep(type);
        }
        for (int i = 1; i < slots.length; i++) {
            locals.load(slots[i - 1], type);
            locals.load(slots[i], type);
            arithmetic.compare(op, type, no);
        }
    }

    // Patterns

    /// Goes on when the value in the slot matches, and to `no` otherwise.
    void matches(Pat pat, int slot, ValueType type, Label no) throws Uncompilable {
        switch (pat) {
            case Pat.Wild _, Pat.Binding _ -> {}
            case Pat.Literal(_, var lit) -> end(lit, BinOp.EQ, slot, type, no);
            case Pat.Range(_, var from, var to, var inclusive) -> {
                if (from != null) {
                    end(from, BinOp.GE, slot, type, no);
                }
                if (to != null) {
                    end(to, inclusive ? BinOp.LE : BinOp.LT, slot, type, no);
                }
            }
            case Pat.Or(_, var cases) -> {
                var yes = new Label();
                for (var each : cases) {
                    var next = new Label();
                    matches(each, slot, type, next);
                    code.visitJumpInsn(Opcodes.GOTO, yes);
                    code.visitLabel(next);
                }
                code.visitJumpInsn(Opcodes.GOTO, no);
                code.visitLabel(yes);
            }
            default -> throw new Uncompilable(pat.span(), "a value is taken apart by a pattern");
        }
    }

    private void end(Lit lit, BinOp op, int slot, ValueType type, Label no) {
        locals.load(slot, type);
        literal(lit, type);
        arithmetic.compare(op, type, no);
    }
}
