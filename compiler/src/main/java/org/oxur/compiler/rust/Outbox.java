package org.oxur.compiler.rust;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Memory outside of the heap that values are written to, one after the other, without gaps.
public final class Outbox {
    private static final long FIRST = 1 << 12;

    /// More than this is given back after the call.
    private static final long KEPT = 1 << 20;

    private MemorySegment memory = Arena.ofAuto().allocate(FIRST);
    private long used;

    public MemorySegment memory() {
        return memory;
    }

    public void clear() {
        used = 0;
        if (memory.byteSize() > KEPT) {
            memory = Arena.ofAuto().allocate(FIRST);
        }
    }

    private long room(long bytes) {
        long at = used;
        used += bytes;
        if (used > memory.byteSize()) {
            var larger = Arena.ofAuto().allocate(Math.max(used, memory.byteSize() * 2));
            MemorySegment.copy(memory, 0, larger, 0, at);
            memory = larger;
        }
        return at;
    }

    void bytes1(int value) {
        long at = room(1);
        memory.set(ValueLayout.JAVA_BYTE, at, (byte) value);
    }

    void bytes2(int value) {
        long at = room(2);
        memory.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, (short) value);
    }

    void bytes4(int value) {
        long at = room(4);
        memory.set(ValueLayout.JAVA_INT_UNALIGNED, at, value);
    }

    public void bytes8(long value) {
        long at = room(8);
        memory.set(ValueLayout.JAVA_LONG_UNALIGNED, at, value);
    }

    void all(byte[] source, int start, int length) {
        long at = room(length);
        MemorySegment.copy(source, start, memory, ValueLayout.JAVA_BYTE, at, length);
    }

    void all(long[] source, int length) {
        long at = room(8L * length);
        MemorySegment.copy(source, 0, memory, ValueLayout.JAVA_LONG_UNALIGNED, at, length);
    }

    void all(double[] source, int length) {
        long at = room(8L * length);
        MemorySegment.copy(source, 0, memory, ValueLayout.JAVA_DOUBLE_UNALIGNED, at, length);
    }
}
