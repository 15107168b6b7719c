package org.oxur.compiler.jvm.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.oxur.interpret.CodeTree;
import org.oxur.interpret.Matching;
import org.oxur.interpret.Operation;

/// `match`, and `let` with a pattern.
final class MatchEmitter {
    private static final String SITE = "Lorg/oxur/error/Site;";
    private static final String PANIC = "Lorg/oxur/error/OxurPanic;";
    private static final String PATTERN = "L" + Writer.HERE + "Pattern;";
    private static final String NODE = "L" + Writer.HERE + "Node;";
    private static final String FRAME = "L" + Writer.HERE + "Frame;";

    private final OperationEmitter in;
    private final Writer to;

    MatchEmitter(OperationEmitter in) {
        this.in = in;
        this.to = in.to;
    }

    void match(Operation.Match match, Dest dest) {
        var values = new ArrayList<Value>();
        var lenders = new ArrayList<@Nullable Integer>();
        for (var each : matched(match)) {
            if (each instanceof Operation.LentPart part) {
                lenders.add(lent(part, values));
                continue;
            }
            var value = in.emit(each);
            if (value.kind() == Kind.NEVER) {
                return;
            }
            values.add(value);
            lenders.add(null);
        }
        var end = new Label();
        for (var arm : match.arms()) {
            var next = new Label();
            arm(match, arm, values, lenders, next);
            in.emitTo(arm.body(), dest);
            to.jump(end);
            to.code.visitLabel(next);
        }
        for (int i = 0; i < values.size(); i++) {
            var via = lenders.get(i);
            if (via == null) {
                to.pushBoxed(values.get(i));
            } else {
                new PatternEmitter(in).reference(values.get(i), via);
            }
        }
        to.node(match.node());
        failed("noArm", values.size());
        to.code.visitLabel(end);
    }

    /// What a reference is to point at, without it; or else the reference.
    ///
    /// @return the local of what lends it, which holds null where the reference is there
    private int lent(Operation.LentPart part, List<Value> values) {
        var node = "L" + Writer.HERE + "PartNode;";
        var there = new Label();
        in.frame();
        to.code.visitLdcInsn(part.slot());
        PatternEmitter.step(to, "lender", "(" + FRAME + "I)" + Writer.OBJECT);
        int lender = to.keep(Kind.OBJECT).local();
        in.frame();
        to.code.visitVarInsn(Opcodes.ALOAD, lender);
        var stored =
                part.part() instanceof Operation.Field field
                        ? CodeTree.stored(field, in.registry)
                        : null;
        if (stored != null && stored.as() == 'o') {
            to.load(stored.type(), "org/oxur/value/StructType");
            to.code.visitLdcInsn(stored.index());
            to.load(part.part().node(), Writer.HERE + "FieldNode");
            node = "Lorg/oxur/value/StructType;IL" + Writer.HERE + "FieldNode;";
        } else {
            to.load(part.part().node(), Writer.HERE + "PartNode");
        }
        PatternEmitter.step(to, "lent", "(" + FRAME + Writer.OBJECT + node + ")" + Writer.OBJECT);
        var value = to.keep(Kind.OBJECT);
        to.code.visitVarInsn(Opcodes.ALOAD, value.local());
        to.code.visitJumpInsn(Opcodes.IFNONNULL, there);
        to.pushBoxed(in.emit(part.general()));
        to.code.visitVarInsn(Opcodes.ASTORE, value.local());
        to.code.visitInsn(Opcodes.ACONST_NULL);
        to.code.visitVarInsn(Opcodes.ASTORE, lender);
        to.code.visitLabel(there);
        to.code.visitVarInsn(Opcodes.ALOAD, value.local());
        values.add(to.unboxed());
        return lender;
    }

    static List<Operation> matched(Operation.Match match) {
        var pair = match.pair();
        var value = match.value();
        return pair != null ? pair : value == null ? List.of() : List.of(value);
    }

    /// The patterns for the values: one for each part of a pair that is not made.
    private static @Nullable List<Matching> patterns(Operation.Arm arm, int values) {
        return switch (arm.pattern()) {
            case Matching.Parts(_, var parts, _, _, _) when values == 2 -> parts;
            case Matching pattern -> values == 2 ? null : List.of(pattern);
        };
    }

    private void arm(
            Operation.Match match,
            Operation.Arm arm,
            List<Value> values,
            List<@Nullable Integer> lenders,
            Label next) {
        var patterns = patterns(arm, values.size());
        if (patterns != null) {
            var emitter = new PatternEmitter(in);
            for (int i = 0; i < values.size(); i++) {
                emitter.test(patterns.get(i), values.get(i), next);
            }
            for (int i = 0; i < values.size(); i++) {
                var via = lenders.get(i);
                if (!patterns.get(i).binds()) {
                    continue;
                }
                if (via == null) {
                    emitter.bind(patterns.get(i), values.get(i));
                } else {
                    emitter.bindLent(patterns.get(i), values.get(i), via);
                }
            }
        }
        if (arm.guard() != null) {
            in.control.unless(arm.guard(), next);
        }
        if (values.size() == 1 && arm.pattern().binds()) {
            take(match.taken(), values.getFirst(), arm.pattern());
        }
    }

    /// What the pattern took out of the place where the value is.
    private void take(Operation.@Nullable Taken taken, Value value, Matching pattern) {
        if (taken == null || !value.kind().holdsObject()) {
            return;
        }
        var end = new Label();
        to.pushObject(value);
        PatternEmitter.step(to, "isTaken", "(" + Writer.OBJECT + ")Z");
        to.code.visitJumpInsn(Opcodes.IFEQ, end);
        in.variables.spill(taken.reached());
        in.frame();
        to.pushBoxed(value);
        to.load(taken.place(), Writer.HERE + "Node");
        to.load(pattern.node(), Writer.HERE + "Pattern");
        PatternEmitter.step(to, "take", "(" + FRAME + Writer.OBJECT + NODE + PATTERN + ")V");
        in.variables.reload(taken.reached());
        to.code.visitLabel(end);
    }

    private void failed(String step, int values) {
        PatternEmitter.step(to, step, "(" + Writer.OBJECT.repeat(values) + SITE + ")" + PANIC);
        to.code.visitInsn(Opcodes.ATHROW);
    }

    Value let(Operation.LetPattern let) {
        var value = in.emit(let.value());
        if (value.kind() == Kind.NEVER) {
            return value;
        }
        if (let.type() != null) {
            var node = Writer.HERE + "LetPatternNode";
            to.pushBoxed(value);
            to.load(let.node(), node);
            PatternEmitter.step(
                    to, "checked", "(" + Writer.OBJECT + "L" + node + ";)" + Writer.OBJECT);
            value = to.unboxed();
        }
        one(let.pattern(), value, let.of());
        if (let.pattern().binds()) {
            take(let.taken(), value, let.pattern());
        }
        return OperationEmitter.UNIT;
    }

    private void one(Matching pattern, Value value, Object site) {
        var no = new Label();
        var yes = new Label();
        var emitter = new PatternEmitter(in);
        emitter.test(pattern, value, no);
        to.jump(yes);
        to.code.visitLabel(no);
        to.pushBoxed(value);
        to.node(site);
        failed("noMatch", 1);
        to.code.visitLabel(yes);
        if (pattern.binds()) {
            emitter.bind(pattern, value);
        }
    }

    /// Binds what an iterator gave to the pattern of a loop.
    void item(Matching pattern, Value item, Object loop) {
        var no = new Label();
        var yes = new Label();
        var emitter = new PatternEmitter(in);
        emitter.test(pattern, item, no);
        to.jump(yes);
        to.code.visitLabel(no);
        to.pushBoxed(item);
        to.node(loop);
        PatternEmitter.step(
                to, "noItem", "(" + Writer.OBJECT + "L" + Writer.HERE + "ForNode;)" + PANIC);
        to.code.visitInsn(Opcodes.ATHROW);
        to.code.visitLabel(yes);
        if (pattern.binds()) {
            emitter.bind(pattern, item);
        }
    }
}
