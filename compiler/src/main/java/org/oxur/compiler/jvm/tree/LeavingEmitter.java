package org.oxur.compiler.jvm.tree;

import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.oxur.interpret.CodeTree;
import org.oxur.interpret.Operation;

/// Scopes that end something when they are left, blocks with a label, `?`, and loops over
/// iterators.
final class LeavingEmitter {
    private static final String FRAME = "L" + Writer.HERE + "Frame;";
    private static final String ENDING = "L" + Writer.HERE + "TemporariesNode;";
    private static final String FOR = "L" + Writer.HERE + "ForNode;";
    private static final String TRY = "L" + Writer.HERE + "TryNode;";
    private static final String EXECUTION = "L" + Writer.HERE + "Execution;";

    private final OperationEmitter in;
    private final Writer to;
    private final ControlEmitter control;

    LeavingEmitter(OperationEmitter in, ControlEmitter control) {
        this.in = in;
        this.to = in.to;
        this.control = control;
    }

    // Temporaries

    void ending(Operation.Ending operation, Dest dest) {
        var inside = new Scope.Ending(control.scope(), operation.node());
        control.enter(inside);
        var value = in.emit(operation.inner());
        control.leave();
        if (value.kind() != Kind.NEVER) {
            in.give(ended(inside, value), dest);
        }
    }

    /// The value as it comes out.
    Value ended(Scope.Ending scope, Value value) {
        if (!value.kind().holdsObject() || value instanceof Value.Constant) {
            end(scope);
            return value;
        }
        var place = (Value.Pair) to.place(Kind.PAIR);
        to.store(value, place);
        var reference = new Label();
        var end = new Label();
        to.code.visitVarInsn(Opcodes.ALOAD, place.object());
        to.code.visitTypeInsn(Opcodes.INSTANCEOF, "org/oxur/value/Ref");
        to.code.visitJumpInsn(Opcodes.IFNE, reference);
        end(scope);
        to.jump(end);
        to.code.visitLabel(reference);
        signalled(scope, place.object());
        to.code.visitVarInsn(Opcodes.ALOAD, place.object());
        to.unbox(place);
        to.code.visitLabel(end);
        return place;
    }

    /// Control leaves with what is in a local, be it a signal.
    void signalled(Scope.Ending scope, int object) {
        to.code.visitVarInsn(Opcodes.ALOAD, object);
        in.frame();
        to.load(scope.node(), Writer.HERE + "TemporariesNode");
        PatternEmitter.step(
                to, "ended", "(" + Writer.OBJECT + FRAME + ENDING + ")" + Writer.OBJECT);
        to.code.visitVarInsn(Opcodes.ASTORE, object);
    }

    void end(Scope.Ending scope) {
        in.frame();
        to.load(scope.node(), Writer.HERE + "TemporariesNode");
        PatternEmitter.step(to, "end", "(" + FRAME + ENDING + ")V");
    }

    // Blocks

    void labelled(Operation.Labelled block, Dest dest) {
        var end = new Label();
        var turn = new Label();
        control.enter(block.exits(), null, end, turn, dest);
        in.emitTo(block.body(), dest);
        control.leave();
        // Nothing goes on with a block.
        to.code.visitLabel(turn);
        to.code.visitLabel(end);
    }

    Value tried(Operation.Try operation) {
        var value = in.emit(operation.value());
        if (value.kind() == Kind.NEVER) {
            return value;
        }
        var carries = new Label();
        to.pushBoxed(value);
        int given = to.keep(Kind.OBJECT).local();
        to.code.visitVarInsn(Opcodes.ALOAD, given);
        to.load(operation.node(), Writer.HERE + "TryNode");
        PatternEmitter.step(to, "carried", "(" + Writer.OBJECT + TRY + ")" + Writer.OBJECT);
        int carried = to.keep(Kind.OBJECT).local();
        to.code.visitVarInsn(Opcodes.ALOAD, carried);
        to.code.visitJumpInsn(Opcodes.IFNONNULL, carries);
        to.code.visitVarInsn(Opcodes.ALOAD, given);
        in.ex();
        in.depth();
        to.load(operation.node(), Writer.HERE + "TryNode");
        PatternEmitter.step(
                to, "given", "(" + Writer.OBJECT + EXECUTION + "I" + TRY + ")" + Writer.OBJECT);
        control.jump(CodeTree.returnSignal(), to.unboxed(), operation.flows());
        to.code.visitLabel(carries);
        to.code.visitVarInsn(Opcodes.ALOAD, carried);
        return to.unboxed();
    }

    // Iterators

    void each(Operation.Each loop, Dest dest) {
        var iterated = in.emit(loop.iterated());
        if (iterated.kind() == Kind.NEVER) {
            return;
        }
        var head = new Label();
        var turn = new Label();
        var end = new Label();
        to.pushBoxed(iterated);
        host(loop);
        PatternEmitter.step(
                to, "iterator", "(" + Writer.OBJECT + EXECUTION + "I" + FOR + ")" + Writer.OBJECT);
        int iterator = to.keep(Kind.OBJECT).local();
        int item = ((Value.Local) to.place(Kind.OBJECT)).local();
        var pair = (Value.Pair) to.place(Kind.PAIR);
        int left = control.turns.begin();
        control.enter(loop.exits(), null, end, turn, Dest.NOTHING);
        to.code.visitLabel(head);
        to.code.visitVarInsn(Opcodes.ALOAD, iterator);
        host(loop);
        PatternEmitter.step(
                to, "next", "(" + Writer.OBJECT + EXECUTION + "I" + FOR + ")" + Writer.OBJECT);
        to.code.visitVarInsn(Opcodes.ASTORE, item);
        to.code.visitVarInsn(Opcodes.ALOAD, item);
        to.code.visitJumpInsn(Opcodes.IFNULL, end);
        to.code.visitVarInsn(Opcodes.ALOAD, item);
        to.unbox(pair);
        if (loop.slot() >= 0) {
            in.variables.bind(loop, loop.slot(), pair);
            control.statement(loop.body());
        } else {
            in.matches.item(loop.pattern(), pair, loop.node());
            var inside = new Scope.Block(control.scope(), loop.lent(), loop.node(), true);
            control.enter(inside);
            control.statement(loop.body());
            control.leave();
            control.end(inside);
        }
        to.code.visitLabel(turn);
        control.turns.again(left, loop.node(), head);
        control.leave();
        to.code.visitLabel(end);
        control.turns.end(left, loop.node());
        in.give(OperationEmitter.UNIT, dest);
    }

    private void host(Operation.Each loop) {
        in.ex();
        in.depth();
        to.load(loop.node(), Writer.HERE + "ForNode");
    }
}
