package org.oxur.compiler.rust;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigInteger;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntPredicate;
import org.oxur.ast.FloatType;
import org.oxur.compiler.types.ValueType;
import org.oxur.error.Bug;
import org.oxur.value.Integers;
import org.oxur.value.Unit;

/// What Java and one run of native code share; `Run` in `prelude.rs` is its layout. Used by one run
/// at a time and used again: there are as many as there ever were runs at once.
final class Context {
    /// Parameters that fit.
    static final int WORDS = 16;

    private static final long STOP = 8;
    private static final long LIMIT = 12;
    private static final long DEPTH = 16;
    private static final long PAUSE = 24;
    private static final long A = 32;
    private static final long B = 48;
    private static final long FIRST_WORD = 64;
    private static final long WORD_BYTES = 16;
    private static final long INPUT = FIRST_WORD + WORDS * WORD_BYTES;
    private static final long OUT = INPUT + 8;
    private static final long OUT_AT = OUT + 8;
    private static final long OUT_LENGTH = OUT_AT + 8;
    private static final long SAID = OUT_LENGTH + 8;
    private static final long SAID_AT = SAID + 8;
    private static final long SAID_LENGTH = SAID_AT + 8;
    private static final long MOST = SAID_LENGTH + 8;
    private static final long TOLD = MOST + 8;
    private static final ConcurrentLinkedQueue<Context> FREE = new ConcurrentLinkedQueue<>();

    private final MemorySegment memory = Arena.global().allocate(TOLD + 8, WORD_BYTES);

    private IntPredicate mustLeave = _ -> true;

    private Context() {
        try {
            var stopped =
                    MethodHandles.lookup()
                            .bind(this, "stopped", MethodType.methodType(int.class, int.class));
            memory.set(
                    ValueLayout.ADDRESS,
                    PAUSE,
                    Linker.nativeLinker()
                            .upcallStub(
                                    stopped,
                                    FunctionDescriptor.of(
                                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
                                    Arena.global()));
        } catch (ReflectiveOperationException e) {
            throw new Bug("the method stands below", e);
        }
    }

    static Context take(int depth, int limit) {
        var free = FREE.poll();
        var context = free == null ? new Context() : free;
        context.memory.set(ValueLayout.JAVA_INT, STOP, 0);
        context.memory.set(ValueLayout.JAVA_INT, LIMIT, limit);
        context.memory.set(ValueLayout.JAVA_INT, DEPTH, depth);
        context.memory.set(ValueLayout.JAVA_LONG, OUT, 0);
        context.memory.set(ValueLayout.JAVA_LONG, SAID, 0);
        context.memory.set(ValueLayout.JAVA_INT, TOLD, 0);
        return context;
    }

    void giveBack() {
        // Nothing of the run is kept alive: not its code, not its session.
        mustLeave = _ -> true;
        FREE.add(this);
    }

    MemorySegment memory() {
        return memory;
    }

    /// From any thread: the run looks at its next poll what is wanted of it.
    void stop() {
        ValueLayout.JAVA_INT.varHandle().setOpaque(memory, STOP, 1);
    }

    /// @param asked at the poll that finds the run stopped, with its place as native code names it;
    ///   says whether the run ends there. Must not throw: native code cannot be unwound.
    void whenStopped(IntPredicate asked) {
        mustLeave = asked;
    }

    @SuppressWarnings("UnusedMethod") // Native code calls it.
    private int stopped(int point) {
        if (point != NativeRun.PRINTED) {
            // First, so that what is asked for meanwhile is seen by the next poll.
            ValueLayout.JAVA_INT.varHandle().setOpaque(memory, STOP, 0);
        }
        return mustLeave.test(point) ? 1 : 0;
    }

    /// What the code reads values from that fit in no word.
    void input(MemorySegment values) {
        memory.set(ValueLayout.ADDRESS, INPUT, values);
    }

    /// Whether the code wrote values, which it is to free.
    boolean hasOutput() {
        return memory.get(ValueLayout.JAVA_LONG, OUT) != 0;
    }

    /// The code gives up when it uses more memory than that.
    void most(long bytes) {
        memory.set(ValueLayout.JAVA_LONG, MOST, bytes);
    }

    /// What the code printed.
    String said() {
        return hasSaid()
                ? new String(
                        memory.get(ValueLayout.ADDRESS, SAID_AT)
                                .reinterpret(memory.get(ValueLayout.JAVA_LONG, SAID_LENGTH))
                                .toArray(ValueLayout.JAVA_BYTE),
                        java.nio.charset.StandardCharsets.UTF_8)
                : "";
    }

    long saidBytes() {
        return hasSaid() ? memory.get(ValueLayout.JAVA_LONG, SAID_LENGTH) : 0;
    }

    /// What the code printed until now is not to be given again.
    void saidIsTaken() {
        memory.set(ValueLayout.JAVA_LONG, SAID_LENGTH, 0);
    }

    boolean hasSaid() {
        return memory.get(ValueLayout.JAVA_LONG, SAID) != 0;
    }

    MemorySegment output() {
        return memory.get(ValueLayout.ADDRESS, OUT_AT)
                .reinterpret(memory.get(ValueLayout.JAVA_LONG, OUT_LENGTH));
    }

    /// The first operand of what failed, as a signed number of 128 bits.
    BigInteger leftBits() {
        return BigInteger.valueOf(memory.get(ValueLayout.JAVA_LONG, A + 8))
                .shiftLeft(64)
                .or(Integers.unsigned(memory.get(ValueLayout.JAVA_LONG, A)));
    }

    /// The second operand, as a length.
    long rightBits() {
        return memory.get(ValueLayout.JAVA_LONG, B);
    }

    void argument(int i, ValueType type, Object value) {
        put(FIRST_WORD + i * WORD_BYTES, type, value);
    }

    Object result(ValueType type) {
        return get(FIRST_WORD, type);
    }

    Object left(ValueType type) {
        return get(A, type);
    }

    Object right(ValueType type) {
        return get(B, type);
    }

    private void put(long at, ValueType type, Object value) {
        switch (type) {
            case ValueType.Int(var integer) -> {
                memory.set(ValueLayout.JAVA_LONG, at, Integers.lowBits(value));
                if (integer.bits() == 128) {
                    memory.set(
                            ValueLayout.JAVA_LONG,
                            at + 8,
                            Integers.exact(value).shiftRight(64).longValue());
                }
            }
            case ValueType.Float(var floating) ->
                    memory.set(
                            ValueLayout.JAVA_LONG,
                            at,
                            floating == FloatType.F64
                                    ? Double.doubleToRawLongBits((Double) value)
                                    : Float.floatToRawIntBits((Float) value));
            case ValueType.Simple _ -> {
                memory.set(ValueLayout.JAVA_LONG, at, Boolean.TRUE.equals(value) ? 1 : 0);
                // The code looks at the whole word, in which the last run may have left a number.
                memory.set(ValueLayout.JAVA_LONG, at + 8, 0);
            }
        }
    }

    private Object get(long at, ValueType type) {
        long low = memory.get(ValueLayout.JAVA_LONG, at);
        return switch (type) {
            case ValueType.Int(var integer) ->
                    integer.bits() < 128
                            ? Integers.ofBits(integer, Integers.wrap(integer, low))
                            : Integers.wrap(
                                    integer,
                                    BigInteger.valueOf(memory.get(ValueLayout.JAVA_LONG, at + 8))
                                            .shiftLeft(64)
                                            .or(Integers.unsigned(low)));
            case ValueType.Float(var floating) ->
                    floating == FloatType.F64
                            ? (Object) Double.longBitsToDouble(low)
                            : (Object) Float.intBitsToFloat((int) low);
            case ValueType.Simple simple ->
                    simple == ValueType.Simple.BOOL ? (Object) (low != 0) : Unit.UNIT;
        };
    }
}
