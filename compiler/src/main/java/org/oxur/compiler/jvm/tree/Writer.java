package org.oxur.compiler.jvm.tree;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/// The method that is being written: its locals, its constants, and how values move between them.
final class Writer {
    static final String HERE = "org/oxur/interpret/";
    static final String STEPS = HERE + "Steps";
    static final String OBJECT = "Ljava/lang/Object;";
    private static final Handle CLASS_DATA =
            new Handle(
                    Opcodes.H_INVOKESTATIC,
                    "java/lang/invoke/MethodHandles",
                    "classDataAt",
                    "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
                            + "Ljava/lang/Class;I)Ljava/lang/Object;",
                    false);

    final Frames code;
    private final List<Object> constants;
    private final Map<Object, Integer> numbers = new IdentityHashMap<>();
    private final int first;
    private int next;
    private final List<Kind> kinds = new ArrayList<>();
    private final List<Value.Local> used = new ArrayList<>();
    private final Map<Kind, List<Integer>> pools = new EnumMap<>(Kind.class);

    /// @param constants of the class
    /// @param firstLocal after the parameters
    Writer(Frames code, List<Object> constants, int firstLocal) {
        this.code = code;
        this.constants = constants;
        this.first = firstLocal;
        this.next = firstLocal;
    }

    // Constants

    int constant(Object value) {
        return numbers.computeIfAbsent(
                value,
                each -> {
                    constants.add(each);
                    return constants.size() - 1;
                });
    }

    /// Pushes an object that is the same for ever.
    ///
    /// @param type its internal name
    void load(Object value, String type) {
        code.visitLdcInsn(new ConstantDynamic("_", "L" + type + ";", CLASS_DATA, constant(value)));
    }

    /// Pushes a node as what it is.
    void node(Object node) {
        load(node, node.getClass().getName().replace('.', '/'));
    }

    void mark(Kind number) {
        code.visitFieldInsn(
                Opcodes.GETSTATIC, HERE + "Mark", number == Kind.LONG ? "LONG" : "DOUBLE", OBJECT);
    }

    // Locals

    /// The kinds of all locals there ever were, in their order.
    List<Kind> kinds() {
        return List.copyOf(kinds);
    }

    /// A local for a value that is no pair. It is free for another use at the end of the statement.
    private int local(Kind kind) {
        var free = pools.get(kind);
        int local;
        if (free != null && !free.isEmpty()) {
            local = free.removeLast();
        } else {
            local = next;
            next += kind.isNumber() ? 2 : 1;
            kinds.add(kind);
        }
        used.add(new Value.Local(kind, local));
        return local;
    }

    /// The locals in use, for [#release(int)] at the end of a statement.
    int mark() {
        return used.size();
    }

    /// What was used since the mark is not needed any more.
    void release(int mark) {
        var ended = used.subList(mark, used.size());
        for (var each : ended) {
            pools.computeIfAbsent(each.kind(), _ -> new ArrayList<>()).add(each.local());
        }
        ended.clear();
    }

    Value place(Kind kind) {
        return switch (kind) {
            case LONG, DOUBLE, BOOL, OBJECT -> new Value.Local(kind, local(kind));
            case PAIR -> new Value.Pair(local(Kind.LONG), local(Kind.OBJECT));
            case NEVER -> new Value.Never();
        };
    }

    /// A place that is in use to the end of the method.
    Value variable(Kind kind) {
        int mark = mark();
        var place = place(kind);
        used.subList(mark, used.size()).clear();
        return place;
    }

    /// Gives locals their first values, so that they have their types wherever control comes from.
    void initialise(List<Kind> all) {
        int local = first;
        for (var kind : all) {
            switch (kind) {
                case LONG -> code.visitInsn(Opcodes.LCONST_0);
                case DOUBLE -> code.visitInsn(Opcodes.DCONST_0);
                case BOOL -> code.visitInsn(Opcodes.ICONST_0);
                case OBJECT, PAIR, NEVER -> code.visitInsn(Opcodes.ACONST_NULL);
            }
            code.visitVarInsn(stores(kind), local);
            local += kind.isNumber() ? 2 : 1;
        }
    }

    static int loads(Kind kind) {
        return switch (kind) {
            case LONG -> Opcodes.LLOAD;
            case DOUBLE -> Opcodes.DLOAD;
            case BOOL -> Opcodes.ILOAD;
            case OBJECT, PAIR, NEVER -> Opcodes.ALOAD;
        };
    }

    static int stores(Kind kind) {
        return switch (kind) {
            case LONG -> Opcodes.LSTORE;
            case DOUBLE -> Opcodes.DSTORE;
            case BOOL -> Opcodes.ISTORE;
            case OBJECT, PAIR, NEVER -> Opcodes.ASTORE;
        };
    }

    /// Pops a value of a kind that is no pair into a new local.
    Value.Local keep(Kind kind) {
        var place = (Value.Local) place(kind);
        code.visitVarInsn(stores(kind), place.local());
        return place;
    }

    // Values

    /// Pushes an `i64`, `f64` or boolean that is known to be one.
    void push(Value value) {
        switch (value) {
            case Value.Constant(Long number) -> code.visitLdcInsn(number);
            case Value.Constant(Double number) -> code.visitLdcInsn(number);
            case Value.Constant(Boolean flag) ->
                    code.visitInsn(flag ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
            case Value.Local local -> code.visitVarInsn(loads(local.kind()), local.local());
            case Value.Constant _, Value.Pair _, Value.Never _ ->
                    throw new IllegalArgumentException("no number: " + value);
        }
    }

    /// Pushes the number half.
    void pushNumber(Value value) {
        switch (value) {
            case Value.Pair(int number, _) -> code.visitVarInsn(Opcodes.LLOAD, number);
            case Value.Local(var kind, _) when !kind.isNumber() -> code.visitInsn(Opcodes.LCONST_0);
            case Value.Constant(var constant) when !(constant instanceof Number) ->
                    code.visitInsn(Opcodes.LCONST_0);
            case Value.Constant(var constant)
                    when !(constant instanceof Long || constant instanceof Double) ->
                    code.visitInsn(Opcodes.LCONST_0);
            case Value.Local _, Value.Constant _ -> {
                push(value);
                if (value.kind() == Kind.DOUBLE) {
                    call("java/lang/Double", "doubleToRawLongBits", "(D)J");
                }
            }
            case Value.Never _ -> code.visitInsn(Opcodes.LCONST_0);
        }
    }

    /// Pushes the object half: a mark for numbers.
    void pushObject(Value value) {
        switch (value.kind()) {
            case LONG, DOUBLE -> mark(value.kind());
            case BOOL, OBJECT -> pushBoxed(value);
            case PAIR -> code.visitVarInsn(Opcodes.ALOAD, ((Value.Pair) value).object());
            case NEVER -> code.visitInsn(Opcodes.ACONST_NULL);
        }
    }

    /// Pushes the value as Tier 0 has it.
    void pushBoxed(Value value) {
        switch (value) {
            case Value.Constant(var constant) -> load(constant, "java/lang/Object");
            case Value.Local(var kind, int local) -> {
                code.visitVarInsn(loads(kind), local);
                switch (kind) {
                    case LONG -> call("java/lang/Long", "valueOf", "(J)Ljava/lang/Long;");
                    case DOUBLE -> call("java/lang/Double", "valueOf", "(D)Ljava/lang/Double;");
                    case BOOL -> call("java/lang/Boolean", "valueOf", "(Z)Ljava/lang/Boolean;");
                    case OBJECT, PAIR, NEVER -> {}
                }
            }
            case Value.Pair(int number, int object) -> {
                code.visitVarInsn(Opcodes.LLOAD, number);
                code.visitVarInsn(Opcodes.ALOAD, object);
                call(HERE + "Mark", "boxed", "(J" + OBJECT + ")" + OBJECT);
            }
            case Value.Never _ -> code.visitInsn(Opcodes.ACONST_NULL);
        }
    }

    /// Moves a value into a place whose kind takes it.
    void store(Value value, Value place) {
        switch (place) {
            case Value.Pair(int number, int object) -> {
                pushNumber(value);
                code.visitVarInsn(Opcodes.LSTORE, number);
                pushObject(value);
                code.visitVarInsn(Opcodes.ASTORE, object);
            }
            case Value.Local(var kind, int local) -> {
                if (kind == Kind.OBJECT) {
                    pushObject(value);
                } else {
                    push(value);
                }
                code.visitVarInsn(stores(kind), local);
            }
            case Value.Constant _, Value.Never _ ->
                    throw new IllegalArgumentException("no place: " + place);
        }
    }

    /// Pops a value as Tier 0 has it into a place of any kind but a boolean's; a number's only when
    /// it is one.
    void unbox(Value place) {
        switch (place) {
            case Value.Pair(int number, int object) -> {
                int boxed = local(Kind.OBJECT);
                code.visitVarInsn(Opcodes.ASTORE, boxed);
                code.visitVarInsn(Opcodes.ALOAD, boxed);
                call(HERE + "Mark", "number", "(" + OBJECT + ")J");
                code.visitVarInsn(Opcodes.LSTORE, number);
                code.visitVarInsn(Opcodes.ALOAD, boxed);
                call(HERE + "Mark", "of", "(" + OBJECT + ")" + OBJECT);
                code.visitVarInsn(Opcodes.ASTORE, object);
            }
            case Value.Local target -> {
                switch (target.kind()) {
                    case LONG -> {
                        code.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Long");
                        method("java/lang/Long", "longValue", "()J");
                    }
                    case DOUBLE -> {
                        code.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Double");
                        method("java/lang/Double", "doubleValue", "()D");
                    }
                    case BOOL -> {
                        code.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Boolean");
                        method("java/lang/Boolean", "booleanValue", "()Z");
                    }
                    case OBJECT, PAIR, NEVER -> {}
                }
                code.visitVarInsn(stores(target.kind()), target.local());
            }
            case Value.Constant _, Value.Never _ -> code.visitInsn(Opcodes.POP);
        }
    }

    /// Pops a value as Tier 0 has it.
    Value.Pair unboxed() {
        var pair = (Value.Pair) place(Kind.PAIR);
        unbox(pair);
        return pair;
    }

    /// Jumps unless the value is of that kind of number; nowhere when it is known to be.
    void unless(Value value, Kind number, Label otherwise) {
        if (value instanceof Value.Pair(_, int object)) {
            code.visitVarInsn(Opcodes.ALOAD, object);
            mark(number);
            code.visitJumpInsn(Opcodes.IF_ACMPNE, otherwise);
        } else if (value.kind() != number) {
            code.visitJumpInsn(Opcodes.GOTO, otherwise);
        }
    }

    /// Pushes the number of a value that was found to be of that kind.
    void pushAs(Value value, Kind number) {
        if (value instanceof Value.Pair(int local, _)) {
            code.visitVarInsn(Opcodes.LLOAD, local);
            if (number == Kind.DOUBLE) {
                call("java/lang/Double", "longBitsToDouble", "(J)D");
            }
        } else {
            push(value);
        }
    }

    // Instructions

    void call(String owner, String name, String descriptor) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
    }

    /// A static method of `Steps`.
    void step(String name, String descriptor) {
        call(STEPS, name, descriptor);
    }

    void method(String owner, String name, String descriptor) {
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, name, descriptor, false);
    }

    void jump(Label label) {
        code.visitJumpInsn(Opcodes.GOTO, label);
    }
}
