package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.builtin.Iterators;
import org.oxur.error.OxurPanic;
import org.oxur.text.Span;
import org.oxur.value.Borrow;
import org.oxur.value.Cell;
import org.oxur.value.Integers;
import org.oxur.value.IteratorValue;
import org.oxur.value.Loans;
import org.oxur.value.Numbers;
import org.oxur.value.RangeValue;
import org.oxur.value.Ref;
import org.oxur.value.Unit;
import org.oxur.value.VecValue;

/// `for pattern in iterated`. Ranges of `i64` and vectors are gone through without an iterator.
final class ForNode extends Node {
    private final Pattern pattern;

    /// The slot of a pattern that is a name, or -1.
    private final int slot;

    private final Node iterated;

    /// The ends of a range that is written out: `(range a b)`; null otherwise.
    private final @Nullable RangeEnds ends;

    private final Node body;
    private final LoopSignals signals;
    private final int[] lent;
    private final Code code;
    private final HotLoop numbers;

    /// What it binds is a name, or nothing, and never lent.
    private final boolean plain;

    private final HotLoop items;

    /// @param low null for 0
    record RangeEnds(NameLink link, Object function, @Nullable Node low, Node high) {}

    ForNode(
            Span span,
            Pattern pattern,
            Node iterated,
            @Nullable RangeEnds ends,
            Node body,
            LoopSignals signals,
            int[] lent,
            Code code) {
        super(span);
        this.pattern = pattern;
        this.slot =
                pattern instanceof BindingPattern binding && !(lent.length > 0) ? binding.slot : -1;
        this.iterated = iterated;
        this.ends = ends;
        this.body = body;
        this.signals = signals;
        this.lent = lent;
        this.code = code;
        this.plain = lent.length == 0 && (slot >= 0 || pattern.matchesAll() && !pattern.binds());
        this.numbers = new HotLoop(code);
        this.items = new HotLoop(code);
    }

    @Override
    Object execute(Frame f) {
        if (ends != null && ends.link.target() == ends.function) {
            long low;
            try {
                low = ends.low == null ? 0 : ends.low.executeLong(f);
            } catch (UnexpectedResult e) {
                return range(f, e.value, ends.high.execute(f));
            }
            long high;
            try {
                high = ends.high.executeLong(f);
            } catch (UnexpectedResult e) {
                return range(f, low, e.value);
            }
            return longs(f, low, high);
        }
        var value = iterated.execute(f);
        if (value instanceof RangeValue range
                && range.from() instanceof Long low
                && range.to() instanceof Long high
                && !(range.inclusive() && high == Long.MAX_VALUE)) {
            return longs(f, low, range.inclusive() ? high + 1 : high);
        }
        return over(f, value);
    }

    private Object range(Frame f, Object low, Object high) {
        return over(
                f,
                new RangeValue(
                        adapted(low, high, ends == null ? null : ends.low),
                        adapted(high, low, ends == null ? null : ends.high),
                        false));
    }

    private Object adapted(Object end, Object other, @Nullable Node literal) {
        var seen = Ref.see(end, this);
        var model = Ref.see(other, this);
        return (literal == null || literal.isAdaptable()) && Integers.isInteger(seen)
                ? Numbers.adapt(seen, model, this)
                : seen;
    }

    private Object longs(Frame f, long low, long high) {
        var ex = f.ex;
        if (plain) {
            if (numbers.isAwaited()) {
                keep(f, low, high);
            }
            var quick = numbers.begin(f, this, this::restOfNumbers);
            if (quick != null) {
                return quick;
            }
        }
        code.turned(Math.max(0, high - low));
        for (long i = low; i < high; i++) {
            Object result;
            if (slot >= 0) {
                f.setLong(slot, i);
                result = turn(f);
            } else {
                result = bound(f, i);
            }
            if (result instanceof Signal signal && signal != signals.next) {
                return signal == signals.leave ? Unit.UNIT : signal;
            }
            if (--ex.reductions < 0) {
                ex.slice(this);
                if (plain) {
                    keep(f, i + 1, high);
                    var rest = numbers.goOn(f, this, this::restOfNumbers);
                    if (rest != null) {
                        return rest;
                    }
                }
            }
        }
        return Unit.UNIT;
    }

    /// The loop over what is left of a range, as compiled code finds it in the frame.
    private Operation restOfNumbers() {
        return new Operation.Range(
                this,
                slot,
                new Operation.State(this, code.slots, true),
                new Operation.State(this, code.slots + 1, true),
                body.operation(),
                Operations.exits(signals),
                false,
                opaque().reached());
    }

    private void keep(Frame f, long low, long high) {
        f.grow(code.slots + 2);
        f.setLong(code.slots, low);
        f.setLong(code.slots + 1, high);
    }

    private Operation restOfItems() {
        return each(new Operation.State(this, code.slots, false));
    }

    private void keep(Frame f, IteratorValue iterator) {
        f.grow(code.slots + 1);
        f.setTagged(code.slots, Frame.OBJECT, iterator);
    }

    private Object turn(Frame f) {
        if (!signals.unwinds) {
            return body.execute(f);
        }
        try {
            return body.execute(f);
        } catch (Signal.Unwinding unwinding) {
            if (unwinding.signal == signals.leave || unwinding.signal == signals.next) {
                return unwinding.signal;
            }
            throw unwinding;
        }
    }

    private Object bound(Frame f, Object item) {
        if (!pattern.test(f.ex, item)) {
            throw Pattern.noMatch(item, iterated);
        }
        pattern.bind(f, item, null);
        var result = turn(f);
        for (int each : lent) {
            if (f.tag(each) == Frame.CELL) {
                ((Cell) f.object(each)).end(span());
            }
        }
        return result;
    }

    private Object over(Frame f, Object value) {
        if (value instanceof Ref reference
                && !reference.mutable()
                && reference.peek() instanceof VecValue vec
                && vec.doubles() != null
                && slot >= 0) {
            return doubles(f, vec, reference.borrow());
        }
        f.ex.currentDepth = f.depth;
        var iterator = Iterators.over(value, f.ex, iterated);
        if (items.isAwaited()) {
            keep(f, iterator);
        }
        var quick = items.begin(f, this, this::restOfItems);
        if (quick != null) {
            return quick;
        }
        var ex = f.ex;
        while (true) {
            ex.currentDepth = f.depth;
            var item = iterator.next(ex, iterated);
            if (item == null) {
                return Unit.UNIT;
            }
            code.turned(1);
            Object result;
            if (slot >= 0) {
                f.set(slot, item);
                result = turn(f);
            } else {
                result = bound(f, item);
            }
            if (result instanceof Signal signal && signal != signals.next) {
                return signal == signals.leave ? Unit.UNIT : signal;
            }
            if (--ex.reductions < 0) {
                ex.slice(this);
                keep(f, iterator);
                var rest = items.goOn(f, this, this::restOfItems);
                if (rest != null) {
                    return rest;
                }
            }
        }
    }

    private Object doubles(Frame f, VecValue vec, Borrow borrow) {
        var ex = f.ex;
        for (int i = 0; ; i++) {
            Loans.check(borrow, iterated);
            var items = vec.doubles();
            if (items == null || i >= vec.size()) {
                code.turned(i);
                return Unit.UNIT;
            }
            f.setDouble(slot, items[i]);
            if (turn(f) instanceof Signal signal && signal != signals.next) {
                return signal == signals.leave ? Unit.UNIT : signal;
            }
            if (--ex.reductions < 0) {
                ex.slice(this);
            }
        }
    }

    @Override
    Operation operation() {
        if (ends == null) {
            return each(iterated.operation());
        }
        if (!plain) {
            return super.operation();
        }
        return new Operation.Range(
                this,
                slot,
                ends.low == null ? null : ends.low.operation(),
                ends.high.operation(),
                body.operation(),
                Operations.exits(signals),
                true,
                opaque().reached());
    }

    private Operation each(Operation over) {
        return new Operation.Each(
                this,
                slot,
                pattern.matching(),
                over,
                body.operation(),
                Operations.exits(signals),
                lent);
    }

    IteratorValue iterator(Execution ex, int depth, Object value) {
        ex.currentDepth = depth;
        return Iterators.over(value, ex, iterated);
    }

    @Nullable Object next(Execution ex, int depth, IteratorValue iterator) {
        ex.currentDepth = depth;
        return iterator.next(ex, iterated);
    }

    OxurPanic noItem(Object item) {
        return Pattern.noMatch(item, iterated);
    }

    /// Whether `range` is still the built-in function.
    boolean isRange() {
        return ends != null && ends.link.targetHere() == ends.function;
    }

    @Override
    void reach(Reached reached) {
        reached.pattern(pattern);
        iterated.reach(reached);
        body.reach(reached);
        reached.writes(lent);
        if (ends != null) {
            reached.node(ends.low);
            reached.node(ends.high);
        }
    }

    /// The range from `low` to `high`, which are no two `i64`.
    Object rangeOf(Object low, Object high) {
        return new RangeValue(
                adapted(low, high, ends == null ? null : ends.low),
                adapted(high, low, ends == null ? null : ends.high),
                false);
    }
}
