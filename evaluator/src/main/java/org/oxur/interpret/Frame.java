package org.oxur.interpret;

import java.util.Arrays;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.oxur.error.Bug;

/// The locals of one call. The first four live in fields, the others in arrays.
///
/// Each slot has a tag that says which half of it counts: the number, or the object.
@NullUnmarked
final class Frame {
    static final byte OBJECT = 0;
    static final byte LONG = 1;
    static final byte DOUBLE = 2;

    /// The object is a [org.oxur.value.Cell]: the variable was lent or captured.
    static final byte CELL = 3;

    /// The object is a [org.oxur.value.Ref] to a variable outside: it is captured by reference.
    static final byte VIEW = 4;

    static final int INLINE = 4;

    /// An `i64` that stands for none where one is most probably another.
    static final long NO_LONG = Long.MIN_VALUE;

    /// The bits of an `f64` that stand for none: a NaN that no operation gives.
    static final long NO_DOUBLE = 0x7ff8_5ee5_0b5e_0cedL;

    long l0;
    long l1;
    long l2;
    long l3;
    Object o0;
    Object o1;
    Object o2;
    Object o3;
    byte t0;
    byte t1;
    byte t2;
    byte t3;
    int depth;
    long[] longs;
    Object[] objects;
    byte[] tags;
    final Execution ex;

    /// The next of those that are free; the frame itself where somebody looks at it after the call.
    private Frame next;

    Frame(Execution ex, int depth) {
        this.ex = ex;
        this.depth = depth;
    }

    /// One whose call is over, if there is one: what calls leave behind lies between the values
    /// that they make. Where HotSpot inlines the call, a new one is never allocated, and better.
    static Frame reused(Execution ex, int depth) {
        var frame = ex.free;
        if (frame == null) {
            return new Frame(ex, depth);
        }
        ex.free = frame.next;
        frame.depth = depth;
        return frame;
    }

    /// It is not used again: somebody looks at it after the call.
    void keep() {
        next = this;
    }

    /// The call is over.
    void free() {
        if (next == this) {
            return;
        }
        t0 = OBJECT;
        t1 = OBJECT;
        t2 = OBJECT;
        t3 = OBJECT;
        o0 = null;
        o1 = null;
        o2 = null;
        o3 = null;
        if (tags != null) {
            longs = null;
            objects = null;
            tags = null;
        }
        next = ex.free;
        ex.free = this;
    }

    void reserve(int slots) {
        if (slots > INLINE) {
            longs = new long[slots - INLINE];
            objects = new Object[slots - INLINE];
            tags = new byte[slots - INLINE];
        }
    }

    /// Puts the number in a slot into one of another frame; false if there is something else in it.
    boolean passNumber(int from, Frame callee, int to) {
        byte tag;
        long number;
        switch (from) {
            case 0 -> {
                tag = t0;
                number = l0;
            }
            case 1 -> {
                tag = t1;
                number = l1;
            }
            case 2 -> {
                tag = t2;
                number = l2;
            }
            case 3 -> {
                tag = t3;
                number = l3;
            }
            default -> {
                tag = tags[from - INLINE];
                number = longs[from - INLINE];
            }
        }
        if (tag != LONG && tag != DOUBLE) {
            return false;
        }
        callee.setNumber(to, tag, number);
        return true;
    }

    /// Makes room for more, if there is less.
    void grow(int slots) {
        if (slots <= INLINE) {
            return;
        }
        if (tags == null) {
            reserve(slots);
        } else if (tags.length < slots - INLINE) {
            longs = Arrays.copyOf(longs, slots - INLINE);
            objects = Arrays.copyOf(objects, slots - INLINE);
            tags = Arrays.copyOf(tags, slots - INLINE);
        }
    }

    byte tag(int slot) {
        return switch (slot) {
            case 0 -> t0;
            case 1 -> t1;
            case 2 -> t2;
            case 3 -> t3;
            default -> tags[slot - INLINE];
        };
    }

    /// The `i64` in a slot, or `other` if there is something else in it.
    long longOr(int slot, long other) {
        return switch (slot) {
            case 0 -> t0 == LONG ? l0 : other;
            case 1 -> t1 == LONG ? l1 : other;
            case 2 -> t2 == LONG ? l2 : other;
            case 3 -> t3 == LONG ? l3 : other;
            default -> tags[slot - INLINE] == LONG ? longs[slot - INLINE] : other;
        };
    }

    /// The bits of the `f64` in a slot, or `other` if there is something else in it.
    long doubleBitsOr(int slot, long other) {
        return switch (slot) {
            case 0 -> t0 == DOUBLE ? l0 : other;
            case 1 -> t1 == DOUBLE ? l1 : other;
            case 2 -> t2 == DOUBLE ? l2 : other;
            case 3 -> t3 == DOUBLE ? l3 : other;
            default -> tags[slot - INLINE] == DOUBLE ? longs[slot - INLINE] : other;
        };
    }

    /// The object in a slot, or null if there is a number, a cell or a view in it.
    Object plainObject(int slot) {
        return switch (slot) {
            case 0 -> t0 == OBJECT ? o0 : null;
            case 1 -> t1 == OBJECT ? o1 : null;
            case 2 -> t2 == OBJECT ? o2 : null;
            case 3 -> t3 == OBJECT ? o3 : null;
            default -> tags[slot - INLINE] == OBJECT ? objects[slot - INLINE] : null;
        };
    }

    long number(int slot) {
        return switch (slot) {
            case 0 -> l0;
            case 1 -> l1;
            case 2 -> l2;
            case 3 -> l3;
            default -> longs[slot - INLINE];
        };
    }

    Object object(int slot) {
        return switch (slot) {
            case 0 -> o0;
            case 1 -> o1;
            case 2 -> o2;
            case 3 -> o3;
            default -> objects[slot - INLINE];
        };
    }

    void setNumber(int slot, byte tag, long value) {
        switch (slot) {
            case 0 -> {
                l0 = value;
                t0 = tag;
            }
            case 1 -> {
                l1 = value;
                t1 = tag;
            }
            case 2 -> {
                l2 = value;
                t2 = tag;
            }
            case 3 -> {
                l3 = value;
                t3 = tag;
            }
            default -> {
                longs[slot - INLINE] = value;
                tags[slot - INLINE] = tag;
            }
        }
    }

    /// Adds to the `i64` in a slot; false if there is something else in it or the sum is too large.
    boolean add(int slot, long addend) {
        long number = longOr(slot, NO_LONG);
        long sum = number + addend;
        if (number == NO_LONG || ((number ^ sum) & (addend ^ sum)) < 0) {
            return false;
        }
        switch (slot) {
            case 0 -> l0 = sum;
            case 1 -> l1 = sum;
            case 2 -> l2 = sum;
            case 3 -> l3 = sum;
            default -> longs[slot - INLINE] = sum;
        }
        return true;
    }

    /// Puts a number in the place of another or of an object; false if there is a cell or a view in
    /// the slot.
    boolean replace(int slot, byte tag, long number) {
        switch (slot) {
            case 0 -> {
                if (t0 >= CELL) {
                    return false;
                }
                l0 = number;
                t0 = tag;
            }
            case 1 -> {
                if (t1 >= CELL) {
                    return false;
                }
                l1 = number;
                t1 = tag;
            }
            case 2 -> {
                if (t2 >= CELL) {
                    return false;
                }
                l2 = number;
                t2 = tag;
            }
            case 3 -> {
                if (t3 >= CELL) {
                    return false;
                }
                l3 = number;
                t3 = tag;
            }
            default -> {
                if (tags[slot - INLINE] >= CELL) {
                    return false;
                }
                longs[slot - INLINE] = number;
                tags[slot - INLINE] = tag;
            }
        }
        return true;
    }

    void setLong(int slot, long value) {
        setNumber(slot, LONG, value);
    }

    void setDouble(int slot, double value) {
        setNumber(slot, DOUBLE, Double.doubleToRawLongBits(value));
    }

    void setTagged(int slot, byte tag, Object value) {
        switch (slot) {
            case 0 -> {
                o0 = value;
                t0 = tag;
            }
            case 1 -> {
                o1 = value;
                t1 = tag;
            }
            case 2 -> {
                o2 = value;
                t2 = tag;
            }
            case 3 -> {
                o3 = value;
                t3 = tag;
            }
            default -> {
                objects[slot - INLINE] = value;
                tags[slot - INLINE] = tag;
            }
        }
    }

    /// Stores a value, numbers unboxed.
    void set(int slot, Object value) {
        if (value instanceof Long l) {
            setNumber(slot, LONG, l);
        } else if (value instanceof Double d) {
            setDouble(slot, d);
        } else {
            setTagged(slot, OBJECT, value);
        }
    }

    /// The value of a slot that holds no cell or view; numbers boxed.
    @Nullable Object plain(int slot) {
        return switch (tag(slot)) {
            case LONG -> number(slot);
            case DOUBLE -> Double.longBitsToDouble(number(slot));
            case OBJECT -> object(slot);
            default -> throw Bug.unreachable("a temporary is never lent");
        };
    }

    void copy(int from, int to) {
        byte tag = tag(from);
        if (tag == LONG || tag == DOUBLE) {
            setNumber(to, tag, number(from));
        } else {
            setTagged(to, tag, object(from));
        }
    }
}
