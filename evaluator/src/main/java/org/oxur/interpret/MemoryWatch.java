package org.oxur.interpret;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Bug;

/// Looks at the memory that is left, so that an evaluation ends before the process does, and at the
/// evaluations that were told to end.
///
/// Threshold notifications of the JVM come too late; an eye on the old generation every 5 ms does
/// not.
final class MemoryWatch {
    private static final double SHORT = 0.90;
    private static final double EXHAUSTED = 0.85;
    private static final double ROOM = 0.7;

    /// Less than this part of the heap in use cannot fill the old generation.
    private static final int MUCH = 4;

    private static final int INTERVAL_MILLIS = 5;

    /// So many looks at what runs and it is something that may be cancelled.
    private static final int LONG = 10;

    private static final long RECENT_NANOS = 20_000_000;

    private static final MemoryWatch INSTANCE = new MemoryWatch();

    private final Set<Execution> running = ConcurrentHashMap.newKeySet();
    private final Thread watcher;
    private volatile boolean isShort;
    private volatile long collectedAtNanos;

    private MemoryWatch() {
        watcher = new Thread(this::watch, "oxur-memory-watch");
        watcher.setDaemon(true);
        watcher.start();
    }

    static MemoryWatch get() {
        return INSTANCE;
    }

    void begin(Execution evaluation) {
        running.add(evaluation);
        LockSupport.unpark(watcher);
    }

    void end(Execution evaluation) {
        running.remove(evaluation);
    }

    /// Apart, because asking for it loads the JVM's management: most evaluations end without it.
    private static final class OldGeneration {
        static final @Nullable MemoryPoolMXBean POOL = find();

        private OldGeneration() {}

        private static @Nullable MemoryPoolMXBean find() {
            MemoryPoolMXBean largest = null;
            for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
                var name = pool.getName();
                if (pool.getType() == MemoryType.HEAP
                        && (name.contains("Old") || name.contains("Tenured") || largest == null)
                        && pool.getUsage().getMax() > 0) {
                    largest = pool;
                }
            }
            return largest;
        }
    }

    private void watch() {
        int looks = 0;
        try {
            while (true) {
                while (running.isEmpty()) {
                    LockSupport.park(this);
                }
                isShort = share() > SHORT;
                running.forEach(Execution::hurry);
                if (++looks == LONG) {
                    Execution.rehearseCancel();
                }
                Thread.sleep(INTERVAL_MILLIS);
            }
        } catch (InterruptedException e) {
            throw new Bug("nobody interrupts the memory watch", e);
        }
    }

    private double share() {
        var runtime = Runtime.getRuntime();
        if (runtime.totalMemory() - runtime.freeMemory() < runtime.maxMemory() / MUCH) {
            return 0;
        }
        var old = OldGeneration.POOL;
        if (old == null) {
            return 0;
        }
        var usage = old.getUsage();
        return usage.getMax() <= 0 ? 0 : (double) usage.getUsed() / usage.getMax();
    }

    boolean isShort() {
        return isShort;
    }

    /// Collects garbage, and looks again. Right after another collection the answer is no: what was
    /// freed by it may not be counted yet.
    synchronized boolean isExhausted() {
        if (System.nanoTime() - collectedAtNanos < RECENT_NANOS) {
            return false;
        }
        boolean exhausted = collect() > EXHAUSTED;
        isShort = exhausted;
        return exhausted;
    }

    /// To be called where an evaluation has ended for want of memory: what it held is garbage now.
    synchronized void recover() {
        // One that asked for more than there is, and was refused, held nothing.
        isShort = share() > SHORT && collect() > SHORT;
    }

    private double collect() {
        System.gc();
        collectedAtNanos = System.nanoTime();
        return share();
    }

    /// Whether so much more can be had, after a collection if need be.
    boolean fits(long bytes) {
        var runtime = Runtime.getRuntime();
        if (bytes < runtime.maxMemory() / 64) {
            return true;
        }
        // What would not fit in empty memory needs no collection to be refused.
        return bytes < free(runtime)
                || bytes < ROOM * runtime.maxMemory() && collectAndLook(runtime, bytes);
    }

    private boolean collectAndLook(Runtime runtime, long bytes) {
        System.gc();
        return bytes < free(runtime);
    }

    private static long free(Runtime runtime) {
        // Room for the young generation, and for what must be copied, is not to be had.
        return (long)
                (ROOM * (runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory())));
    }

    long limitBytes() {
        return Runtime.getRuntime().maxMemory();
    }
}
