package org.oxur.compiler.jvm;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.oxur.ast.Block;
import org.oxur.ast.Expr;
import org.oxur.ast.FnArg;
import org.oxur.ast.Pat;
import org.oxur.ast.Stmt;
import org.oxur.compiler.trap.TrapPoint;
import org.oxur.compiler.types.Instance;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.compiler.types.ValueType;
import org.oxur.compiler.types.ValueType.Simple;
import org.oxur.resolve.Variable;
import org.oxur.text.Span;

/// Writes the method of one [Instance]: its control flow; what has none is written by
/// [OperationEmitter].
final class FunctionEmitter {
    private final UnitEmitter unit;
    private final Instance instance;
    private final MethodVisitor code;
    private final Locals locals;
    private final OperationEmitter operations;
    private final LoopEmitter loops;
    private final List<Runnable> outOfLine = new ArrayList<>();
    private int guard;
    private int depth;

    FunctionEmitter(UnitEmitter unit, Instance instance, MethodVisitor code) {
        this.unit = unit;
        this.instance = instance;
        this.code = code;
        this.locals = new Locals(code);
        this.operations = new OperationEmitter(unit, instance, this, code, locals);
        this.loops = new LoopEmitter(instance, this, code, locals, operations);
    }

    void emit() throws Uncompilable {
        var tree = instance.version().tree();
        var parameters = new ArrayList<LoopEmitter.Target>();
        for (int i = 0; i < instance.parameters().size(); i++) {
            var type = instance.parameters().get(i);
            Kinds.demand(type, tree.sig().span());
            parameters.add(
                    new LoopEmitter.Target(parameter(tree.sig().inputs().get(i), type), type));
        }
        guard = locals.reserve(Type.getType(Guard.class));
        depth = locals.reserve(Type.INT_TYPE);
        var start = new Label();
        code.visitLabel(start);
        poll(tree.sig().span());
        loops.function(start, parameters);
        block(tree.body(), true);
        giveBack();
        outOfLine.forEach(Runnable::run);
    }

    /// Code that is written behind all other: handlers.
    void later(Runnable handler) {
        outOfLine.add(handler);
    }

    /// Slots follow the parameters in their order; those without a value take none.
    private int parameter(FnArg input, ValueType type) throws Uncompilable {
        if (!(input instanceof FnArg.Typed(_, var pat, _))) {
            throw new Uncompilable(input.span(), "a parameter of a method");
        }
        while (pat instanceof Pat.Typed typed) {
            pat = typed.pat();
        }
        if (Kinds.isVoid(type)) {
            throw new Uncompilable(input.span(), "a parameter that is nil");
        }
        var variable = instance.facts().variable(pat);
        return variable == null ? locals.reserve(Kinds.of(type)) : locals.slot(variable, type);
    }

    private void giveBack() {
        var type = Kinds.of(instance.result());
        if (type == Type.VOID_TYPE) {
            code.visitInsn(Opcodes.RETURN);
        } else {
            code.visitInsn(type.getOpcode(Opcodes.IRETURN));
        }
    }

    // What the operations need

    void loadGuard() {
        code.visitVarInsn(Opcodes.ALOAD, guard);
    }

    void loadDepth() {
        code.visitVarInsn(Opcodes.ILOAD, depth);
    }

    void poll(Span span) {
        loadGuard();
        code.visitLdcInsn(unit.point(new TrapPoint.Poll(span)));
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, UnitEmitter.GUARD, "poll", "(I)V", false);
    }

    /// Leaves the values of expressions on the operand stack, in order.
    void operands(List<Expr> exprs) throws Uncompilable {
        if (exprs.size() < 2 || !Involved.any(exprs.subList(1, exprs.size()))) {
            for (var expr : exprs) {
                value(expr);
            }
            return;
        }
        var kept = new ArrayList<LoopEmitter.Target>();
        for (var expr : exprs) {
            value(expr);
            var type = instance.type(expr);
            kept.add(new LoopEmitter.Target(locals.keep(type), type));
        }
        kept.forEach(each -> locals.load(each.slot(), each.type()));
    }

    int slot(Variable variable) {
        return locals.slot(variable, instance.type(variable));
    }

    // Blocks

    void block(Block block, boolean used) throws Uncompilable {
        var stmts = block.stmts();
        for (int i = 0; i < stmts.size(); i++) {
            switch (stmts.get(i)) {
                case Stmt.Local local -> local(local);
                case Stmt.Definition(var span, _) ->
                        throw new Uncompilable(span, "it makes a definition when it runs");
                case Stmt.Evaluation(_, var expr, var semi) ->
                        expr(expr, used && i == stmts.size() - 1 && !semi);
            }
        }
    }

    void local(Stmt.Local local) throws Uncompilable {
        var pat = local.pat();
        while (pat instanceof Pat.Typed typed) {
            pat = typed.pat();
        }
        var init = Objects.requireNonNull(local.init());
        value(init);
        var variable = instance.facts().variable(pat);
        if (variable == null) {
            Kinds.pop(code, instance.type(init));
        } else {
            storeFresh(variable, instance.type(init));
        }
    }

    private void storeFresh(Variable variable, ValueType type) {
        if (type != Simple.NEVER) {
            locals.store(slot(variable), type);
        }
    }

    // Expressions

    /// Leaves the value on the operand stack; nothing for unit.
    void value(Expr expr) throws Uncompilable {
        expr(expr, true);
    }

    private void expr(Expr expr, boolean used) throws Uncompilable {
        Kinds.demand(instance.type(expr), expr.span());
        switch (expr) {
            case Expr.BlockExpr(_, _, var block) -> block(block, used);
            case Expr.If branch -> branch(branch, used);
            case Expr.Match match -> match(match, used);
            case Expr.While(var span, var label, var test, var body) ->
                    loops.whileLoop(span, label, test, body);
            case Expr.Loop(var span, var label, var body) ->
                    loops.endless(span, label, body, used, instance.type(expr));
            case Expr.ForLoop loop -> loops.forLoop(loop);
            case Expr.RecurLoop loop -> loops.recurLoop(loop, used);
            case Expr.Recur(var span, var arguments) -> loops.recur(span, arguments);
            case Expr.Break(_, var label, var value) -> loops.leave(label, value);
            case Expr.Continue(_, var label) -> loops.goOn(label);
            case Expr.Return(_, var value) -> {
                if (value != null) {
                    value(value);
                }
                giveBack();
                unreachable();
            }
            case Expr.Assign(_, var place, var value) -> {
                value(value);
                var type = instance.type(value);
                if (type != Simple.NEVER) {
                    locals.store(slot(variable(place)), type);
                }
            }
            case Expr.AssignOp(var span, var op, var place, var value) -> {
                var type = instance.type(place);
                operations.operate(span, op, place, value, type);
                locals.store(slot(variable(place)), type);
            }
            case Expr.Call call when instance.isSelfTailCall(call) ->
                    loops.again(call.span(), call.arguments());
            default -> {
                operations.emit(expr);
                if (!used) {
                    Kinds.pop(code, instance.type(expr));
                }
            }
        }
    }

    private Variable variable(Expr place) throws Uncompilable {
        var variable = place instanceof Expr.Name name ? instance.facts().variable(name) : null;
        if (variable == null) {
            throw new Uncompilable(place.span(), "a place that is no variable is set");
        }
        return variable;
    }

    void jump(Label label) {
        code.visitJumpInsn(Opcodes.GOTO, label);
        unreachable();
    }

    /// Code after a jump is never executed, but the class writer wants it to make sense: it
    /// replaces what it cannot reach.
    private void unreachable() {
        code.visitLabel(new Label());
    }

    private void branch(Expr.If branch, boolean used) throws Uncompilable {
        var otherwise = branch.otherwise();
        boolean gives = used && otherwise != null;
        var other = new Label();
        var end = new Label();
        operations.test(branch.test(), other);
        expr(branch.then(), gives);
        code.visitJumpInsn(Opcodes.GOTO, end);
        code.visitLabel(other);
        if (otherwise != null) {
            expr(otherwise, gives);
        }
        code.visitLabel(end);
    }

    private void match(Expr.Match match, boolean used) throws Uncompilable {
        var type = instance.type(match.value());
        if (type instanceof ValueType.Float) {
            throw new Uncompilable(match.span(), "a match of floats");
        }
        value(match.value());
        if (type == Simple.NEVER) {
            return;
        }
        int matched = locals.keep(type);
        var end = new Label();
        for (var arm : match.arms()) {
            var next = new Label();
            operations.matches(arm.pat(), matched, type, next);
            if (arm.pat() instanceof Pat.Binding) {
                var variable = instance.facts().variable(arm.pat());
                if (variable != null) {
                    locals.load(matched, type);
                    locals.store(slot(variable), type);
                }
            }
            var guardTest = arm.guard();
            if (guardTest != null) {
                operations.test(guardTest, next);
            }
            expr(arm.body(), used);
            code.visitJumpInsn(Opcodes.GOTO, end);
            code.visitLabel(next);
            if (guardTest == null
                    && (arm.pat() instanceof Pat.Wild || arm.pat() instanceof Pat.Binding)) {
                break;
            }
        }
        // Inference saw an arm that takes everything: control never comes here.
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitInsn(Opcodes.ATHROW);
        code.visitLabel(end);
    }
}
