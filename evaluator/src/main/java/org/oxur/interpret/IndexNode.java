package org.oxur.interpret;

import org.jspecify.annotations.Nullable;
import org.oxur.error.NumberError;
import org.oxur.error.OxurPanic;
import org.oxur.error.TypeError;
import org.oxur.text.Span;
import org.oxur.value.Hashing;
import org.oxur.value.HeapValue;
import org.oxur.value.Integers;
import org.oxur.value.ListValue;
import org.oxur.value.Loans;
import org.oxur.value.MapValue;
import org.oxur.value.Moved;
import org.oxur.value.Owner;
import org.oxur.value.Printer;
import org.oxur.value.Ref;
import org.oxur.value.Text;
import org.oxur.value.TupleValue;
import org.oxur.value.TypeNames;
import org.oxur.value.VecValue;

/// `base[index]`.
final class IndexNode extends PartNode {
    private final Node index;

    /// The base where it is a variable, and the slot of an index that is one, or -1: most are, and
    /// then there is no need to find out which node to execute.
    private final @Nullable LocalNode variable;

    private final int indexSlot;

    IndexNode(Span span, Node base, Node index, Use use) {
        super(span, base, use);
        this.index = index;
        this.variable = base instanceof LocalNode local ? local : null;
        this.indexSlot = index instanceof LocalNode local ? local.slot : -1;
    }

    private Object owner(Frame f, boolean write) {
        return variable == null ? base.through(f, write, null) : variable.through(f, write, null);
    }

    private long index(Frame f) throws UnexpectedResult {
        if (indexSlot >= 0) {
            long at = f.longOr(indexSlot, Frame.NO_LONG);
            if (at != Frame.NO_LONG) {
                return at;
            }
        }
        return index.executeLong(f);
    }

    @Override
    int place(int part) {
        return Loans.ELEMENTS;
    }

    @Override
    String what() {
        return "an index";
    }

    @Override
    boolean movable() {
        return false;
    }

    @Override
    int find(Frame f, Object owner) {
        return owner instanceof VecValue vec
                ? element(f, index, vec)
                : locate(f, owner, index.see(f));
    }

    /// The position in a vector.
    private int element(Frame f, Node at, VecValue vec) {
        long position;
        try {
            position = at.executeLong(f);
        } catch (UnexpectedResult e) {
            return locate(f, vec, Ref.see(e.value, at));
        }
        if (position < 0 || position >= vec.size()) {
            throw outOfBounds(Long.toString(position), vec.size());
        }
        return (int) position;
    }

    private int locate(Frame f, Object owner, Object at) {
        switch (owner) {
            case VecValue vec:
                return position(at, vec.size());
            case ListValue list:
                return position(at, list.size());
            case TupleValue tuple:
                return position(at, tuple.size());
            case MapValue map:
                int found = map.find(at, Hashing.of(at, f.ex, this));
                if (found < 0) {
                    throw new OxurPanic(
                            new NumberError.NoEntry(span(), Printer.repl(at, 5, 3, 60)));
                }
                return found;
            default:
                throw notIndexed(owner);
        }
    }

    private OxurPanic notIndexed(Object owner) {
        return new OxurPanic(
                new TypeError.TypeMismatch(
                        span(),
                        "cannot index " + TypeNames.withArticle(owner),
                        owner instanceof Text
                                ? "a char of it is `(.nth (.chars s) i)`, a part `(slice s from to)`"
                                : null));
    }

    private int position(Object at, int size) {
        if (at instanceof Long l && l >= 0 && l < size) {
            return (int) (long) l;
        }
        if (!Integers.isInteger(at)) {
            throw new OxurPanic(
                    TypeError.TypeMismatch.expected(
                            index.span(), "an integer as index", TypeNames.withArticle(at)));
        }
        var exact = Integers.exact(at);
        if (exact.signum() < 0 || exact.bitLength() > 31 || exact.intValue() >= size) {
            throw outOfBounds(exact.toString(), size);
        }
        return exact.intValue();
    }

    private OxurPanic outOfBounds(String at, int size) {
        return new OxurPanic(new NumberError.IndexOutOfBounds(span(), at, size));
    }

    @Override
    Object execute(Frame f) {
        var owner = owner(f, false);
        if (owner instanceof VecValue vec) {
            return element(f, vec);
        }
        var user = userIndex(f, owner);
        if (user != null) {
            return use == Use.READ ? user : Places.settled(user, this);
        }
        var at = index.see(f);
        return get(f, (Owner) owner(owner), locate(f, owner, at));
    }

    private Object owner(Object value) {
        if (value instanceof Owner) {
            return value;
        }
        throw notIndexed(value);
    }

    /// What the program's `Index` gives for a value of its own type; null for others.
    private @Nullable Object userIndex(Frame f, Object owner) {
        var implementation = userImplementation(f, owner);
        return implementation == null
                ? null
                : Calls.operator(f, implementation, Ref.toTemporary(owner), index.execute(f), this);
    }

    private @Nullable Object userIndex(Frame f, Object owner, Object at) {
        var implementation = userImplementation(f, owner);
        return implementation == null
                ? null
                : Calls.operator(f, implementation, Ref.toTemporary(owner), at, this);
    }

    private @Nullable Object userImplementation(Frame f, Object owner) {
        if (!(owner instanceof HeapValue)
                || owner instanceof MapValue
                || owner instanceof TupleValue) {
            return null;
        }
        return f.ex.implementation(owner, "Index", "index");
    }

    private Object element(Frame f, VecValue vec) {
        long at;
        try {
            at = index(f);
        } catch (UnexpectedResult e) {
            return get(f, vec, locate(f, vec, Ref.see(e.value, index)));
        }
        if (at < 0 || at >= vec.size()) {
            throw outOfBounds(Long.toString(at), vec.size());
        }
        if (vec.isLent() || use != Use.READ) {
            return get(f, vec, (int) at);
        }
        var value = vec.get((int) at);
        return value instanceof Moved moved ? moved(moved) : value;
    }

    private Object moved(Moved moved) {
        throw Places.moved(Places.text(this), moved, this);
    }

    @Override
    long executeLong(Frame f) throws UnexpectedResult {
        var owner = owner(f, false);
        if (owner instanceof VecValue vec && !vec.isLent()) {
            var longs = vec.longs();
            if (longs != null) {
                long at;
                try {
                    at = index(f);
                } catch (UnexpectedResult e) {
                    return longs[locate(f, vec, Ref.see(e.value, index))];
                }
                if (at < 0 || at >= vec.size()) {
                    throw outOfBounds(Long.toString(at), vec.size());
                }
                return longs[(int) at];
            }
            return BinaryNode.expectLong(element(f, vec));
        }
        return BinaryNode.expectLong(rest(f, owner));
    }

    @Override
    double executeDouble(Frame f) throws UnexpectedResult {
        var owner = owner(f, false);
        if (owner instanceof VecValue vec && !vec.isLent()) {
            var doubles = vec.doubles();
            if (doubles != null) {
                long at;
                try {
                    at = index(f);
                } catch (UnexpectedResult e) {
                    return doubles[locate(f, vec, Ref.see(e.value, index))];
                }
                if (at < 0 || at >= vec.size()) {
                    throw outOfBounds(Long.toString(at), vec.size());
                }
                return doubles[(int) at];
            }
            return BinaryNode.expectDouble(element(f, vec));
        }
        return BinaryNode.expectDouble(rest(f, owner));
    }

    @Override
    boolean test(Frame f) {
        var owner = owner(f, false);
        if (owner instanceof VecValue vec && !vec.isLent()) {
            var booleans = vec.booleans();
            if (booleans != null) {
                try {
                    long at = index(f);
                    if (at < 0 || at >= vec.size()) {
                        throw outOfBounds(Long.toString(at), vec.size());
                    }
                    return booleans[(int) at] != 0;
                } catch (UnexpectedResult e) {
                    return booleans[locate(f, vec, Ref.see(e.value, index))] != 0;
                }
            }
            return condition(element(f, vec));
        }
        return condition(rest(f, owner));
    }

    private Object rest(Frame f, Object owner) {
        if (owner instanceof VecValue vec) {
            return element(f, vec);
        }
        var user = userIndex(f, owner);
        if (user != null) {
            return use == Use.READ ? user : Places.settled(user, this);
        }
        return get(f, (Owner) owner(owner), locate(f, owner, index.see(f)));
    }

    @Override
    Object through(Frame f, boolean write, @Nullable Trail trail) {
        if (trail == null) {
            var owner = owner(f, write);
            if (owner instanceof VecValue vec && !vec.isLent()) {
                long at;
                try {
                    at = index(f);
                } catch (UnexpectedResult e) {
                    at = locate(f, vec, Ref.see(e.value, index));
                }
                if (at < 0 || at >= vec.size()) {
                    throw outOfBounds(Long.toString(at), vec.size());
                }
                var inside = vec.get((int) at);
                if (write) {
                    demandMutable(f, inside);
                }
                return Places.through(inside, write, null, this);
            }
            var user = write ? null : userIndex(f, owner);
            if (user != null) {
                return Places.through(user, false, null, this);
            }
            var holder = (Owner) owner(owner);
            int part = locate(f, owner, index.see(f));
            if (write) {
                Loans.write(holder, place(part), true, null, this);
            } else {
                Loans.read(holder, place(part), true, null, this);
            }
            var inside = holder.part(part);
            if (write) {
                demandMutable(f, inside);
            }
            return Places.through(inside, write, null, this);
        }
        return super.through(f, write, trail);
    }

    @Override
    void assign(Frame f, Object value) {
        var owner = (Owner) owner(base.through(f, true, null));
        demandMutable(f);
        int part = find(f, owner);
        if (owner instanceof VecValue vec && !vec.isLent()) {
            vec.set(part, Places.settled(likeOld(vec, part, value), this));
            return;
        }
        store(owner, part, Places.settled(value, this));
    }

    @Override
    Object check(Owner owner, int part, Object value) {
        if (owner instanceof TupleValue || owner instanceof ListValue) {
            throw new OxurPanic(
                    new TypeError.TypeMismatch(
                            span(),
                            "cannot set an element of " + TypeNames.withArticle(owner),
                            null));
        }
        return value;
    }

    void assignLong(Frame f, long value) {
        var owner = owner(f, true);
        demandMutable(f);
        if (owner instanceof VecValue vec && !vec.isLent()) {
            var longs = vec.longs();
            if (longs != null) {
                long at;
                try {
                    at = index(f);
                } catch (UnexpectedResult e) {
                    longs[locate(f, vec, Ref.see(e.value, index))] = value;
                    return;
                }
                if (at < 0 || at >= vec.size()) {
                    throw outOfBounds(Long.toString(at), vec.size());
                }
                longs[(int) at] = value;
                return;
            }
        }
        put(f, owner, value);
    }

    void assignDouble(Frame f, double value) {
        var owner = owner(f, true);
        demandMutable(f);
        if (owner instanceof VecValue vec && !vec.isLent()) {
            var doubles = vec.doubles();
            if (doubles != null) {
                long at;
                try {
                    at = index(f);
                } catch (UnexpectedResult e) {
                    doubles[locate(f, vec, Ref.see(e.value, index))] = value;
                    return;
                }
                if (at < 0 || at >= vec.size()) {
                    throw outOfBounds(Long.toString(at), vec.size());
                }
                doubles[(int) at] = value;
                return;
            }
        }
        put(f, owner, value);
    }

    private void put(Frame f, Object given, Object value) {
        var owner = (Owner) owner(given);
        store(owner, locate(f, owner, index.see(f)), value);
    }

    @Override
    Operation operation() {
        return new Operation.Element(this, base.operation(), index.operation(), isFixed());
    }

    /// As [#execute(Frame)], of an owner and an index that were executed.
    Object get(Frame f, Object owner, Object at) {
        if (!(owner instanceof VecValue)) {
            var user = userIndex(f, owner, at);
            if (user != null) {
                return use == Use.READ ? user : Places.settled(user, this);
            }
        }
        return get(f, (Owner) owner(owner), locate(f, owner, Ref.see(at, index)));
    }

    /// As [#through(Frame, boolean, Trail)].
    Object through(Frame f, Object owner, Object at, boolean write, boolean owned) {
        if (!(owner instanceof VecValue)) {
            var user = write ? null : userIndex(f, owner, at);
            if (user != null) {
                return Places.through(user, false, null, this);
            }
        }
        int part = locate(f, (Owner) owner(owner), Ref.see(at, index));
        return inside((Owner) owner, part, write, owned);
    }

    /// As [#find(Frame, Object)].
    int find(Frame f, Object owner, Object at) {
        return locate(f, owner, Ref.see(at, index));
    }

    /// As [#assign(Frame, Object)].
    void assign(Frame f, Object owner, Object at, Object value) {
        var holder = (Owner) owner(owner);
        int part = find(f, holder, at);
        if (holder instanceof VecValue vec && !vec.isLent()) {
            vec.set(part, Places.settled(likeOld(vec, part, value), this));
            return;
        }
        store(holder, part, Places.settled(value, this));
    }

    @Override
    void reach(Reached reached) {
        base.reach(reached);
        index.reach(reached);
    }
}
