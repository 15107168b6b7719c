package org.oxur.compiler.jvm.tree;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.oxur.interpret.Matching;

/// Patterns: does a value match, and what are their names bound to. Nothing is boxed for a number
/// that is one already.
final class PatternEmitter {
    static final String STEPS = Writer.HERE + "PartSteps";
    private static final String PATTERN = "L" + Writer.HERE + "Pattern;";
    private static final String COMPOUND = "L" + Writer.HERE + "CompoundPattern;";
    private static final String MEANINGS = "L" + Writer.HERE + "Meanings;";
    private static final String VARIANT = "Lorg/oxur/value/EnumType$Variant;";
    private static final String FRAME = "L" + Writer.HERE + "Frame;";
    private static final String EXECUTION = "L" + Writer.HERE + "Execution;";

    /// The value was not reached through a reference.
    private static final int NONE = -1;

    private final OperationEmitter in;
    private final Writer to;

    /// The locals with what was found to have the parts of a pattern.
    private final Map<Matching, Integer> owners = new IdentityHashMap<>();

    PatternEmitter(OperationEmitter in) {
        this.in = in;
        this.to = in.to;
    }

    static void step(Writer to, String name, String descriptor) {
        to.call(STEPS, name, descriptor);
    }

    // Does it match?

    /// Jumps if it does not.
    void test(Matching pattern, Value value, Label no) {
        switch (pattern) {
            case Matching.Any _ -> {}
            case Matching.Name(_, _, var sub) -> {
                if (sub != null) {
                    test(sub, value, no);
                }
            }
            case Matching.Number number -> number(number, value, no);
            case Matching.Parts parts -> parts(parts, value, no);
            case Matching.Either(_, var cases) -> {
                var yes = new Label();
                for (var each : cases.subList(0, cases.size() - 1)) {
                    var next = new Label();
                    test(each, value, next);
                    to.jump(yes);
                    to.code.visitLabel(next);
                }
                test(cases.getLast(), value, no);
                to.code.visitLabel(yes);
            }
            case Matching.Asked _ -> asked(pattern, value, no);
        }
    }

    private void number(Matching.Number number, Value value, Label no) {
        var kind = value.kind();
        if (kind != Kind.LONG && kind != Kind.PAIR) {
            asked(number, value, no);
            return;
        }
        var other = new Label();
        var end = new Label();
        to.unless(value, Kind.LONG, other);
        to.pushAs(value, Kind.LONG);
        to.code.visitLdcInsn(number.value());
        to.code.visitInsn(Opcodes.LCMP);
        to.code.visitJumpInsn(Opcodes.IFNE, no);
        if (kind == Kind.PAIR) {
            to.jump(end);
            to.code.visitLabel(other);
            asked(number, value, no);
            to.code.visitLabel(end);
        }
    }

    private void asked(Matching pattern, Value value, Label no) {
        to.pushBoxed(value);
        in.ex();
        to.load(pattern.node(), Writer.HERE + "Pattern");
        step(to, "matches", "(" + Writer.OBJECT + EXECUTION + PATTERN + ")Z");
        to.code.visitJumpInsn(Opcodes.IFEQ, no);
    }

    private void parts(Matching.Parts pattern, Value value, Label no) {
        to.pushBoxed(value);
        var variant = pattern.variant();
        if (variant == null) {
            compound(pattern);
            step(to, "owner", "(" + Writer.OBJECT + COMPOUND + ")" + Writer.OBJECT);
        } else {
            in.meanings.pattern(pattern.node(), variant);
            to.load(in.meanings, Writer.HERE + "Meanings");
            to.load(variant, "org/oxur/value/EnumType$Variant");
            compound(pattern);
            step(
                    to,
                    "carrier",
                    "(" + Writer.OBJECT + MEANINGS + VARIANT + COMPOUND + ")" + Writer.OBJECT);
        }
        int owner = to.keep(Kind.OBJECT).local();
        owners.put(pattern, owner);
        to.code.visitVarInsn(Opcodes.ALOAD, owner);
        to.code.visitJumpInsn(Opcodes.IFNULL, no);
        var parts = pattern.parts();
        for (int i = 0; i < parts.size(); i++) {
            if (matchesAll(parts.get(i))) {
                if (pattern.named()) {
                    at(owner, i);
                    compound(pattern);
                    step(to, "position", "(" + Writer.OBJECT + "I" + COMPOUND + ")V");
                }
            } else {
                part(pattern, owner, i);
                test(parts.get(i), to.unboxed(), no);
            }
        }
    }

    private static boolean matchesAll(Matching pattern) {
        return pattern instanceof Matching.Any
                || pattern instanceof Matching.Name(_, _, var sub) && sub == null;
    }

    private void compound(Matching pattern) {
        to.load(pattern.node(), Writer.HERE + "CompoundPattern");
    }

    private void at(int owner, int part) {
        to.code.visitVarInsn(Opcodes.ALOAD, owner);
        to.code.visitLdcInsn(part);
    }

    private void part(Matching pattern, int owner, int part) {
        at(owner, part);
        compound(pattern);
        step(to, "part", "(" + Writer.OBJECT + "I" + COMPOUND + ")" + Writer.OBJECT);
    }

    // What are its names bound to?

    /// Binds the names of a pattern that a value was found to match.
    void bind(Matching pattern, Value value) {
        bind(pattern, value, NONE);
    }

    /// As [#bind(Matching, Value)], of what a reference points at that was not made.
    ///
    /// @param via the local of the reference by which it was reached; null in it where the value is
    ///   the one that there is
    void bindLent(Matching pattern, Value value, int via) {
        if (pattern instanceof Matching.Parts) {
            bind(pattern, value, via);
        } else {
            reference(value, via);
            bind(pattern, to.unboxed(), NONE);
        }
    }

    /// Pushes the reference to a value.
    void reference(Value value, int via) {
        to.pushBoxed(value);
        via(via);
        step(to, "reference", "(" + Writer.OBJECT + Writer.OBJECT + ")" + Writer.OBJECT);
    }

    private void bind(Matching pattern, Value value, int via) {
        switch (pattern) {
            case Matching.Any _, Matching.Number _, Matching.Either _ -> {}
            case Matching.Name(_, int slot, var sub) -> {
                in.variables.bind(pattern, slot, bound(value, via));
                if (sub != null && sub.binds()) {
                    bind(sub, value, via);
                }
            }
            case Matching.Parts parts -> {
                if (parts.binds()) {
                    bindParts(parts, value, via);
                }
            }
            case Matching.Asked(var node, boolean binds, var bound) -> {
                if (binds) {
                    in.frame();
                    to.pushBoxed(value);
                    via(via);
                    to.load(node, Writer.HERE + "Pattern");
                    step(to, "bind", "(" + FRAME + Writer.OBJECT + Writer.OBJECT + PATTERN + ")V");
                    in.variables.reload(bound);
                }
            }
        }
    }

    /// What a name is bound to: a copy, or a reference.
    private Value bound(Value value, int via) {
        if (via == NONE) {
            return switch (value) {
                case Value.Local(var kind, int object) when kind == Kind.OBJECT -> {
                    to.code.visitVarInsn(Opcodes.ALOAD, object);
                    yield copied(value);
                }
                case Value.Pair(int number, int object) -> {
                    to.code.visitVarInsn(Opcodes.ALOAD, object);
                    to.code.visitInsn(Opcodes.ACONST_NULL);
                    boundStep();
                    yield new Value.Pair(number, to.keep(Kind.OBJECT).local());
                }
                case Value.Constant _, Value.Local _, Value.Never _ -> value;
            };
        }
        to.pushBoxed(value);
        via(via);
        boundStep();
        return to.unboxed();
    }

    private Value copied(Value value) {
        to.code.visitInsn(Opcodes.ACONST_NULL);
        boundStep();
        return to.keep(value.kind());
    }

    private void boundStep() {
        step(to, "bound", "(" + Writer.OBJECT + Writer.OBJECT + ")" + Writer.OBJECT);
    }

    private void via(int via) {
        if (via == NONE) {
            to.code.visitInsn(Opcodes.ACONST_NULL);
        } else {
            to.code.visitVarInsn(Opcodes.ALOAD, via);
        }
    }

    private void bindParts(Matching.Parts pattern, Value value, int outer) {
        to.pushBoxed(value);
        via(outer);
        compound(pattern);
        step(to, "via", "(" + Writer.OBJECT + Writer.OBJECT + COMPOUND + ")" + Writer.OBJECT);
        int via = to.keep(Kind.OBJECT).local();
        int owner = Objects.requireNonNull(owners.get(pattern));
        for (int i = 0; i < pattern.parts().size(); i++) {
            var part = pattern.parts().get(i);
            if (part instanceof Matching.Name(_, int slot, var sub) && sub == null) {
                at(owner, i);
                via(via);
                compound(pattern);
                step(
                        to,
                        pattern.variant() == null ? "boundPart" : "boundContent",
                        "(" + Writer.OBJECT + "I" + Writer.OBJECT + COMPOUND + ")" + Writer.OBJECT);
                in.variables.bind(part, slot, to.unboxed());
            } else if (part.binds()) {
                part(pattern, owner, i);
                var inner = to.unboxed();
                at(owner, i);
                to.pushBoxed(inner);
                via(via);
                compound(pattern);
                step(
                        to,
                        "partVia",
                        "("
                                + Writer.OBJECT
                                + "I"
                                + Writer.OBJECT
                                + Writer.OBJECT
                                + COMPOUND
                                + ")"
                                + Writer.OBJECT);
                bind(part, inner, to.keep(Kind.OBJECT).local());
            }
        }
    }
}
