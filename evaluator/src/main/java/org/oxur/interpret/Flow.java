package org.oxur.interpret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.oxur.ast.Ident;
import org.oxur.error.Bug;

/// Where control can go from the place that is being built: the loops around it, and how a signal
/// gets there.
///
/// Where a parent waits for a value, nothing but a value may come out; where control flows on, a
/// [Signal] may. The *barrier* is the innermost loop that a signal can no longer reach by flowing:
/// from there it must unwind.
final class Flow {
    /// @param label null if it has none
    /// @param recur null for loops that `recur` does not mean
    /// @param slots the variables that `recur` sets
    record Loop(
            @Nullable Ident label,
            LoopSignals signals,
            @Nullable Signal recur,
            int[] slots,
            @Nullable TypeTest[] types) {}

    /// What changes on the way into an expression and back.
    record Position(int barrier, boolean tail) {}

    /// Invariant: the first is the function itself.
    private final List<Loop> loops = new ArrayList<>();

    private int barrier;
    private boolean tail;
    private boolean leavesBody;

    private final Code code;

    Flow(Code code) {
        this.code = code;
        var parameters = IntStream.range(0, code.parameters).toArray();
        loops.add(
                new Loop(
                        null,
                        new LoopSignals(),
                        code.recur,
                        parameters,
                        new @Nullable TypeTest[parameters.length]));
    }

    /// From here on the place is the end of the body.
    void startTail() {
        tail = true;
    }

    /// Goes where the parent waits for a value.
    Position startValue() {
        var before = new Position(barrier, tail);
        barrier = loops.size();
        tail = false;
        return before;
    }

    /// Goes where control flows on, but not in tail position.
    Position startFlowing() {
        var before = new Position(barrier, tail);
        tail = false;
        return before;
    }

    void back(Position before) {
        barrier = before.barrier;
        tail = before.tail;
    }

    /// Goes into a loop that `recur` does not mean, or a block with a label.
    LoopSignals startLoop(@Nullable Ident label) {
        var signals = new LoopSignals();
        loops.add(new Loop(label, signals, null, new int[0], new TypeTest[0]));
        return signals;
    }

    /// Goes into a loop whose variables `recur` sets, and what they demand.
    LoopSignals startLoop(
            @Nullable Ident label, Signal recur, int[] slots, @Nullable TypeTest[] types) {
        var signals = new LoopSignals();
        loops.add(new Loop(label, signals, recur, slots, types));
        return signals;
    }

    void endLoop() {
        loops.removeLast();
    }

    boolean isTail() {
        return tail && barrier == 0;
    }

    /// A signal may leave the body.
    void leaveBody() {
        leavesBody = true;
    }

    boolean leavesBody() {
        return leavesBody;
    }

    /// Whether a signal can flow from here to the end of the function.
    boolean flowsToEnd() {
        return barrier == 0;
    }

    /// Whether a `break` or `continue` of a loop around this place can flow there; if not, the loop
    /// must expect it to unwind.
    boolean jumpTo(Loop loop) {
        boolean flows = loops.indexOf(loop) >= barrier;
        loop.signals.unwinds |= !flows;
        return flows;
    }

    /// The loop that a `break` or `continue` means.
    Loop target(@Nullable Ident label) {
        for (var loop : loops.subList(1, loops.size()).reversed()) {
            var named = loop.label();
            if (label == null || named != null && named.name().equals(label.name())) {
                return loop;
            }
        }
        throw Bug.unreachable("the front end allows break only inside a loop");
    }

    /// The loop, or function, that `recur` means.
    Loop recurTarget() {
        for (var loop : loops.reversed()) {
            if (loop.recur() != null) {
                boolean isBody = loop == loops.getFirst();
                leavesBody |= isBody;
                return isBody ? body() : loop;
            }
        }
        throw Bug.unreachable("the front end allows recur only where it means something");
    }

    /// The function as what `recur` enters anew, with the types of its parameters.
    private Loop body() {
        var loop = loops.getFirst();
        var tests = code.tests;
        return tests == null
                ? loop
                : new Loop(
                        loop.label(),
                        loop.signals(),
                        loop.recur(),
                        loop.slots(),
                        Arrays.copyOf(tests, loop.slots().length));
    }

    /// What is around this place now, for nodes that are built later, where a value is waited for.
    Runnable snapshot() {
        var saved = List.copyOf(loops);
        return () -> {
            loops.clear();
            loops.addAll(saved);
            barrier = loops.size();
            tail = false;
        };
    }
}
