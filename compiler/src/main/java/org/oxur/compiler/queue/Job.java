package org.oxur.compiler.queue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.oxur.module.Function;
import org.oxur.module.Version;
import org.oxur.tier.CompileJob;
import org.oxur.tier.CompileJob.State;
import org.oxur.tier.FunctionCompiler.Phase;
import org.oxur.tier.FunctionCompiler.Request;
import org.oxur.tier.FunctionCompiler.Result;
import org.oxur.tier.Tier;
import org.oxur.tier.Urgency;

/// A version of a function, on its way to a tier. What changes belongs to its [Lane].
final class Job implements Comparable<Job> {
    private static final AtomicLong LAST = new AtomicLong();

    final long id = LAST.incrementAndGet();
    final SessionQueue session;
    final Function function;
    final Version version;
    final Tier tier;
    final List<@Nullable Object> samples;
    final CompletableFuture<Result> result = new CompletableFuture<>();
    private final long queuedNanos = System.nanoTime();

    /// Before others that are as urgent, if someone said so; else in the order of their numbers.
    private volatile long place = id;

    private volatile Urgency urgency;
    private volatile State state = State.QUEUED;
    private volatile @Nullable Phase phase;
    private volatile long begunNanos;
    private volatile long endedNanos;
    private volatile CompileJob.@Nullable Problem problem;

    /// Its code is looked at, not executed.
    final boolean onlyLook;

    /// How often it was begun anew because definitions were made while it read them.
    int repeats;

    Job(
            SessionQueue session,
            Function function,
            Tier tier,
            List<@Nullable Object> samples,
            Urgency urgency,
            boolean onlyLook) {
        this.session = session;
        this.function = function;
        this.version = function.current();
        this.tier = tier;
        this.samples = samples;
        this.urgency = urgency;
        this.onlyLook = onlyLook;
    }

    Request request() {
        return new Request(function, version, samples, session.registry(), urgency);
    }

    boolean isSuperseded() {
        return function.current() != version;
    }

    Urgency urgency() {
        return urgency;
    }

    /// Only while it is in no queue: its place there depends on it.
    void setUrgency(Urgency more) {
        urgency = more;
    }

    /// Only while it is in no queue.
    void first() {
        urgency = Urgency.ASKED;
        place = Long.MIN_VALUE + id;
    }

    State state() {
        return state;
    }

    /// Nothing that comes after its end changes it: a worker may be late.
    private boolean hasEnded() {
        return endedNanos != 0;
    }

    synchronized void begin() {
        if (!hasEnded()) {
            begunNanos = System.nanoTime();
            state = State.RUNNING;
            tell();
        }
    }

    synchronized void again() {
        if (!hasEnded()) {
            repeats++;
            phase = null;
            state = State.QUEUED;
            tell();
        }
    }

    synchronized void phase(Phase now) {
        if (!hasEnded()) {
            phase = now;
            tell();
        }
    }

    synchronized void end(State how, CompileJob.@Nullable Problem why) {
        endedNanos = System.nanoTime();
        problem = why;
        phase = null;
        state = how;
        tell();
    }

    /// One after the other, so that who listens never hears of a state after a later one.
    synchronized void tell() {
        session.listener().job(seen());
    }

    long place() {
        return place;
    }

    CompileJob seen() {
        long now = endedNanos != 0 ? endedNanos : System.nanoTime();
        long begun = begunNanos;
        return new CompileJob(
                id,
                function.name(),
                version.number(),
                tier,
                state,
                phase,
                urgency,
                TimeUnit.NANOSECONDS.toMillis((begun == 0 ? now : begun) - queuedNanos),
                begun == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(now - begun),
                session.expectedMillis(tier),
                problem);
    }

    @Override
    public int compareTo(Job other) {
        int byUrgency = urgency.compareTo(other.urgency);
        return byUrgency != 0 ? byUrgency : Long.compare(place, other.place);
    }
}
