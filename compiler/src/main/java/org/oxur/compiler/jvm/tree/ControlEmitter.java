package org.oxur.compiler.jvm.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.oxur.ast.BinOp;
import org.oxur.interpret.CodeTree;
import org.oxur.interpret.Operation;

/// Branches, blocks, loops, and what leaves them.
final class ControlEmitter {
    private static final String SIGNAL = Writer.HERE + "Signal";
    private static final String SITE = "Lorg/oxur/error/Site;";
    private static final String EXECUTION = "L" + Writer.HERE + "Execution;";

    private final OperationEmitter in;
    private final Writer to;
    private final MethodLabels labels;
    final Turns turns;
    private @Nullable Scope scope;
    private final List<Scope.Loop> loops = new ArrayList<>();

    /// Where control goes with a signal in [#signal] from a place in a scope.
    private final Map<Scope, Label> dispatches = new LinkedHashMap<>();

    private @Nullable Label outermost;
    private int signal = -1;
    private final List<Scope.Ending> endings = new ArrayList<>();
    private final List<Scope.Block> turnBlocks = new ArrayList<>();
    final LeavingEmitter leaving;

    ControlEmitter(OperationEmitter in, MethodLabels labels) {
        this.in = in;
        this.to = in.to;
        this.labels = labels;
        this.turns = new Turns(in);
        this.leaving = new LeavingEmitter(in, this);
    }

    @Nullable Scope scope() {
        return scope;
    }

    void enter(Scope inside) {
        scope = inside;
        switch (inside) {
            case Scope.Ending ending -> endings.add(ending);
            case Scope.Block block when block.turn() -> turnBlocks.add(block);
            case Scope.Block _, Scope.Loop _ -> {}
        }
    }

    void emitTo(Operation operation, Dest dest) {
        written(operation, dest);
        if (!Known.isFollowed(operation)) {
            in.known.clear();
        }
    }

    private void written(Operation operation, Dest dest) {
        switch (operation) {
            case Operation.If branch -> branch(branch, dest);
            case Operation.Block block -> block(block, dest);
            case Operation.While loop -> whileLoop(loop, dest);
            case Operation.Range loop -> range(loop, dest);
            case Operation.RecurLoop loop -> recurLoop(loop, dest);
            case Operation.Recur recur -> recur(recur);
            case Operation.Jump jump -> jump(jump);
            case Operation.Match match -> in.matches.match(match, dest);
            case Operation.Ending ending -> leaving.ending(ending, dest);
            case Operation.Labelled block -> leaving.labelled(block, dest);
            case Operation.Each loop -> leaving.each(loop, dest);
            default -> throw new IllegalArgumentException("no control: " + operation);
        }
    }

    // Branches

    private void branch(Operation.If branch, Dest dest) {
        var no = new Label();
        var end = new Label();
        unless(branch.test(), no);
        in.emitTo(branch.then(), dest);
        to.jump(end);
        to.code.visitLabel(no);
        var otherwise = branch.otherwise();
        if (otherwise == null) {
            in.give(OperationEmitter.UNIT, dest);
        } else {
            in.emitTo(otherwise, dest);
        }
        to.code.visitLabel(end);
    }

    /// Jumps unless the condition holds.
    void unless(Operation test, Label no) {
        switch (test) {
            case Operation.Logic(_, boolean and, var left, var right) when and -> {
                unless(left, no);
                unless(right, no);
            }
            case Operation.Logic(_, _, var left, var right) -> {
                var other = new Label();
                var yes = new Label();
                unless(left, other);
                to.jump(yes);
                to.code.visitLabel(other);
                unless(right, no);
                to.code.visitLabel(yes);
            }
            case Operation.Not(_, var operand) when in.kinds.of(operand) == Kind.BOOL -> {
                var yes = new Label();
                unless(operand, yes);
                to.jump(no);
                to.code.visitLabel(yes);
            }
            case Operation.Compare compare -> in.arithmetic.unless(compare, no);
            case Operation.Not(var node, var operand) when in.kinds.of(operand) == Kind.PAIR -> {
                var value = in.emit(operand);
                var yes = new Label();
                if (value instanceof Value.Pair pair) {
                    ifFlag(pair, no, yes);
                }
                if (value.kind() != Kind.NEVER) {
                    unless(test, in.arithmetic.unary(node, value, true), no);
                }
                to.code.visitLabel(yes);
            }
            default -> {
                var value = in.emit(test);
                var yes = new Label();
                if (value instanceof Value.Pair pair) {
                    ifFlag(pair, yes, no);
                }
                if (value.kind() != Kind.NEVER) {
                    unless(test, value, no);
                }
                to.code.visitLabel(yes);
            }
        }
    }

    /// Jumps where the value is a boolean: most are.
    private void ifFlag(Value.Pair value, Label yes, Label no) {
        flag(value, "TRUE", yes);
        flag(value, "FALSE", no);
    }

    private void flag(Value.Pair value, String name, Label then) {
        to.code.visitVarInsn(Opcodes.ALOAD, value.object());
        to.code.visitFieldInsn(Opcodes.GETSTATIC, "java/lang/Boolean", name, "Ljava/lang/Boolean;");
        to.code.visitJumpInsn(Opcodes.IF_ACMPEQ, then);
    }

    private void unless(Operation test, Value value, Label no) {
        condition(test, value);
        to.code.visitJumpInsn(Opcodes.IFEQ, no);
    }

    private void condition(Operation test, Value value) {
        if (value.kind() == Kind.BOOL) {
            to.push(value);
        } else {
            if (value.kind() == Kind.OBJECT) {
                to.pushObject(value);
            } else {
                to.pushBoxed(value);
            }
            to.load(test.node(), Writer.HERE + "Node");
            to.step("condition", "(" + Writer.OBJECT + "L" + Writer.HERE + "Node;)Z");
        }
    }

    private void block(Operation.Block block, Dest dest) {
        if (block.lent().length == 0) {
            block.before().forEach(this::statement);
            in.emitTo(block.last(), dest);
            return;
        }
        var inside = new Scope.Block(scope, block.lent(), block.node(), false);
        scope = inside;
        block.before().forEach(this::statement);
        var value = in.emit(block.last());
        scope = inside.outer();
        if (value.kind() != Kind.NEVER) {
            end(inside);
            in.give(value, dest);
        }
    }

    /// Only the effect counts; what it computed on the way is forgotten.
    void statement(Operation operation) {
        int mark = to.mark();
        in.emitTo(operation, Dest.NOTHING);
        to.release(mark);
    }

    void end(Scope.Block block) {
        end(block.lent(), block.node());
    }

    private void end(int[] lent, Object node) {
        if (lent.length > 0) {
            in.known.clear();
        }
        for (int slot : lent) {
            in.frame();
            to.code.visitLdcInsn(slot);
            to.node(node);
            to.step("end", "(L" + Writer.HERE + "Frame;I" + SITE + ")V");
        }
    }

    // Loops

    Scope.Loop enter(
            Operation.LoopExits exits, @Nullable Object recur, Label end, Label turn, Dest dest) {
        var loop =
                new Scope.Loop(
                        scope,
                        exits.leave(),
                        exits.next(),
                        recur,
                        end,
                        turn,
                        dest,
                        exits.unwinds());
        scope = loop;
        loops.add(loop);
        return loop;
    }

    private void whileLoop(Operation.While loop, Dest dest) {
        var head = new Label();
        var turn = new Label();
        var done = new Label();
        var end = new Label();
        boolean gives = loop.test() == null;
        enter(loop.exits(), null, end, turn, gives ? dest : Dest.NOTHING);
        int left = turns.begin();
        to.code.visitLabel(head);
        if (loop.test() != null) {
            unless(loop.test(), done);
        }
        statement(loop.body());
        to.code.visitLabel(turn);
        turns.again(left, loop.node(), head);
        to.code.visitLabel(done);
        leave();
        to.code.visitLabel(end);
        turns.end(left, loop.node());
        if (!gives) {
            in.give(OperationEmitter.UNIT, dest);
        }
    }

    void leave() {
        if (scope != null) {
            scope = scope.outer();
        }
    }

    private void range(Operation.Range loop, Dest dest) {
        var low = loop.low() == null ? new Value.Constant(0L) : in.emit(loop.low());
        var high = in.emit(loop.high());
        if (low.kind() == Kind.NEVER || high.kind() == Kind.NEVER) {
            return;
        }
        var slow = new Label();
        var end = new Label();
        var head = new Label();
        var turn = new Label();
        if (loop.named()) {
            var meant = new Label();
            in.meanings.range(loop.node());
            in.ifMeant(meant);
            to.load(loop.node(), Writer.HERE + "ForNode");
            to.method(Writer.HERE + "ForNode", "isRange", "()Z");
            to.code.visitJumpInsn(Opcodes.IFEQ, slow);
            to.code.visitLabel(meant);
        }
        to.unless(low, Kind.LONG, slow);
        to.unless(high, Kind.LONG, slow);
        var at = (Value.Local) to.place(Kind.LONG);
        var limit = (Value.Local) to.place(Kind.LONG);
        var stop = (Value.Local) to.place(Kind.LONG);
        to.pushAs(low, Kind.LONG);
        to.code.visitVarInsn(Opcodes.LSTORE, at.local());
        to.pushAs(high, Kind.LONG);
        to.code.visitVarInsn(Opcodes.LSTORE, limit.local());
        enter(loop.exits(), null, end, turn, Dest.NOTHING);
        var more = new Label();
        to.jump(more);
        to.code.visitLabel(head);
        if (loop.slot() >= 0) {
            in.variables.bind(loop, loop.slot(), at);
        }
        statement(loop.body());
        to.code.visitLabel(turn);
        to.push(at);
        to.code.visitInsn(Opcodes.LCONST_1);
        to.code.visitInsn(Opcodes.LADD);
        to.code.visitVarInsn(Opcodes.LSTORE, at.local());
        to.push(at);
        to.push(stop);
        to.code.visitInsn(Opcodes.LCMP);
        to.code.visitJumpInsn(Opcodes.IFLT, head);
        to.code.visitLabel(more);
        turns.stretch(at, limit, stop, loop.node());
        to.push(at);
        to.push(stop);
        to.code.visitInsn(Opcodes.LCMP);
        to.code.visitJumpInsn(Opcodes.IFLT, head);
        to.jump(end);
        leave();
        to.code.visitLabel(slow);
        in.variables.spill(loop.reached());
        in.frame();
        to.pushBoxed(low);
        to.pushBoxed(high);
        to.load(loop.node(), Writer.HERE + "ForNode");
        to.step(
                "range",
                "(L"
                        + Writer.HERE
                        + "Frame;"
                        + Writer.OBJECT
                        + Writer.OBJECT
                        + "L"
                        + Writer.HERE
                        + "ForNode;)"
                        + Writer.OBJECT);
        int result = to.keep(Kind.OBJECT).local();
        in.variables.reload(loop.reached());
        dispatch(result);
        to.code.visitLabel(end);
        in.give(OperationEmitter.UNIT, dest);
    }

    private void recurLoop(Operation.RecurLoop loop, Dest dest) {
        loop.bindings().forEach(this::statement);
        var head = new Label();
        var turn = new Label();
        var left = new Label();
        var end = new Label();
        // What is lent of the loop's own variables ends before its value goes on.
        var kind = in.kinds.of(loop);
        boolean direct = loop.lent().length == 0;
        var place = direct || kind == Kind.NEVER ? OperationEmitter.NEVER : to.place(kind);
        var inner = direct ? dest : kind == Kind.NEVER ? Dest.NOTHING : new Dest.Store(place);
        enter(loop.exits(), loop.recur(), left, turn, inner);
        int count = turns.begin();
        to.code.visitLabel(head);
        in.emitTo(loop.body(), inner);
        to.jump(left);
        to.code.visitLabel(turn);
        end(loop.lent(), loop.node());
        turns.again(count, loop.node(), head);
        to.code.visitLabel(left);
        turns.end(count, loop.node());
        leave();
        if (!direct) {
            end(loop.lent(), loop.node());
            in.give(place, dest);
        }
        to.code.visitLabel(end);
    }

    private void recur(Operation.Recur recur) {
        var values = new ArrayList<Value>();
        for (int i = 0; i < recur.slots().length; i++) {
            var value = in.emit(recur.arguments().get(i));
            if (value.kind() == Kind.NEVER) {
                return;
            }
            if (recur.types()[i] != null && !Variables.fits(value, recur.wanted()[i])) {
                to.pushBoxed(value);
                to.load(recur.node(), Writer.HERE + "RecurNode");
                to.code.visitLdcInsn(i);
                to.step(
                        "recurring",
                        "(" + Writer.OBJECT + "L" + Writer.HERE + "RecurNode;I)" + Writer.OBJECT);
                value = in.variables.checked(recur.wanted()[i]);
            }
            values.add(value);
        }
        for (int i = 0; i < recur.slots().length; i++) {
            in.variables.set(recur.slots()[i], values.get(i));
        }
        for (var at = scope; at != null; at = at.outer()) {
            switch (at) {
                case Scope.Block block -> end(block);
                case Scope.Ending ending -> leaving.end(ending);
                case Scope.Loop loop -> {
                    if (loop.recur() == recur.signal()) {
                        to.jump(loop.turn());
                        return;
                    }
                }
            }
        }
        if (in.tree.isLoop()) {
            giveBack(new Value.Constant(recur.signal()));
        } else {
            to.jump(labels.begin());
        }
    }

    // Leaving

    private void jump(Operation.Jump jump) {
        var carried = jump.value();
        var value = carried == null ? OperationEmitter.UNIT : in.emit(carried);
        if (value.kind() != Kind.NEVER) {
            jump(jump.signal(), value, jump.flows());
        }
    }

    /// @param flows what ends with the blocks around ends here too
    void jump(Object signal, Value carried, boolean flows) {
        var value = carried;
        for (var at = scope; at != null; at = at.outer()) {
            switch (at) {
                case Scope.Block block -> {
                    if (flows || block.turn() && isFor(block.outer(), signal)) {
                        end(block);
                    }
                }
                case Scope.Ending ending -> value = leaving.ended(ending, value);
                case Scope.Loop loop -> {
                    if (loop.leave() == signal) {
                        leaveLoop(loop, value);
                        return;
                    }
                    if (loop.next() == signal) {
                        to.jump(loop.turn());
                        return;
                    }
                }
            }
        }
        if (in.tree.isLoop()) {
            LoopMethodEmitter.jump(in, signal, value, flows);
        } else {
            giveBack(value);
        }
    }

    private static boolean isFor(@Nullable Scope scope, Object signal) {
        return scope instanceof Scope.Loop loop
                && (loop.leave() == signal || loop.next() == signal);
    }

    private void leaveLoop(Scope.Loop loop, Value value) {
        in.give(value, loop.dest());
        if (!(loop.dest() instanceof Dest.Result)) {
            to.jump(loop.end());
        }
    }

    /// The function gives a value.
    void giveBack(Value value) {
        to.store(value, new Value.Pair(labels.number(), labels.object()));
        to.jump(labels.exit());
    }

    /// Goes where a signal says, if what Tier 0 gave is one.
    void dispatch(int object) {
        if (signal < 0) {
            signal = ((Value.Local) to.variable(Kind.OBJECT)).local();
        }
        var none = new Label();
        to.code.visitVarInsn(Opcodes.ALOAD, object);
        to.code.visitTypeInsn(Opcodes.INSTANCEOF, SIGNAL);
        to.code.visitJumpInsn(Opcodes.IFEQ, none);
        to.code.visitVarInsn(Opcodes.ALOAD, object);
        to.code.visitVarInsn(Opcodes.ASTORE, signal);
        to.jump(dispatcher(scope));
        to.code.visitLabel(none);
    }

    private Label dispatcher(@Nullable Scope from) {
        if (from == null) {
            if (outermost == null) {
                outermost = new Label();
            }
            return outermost;
        }
        return dispatches.computeIfAbsent(from, _ -> new Label());
    }

    /// Writes, after the body, where signals go; those that unwind come with `unwinding` as the
    /// handler's label.
    void dispatchers(@Nullable Label unwinding) {
        if (unwinding != null) {
            if (signal < 0) {
                signal = ((Value.Local) to.variable(Kind.OBJECT)).local();
            }
            to.code.handler(unwinding, SIGNAL + "$Unwinding");
            to.code.visitFieldInsn(
                    Opcodes.GETFIELD, SIGNAL + "$Unwinding", "signal", "L" + SIGNAL + ";");
            to.code.visitVarInsn(Opcodes.ASTORE, signal);
            loops.stream().filter(Scope.Loop::unwinds).forEach(loop -> compare(loop, true));
            unwound(null);
            if (in.tree.isLoop()) {
                LoopMethodEmitter.rethrow(in, signal);
            } else {
                to.jump(dispatcher(null));
            }
        }
        // In the order of the program: both passes over the method must agree.
        for (var each : List.copyOf(dispatches.entrySet())) {
            to.code.visitLabel(each.getValue());
            for (Scope at = each.getKey(); at != null; at = at.outer()) {
                switch (at) {
                    case Scope.Block block -> end(block);
                    case Scope.Ending ending -> leaving.signalled(ending, signal);
                    case Scope.Loop loop -> compare(loop, false);
                }
            }
            to.jump(dispatcher(null));
        }
        if (outermost != null) {
            to.code.visitLabel(outermost);
            root();
        }
    }

    private void root() {
        if (in.tree.isLoop()) {
            giveBack(new Value.Local(Kind.OBJECT, signal));
            return;
        }
        var other = new Label();
        to.code.visitVarInsn(Opcodes.ALOAD, signal);
        to.load(CodeTree.returnSignal(), SIGNAL);
        to.code.visitJumpInsn(Opcodes.IF_ACMPNE, other);
        signalValue();
        giveBack(to.unboxed());
        to.code.visitLabel(other);
        var tail = new Label();
        to.code.visitVarInsn(Opcodes.ALOAD, signal);
        to.load(in.tree.recur(), SIGNAL);
        to.code.visitJumpInsn(Opcodes.IF_ACMPNE, tail);
        to.jump(labels.begin());
        to.code.visitLabel(tail);
        giveBack(new Value.Local(Kind.OBJECT, signal));
    }

    private void signalValue() {
        in.ex();
        to.step("signalValue", "(" + EXECUTION + ")" + Writer.OBJECT);
    }

    /// An exception left the temporaries in a scope: those that have not ended.
    private void unwound(Scope.@Nullable Loop loop) {
        for (var ending : endings.reversed()) {
            if (loop == null || ending.isIn(loop)) {
                leaving.signalled(ending, signal);
            }
        }
    }

    /// What ends with a turn of the loop that an exception left.
    private void unwoundTurn(Scope.Loop loop) {
        unwound(loop);
        turnBlocks.stream().filter(turn -> turn.outer() == loop).forEach(this::end);
    }

    /// Goes where a loop's signals say.
    private void compare(Scope.Loop loop, boolean unwinding) {
        var next = new Label();
        to.code.visitVarInsn(Opcodes.ALOAD, signal);
        to.load(loop.leave(), SIGNAL);
        to.code.visitJumpInsn(Opcodes.IF_ACMPNE, next);
        if (unwinding) {
            unwoundTurn(loop);
        }
        signalValue();
        switch (loop.dest()) {
            case Dest.Nothing _ -> {
                to.code.visitInsn(Opcodes.POP);
                to.jump(loop.end());
            }
            case Dest.Store(var place) -> {
                to.unbox(place);
                to.jump(loop.end());
            }
            case Dest.Result _ -> giveBack(to.unboxed());
        }
        to.code.visitLabel(next);
        turnIf(loop.next(), loop, unwinding);
        var recur = loop.recur();
        if (recur != null) {
            turnIf(recur, loop, unwinding);
        }
    }

    private void turnIf(Object wanted, Scope.Loop loop, boolean unwinding) {
        var other = new Label();
        to.code.visitVarInsn(Opcodes.ALOAD, signal);
        to.load(wanted, SIGNAL);
        to.code.visitJumpInsn(Opcodes.IF_ACMPNE, other);
        if (unwinding) {
            unwoundTurn(loop);
        }
        to.jump(loop.turn());
        to.code.visitLabel(other);
    }

    static boolean isEquality(BinOp op) {
        return op == BinOp.EQ || op == BinOp.NE;
    }
}
