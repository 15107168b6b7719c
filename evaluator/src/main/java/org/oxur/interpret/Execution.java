package org.oxur.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.oxur.error.LimitError;
import org.oxur.error.OxurPanic;
import org.oxur.error.Site;
import org.oxur.error.TraceFrame;
import org.oxur.module.Function;
import org.oxur.module.Registry;
import org.oxur.text.SourceText;
import org.oxur.tier.Evaluation;
import org.oxur.value.Unit;

/// One evaluation on its way: what it may use up, where its output goes, and what asks it to stop.
///
/// Used by one thread, except for [#cancel()] and [#hurry()].
public final class Execution implements Evaluation {
    /// Calls and loop turns between two looks at the clock.
    static final int SLICE = 4000;

    /// Bytes that take a while to be found and filled, and may not be there.
    private static final long MUCH = 1 << 20;

    /// Where a program's output and input are.
    public interface Streams {
        void out(String text);

        void err(String text);

        String readLine();

        List<String> arguments();
    }

    /// What is to be done on the evaluating thread while the evaluation runs.
    public interface Interlude extends Runnable {
        /// From any thread.
        boolean isWaiting();
    }

    private final Registry registry;
    private final Streams streams;
    private final int depthLimit;
    private volatile long deadlineNanos;
    private final long timeLimitMillis;
    private final MemoryWatch memory = MemoryWatch.get();
    private final long reductionLimit;
    private long reductionsLeft;
    private final boolean limitedReductions;
    private volatile boolean cancelled;
    private volatile @Nullable Runnable interrupt;
    private @Nullable Execution around;
    private @Nullable HeapLimit heap;
    private @Nullable Interlude interlude;
    private long buildNanos;

    /// Counts down to the next look at the flags.
    int reductions = SLICE;

    /// What goes with a [Signal].
    Object signalValue = Unit.UNIT;

    /// The first of the frames that can be used again.
    @Nullable Frame free;

    @Nullable Code tailCode;
    @Nullable Frame tailFrame;
    @Nullable Site tailSite;

    private FunctionForms.@Nullable Host forms;

    /// Functions of the program that were called from outside compiled call sites, and those that
    /// sites linked to: dependencies.
    private final List<String> used = new ArrayList<>();

    /// @param timeLimitMillis 0 for none
    /// @param reductionLimit 0 for none
    public Execution(
            Registry registry,
            Streams streams,
            int depthLimit,
            long timeLimitMillis,
            long reductionLimit) {
        this.registry = registry;
        this.streams = streams;
        this.depthLimit = depthLimit;
        this.timeLimitMillis = timeLimitMillis;
        this.deadlineNanos = System.nanoTime() + timeLimitMillis * 1_000_000;
        this.limitedReductions = reductionLimit > 0;
        this.reductionLimit = reductionLimit;
        this.reductionsLeft = reductionLimit;
        if (limitedReductions) {
            reductions = (int) Math.min(SLICE, reductionLimit);
        }
    }

    /// Who answers what a program asks about its functions.
    public void forms(FunctionForms.Host host) {
        forms = host;
    }

    /// What is done between two calls or loop turns, as soon as it waits; its time is not this
    /// evaluation's.
    public void between(Interlude definitions) {
        interlude = definitions;
    }

    FunctionForms.@Nullable Host forms() {
        return forms;
    }

    /// Names of the program's functions that were called, as far as they were linked by this
    /// evaluation.
    public List<String> usedFunctions() {
        return List.copyOf(used);
    }

    public Registry registry() {
        return registry;
    }

    /// What is cancelled or out of time together with this one: the evaluation that a macro runs
    /// for.
    public void within(@Nullable Execution evaluation) {
        around = evaluation;
    }

    /// Bytes of the heap that this evaluation may come to hold; beyond: `out-of-memory`.
    public void limitHeap(long bytes) {
        heap = new HeapLimit(bytes);
    }

    /// Time spent so far on finding out what names mean and making executable nodes.
    public long buildNanos() {
        return buildNanos;
    }

    void built(long nanos) {
        buildNanos += nanos;
    }

    /// Frees what an evaluation held that ended for want of memory, before the next one begins.
    public static void recoverMemory() {
        MemoryWatch.get().recover();
    }

    /// From any thread: ends the evaluation at its next poll.
    public void cancel() {
        cancelled = true;
        interrupt();
    }

    @Override
    public void onInterrupt(@Nullable Runnable interrupted) {
        interrupt = interrupted;
        if (around != null) {
            around.onInterrupt(interrupted);
        }
        if (cancelled && interrupted != null) {
            interrupted.run();
        }
    }

    @Override
    public int depthLimit() {
        return depthLimit;
    }

    @Override
    public boolean countsReductions() {
        return limitedReductions;
    }

    /// What a call site or loop does when its slice is used up.
    void slice(Site site) {
        pause(site);
        if (limitedReductions) {
            reductionsLeft -= SLICE;
            if (reductionsLeft <= 0) {
                throw new OxurPanic(LimitError.Timeout.ofReductions(site.span(), reductionLimit));
            }
            reductions = (int) Math.min(SLICE, reductionsLeft);
        } else {
            reductions = SLICE;
        }
    }

    private boolean isWaitedFor() {
        return interlude != null && interlude.isWaiting();
    }

    @Override
    public void pause(Site site) {
        poll(site);
        var definitions = interlude;
        if (definitions != null && definitions.isWaiting()) {
            long begun = System.nanoTime();
            definitions.run();
            deadlineNanos += System.nanoTime() - begun;
            poll(site);
        }
    }

    /// Runs it under the eye of the watch, which ends it where it must end though its slice is not
    /// used up: a loop may call built-in functions that take long.
    public <T> T watched(Supplier<T> evaluation) {
        memory.begin(this);
        try {
            return evaluation.get();
        } finally {
            memory.end(this);
        }
    }

    /// From the watching thread, again and again: makes the next call or loop turn look at the
    /// flags. A write that meets the count at the same moment may be lost.
    void hurry() {
        if (cancelled || isLate() || around != null && (around.cancelled || around.isLate())) {
            interrupt();
        } else if (!limitedReductions && isWaitedFor()) {
            // Where they are counted, the slice is used up: what is hurried would count as a whole.
            interrupt();
        }
    }

    private void interrupt() {
        reductions = 0;
        var told = interrupt;
        if (told != null) {
            told.run();
        }
    }

    /// What a cancel needs is loaded, so that the first one in a process ends as soon as any.
    static void rehearseCancel() {
        var nowhere = new SourceText("", "").whole();
        var panic = new OxurPanic(new LimitError.Cancelled(nowhere));
        panic.passed(new TraceFrame("", 1, "", nowhere));
    }

    @Override
    public void poll(Site site) {
        checkAsked(site);
        if (memory.isShort() && memory.isExhausted()) {
            throw new OxurPanic(new LimitError.OutOfMemory(site.span(), memory.limitBytes()));
        }
        checkHeap(site);
    }

    private void checkAsked(Site site) {
        if (cancelled || around != null && around.cancelled) {
            throw new OxurPanic(new LimitError.Cancelled(site.span()));
        }
        if (around != null && around.isLate()) {
            throw new OxurPanic(LimitError.Timeout.ofMillis(site.span(), around.timeLimitMillis));
        }
        if (isLate()) {
            throw new OxurPanic(LimitError.Timeout.ofMillis(site.span(), timeLimitMillis));
        }
    }

    private void checkHeap(Site site) {
        if (heap != null && heap.isExceeded()) {
            throw new OxurPanic(new LimitError.OutOfMemory(site.span(), heap.bytes()));
        }
    }

    private boolean isLate() {
        return timeLimitMillis > 0 && System.nanoTime() - deadlineNanos > 0;
    }

    /// The frame of a call from `caller`.
    void deeper(Frame callee, Site site) {
        if (callee.depth > depthLimit) {
            throw new OxurPanic(new LimitError.RecursionLimit(site.span(), depthLimit));
        }
        if (--reductions < 0) {
            slice(site);
        }
    }

    /// The second net under the counted depth: a stack that is smaller than the count supposes.
    OxurPanic overflow(Site site) {
        return new OxurPanic(new LimitError.RecursionLimit(site.span(), depthLimit));
    }

    @Override
    public void checkAllocation(long bytes, Site site) {
        if (heap != null && !heap.fits(bytes)) {
            throw new OxurPanic(new LimitError.OutOfMemory(site.span(), heap.bytes()));
        }
        if (bytes < MUCH) {
            return;
        }
        // What takes long follows: collecting garbage, then filling what was asked for.
        checkAsked(site);
        boolean fits = memory.fits(bytes);
        checkAsked(site);
        if (!fits) {
            throw new OxurPanic(new LimitError.OutOfMemory(site.span(), memory.limitBytes()));
        }
    }

    private int callDepth;

    @Override
    public Object call(Object callable, Object[] arguments, Site site) {
        int before = callDepth;
        int current = currentDepth;
        callDepth = Math.max(callDepth, currentDepth) + 1;
        try {
            return Calls.call(this, callDepth, callable, arguments, site);
        } finally {
            callDepth = before;
            // The callee's own calls of built-in functions are over: its sibling is no deeper.
            currentDepth = current;
        }
    }

    /// Depth of the frame that last called a built-in function: what calls back counts from there.
    int currentDepth;

    @Override
    public @Nullable Object implementation(Object value, String trait, String method) {
        var key = Types.key(value);
        return Overload.find(registry, key, trait, method);
    }

    @Override
    public @Nullable Object conversion(Object type, Object value) {
        return new Overload(Types.key(type), "From", "from").accepting(registry, value);
    }

    /// Notes that a definition of the program took part.
    void used(Function function) {
        if (!used.contains(function.name())) {
            used.add(function.name());
        }
    }

    @Override
    public void print(String text) {
        streams.out(text);
    }

    @Override
    public void printError(String text) {
        streams.err(text);
    }

    @Override
    public String readLine() {
        return streams.readLine();
    }

    @Override
    public List<String> arguments() {
        return streams.arguments();
    }

    /// The number of a result that is a [Mark].
    long number;

    /// Where compiled code's operator took its operands from their variables: what is left there.
    @Nullable Object leftTaken;

    @Nullable Object rightTaken;
}
