package org.oxur.compiler.jvm;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.oxur.ast.Block;
import org.oxur.ast.Expr;
import org.oxur.ast.FnArg;
import org.oxur.ast.Ident;
import org.oxur.ast.Pat;
import org.oxur.ast.Stmt;
import org.oxur.compiler.trap.TrapPoint;
import org.oxur.compiler.types.Instance;
import org.oxur.compiler.types.Ranges;
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
    private final List<Loop> loops = new ArrayList<>();
    private final List<Runnable> outOfLine = new ArrayList<>();
    private int guard;
    private int depth;

    /// @param next where a `continue` goes
    /// @param end where a `break` goes
    /// @param recurs the variables that `recur` sets; null for loops that it does not mean
    /// @param result where the value of a `break` is kept; -1 when nobody wants it
    private record Loop(
            @Nullable Ident label,
            Label next,
            Label end,
            @Nullable List<Target> recurs,
            int result,
            ValueType type) {}

    private record Target(int slot, ValueType type) {}

    FunctionEmitter(UnitEmitter unit, Instance instance, MethodVisitor code) {
        this.unit = unit;
        this.instance = instance;
        this.code = code;
        this.locals = new Locals(code);
        this.operations = new OperationEmitter(unit, instance, this, code, locals);
    }

    void emit() throws Uncompilable {
        var tree = instance.version().tree();
        var parameters = new ArrayList<Target>();
        for (int i = 0; i < instance.parameters().size(); i++) {
            var type = instance.parameters().get(i);
            Kinds.demand(type, tree.sig().span());
            parameters.add(new Target(parameter(tree.sig().inputs().get(i), type), type));
        }
        guard = locals.reserve(Type.getType(Guard.class));
        depth = locals.reserve(Type.INT_TYPE);
        var start = new Label();
        code.visitLabel(start);
        poll(tree.sig().span());
        loops.add(new Loop(null, start, start, parameters, -1, instance.result()));
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
        var kept = new ArrayList<Target>();
        for (var expr : exprs) {
            value(expr);
            var type = instance.type(expr);
            kept.add(new Target(locals.keep(type), type));
        }
        kept.forEach(each -> locals.load(each.slot, each.type));
    }

    int slot(Variable variable) {
        return locals.slot(variable, instance.type(variable));
    }

    // Blocks

    private void block(Block block, boolean used) throws Uncompilable {
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

    private void local(Stmt.Local local) throws Uncompilable {
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
                    whileLoop(span, label, test, body);
            case Expr.Loop(var span, var label, var body) ->
                    endless(span, label, body, used, instance.type(expr));
            case Expr.ForLoop loop -> forLoop(loop);
            case Expr.RecurLoop loop -> recurLoop(loop, used);
            case Expr.Recur(var span, var arguments) -> recur(span, arguments);
            case Expr.Break(_, var label, var value) -> leave(label, value);
            case Expr.Continue(_, var label) -> jump(target(label).next);
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
                    recurTo(loops.getFirst(), call.span(), call.arguments());
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

    private void jump(Label label) {
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

    // Loops

    private void whileLoop(Span span, @Nullable Ident label, Expr test, Block body)
            throws Uncompilable {
        var loop = enter(label, null, -1, Simple.UNIT);
        code.visitLabel(loop.next);
        poll(span);
        operations.test(test, loop.end);
        block(body, false);
        code.visitJumpInsn(Opcodes.GOTO, loop.next);
        code.visitLabel(loop.end);
        loops.removeLast();
    }

    private Loop enter(
            @Nullable Ident label, @Nullable List<Target> recurs, int result, ValueType type) {
        var loop = new Loop(label, new Label(), new Label(), recurs, result, type);
        loops.add(loop);
        return loop;
    }

    private int resultSlot(boolean used, ValueType type) {
        if (!used || Kinds.isVoid(type)) {
            return -1;
        }
        int slot = locals.reserve(Kinds.of(type));
        zero(type);
        locals.store(slot, type);
        return slot;
    }

    /// So that every way to the end of a loop has stored something.
    private void zero(ValueType type) {
        switch (Kinds.of(type).getSort()) {
            case Type.LONG -> code.visitInsn(Opcodes.LCONST_0);
            case Type.DOUBLE -> code.visitInsn(Opcodes.DCONST_0);
            case Type.FLOAT -> code.visitInsn(Opcodes.FCONST_0);
            default -> code.visitInsn(Opcodes.ICONST_0);
        }
    }

    private void endless(Span span, @Nullable Ident label, Block body, boolean used, ValueType type)
            throws Uncompilable {
        var loop = enter(label, null, resultSlot(used, type), type);
        code.visitLabel(loop.next);
        poll(span);
        block(body, false);
        code.visitJumpInsn(Opcodes.GOTO, loop.next);
        end(loop);
    }

    private void end(Loop loop) {
        code.visitLabel(loop.end);
        if (loop.result >= 0) {
            locals.load(loop.result, loop.type);
        }
        loops.removeLast();
    }

    private void forLoop(Expr.ForLoop loop) throws Uncompilable {
        var ends = Objects.requireNonNull(Ranges.of(loop.iterated(), instance.facts()));
        var low = ends.low();
        var type = instance.type(ends.high());
        if (type == Simple.NEVER || low != null && instance.type(low) == Simple.NEVER) {
            throw new Uncompilable(loop.span(), "a range without an end");
        }
        if (type instanceof ValueType.Int(var integer)
                && !integer.signed()
                && integer.bits() == 64) {
            throw new Uncompilable(loop.span(), "a range of " + type);
        }
        if (low == null) {
            code.visitInsn(Opcodes.LCONST_0);
            value(ends.high());
        } else {
            operands(List.of(low, ends.high()));
        }
        int last = locals.keep(type);
        int i = locals.keep(type);
        var variable = instance.facts().variable(loop.pat());
        if (ends.inclusive()) {
            inclusive(loop, variable, i, last, type);
        } else {
            counted(loop, variable, i, last, type);
        }
    }

    /// Strip-mined: 1024 turns, then a poll.
    private void counted(
            Expr.ForLoop loop, @Nullable Variable variable, int i, int last, ValueType type)
            throws Uncompilable {
        var entered = enter(loop.label(), null, -1, Simple.UNIT);
        int chunk = locals.reserve(Type.LONG_TYPE);
        var outer = new Label();
        var inner = new Label();
        code.visitLabel(outer);
        code.visitVarInsn(Opcodes.LLOAD, i);
        code.visitVarInsn(Opcodes.LLOAD, last);
        code.visitInsn(Opcodes.LCMP);
        code.visitJumpInsn(Opcodes.IFGE, entered.end);
        poll(loop.span());
        code.visitVarInsn(Opcodes.LLOAD, i);
        code.visitVarInsn(Opcodes.LLOAD, last);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, UnitEmitter.CHECKED, "chunk", "(JJ)J", false);
        code.visitVarInsn(Opcodes.LSTORE, chunk);
        code.visitLabel(inner);
        code.visitVarInsn(Opcodes.LLOAD, i);
        code.visitVarInsn(Opcodes.LLOAD, chunk);
        code.visitInsn(Opcodes.LCMP);
        code.visitJumpInsn(Opcodes.IFGE, outer);
        turn(loop, variable, i, type);
        code.visitLabel(entered.next);
        increment(i);
        code.visitJumpInsn(Opcodes.GOTO, inner);
        code.visitLabel(entered.end);
        loops.removeLast();
    }

    private void turn(Expr.ForLoop loop, @Nullable Variable variable, int i, ValueType type)
            throws Uncompilable {
        if (variable != null) {
            code.visitVarInsn(Opcodes.LLOAD, i);
            locals.store(slot(variable), type);
        }
        block(loop.body(), false);
    }

    private void increment(int i) {
        code.visitVarInsn(Opcodes.LLOAD, i);
        code.visitInsn(Opcodes.LCONST_1);
        code.visitInsn(Opcodes.LADD);
        code.visitVarInsn(Opcodes.LSTORE, i);
    }

    private void inclusive(
            Expr.ForLoop loop, @Nullable Variable variable, int i, int last, ValueType type)
            throws Uncompilable {
        var entered = enter(loop.label(), null, -1, Simple.UNIT);
        var top = new Label();
        compare(i, last);
        code.visitJumpInsn(Opcodes.IFGT, entered.end);
        code.visitLabel(top);
        poll(loop.span());
        turn(loop, variable, i, type);
        code.visitLabel(entered.next);
        compare(i, last);
        code.visitJumpInsn(Opcodes.IFGE, entered.end);
        increment(i);
        code.visitJumpInsn(Opcodes.GOTO, top);
        code.visitLabel(entered.end);
        loops.removeLast();
    }

    private void compare(int a, int b) {
        code.visitVarInsn(Opcodes.LLOAD, a);
        code.visitVarInsn(Opcodes.LLOAD, b);
        code.visitInsn(Opcodes.LCMP);
    }

    private void recurLoop(Expr.RecurLoop loop, boolean used) throws Uncompilable {
        var recurs = new ArrayList<Target>();
        for (var binding : loop.bindings()) {
            local(binding);
            var pat = binding.pat();
            while (pat instanceof Pat.Typed typed) {
                pat = typed.pat();
            }
            var variable = Objects.requireNonNull(instance.facts().variable(pat));
            recurs.add(new Target(slot(variable), instance.type(variable)));
        }
        var type = instance.type(loop);
        var entered = enter(loop.label(), recurs, resultSlot(used, type), type);
        code.visitLabel(entered.next);
        block(loop.body(), entered.result >= 0);
        if (entered.result >= 0) {
            locals.store(entered.result, type);
        }
        end(entered);
    }

    private void recur(Span span, List<Expr> arguments) throws Uncompilable {
        for (int i = loops.size() - 1; i >= 0; i--) {
            if (loops.get(i).recurs != null) {
                recurTo(loops.get(i), span, arguments);
                return;
            }
        }
        throw new Uncompilable(span, "a `recur` without a loop");
    }

    private void recurTo(Loop loop, Span span, List<Expr> arguments) throws Uncompilable {
        operands(arguments);
        var targets = Objects.requireNonNull(loop.recurs);
        for (int i = arguments.size() - 1; i >= 0; i--) {
            var type = instance.type(arguments.get(i));
            if (type != Simple.NEVER) {
                locals.store(targets.get(i).slot, type);
            }
        }
        if (loop != loops.getFirst()) {
            // The function's own start polls.
            poll(span);
        }
        jump(loop.next);
    }

    private Loop target(@Nullable Ident label) {
        for (int i = loops.size() - 1; i > 0; i--) {
            var named = loops.get(i).label;
            if (label == null || named != null && named.name().equals(label.name())) {
                return loops.get(i);
            }
        }
        throw new IllegalStateException("inference found no loop to leave");
    }

    private void leave(@Nullable Ident label, @Nullable Expr value) throws Uncompilable {
        var loop = target(label);
        if (value != null) {
            value(value);
            var type = instance.type(value);
            if (loop.result >= 0 && type != Simple.NEVER) {
                locals.store(loop.result, type);
            } else {
                Kinds.pop(code, type);
            }
        }
        jump(loop.end);
    }
}
