package org.oxur.compiler.jvm.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.oxur.interpret.CodeTree;
import org.oxur.interpret.Meanings;
import org.oxur.interpret.Operation;
import org.oxur.module.Registry;
import org.oxur.value.Unit;

/// Writes operations: [#emit] where the value is needed, [#emitTo] where it goes.
///
/// Between two operations the operand stack is empty, so that control can leave from anywhere by a
/// jump.
final class OperationEmitter {
    static final Value UNIT = new Value.Constant(Unit.UNIT);
    static final Value NEVER = new Value.Never();
    static final Value YES = new Value.Constant(true);
    static final Value NO = new Value.Constant(false);

    /// Locals of the method: see [MethodEmitter].
    static final int EX = 0;

    static final int DEPTH = 1;
    static final int SITE = 2;
    static final int FRAME = 3;

    final Writer to;
    final CodeTree tree;
    final Registry registry;
    final Kinds kinds;
    final Variables variables;
    final Known known;
    final Likely likely;
    final ControlEmitter control;
    final ArithmeticEmitter arithmetic;
    final CallEmitter calls;
    final PartsEmitter parts;
    final DataEmitter data;
    final MatchEmitter matches;
    final MethodCallEmitter methods;

    /// What the names mean that are used.
    final Meanings meanings;

    /// No variable lives in the frame: it is made where something is left to Tier 0, which most
    /// calls do not come to.
    final boolean framesLate;

    /// Some operation needs the frame, which is there from the beginning.
    boolean usesFrame;

    /// What the closures execute that are made in it.
    final List<CodeTree> closures = new ArrayList<>();

    OperationEmitter(Writer to, CodeTree tree, Registry registry, MethodLabels labels) {
        this.to = to;
        this.tree = tree;
        this.registry = registry;
        this.kinds = labels.kinds();
        this.framesLate = framesLate(tree);
        this.meanings = new Meanings(registry);
        this.variables = new Variables(this);
        this.known = new Known(this);
        this.likely = new Likely(this);
        this.control = new ControlEmitter(this, labels);
        this.arithmetic = new ArithmeticEmitter(this);
        this.calls = new CallEmitter(this);
        this.parts = new PartsEmitter(this);
        this.data = new DataEmitter(this);
        this.matches = new MatchEmitter(this);
        this.methods = new MethodCallEmitter(this);
    }

    /// The value of an operation. It stays what it is until the next statement, whatever comes in
    /// between.
    Value emit(Operation operation) {
        var value = emitted(operation);
        if (!Known.isFollowed(operation)) {
            known.clear();
        }
        return value;
    }

    private Value emitted(Operation operation) {
        return switch (operation) {
            case Operation.Opaque opaque -> opaque(opaque);
            case Operation.LentPart(_, _, _, var general) -> opaque(general);
            case Operation.Closure(var making, var code) -> {
                closures.add(code);
                yield opaque(making);
            }
            case Operation.Constant(_, var value, _) -> new Value.Constant(value);
            case Operation.State(_, int slot, boolean number) -> state(slot, number);
            case Operation.Local local -> variables.read(local);
            case Operation.Arithmetic binary -> arithmetic.binary(binary);
            case Operation.Negate(var node, var operand) -> arithmetic.unary(node, operand, false);
            case Operation.Not(var node, var operand) -> arithmetic.unary(node, operand, true);
            case Operation.Compare _ -> condition(operation);
            case Operation.Logic logic -> logic(logic);
            case Operation.Call call -> calls.call(call);
            case Operation.Data each -> data.emit(each);
            case Operation.Let let -> {
                variables.let(let);
                yield kinds.of(let.value()) == Kind.NEVER ? NEVER : UNIT;
            }
            case Operation.Assign assign -> {
                variables.assign(assign);
                yield kinds.of(assign.value()) == Kind.NEVER ? NEVER : UNIT;
            }
            case Operation.Applied applied -> parts.applied(applied);
            case Operation.Passed passed -> parts.passed(passed);
            case Operation.Place place -> parts.place(place);
            case Operation.Try tried -> control.leaving.tried(tried);
            case Operation.LetPattern let -> matches.let(let);
            case Operation.Method method -> methods.call(method);
            case Operation.If _,
                    Operation.Block _,
                    Operation.While _,
                    Operation.Range _,
                    Operation.RecurLoop _,
                    Operation.Recur _,
                    Operation.Jump _,
                    Operation.Match _,
                    Operation.Ending _,
                    Operation.Labelled _,
                    Operation.Each _ ->
                    placed(operation);
        };
    }

    private Value placed(Operation operation) {
        var kind = kinds.of(operation);
        var place = kind == Kind.NEVER ? NEVER : to.place(kind);
        control.emitTo(operation, kind == Kind.NEVER ? Dest.NOTHING : new Dest.Store(place));
        return place;
    }

    void emitTo(Operation operation, Dest dest) {
        switch (operation) {
            case Operation.If _,
                    Operation.Block _,
                    Operation.While _,
                    Operation.Range _,
                    Operation.RecurLoop _,
                    Operation.Recur _,
                    Operation.Jump _,
                    Operation.Match _,
                    Operation.Ending _,
                    Operation.Labelled _,
                    Operation.Each _ ->
                    control.emitTo(operation, dest);
            case Operation.Opaque _,
                    Operation.Closure _,
                    Operation.LentPart _,
                    Operation.Constant _,
                    Operation.State _,
                    Operation.Local _,
                    Operation.Arithmetic _,
                    Operation.Negate _,
                    Operation.Not _,
                    Operation.Compare _,
                    Operation.Logic _,
                    Operation.Call _,
                    Operation.Data _,
                    Operation.Let _,
                    Operation.Assign _,
                    Operation.Applied _,
                    Operation.Passed _,
                    Operation.Place _,
                    Operation.Try _,
                    Operation.LetPattern _,
                    Operation.Method _ ->
                    give(emit(operation), dest);
        }
    }

    /// Brings a value where it is wanted. After a result control does not come back.
    void give(Value value, Dest dest) {
        if (value.kind() == Kind.NEVER) {
            return;
        }
        switch (dest) {
            case Dest.Nothing _ -> {}
            case Dest.Store(var place) -> to.store(value, place);
            case Dest.Result _ -> control.giveBack(value);
        }
    }

    /// A boolean from a condition's two ways.
    private Value condition(Operation operation) {
        var place = (Value.Local) to.place(Kind.BOOL);
        var no = new Label();
        var end = new Label();
        control.unless(operation, no);
        to.code.visitInsn(Opcodes.ICONST_1);
        to.code.visitVarInsn(Opcodes.ISTORE, place.local());
        to.jump(end);
        to.code.visitLabel(no);
        to.code.visitInsn(Opcodes.ICONST_0);
        to.code.visitVarInsn(Opcodes.ISTORE, place.local());
        to.code.visitLabel(end);
        return place;
    }

    private Value logic(Operation.Logic logic) {
        var kind = kinds.of(logic);
        if (kind == Kind.BOOL) {
            return condition(logic);
        }
        var place = to.place(kind);
        var other = new Label();
        var end = new Label();
        if (logic.and()) {
            control.unless(logic.left(), other);
            emitTo(logic.right(), new Dest.Store(place));
            to.jump(end);
            to.code.visitLabel(other);
            to.store(new Value.Constant(false), place);
        } else {
            control.unless(logic.left(), other);
            to.store(new Value.Constant(true), place);
            to.jump(end);
            to.code.visitLabel(other);
            emitTo(logic.right(), new Dest.Store(place));
        }
        to.code.visitLabel(end);
        return place;
    }

    /// Tier 0 executes the node, in the frame.
    private Value opaque(Operation.Opaque opaque) {
        variables.spill(opaque.reached());
        to.node(opaque.node());
        frame();
        to.method(to.HERE + "Node", "execute", "(L" + Writer.HERE + "Frame;)" + Writer.OBJECT);
        int result = to.keep(Kind.OBJECT).local();
        variables.reload(opaque.reached());
        if (opaque.signals()) {
            control.dispatch(result);
        }
        to.code.visitVarInsn(Opcodes.ALOAD, result);
        return to.unboxed();
    }

    /// Pushes whether all names mean what they did.
    void meant() {
        to.load(meanings, Writer.HERE + "Meanings");
        to.method(Writer.HERE + "Meanings", "hold", "()Z");
    }

    /// Jumps where all names mean what they did: nothing else is asked then.
    void ifMeant(Label so) {
        meant();
        to.code.visitJumpInsn(Opcodes.IFNE, so);
    }

    private Value state(int slot, boolean number) {
        frame();
        to.code.visitLdcInsn(slot);
        if (number) {
            to.method(Writer.HERE + "Frame", "number", "(I)J");
            return to.keep(Kind.LONG);
        }
        to.method(Writer.HERE + "Frame", "object", "(I)" + Writer.OBJECT);
        return to.keep(Kind.OBJECT);
    }

    // What steps want besides values

    void ex() {
        to.code.visitVarInsn(Opcodes.ALOAD, EX);
    }

    void depth() {
        to.code.visitVarInsn(Opcodes.ILOAD, DEPTH);
    }

    void frame() {
        to.code.visitVarInsn(Opcodes.ALOAD, FRAME);
        if (!framesLate) {
            usesFrame = true;
            return;
        }
        ex();
        depth();
        to.code.visitLdcInsn(tree.slots());
        var frame = "L" + Writer.HERE + "Frame;";
        to.step("frame", "(" + frame + "L" + Writer.HERE + "Execution;II)" + frame);
        to.code.visitInsn(Opcodes.DUP);
        to.code.visitVarInsn(Opcodes.ASTORE, FRAME);
    }

    private static boolean framesLate(CodeTree tree) {
        if (tree.entersInFrame()) {
            return false;
        }
        for (int slot = 0; slot < tree.slots(); slot++) {
            if (tree.isKept(slot)) {
                return false;
            }
        }
        return true;
    }

    /// Pushes the values as an array, as Tier 0 has them.
    void array(List<Value> values) {
        to.code.visitLdcInsn(values.size());
        to.code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
        for (int i = 0; i < values.size(); i++) {
            to.code.visitInsn(Opcodes.DUP);
            to.code.visitLdcInsn(i);
            to.pushBoxed(values.get(i));
            to.code.visitInsn(Opcodes.AASTORE);
        }
    }

    /// The values of operations one after the other; null when control leaves on the way.
    @Nullable List<Value> all(List<Operation> operations) {
        var values = new java.util.ArrayList<Value>();
        for (var each : operations) {
            var value = emit(each);
            if (value.kind() == Kind.NEVER) {
                return null;
            }
            values.add(value);
        }
        return values;
    }
}
