package org.oxur.compiler.rust;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Values that native code wrote, read one after the other.
public final class Inbox {
    private final MemorySegment memory;
    private long at;

    public Inbox(MemorySegment memory) {
        this.memory = memory;
    }

    int bytes1() {
        return memory.get(ValueLayout.JAVA_BYTE, at++);
    }

    int bytes2() {
        at += 2;
        return memory.get(ValueLayout.JAVA_SHORT_UNALIGNED, at - 2);
    }

    int bytes4() {
        at += 4;
        return memory.get(ValueLayout.JAVA_INT_UNALIGNED, at - 4);
    }

    long bytes8() {
        at += 8;
        return memory.get(ValueLayout.JAVA_LONG_UNALIGNED, at - 8);
    }

    byte[] bytes(int length) {
        var all = new byte[length];
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at, all, 0, length);
        at += length;
        return all;
    }

    long[] longs(int length) {
        var all = new long[length];
        MemorySegment.copy(memory, ValueLayout.JAVA_LONG_UNALIGNED, at, all, 0, length);
        at += 8L * length;
        return all;
    }

    double[] doubles(int length) {
        var all = new double[length];
        MemorySegment.copy(memory, ValueLayout.JAVA_DOUBLE_UNALIGNED, at, all, 0, length);
        at += 8L * length;
        return all;
    }
}
