package org.oxur.node;

import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.oxur.engine.Outcome;
import org.oxur.protocol.EvalResult;
import org.oxur.protocol.NodeEval;
import org.oxur.protocol.Status;

/// An evaluation asked for, until it is answered.
final class Job {
    final NodeEval eval;
    final long askedNanos = System.nanoTime();
    final CompletableFuture<NodeEval.Result> answer = new CompletableFuture<>();
    final AtomicBoolean stopping = new AtomicBoolean();
    volatile boolean cancelled;

    /// Its turn has come.
    volatile boolean begun;

    private final BitSet taken = new BitSet();
    private final BitSet waiting = new BitSet();
    private final BitSet ended = new BitSet();
    private Status status = Status.OK;
    private long expandNanos;
    private long checkNanos;
    private long runNanos;
    private long printNanos;

    Job(NodeEval eval) {
        this.eval = eval;
    }

    /// @param index into the slices
    /// @return false if it was taken before
    synchronized boolean take(int index) {
        boolean isFree = !taken.get(index);
        taken.set(index);
        return isFree;
    }

    synchronized boolean isTaken(int index) {
        return taken.get(index);
    }

    /// It does more than define.
    synchronized void waits(int index) {
        waiting.set(index);
    }

    synchronized boolean hasToWait(int index) {
        return waiting.get(index);
    }

    synchronized void took(Outcome.Phases phases) {
        expandNanos += phases.expandNanos();
        checkNanos += phases.checkNanos();
        runNanos += phases.runNanos();
        printNanos += phases.printNanos();
    }

    synchronized void ended(int index, Status how) {
        ended.set(index);
        notifyAll();
        if (how != Status.OK && status == Status.OK) {
            status = how;
        }
    }

    synchronized boolean isDone() {
        return ended.cardinality() == eval.slices().size();
    }

    /// @return whether it has ended by then
    synchronized boolean awaitEnd(int index, long millis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; !ended.get(index) && left > 0; ) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        }
        return ended.get(index);
    }

    synchronized NodeEval.Result result(long begunNanos, long readNanos, boolean truncated) {
        var timing =
                new EvalResult.Timing(
                        (begunNanos - askedNanos) / 1e6,
                        readNanos / 1e6,
                        expandNanos / 1e6,
                        checkNanos / 1e6,
                        runNanos / 1e6,
                        printNanos / 1e6);
        return new NodeEval.Result(status, timing, truncated);
    }
}
