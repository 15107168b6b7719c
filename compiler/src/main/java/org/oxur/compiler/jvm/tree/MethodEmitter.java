package org.oxur.compiler.jvm.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.oxur.interpret.CodeTree;
import org.oxur.interpret.Operation;
import org.oxur.module.Registry;

/// Writes `call`: what a function does at its beginning and end, around its body.
///
/// Compiled callers pass the site of the call, and no frame. Tier 0, which has entered the function
/// already and will finish it, passes no site, and its frame.
final class MethodEmitter {
    private static final String CODE = Writer.HERE + "Code";
    private static final String FRAME = "L" + Writer.HERE + "Frame;";
    private static final String SITE = "Lorg/oxur/error/Site;";
    private static final String EXECUTION = "L" + Writer.HERE + "Execution;";

    private final CodeTree tree;
    private final Frames code;
    private final Writer to;
    private final OperationEmitter in;
    private final Kinds kinds;
    private final MethodLabels labels;

    private MethodEmitter(
            CodeTree tree, Kinds kinds, Registry registry, Frames code, List<Object> constants) {
        this.tree = tree;
        this.code = code;
        this.to = new Writer(code, constants, 4 + 3 * tree.parameters());
        this.kinds = kinds;
        this.labels = MethodLabels.of(kinds, to);
        this.in = new OperationEmitter(to, tree, registry, labels);
    }

    /// Writes the method twice: the first time to find out what locals it needs.
    ///
    /// @return what the closures execute that are made in it
    static List<CodeTree> emit(
            CodeTree tree, Registry registry, MethodVisitor code, List<Object> constants) {
        var kinds = new Kinds(tree);
        var trial =
                new MethodEmitter(
                        tree,
                        kinds,
                        registry,
                        new Frames(null, List.of(), List.of()),
                        new ArrayList<>());
        trial.emit(List.of());
        var locals = trial.to.kinds();
        var written =
                new MethodEmitter(
                        tree,
                        kinds,
                        registry,
                        new Frames(code, parameters(tree), locals),
                        constants);
        written.emit(locals);
        return written.in.closures;
    }

    static List<Object> parameters(CodeTree tree) {
        var types = new ArrayList<Object>();
        Collections.addAll(
                types,
                Writer.HERE + "Execution",
                Opcodes.INTEGER,
                "org/oxur/error/Site",
                Writer.HERE + "Frame");
        for (int i = 0; i < tree.parameters(); i++) {
            types.add(Opcodes.LONG);
            types.add("java/lang/Object");
        }
        return types;
    }

    static int number(int parameter) {
        return OperationEmitter.FRAME + 1 + 3 * parameter;
    }

    static int object(int parameter) {
        return number(parameter) + 2;
    }

    private void emit(List<Kind> locals) {
        var begin = new Label();
        var inside = new Label();
        var body = new Label();
        var outside = new Label();
        var prologue = new Label();
        var tail = new Label();
        var unwinding = new Label();
        var bodyEnd = new Label();
        var panicked = new Label();
        var overflowed = new Label();
        boolean unwinds = tree.unwinds() || kinds.loopsUnwind();
        kinds.bindings.begin();
        to.initialise(locals);
        // Before the code that they guard: else its frames are wrong.
        if (unwinds) {
            // Where it begins anew is no part of it: HotSpot's C1 refuses handlers that lead into
            // what
            // they guard by another way than control came.
            code.visitTryCatchBlock(body, bodyEnd, unwinding, Writer.HERE + "Signal$Unwinding");
        }
        code.visitTryCatchBlock(inside, outside, panicked, "org/oxur/error/OxurPanic");
        code.visitTryCatchBlock(inside, outside, overflowed, "java/lang/StackOverflowError");
        placeParameters();
        polled();
        to.jump(prologue);
        code.bound(inside);
        again(begin);
        code.visitLabel(begin);
        code.bound(body);
        in.emitTo(tree.body(), Dest.RESULT);
        kinds.bindings.begin();
        code.bound(bodyEnd);
        in.control.dispatchers(unwinds ? unwinding : null);
        exit(tail);
        code.visitLabel(prologue);
        prologue(begin);
        code.bound(outside);
        tail(tail);
        handler(panicked, "org/oxur/error/OxurPanic", true);
        handler(overflowed, "java/lang/StackOverflowError", false);
    }

    private void placeParameters() {
        for (int i = 0; i < tree.parameters(); i++) {
            if (!tree.isKept(i)) {
                in.variables.put(
                        i,
                        switch (kinds.slot(i)) {
                            case LONG -> new Value.Local(Kind.LONG, number(i));
                            case DOUBLE -> to.variable(Kind.DOUBLE);
                            case NEVER, BOOL, OBJECT, PAIR -> pair(i);
                        });
            }
        }
    }

    private static Value.Pair pair(int parameter) {
        return new Value.Pair(number(parameter), object(parameter));
    }

    private void polled() {
        var entered = new Label();
        code.visitVarInsn(Opcodes.ALOAD, OperationEmitter.SITE);
        code.visitJumpInsn(Opcodes.IFNULL, entered);
        in.ex();
        in.depth();
        code.visitVarInsn(Opcodes.ALOAD, OperationEmitter.SITE);
        to.step("deeper", "(" + EXECUTION + "I" + SITE + ")V");
        code.visitLabel(entered);
    }

    /// `recur` of the function: as a call of its own.
    private void again(Label begin) {
        code.visitLabel(labels.begin());
        in.ex();
        in.depth();
        to.node(tree.body().node());
        to.step("deeper", "(" + EXECUTION + "I" + SITE + ")V");
        called();
        if (tree.entersInFrame()) {
            in.variables.spill(tree.entered());
            in.frame();
            code.visitInsn(Opcodes.POP);
            loadCode();
            in.frame();
            to.node(tree.body().node());
            to.step("enter", "(L" + CODE + ";" + FRAME + SITE + ")V");
            in.variables.reload(tree.entered());
        }
        to.jump(begin);
    }

    private void loadCode() {
        to.load(tree.constant(), CODE);
    }

    private void called() {
        in.ex();
        loadCode();
        to.step("called", "(" + EXECUTION + "L" + CODE + ";)V");
    }

    private void prologue(Label begin) {
        var entered = new Label();
        var other = new Label();
        code.visitVarInsn(Opcodes.ALOAD, OperationEmitter.SITE);
        code.visitJumpInsn(Opcodes.IFNULL, entered);
        called();
        boolean frame = in.usesFrame || tree.entersInFrame();
        if (frame) {
            frame();
            for (int i = 0; i < tree.parameters(); i++) {
                if (tree.isKept(i) || tree.entersInFrame()) {
                    spill(i);
                }
            }
        }
        if (tree.entersInFrame()) {
            loadCode();
            in.frame();
            code.visitVarInsn(Opcodes.ALOAD, OperationEmitter.SITE);
            to.step("enter", "(L" + CODE + ";" + FRAME + SITE + ")V");
            for (int i = 0; i < tree.parameters(); i++) {
                reload(i);
            }
        } else {
            tests();
        }
        code.visitLabel(entered);
        boolean guarded = false;
        for (int i = 0; i < tree.parameters(); i++) {
            guarded |= guard(i, other);
        }
        for (int i = 0; i < tree.parameters(); i++) {
            if (!tree.isKept(i)
                    && in.variables.place(i) instanceof Value.Local place
                    && place.kind() == Kind.DOUBLE) {
                to.pushAs(pair(i), Kind.DOUBLE);
                code.visitVarInsn(Opcodes.DSTORE, place.local());
            }
        }
        if (tree.entersInFrame()) {
            in.variables.reload(tree.bound());
        }
        to.jump(begin);
        if (guarded) {
            code.visitLabel(other);
            other();
        }
    }

    private void frame() {
        in.ex();
        in.depth();
        code.visitLdcInsn(tree.slots());
        to.step("frame", "(" + EXECUTION + "II)" + FRAME);
        code.visitVarInsn(Opcodes.ASTORE, OperationEmitter.FRAME);
    }

    private void spill(int parameter) {
        in.frame();
        code.visitLdcInsn(parameter);
        to.pushNumber(pair(parameter));
        to.pushObject(pair(parameter));
        to.step("spill", "(" + FRAME + "IJ" + Writer.OBJECT + ")V");
    }

    private void reload(int parameter) {
        in.frame();
        code.visitLdcInsn(parameter);
        to.method(Writer.HERE + "Frame", "number", "(I)J");
        code.visitVarInsn(Opcodes.LSTORE, number(parameter));
        in.frame();
        code.visitLdcInsn(parameter);
        to.step("reload", "(" + FRAME + "I)" + Writer.OBJECT);
        code.visitVarInsn(Opcodes.ASTORE, object(parameter));
    }

    private void tests() {
        for (int i = 0; i < tree.parameters(); i++) {
            var test = tree.test(i);
            if (test == null) {
                continue;
            }
            var passed = new Label();
            switch (tree.wanted(i)) {
                case LONG -> quick(i, Kind.LONG, passed);
                case DOUBLE -> quick(i, Kind.DOUBLE, passed);
                case ANY -> {}
            }
            to.load(test, Writer.HERE + "TypeTest");
            to.pushBoxed(pair(i));
            code.visitVarInsn(Opcodes.ALOAD, OperationEmitter.SITE);
            to.step(
                    "argument",
                    "(L" + Writer.HERE + "TypeTest;" + Writer.OBJECT + SITE + ")" + Writer.OBJECT);
            to.unbox(pair(i));
            if (tree.isKept(i)) {
                spill(i);
            }
            code.visitLabel(passed);
        }
    }

    private void quick(int parameter, Kind kind, Label passed) {
        code.visitVarInsn(Opcodes.ALOAD, object(parameter));
        to.mark(kind);
        code.visitJumpInsn(Opcodes.IF_ACMPEQ, passed);
    }

    /// A parameter is what the code was made for.
    private boolean guard(int parameter, Label other) {
        var kind = kinds.slot(parameter);
        if (!kind.isNumber()
                || tree.isKept(parameter)
                || tree.wanted(parameter) != Operation.Wanted.ANY) {
            return false;
        }
        to.unless(pair(parameter), kind, other);
        return true;
    }

    private void other() {
        var there = new Label();
        code.visitVarInsn(Opcodes.ALOAD, OperationEmitter.FRAME);
        code.visitJumpInsn(Opcodes.IFNONNULL, there);
        frame();
        code.visitLabel(there);
        for (int i = 0; i < tree.parameters(); i++) {
            if (!tree.isKept(i)) {
                spill(i);
            }
        }
        loadCode();
        in.frame();
        to.step("other", "(L" + CODE + ";" + FRAME + ")" + Writer.OBJECT);
        in.control.giveBack(to.unboxed());
    }

    private void exit(Label tail) {
        var give = new Label();
        code.visitLabel(labels.exit());
        code.visitVarInsn(Opcodes.ALOAD, OperationEmitter.SITE);
        code.visitJumpInsn(Opcodes.IFNULL, give);
        if (tree.endsLoans()) {
            loadCode();
            in.frame();
            to.step("leave", "(L" + CODE + ";" + FRAME + ")V");
        }
        if (tree.unwinds()) {
            code.visitVarInsn(Opcodes.ALOAD, labels.object());
            to.load(CodeTree.tailSignal(), Writer.HERE + "Signal");
            code.visitJumpInsn(Opcodes.IF_ACMPEQ, tail);
        }
        finish(give);
        code.visitLabel(give);
        in.ex();
        code.visitVarInsn(Opcodes.LLOAD, labels.number());
        code.visitFieldInsn(Opcodes.PUTFIELD, Writer.HERE + "Execution", "number", "J");
        code.visitVarInsn(Opcodes.ALOAD, labels.object());
        code.visitInsn(Opcodes.ARETURN);
    }

    private void finish(Label give) {
        var kind = kinds.of(tree.body());
        var wanted = tree.result();
        if (tree.checksResult()) {
            switch (wanted) {
                case LONG -> ifMarked(Kind.LONG, give);
                case DOUBLE -> ifMarked(Kind.DOUBLE, give);
                case ANY -> {}
            }
        } else {
            if (kind.isNumber() || kind == Kind.BOOL) {
                return;
            }
            code.visitVarInsn(Opcodes.ALOAD, labels.object());
            code.visitTypeInsn(Opcodes.INSTANCEOF, "org/oxur/value/Ref");
            code.visitJumpInsn(Opcodes.IFEQ, give);
        }
        loadCode();
        to.pushBoxed(new Value.Pair(labels.number(), labels.object()));
        code.visitVarInsn(Opcodes.ALOAD, OperationEmitter.SITE);
        to.step("finish", "(L" + CODE + ";" + Writer.OBJECT + SITE + ")" + Writer.OBJECT);
        to.unbox(new Value.Pair(labels.number(), labels.object()));
    }

    private void ifMarked(Kind kind, Label then) {
        code.visitVarInsn(Opcodes.ALOAD, labels.object());
        to.mark(kind);
        code.visitJumpInsn(Opcodes.IF_ACMPEQ, then);
    }

    private void tail(Label tail) {
        if (!tree.unwinds()) {
            return;
        }
        code.visitLabel(tail);
        in.ex();
        loadCode();
        code.visitVarInsn(Opcodes.ALOAD, OperationEmitter.SITE);
        to.step("tail", "(" + EXECUTION + "L" + CODE + ";" + SITE + ")" + Writer.OBJECT);
        to.unbox(new Value.Pair(labels.number(), labels.object()));
        in.ex();
        code.visitVarInsn(Opcodes.LLOAD, labels.number());
        code.visitFieldInsn(Opcodes.PUTFIELD, Writer.HERE + "Execution", "number", "J");
        code.visitVarInsn(Opcodes.ALOAD, labels.object());
        code.visitInsn(Opcodes.ARETURN);
    }

    private void handler(Label label, String type, boolean panic) {
        var ours = new Label();
        code.handler(label, type);
        int thrown = to.keep(Kind.OBJECT).local();
        code.visitVarInsn(Opcodes.ALOAD, OperationEmitter.SITE);
        code.visitJumpInsn(Opcodes.IFNONNULL, ours);
        code.visitVarInsn(Opcodes.ALOAD, thrown);
        code.visitTypeInsn(Opcodes.CHECKCAST, type);
        code.visitInsn(Opcodes.ATHROW);
        code.visitLabel(ours);
        if (panic) {
            code.visitVarInsn(Opcodes.ALOAD, thrown);
            code.visitTypeInsn(Opcodes.CHECKCAST, type);
            loadCode();
            code.visitVarInsn(Opcodes.ALOAD, OperationEmitter.SITE);
            to.step(
                    "failed",
                    "(Lorg/oxur/error/OxurPanic;L"
                            + CODE
                            + ";"
                            + SITE
                            + ")Lorg/oxur/error/OxurPanic;");
        } else {
            in.ex();
            code.visitVarInsn(Opcodes.ALOAD, OperationEmitter.SITE);
            to.step("overflow", "(" + EXECUTION + SITE + ")Lorg/oxur/error/OxurPanic;");
        }
        code.visitInsn(Opcodes.ATHROW);
    }
}
