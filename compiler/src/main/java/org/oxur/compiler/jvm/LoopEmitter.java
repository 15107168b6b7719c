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
import org.oxur.ast.Ident;
import org.oxur.ast.Pat;
import org.oxur.compiler.types.Instance;
import org.oxur.compiler.types.Ranges;
import org.oxur.compiler.types.Uncompilable;
import org.oxur.compiler.types.ValueType;
import org.oxur.compiler.types.ValueType.Simple;
import org.oxur.resolve.Variable;
import org.oxur.text.Span;

/// Writes the loops of a function, and what goes on with one or leaves it. The function itself is a
/// loop, too: `recur` and calls of itself begin it anew.
final class LoopEmitter {
    private final Instance instance;
    private final FunctionEmitter function;
    private final MethodVisitor code;
    private final Locals locals;
    private final OperationEmitter operations;
    private final List<Loop> loops = new ArrayList<>();

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

    record Target(int slot, ValueType type) {}

    LoopEmitter(
            Instance instance,
            FunctionEmitter function,
            MethodVisitor code,
            Locals locals,
            OperationEmitter operations) {
        this.instance = instance;
        this.function = function;
        this.code = code;
        this.locals = locals;
        this.operations = operations;
    }

    /// @param start where the function begins
    void function(Label start, List<Target> parameters) {
        loops.add(new Loop(null, start, start, parameters, -1, instance.result()));
    }

    void whileLoop(Span span, @Nullable Ident label, Expr test, Block body) throws Uncompilable {
        var loop = enter(label, null, -1, Simple.UNIT);
        code.visitLabel(loop.next);
        function.poll(span);
        operations.test(test, loop.end);
        function.block(body, false);
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

    void endless(Span span, @Nullable Ident label, Block body, boolean used, ValueType type)
            throws Uncompilable {
        var loop = enter(label, null, resultSlot(used, type), type);
        code.visitLabel(loop.next);
        function.poll(span);
        function.block(body, false);
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

    void forLoop(Expr.ForLoop loop) throws Uncompilable {
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
            function.value(ends.high());
        } else {
            function.operands(List.of(low, ends.high()));
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
        function.poll(loop.span());
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
            locals.store(function.slot(variable), type);
        }
        function.block(loop.body(), false);
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
        function.poll(loop.span());
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

    void recurLoop(Expr.RecurLoop loop, boolean used) throws Uncompilable {
        var recurs = new ArrayList<Target>();
        for (var binding : loop.bindings()) {
            function.local(binding);
            var pat = binding.pat();
            while (pat instanceof Pat.Typed typed) {
                pat = typed.pat();
            }
            var variable = Objects.requireNonNull(instance.facts().variable(pat));
            recurs.add(new Target(function.slot(variable), instance.type(variable)));
        }
        var type = instance.type(loop);
        var entered = enter(loop.label(), recurs, resultSlot(used, type), type);
        code.visitLabel(entered.next);
        function.block(loop.body(), entered.result >= 0);
        if (entered.result >= 0) {
            locals.store(entered.result, type);
        }
        end(entered);
    }

    void recur(Span span, List<Expr> arguments) throws Uncompilable {
        for (int i = loops.size() - 1; i >= 0; i--) {
            if (loops.get(i).recurs != null) {
                recurTo(loops.get(i), span, arguments);
                return;
            }
        }
        throw new Uncompilable(span, "a `recur` without a loop");
    }

    private void recurTo(Loop loop, Span span, List<Expr> arguments) throws Uncompilable {
        function.operands(arguments);
        var targets = Objects.requireNonNull(loop.recurs);
        for (int i = arguments.size() - 1; i >= 0; i--) {
            var type = instance.type(arguments.get(i));
            if (type != Simple.NEVER) {
                locals.store(targets.get(i).slot, type);
            }
        }
        if (loop != loops.getFirst()) {
            // The function's own start polls.
            function.poll(span);
        }
        function.jump(loop.next);
    }

    /// A call of the function itself, in tail position.
    void again(Span span, List<Expr> arguments) throws Uncompilable {
        recurTo(loops.getFirst(), span, arguments);
    }

    /// `continue`.
    void goOn(@Nullable Ident label) {
        function.jump(target(label).next);
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

    void leave(@Nullable Ident label, @Nullable Expr value) throws Uncompilable {
        var loop = target(label);
        if (value != null) {
            function.value(value);
            var type = instance.type(value);
            if (loop.result >= 0 && type != Simple.NEVER) {
                locals.store(loop.result, type);
            } else {
                Kinds.pop(code, type);
            }
        }
        function.jump(loop.end);
    }
}
