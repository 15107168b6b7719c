package org.oxur.interpret;

/// How much of the heap one evaluation may come to hold. What is measured is the whole heap since
/// the evaluation began, garbage left out: what others make meanwhile counts, too.
final class HeapLimit {
    private static final long RECENT_NANOS = 20_000_000;

    private final long bytes;
    private final long before;
    private long collectedAtNanos;

    HeapLimit(long bytes) {
        this.bytes = bytes;
        System.gc();
        this.before = used();
        this.collectedAtNanos = System.nanoTime();
    }

    long bytes() {
        return bytes;
    }

    boolean fits(long more) {
        return more <= bytes;
    }

    /// Cheap while there is room; else it collects garbage and looks again, not more often than
    /// every 20 ms.
    boolean isExceeded() {
        if (used() - before <= bytes || System.nanoTime() - collectedAtNanos < RECENT_NANOS) {
            return false;
        }
        System.gc();
        collectedAtNanos = System.nanoTime();
        return used() - before > bytes;
    }

    private static long used() {
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
